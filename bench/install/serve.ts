import { readConfig } from '../../gateway/config.js';
import { openPortal } from '../../gateway/portal.js';
import { stopOnSignal } from '../../gateway/stop-on-signal.js';
import { createLog } from '../../gateway/telemetry/log.js';

// What `npm start` opens, with the modules of the folder PROJECT.
const config = readConfig();
const portal = await openPortal(config, {
  log: createLog(config.logLevel),
  clock: { now: () => new Date() },
  progress: () => {},
  root: process.env['PROJECT'] ?? '',
  warmsUp: true,
});
stopOnSignal(() => portal.close());
