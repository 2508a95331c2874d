/*
 * Reads a request whose head and body came in one piece. Assumes the plainest form that HTTP/1.1 has (RFC 9112): a POST with
 * one Host, one Content-Length and no name twice, nothing folded, encoded, upgraded or expected. Whatever else it is, even
 * by one byte, is left to Node's HTTP server, which alone decides what is malformed: so no two readers can understand one
 * request differently.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { readFieldLine } from '../../field-line.js';

/** The head of a request in its plainest form. */
export interface PlainHead {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Bytes of the head, with the empty line. */
  readonly size: number;
  /** Bytes of the body. */
  readonly length: number;
}

/** Bytes; Node's own bound is 16 KiB for all headers. */
const longestHead = 8_192;
const mostFields = 64;
const headEnd = Buffer.from('\r\n\r\n');
const requestLine = /^POST (\/[!"$-~]*) HTTP\/1\.1$/;
// What is decided by who holds the connection.
const others = new Set(['transfer-encoding', 'upgrade', 'expect', 'trailer', 'te', 'keep-alive', 'proxy-connection']);

/** Reads the head at the start of these bytes; undefined for every other form, and where it does not end in them. */
export function readPlainHead(bytes: Buffer): PlainHead | undefined {
  const end = bytes.indexOf(headEnd);
  if (end < 0 || end > longestHead) return undefined;
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const url = requestLine.exec(first)?.[1];
  if (url === undefined || lines.length > mostFields) return undefined;
  const headers = Object.create(null) as Record<string, string>;
  for (const line of lines) {
    const field = readFieldLine(line);
    if (!field) return undefined;
    const name = field.name.toLowerCase();
    if (name in headers || others.has(name)) return undefined;
    headers[name] = field.value;
  }
  const { host, connection, 'content-length': length } = headers;
  if (host === undefined || length === undefined || !/^\d{1,9}$/.test(length)) return undefined;
  if (connection !== undefined && connection.toLowerCase() !== 'keep-alive') return undefined;
  return { url, headers, size: end + headEnd.length, length: Number(length) };
}
