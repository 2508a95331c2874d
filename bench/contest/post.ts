import { request } from 'node:http';
import { json } from 'node:stream/consumers';

/** What a gateway answers. */
export interface GraphQLAnswer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[] }[];
}

/** Posts one request on a connection of its own; null where nobody listens or the answer is not 200. */
export function post(url: string, body: string): Promise<GraphQLAnswer | null> {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const posted = request(url, { method: 'POST', headers, agent: false, timeout: 20_000 }, (response) => {
      if (response.statusCode === 200) {
        json(response).then((answer) => resolve(answer as GraphQLAnswer), reject);
        return;
      }
      response.resume();
      response.once('end', () => resolve(null));
    });
    posted.once('timeout', () => posted.destroy(new Error(`${url} did not answer within 20 s.`)));
    posted.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET') resolve(null);
      else reject(error);
    });
    posted.end(body);
  });
}
