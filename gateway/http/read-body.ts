import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { Fault } from '../../kit/module/fault.js';

/**
 * Reads a request's body as text, up to `limit` bytes. Faults: LIMITED, reason BODY_TOO_LARGE, as soon as the bound is
 * passed; INVALID, reason BODY_NOT_UTF8.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw bodyTooLarge(limit);
  return bodyText(await collected(request, limit), limit);
}

/** The text of a body that is here. Faults as `readBody`. */
export function bodyText(body: Buffer, limit: number): string {
  if (body.length > limit) throw bodyTooLarge(limit);
  if (isUtf8(body)) return body.toString('utf8', startsWithMark(body) ? 3 : 0);
  throw new Fault(
    'INVALID',
    { zh: '请求体不是合法的 UTF-8。', en: 'The body is not UTF-8.' },
    { reason: 'BODY_NOT_UTF8' },
  );
}

// A byte order mark, which some clients put before JSON.
function startsWithMark(body: Buffer): boolean {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
}

// By events: an asynchronous iterator costs a small request more than everything else that is done with it.
function collected(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= limit) return void chunks.push(chunk);
      request.off('data', take).pause();
      reject(bodyTooLarge(limit));
    };
    request.on('data', take);
    request.once('end', () => {
      const [only] = chunks;
      resolve(only && chunks.length === 1 ? only : Buffer.concat(chunks, size));
    });
    request.once('error', reject);
    // A connection that breaks off in the middle ends nothing. Every request closes, and an Error is dear to make.
    request.once('close', () => {
      if (!request.readableEnded) reject(new Error('The request broke off before its body was whole.'));
    });
  });
}

function bodyTooLarge(limit: number): Fault {
  return new Fault(
    'LIMITED',
    { zh: `请求体超过上限 ${limit} 字节。`, en: `The body exceeds the limit of ${limit} bytes.` },
    { reason: 'BODY_TOO_LARGE', details: { limit } },
  );
}
