import type { IncomingMessage } from 'node:http';
import { Fault } from '../../kit/module/fault.js';

/**
 * Reads a request's body as text, up to `limit` bytes. Faults: LIMITED, reason BODY_TOO_LARGE, as soon as the bound is
 * passed; INVALID, reason BODY_NOT_UTF8.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw bodyTooLarge(limit);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw bodyTooLarge(limit);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    throw new Fault(
      'INVALID',
      { zh: '请求体不是合法的 UTF-8。', en: 'The body is not UTF-8.' },
      { reason: 'BODY_NOT_UTF8', cause: error as Error },
    );
  }
}

function bodyTooLarge(limit: number): Fault {
  return new Fault(
    'LIMITED',
    { zh: `请求体超过上限 ${limit} 字节。`, en: `The body exceeds the limit of ${limit} bytes.` },
    { reason: 'BODY_TOO_LARGE', details: { limit } },
  );
}
