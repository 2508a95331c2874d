import { codeOf } from './call-faults.js';

/** Milliseconds before a second try, drawn between the two: a subgraph that comes back must not meet all at once. */
const shortest = 20;
const longest = 80;

const brokenConnection = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** Whether a connection was refused or broke off, as happens while a subgraph is started again. */
export function isBrokenConnection(error: unknown): boolean {
  return brokenConnection.has(codeOf(error));
}

/** Whether a server, or a proxy before it, says that it will be well again: 502, 503, 504. */
export function isBusy(status: number): boolean {
  return status >= 502 && status <= 504;
}

/**
 * Milliseconds to wait before a second try: not before the answer's `Retry-After` (RFC 9110, 10.2.3: seconds or a date),
 * where it has one.
 */
export function retryDelay(retryAfter: string | undefined, random: () => number): number {
  const drawn = shortest + random() * (longest - shortest);
  return drawn + (retryAfter === undefined ? 0 : asked(retryAfter));
}

function asked(retryAfter: string): number {
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter) * 1_000;
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now());
}
