import { readConfig } from '../../gateway/config.js';
import { openPortal, projectRoot } from '../../gateway/portal.js';
import { createLog } from '../../gateway/telemetry/log.js';

// A portal in a process of its own, whose clock runs ahead by the milliseconds of the first argument. Its settings come
// from the environment, and it says on standard output where it stands.
const ahead = Number(process.argv[2] ?? 0);
const config = readConfig();
const portal = await openPortal(config, {
  log: createLog(config.logLevel),
  clock: { now: () => new Date(Date.now() + ahead) },
  tokenClock: { now: () => new Date() },
  progress: () => {},
  root: projectRoot,
  tick: 200,
});
console.log(JSON.stringify({ origin: portal.origin, issuer: portal.identity.issuer }));
