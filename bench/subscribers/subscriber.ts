import { type ClientRequest, request } from 'node:http';

/** One subscriber over SSE, on a connection of its own. */
export interface Subscriber {
  /** When the first event came, in milliseconds of `performance.now()`. */
  readonly firstEvent: Promise<number>;
  leave(): void;
}

/** Subscribes; resolves when the portal has opened the stream. */
export function subscribe(origin: string, token: string, query: string): Promise<Subscriber> {
  const body = JSON.stringify({ query });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    accept: 'text/event-stream',
    authorization: `Bearer ${token}`,
  };
  return new Promise((resolve, reject) => {
    const asked: ClientRequest = request(`${origin}/graphql`, { method: 'POST', headers, agent: false });
    asked.once('response', (response) => {
      const isStream = response.headers['content-type']?.startsWith('text/event-stream');
      if (response.statusCode !== 200 || !isStream) {
        reject(new Error(`A subscription was refused with status ${response.statusCode}.`));
        return;
      }
      const firstEvent = new Promise<number>((arrived, failed) => {
        response.on('data', (bytes: Buffer) => {
          const text = bytes.toString();
          if (!text.includes('event: ')) return;
          if (text.includes('"data":{')) arrived(performance.now());
          else failed(new Error(`A stream brought ${text.slice(0, 300)}`));
        });
        response.once('end', () => failed(new Error('A stream ended without an event.')));
        response.once('error', failed);
      });
      resolve({ firstEvent, leave: () => asked.destroy() });
    });
    asked.once('error', reject);
    asked.end(body);
  });
}
