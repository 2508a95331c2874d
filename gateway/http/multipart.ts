import type { ServerResponse } from 'node:http';
import type { AnswerPart } from '../answer.js';
import { jsonText } from '../sources/json-text.js';

/**
 * Writes an answer in parts, by "Incremental Delivery over HTTP" of 24 August 2022: `multipart/mixed` with the boundary `-`.
 * Each part ends with its delimiter, so that a client need not wait for the next to read it.
 */
export async function writeParts(response: ServerResponse, parts: AsyncIterable<AnswerPart>): Promise<void> {
  response.writeHead(200, {
    'content-type': 'multipart/mixed; boundary="-"; deferSpec=20220824',
    'cache-control': 'no-store',
    vary: 'accept, accept-language, authorization, origin',
    'x-accel-buffering': 'no',
  });
  response.write('\r\n---');
  for await (const part of parts) {
    // Who has left needs no further part; what runs for the request is given up by its signal.
    if (response.destroyed) return;
    const end = part.hasNext ? '---' : '-----\r\n';
    response.write(`\r\ncontent-type: application/json; charset=utf-8\r\n\r\n${jsonText(part)}\r\n${end}`);
  }
  response.end();
}
