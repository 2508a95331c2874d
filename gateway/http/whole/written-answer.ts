import { STATUS_CODES } from 'node:http';
import type { WholeAnswer } from './whole-answer.js';

/**
 * An answer as it goes over the connection, head and body, in the encoding of its body. `idle`: milliseconds that the connection
 * is kept for another request; null when this is its last.
 */
export function writtenAnswer({ status, headers, text, isBytes }: WholeAnswer, idle: number | null): string {
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nx-content-type-options: nosniff\r\n`;
  for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
  const length = isBytes ? text.length : Buffer.byteLength(text);
  const kept = idle === null ? 'close' : `keep-alive\r\nKeep-Alive: timeout=${idle / 1_000}`;
  return `${head}content-length: ${length}\r\nDate: ${dateNow()}\r\nConnection: ${kept}\r\n\r\n${text}`;
}

let second = 0;
let date = '';

/** IMF-fixdate (RFC 9110, 5.6.7) of this second. */
function dateNow(): string {
  const now = performance.timeOrigin + performance.now();
  const current = Math.floor(now / 1_000);
  if (current !== second) {
    second = current;
    date = new Date(now).toUTCString();
  }
  return date;
}
