import { STATUS_CODES } from 'node:http';
import { sizeOf, type WholeAnswer } from './whole-answer.js';

/**
 * An answer as it goes over the connection, head and text, in the encoding of its body. `idle`: milliseconds that the connection
 * is kept for another request; null when this is its last.
 */
export function writtenAnswer(answer: WholeAnswer, idle: number | null): string {
  const { status, headers, text } = answer;
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nx-content-type-options: nosniff\r\n`;
  for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
  const kept = idle === null ? 'close' : `keep-alive\r\nKeep-Alive: timeout=${idle / 1_000}`;
  return `${head}content-length: ${sizeOf(answer)}\r\nDate: ${dateNow()}\r\nConnection: ${kept}\r\n\r\n${text}`;
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
