import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../gateway/config.js';
import { openPortal } from '../../gateway/portal.js';
import { stopOnSignal } from '../../gateway/stop-on-signal.js';
import { createLog } from '../../gateway/telemetry/log.js';
import { Database } from '../../kit/data/database.js';

// The portal with S1's four subgraphs as its modules: their rows are in memory, nobody logs in, no county is onboarded.
const folder = await mkdtemp(path.join(tmpdir(), 'yimen-bench-'));
const config = readConfig({
  ...process.env,
  DATA_FOLDER: folder,
  COUNTY_FOLDER: ',',
  // Nobody sends a token, so nobody asks it for keys.
  ISSUER: 'http://127.0.0.1:9/realms/none',
  // Production wants one; nothing is signed here.
  HEAD_SIGNING_KEY: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
});
const database = await Database.open({ kind: 'memory' });
const log = createLog(config.logLevel);
const portal = await openPortal(config, {
  log,
  clock: { now: () => new Date() },
  progress: () => {},
  root: fileURLToPath(new URL('.', import.meta.url)),
  database,
});
stopOnSignal(async () => {
  await portal.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});
console.log(`${portal.graphs.modules.length} modules at ${portal.origin}/graphql`);
