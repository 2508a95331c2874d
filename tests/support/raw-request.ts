import { request } from 'node:http';

/** An HTTP answer as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** What is sent, byte for byte. */
export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Sends a request that no well-behaved client would; an answer that comes before all was sent counts. */
export function send(
  origin: string,
  { method = 'POST', path = '/graphql', headers, body = '' }: RawRequest,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    let answered = false;
    const sending = request(`${origin}${path}`, {
      method,
      agent: false,
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
    });
    sending.on('response', (response) => {
      answered = true;
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    // The server may close its side while the rest is still being sent.
    sending.on('error', (error) => {
      if (!answered) reject(error);
    });
    sending.end(body);
  });
}

/** Status, then code and reason of each error: what a refusal is told by. */
export function refusalOf({ status, text }: RawAnswer): unknown[] {
  const { errors } = JSON.parse(text) as { errors?: { extensions?: { code?: string; reason?: string } }[] };
  return [
    status,
    ...(errors ?? []).map(({ extensions }) => [extensions?.code, extensions?.reason].filter(Boolean).join(' ')),
  ];
}
