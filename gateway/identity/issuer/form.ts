import type { IncomingMessage } from 'node:http';

const longestForm = 65_536;

/** Reads a form that was posted, 64 kB at most. Throws when it is longer. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestForm) throw new Error(`The form is longer than ${longestForm} bytes.`);
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
