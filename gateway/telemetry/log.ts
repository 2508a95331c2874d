import { type DestinationStream, pino } from 'pino';
import type { Log } from '../../kit/module/host.js';
import { framesOf, loggedError, worded } from './logged-error.js';

/** The portal's log: JSON lines on standard error, so that standard output stays for people. */
export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { log: withoutValues },
      // The library's own would take more of an error than we do.
      serializers: { err: (logged: unknown) => logged },
    },
    destination,
  );
  return {
    info: (fields, sentence) => logger.info(fields, sentence),
    warn: (fields, sentence) => logger.warn(fields, sentence),
    error: (fields, sentence) => logger.error(fields, sentence),
  };
}

// Errors come whole, and as no more than their message or stack. Where they stand they may hold anything.
function withoutValues(fields: Record<string, unknown>): Record<string, unknown> {
  const logged: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Error || name === 'err') logged[name] = loggedError(value);
    else if (typeof value === 'string' && name === 'error') logged[name] = worded(value);
    else if (typeof value === 'string' && name === 'stack') logged[name] = framesOf(value);
    else logged[name] = value;
  }
  return logged;
}
