import { readConfig } from '../../gateway/config.js';
import { openPortal } from '../../gateway/portal.js';
import { createLog } from '../../gateway/telemetry/log.js';

// A portal in a process of its own, of the project whose folder is the first argument. It says on standard output where it
// stands, and closes in order at SIGTERM.
const config = readConfig();
const portal = await openPortal(config, {
  log: createLog(config.logLevel),
  clock: { now: () => new Date() },
  progress: () => {},
  root: process.argv[2] ?? '',
}).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
process.once('SIGTERM', () => void portal.close().then(() => process.exit(0)));
console.log(JSON.stringify({ origin: portal.origin, issuer: portal.identity.issuer }));
