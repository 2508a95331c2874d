import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openStreamingPortal, type StreamingPortal } from './streaming-portal.js';

let portal: StreamingPortal;
beforeAll(async () => {
  portal = await openStreamingPortal({ environment: { LIMIT_SOCKETS: '2' } });
});
afterAll(() => portal.close());

interface Posting {
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

function post(query: string, { accept = 'text/event-stream', headers, signal }: Posting = {}): Promise<Response> {
  return fetch(`${portal.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en', accept, ...headers },
    body: JSON.stringify({ query }),
    signal: signal ?? null,
  });
}

/** Opens a stream that stays open. */
async function opened(): Promise<{ response: Response; leave: () => void }> {
  const abort = new AbortController();
  return { response: await post('subscription { silent }', { signal: abort.signal }), leave: () => abort.abort() };
}

test('a subscription is a stream of next, then complete, byte for byte', async () => {
  const response = await post('subscription { beats(to: 2) { number region { name } } }');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.text()).toBe(
    'event: next\ndata: {"data":{"beats":{"number":1,"region":{"name":"璜土镇"}}}}\n\n' +
      'event: next\ndata: {"data":{"beats":{"number":2,"region":null}}}\n\n' +
      'event: complete\ndata: \n\n',
  );
});

test('a query is a stream of one, by POST and by GET', async () => {
  const stream = 'event: next\ndata: {"data":{"hello":"world"}}\n\nevent: complete\ndata: \n\n';
  expect(await (await post('{ hello }')).text()).toBe(stream);
  const address = `${portal.origin}/graphql?query=${encodeURIComponent('{ hello }')}`;
  expect(await (await fetch(address, { headers: { accept: 'text/event-stream' } })).text()).toBe(stream);
});

test('who accepts JSON as well gets JSON for what is answered once, and a stream for a subscription', async () => {
  const accept = 'application/graphql-response+json, application/json, text/event-stream, multipart/mixed';
  const query = await post('{ hello }', { accept });
  expect([query.headers.get('content-type'), await query.text()]).toEqual([
    'application/json; charset=utf-8',
    '{"data":{"hello":"world"}}',
  ]);
  const subscription = await post('subscription { count(to: 1) }', { accept });
  expect(await subscription.text()).toBe('event: next\ndata: {"data":{"count":1}}\n\nevent: complete\ndata: \n\n');
});

test.each(['*/*', 'application/json', 'text/event-stream;q=0, application/json'])(
  'who accepts %s alone is refused a subscription before it is opened',
  async (accept) => {
    const before = await portal.counts();
    const body: unknown = await (await post('subscription { count(to: 1) }', { accept })).json();
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'INVALID', reason: 'SUBSCRIPTION_OVER_HTTP' } }] });
    expect((await portal.counts()).opened).toBe(before.opened);
  },
);

describe('What goes wrong', () => {
  test('with the document or while the stream opens comes in the stream', async () => {
    for (const [query, code] of [
      ['{ noSuchField }', 'GRAPHQL_VALIDATION_FAILED'],
      ['{', 'GRAPHQL_PARSE_FAILED'],
      ['subscription { sealed }', 'UNAUTHENTICATED'],
      ['subscription { closed }', 'FORBIDDEN'],
    ] as const) {
      const response = await post(query);
      const text = await response.text();
      expect(response.status).toBe(200);
      expect(text).toMatch(/^event: next\ndata: \{"errors":\[\{.*\}\]\}\n\nevent: complete\ndata: \n\n$/);
      expect(text).toContain(`"code":"${code}"`);
    }
  });

  test('with the source is the last event', async () => {
    expect(await (await post('subscription { faulty }')).text()).toBe(
      'event: next\ndata: {"data":{"faulty":1}}\n\n' +
        'event: next\ndata: {"errors":[{"message":"The pulse stopped.","extensions":{"code":"CONFLICT","reason":"PULSE","subgraph":"pulse"}}]}\n\n' +
        'event: complete\ndata: \n\n',
    );
  });

  test('with the token or the method has its status', async () => {
    expect((await post('{ hello }', { headers: { authorization: 'Bearer nonsense' } })).status).toBe(401);
    const address = `${portal.origin}/graphql?query=${encodeURIComponent('mutation { __typename }')}`;
    expect((await fetch(address, { headers: { accept: 'text/event-stream' } })).status).toBe(405);
    expect((await fetch(`${portal.origin}/graphql`, { method: 'PUT' })).status).toBe(405);
  });
});

test('a client that leaves ends its stream, also one that says nothing', async () => {
  const before = await portal.counts();
  const { leave } = await opened();
  const abort = new AbortController();
  const response = await post('subscription { count(to: 1000000) }', { signal: abort.signal });
  await response.body?.getReader().read();
  abort.abort();
  leave();
  expect(await portal.allEnded()).toBe(before.opened + 2);
});

test('a client has so many streams, each counted until it is gone', async () => {
  const streams = [await opened(), await opened()];
  const refused = await post('subscription { silent }');
  expect(refused.status).toBe(429);
  expect(await refused.json()).toEqual({
    errors: [
      {
        message: 'One caller may hold 2 live connections at a time.',
        extensions: { code: 'LIMITED', reason: 'TOO_MANY_SOCKETS', details: { limit: 2 } },
      },
    ],
  });
  // Another client has its own.
  const authorization = `Bearer ${await portal.tokenOf('grid.officer')}`;
  expect((await post('subscription { count(to: 1) }', { headers: { authorization } })).status).toBe(200);
  for (const { leave } of streams) leave();
  await portal.allEnded();
  expect((await post('subscription { count(to: 1) }')).status).toBe(200);
});
