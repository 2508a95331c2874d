import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { fileEmpty, fileTooLarge, mostBytes } from './file-faults.js';

/** Bytes that stand on the disk, counted and digested on their way there. */
export interface Received {
  readonly size: number;
  /** SHA-256 in hexadecimal. */
  readonly digest: string;
  /** SM3 (GB/T 32905) in hexadecimal. */
  readonly sm3: string;
}

/**
 * Writes a request's body to a file, until it ends or the signal is aborted, whose reason is then thrown. Faults:
 * LIMITED, reason FILE_TOO_LARGE, at the first byte too many; INVALID, reason FILE_EMPTY.
 */
export async function receiveBytes(
  request: IncomingMessage,
  handle: FileHandle,
  signal: AbortSignal,
): Promise<Received> {
  const sha256 = createHash('sha256');
  const sm3 = createHash('sm3');
  let size = 0;
  for await (const chunk of chunksUntil(request, signal)) {
    size += chunk.length;
    if (size > mostBytes) throw fileTooLarge();
    sha256.update(chunk);
    sm3.update(chunk);
    await handle.writeFile(chunk);
  }
  if (size === 0) throw fileEmpty();
  await handle.sync();
  return { size, digest: sha256.digest('hex'), sm3: sm3.digest('hex') };
}

async function* chunksUntil(request: IncomingMessage, signal: AbortSignal): AsyncGenerator<Buffer> {
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  aborted.catch(() => {});
  signal.throwIfAborted();
  // The answer to what was not read to its end still has to go out on the same connection.
  const chunks = request.iterator({ destroyOnReturn: false });
  for (;;) {
    const next = (await Promise.race([chunks.next(), aborted])) as IteratorResult<Buffer, undefined>;
    if (next.done) return;
    yield next.value;
  }
}
