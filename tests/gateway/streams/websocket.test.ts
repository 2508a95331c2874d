import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { send } from '../../support/raw-request.js';
import { type Message, openSocket, readySocket, type TestSocket } from './socket.js';
import { openStreamingPortal, type StreamingPortal } from './streaming-portal.js';

let portal: StreamingPortal;
beforeAll(async () => {
  portal = await openStreamingPortal({ environment: { LIMIT_STREAMS: '3' } });
});
afterAll(() => portal.close());

async function as(username: string): Promise<TestSocket> {
  return readySocket(portal.origin, { authorization: `Bearer ${await portal.tokenOf(username)}` });
}

const anonymously = (): Promise<TestSocket> => readySocket(portal.origin);

/** Asks one operation on a socket of its own. */
async function ask(query: string, socket?: TestSocket, variables = {}) {
  const own = socket ?? (await anonymously());
  own.subscribe('1', query, variables);
  const messages = await own.all('1');
  own.close();
  return messages;
}

describe('A subscription', () => {
  test('brings each event with what another subgraph says of it', async () => {
    const beat = (number: number, region: unknown) => ({
      type: 'next',
      id: '1',
      payload: { data: { beats: { number, region } } },
    });
    const town = { code: '320281100', name: '璜土镇' };
    expect(await ask('subscription { beats(to: 3) { number region { code name } } }')).toEqual([
      beat(1, town),
      beat(2, null),
      beat(3, town),
      { type: 'complete', id: '1' },
    ]);
  });

  test('takes variables, and @skip by their values', async () => {
    const query =
      'subscription ($to: Int!, $bare: Boolean!) { beats(to: $to) { number region @skip(if: $bare) { name } } }';
    const [bare] = await ask(query, undefined, { to: 1, bare: true });
    expect(bare?.payload).toEqual({ data: { beats: { number: 1 } } });
    const [full] = await ask(query, undefined, { to: 1, bare: false });
    expect(full?.payload).toEqual({ data: { beats: { number: 1, region: { name: '璜土镇' } } } });
  });

  test('has a field that its caller may not read as null, with the rule, in every event', async () => {
    const [first, second] = await ask('subscription { beats(to: 2) { number secret } }', await as('grid.officer'));
    const error = {
      message: 'No access to "beats.secret": @requiresScopes(scopes: [["pulse:secret"]]) is not met.',
      path: ['beats', 'secret'],
      extensions: {
        code: 'FORBIDDEN',
        reason: 'RULE',
        details: { rule: '@requiresScopes(scopes: [["pulse:secret"]])' },
      },
    };
    expect(first?.payload).toEqual({ data: { beats: { number: 1, secret: null } }, errors: [error] });
    expect(second?.payload).toEqual({ data: { beats: { number: 2, secret: null } }, errors: [error] });
  });

  test('whose field is denied is refused before its stream is opened', async () => {
    const { opened } = await portal.counts();
    expect(await ask('subscription { sealed }')).toEqual([
      {
        type: 'error',
        id: '1',
        payload: [expect.objectContaining({ extensions: expect.objectContaining({ code: 'UNAUTHENTICATED' }) })],
      },
    ]);
    expect((await portal.counts()).opened).toBe(opened);
  });

  test.each([
    'subscription ($all: Boolean!) { count(to: 1) @include(if: $all) }',
    'subscription { ... @skip(if: false) { count(to: 1) } }',
    'subscription { ...Root } fragment Root on Subscription { ...Count } fragment Count on Subscription { count(to: 1) @skip(if: true) }',
  ])('whose root field depends on a condition is refused: %s', async (query) => {
    const [refusal] = await ask(query, undefined, { all: true });
    expect(refusal?.payload).toEqual([
      {
        message: 'The root field of a subscription cannot be left out by @skip or @include.',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ]);
  });

  test('ends with the Fault that its source ends with, in the client’s language', async () => {
    const socket = await readySocket(portal.origin, { 'accept-language': 'zh-CN' });
    expect(await ask('subscription { faulty }', socket)).toEqual([
      { type: 'next', id: '1', payload: { data: { faulty: 1 } } },
      {
        type: 'error',
        id: '1',
        payload: [{ message: '脉搏停了。', extensions: { code: 'CONFLICT', reason: 'PULSE', subgraph: 'pulse' } }],
      },
    ]);
  });

  test('hides a defect of its source', async () => {
    const [, last] = await ask('subscription { defective }');
    expect(last).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'INTERNAL' } }] });
    expect(JSON.stringify(last)).not.toContain('secret of the module');
  });

  test('is told why its source does not open', async () => {
    expect(await ask('subscription { closed }')).toMatchObject([
      { type: 'error', payload: [{ message: 'It stays closed.', extensions: { code: 'FORBIDDEN', reason: 'PULSE' } }] },
    ]);
  });
});

describe('On the same socket', () => {
  test('a query is answered once, a verb is decided on by its policy', async () => {
    expect(await ask('{ hello }')).toEqual([
      { type: 'next', id: '1', payload: { data: { hello: 'world' } } },
      { type: 'complete', id: '1' },
    ]);
    const field = Object.keys(portal.portal.graphs.current.schema.getMutationType()?.getFields() ?? {})[0];
    const [refusal] = await ask(`mutation { ${field} { __typename } }`);
    expect(refusal?.type).toBe('error');
  });

  test('what does not validate is an error of its id, and the socket stays', async () => {
    const socket = await anonymously();
    socket.subscribe('bad', '{ noSuchField }');
    expect(await socket.all('bad')).toEqual([
      {
        type: 'error',
        id: 'bad',
        payload: [expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })],
      },
    ]);
    socket.subscribe('good', '{ hello }');
    expect((await socket.all('good'))[0]?.payload).toEqual({ data: { hello: 'world' } });
    socket.close();
  });

  test('a stream too many is refused, and its source is let go', async () => {
    const socket = await anonymously();
    for (const id of ['1', '2', '3']) socket.subscribe(id, 'subscription { silent }');
    socket.subscribe('4', 'subscription { silent }');
    expect(await socket.next()).toEqual({
      type: 'error',
      id: '4',
      payload: [
        {
          message: 'One socket may have 3 streams at a time.',
          extensions: { code: 'LIMITED', reason: 'TOO_MANY_STREAMS', details: { limit: 3 } },
        },
      ],
    });
    socket.say({ type: 'complete', id: '2' });
    socket.subscribe('5', 'subscription { count(to: 1) }');
    expect((await socket.all('5')).map(({ type }) => type)).toEqual(['next', 'complete']);
    socket.close();
    await portal.allEnded();
  });

  test('an operation too many is refused, the others are answered, and the socket stays', async () => {
    const socket = await anonymously();
    const ids = Array.from({ length: 101 }, (_, index) => String(index + 1));
    // Each is an operation of its own, which has to be planned: none is answered before all have come.
    for (const id of ids) socket.subscribe(id, `query Hello${id} { hello }`);
    const answers = new Map<string | undefined, Message>();
    while (answers.size < ids.length) {
      const message = await socket.next();
      if (message.type !== 'complete') answers.set(message.id, message);
    }
    expect(answers.get('101')).toEqual({
      type: 'error',
      id: '101',
      payload: [
        {
          message: 'One socket may have 100 operations at a time.',
          extensions: { code: 'LIMITED', reason: 'TOO_MANY_OPERATIONS', details: { limit: 100 } },
        },
      ],
    });
    answers.delete('101');
    const payloads = [...answers.values()].map(({ payload }) => payload);
    expect(payloads).toEqual(Array(100).fill({ data: { hello: 'world' } }));
    socket.subscribe('102', '{ hello }');
    expect((await socket.all('102'))[0]?.payload).toEqual({ data: { hello: 'world' } });
    socket.close();
  });

  test('a client’s complete ends the stream and nothing more comes under its id', async () => {
    const socket = await anonymously();
    socket.subscribe('1', 'subscription { count(to: 1000000) }');
    expect((await socket.next()).type).toBe('next');
    socket.say({ type: 'complete', id: '1' });
    await portal.allEnded();
    socket.say({ type: 'ping' });
    let last = await socket.next();
    for (; last.type === 'next'; last = await socket.next());
    expect(last).toEqual({ type: 'pong' });
    socket.close();
  });
});

describe('A socket', () => {
  test('that closes ends its streams, also one that says nothing', async () => {
    const { opened } = await portal.counts();
    const socket = await anonymously();
    socket.subscribe('1', 'subscription { silent }');
    socket.subscribe('2', 'subscription { count(to: 1000000) }');
    expect((await socket.next()).id).toBe('2');
    socket.socket.terminate();
    expect(await portal.allEnded()).toBe(opened + 2);
  });

  test('with a token that is not good is closed with 4403', async () => {
    const socket = await openSocket(portal.origin);
    socket.say({ type: 'connection_init', payload: { Authorization: 'Bearer nonsense' } });
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Forbidden' });
  });

  test('knows its caller by connection_init, and by the handshake’s header', async () => {
    const authorization = `Bearer ${await portal.tokenOf('grid.officer')}`;
    for (const socket of [
      await readySocket(portal.origin, { Authorization: authorization }),
      await readySocket(portal.origin, {}, { headers: { authorization } }),
    ]) {
      const [answer] = await ask('{ me { name } }', socket);
      expect(answer?.payload).toEqual({ data: { me: { name: '金清' } } });
    }
  });

  test('of a page of another origin is refused, of this origin is not', async () => {
    for (const origin of ['https://elsewhere.example', 'null']) {
      await expect(openSocket(portal.origin, { headers: { origin } })).rejects.toThrow('403');
    }
    (await readySocket(portal.origin, {}, { headers: { origin: portal.origin } })).close();
  });

  const misuses: readonly [string, (socket: TestSocket) => void, number][] = [
    ['that initialises twice', (socket) => socket.say({ type: 'connection_init' }), 4429],
    [
      'that uses an id twice',
      (socket) => {
        socket.subscribe('1', 'subscription { silent }');
        socket.subscribe('1', 'subscription { silent }');
      },
      4409,
    ],
    ['that sends no JSON', (socket) => socket.say('{'), 4400],
    ['that sends JSON of another kind', (socket) => socket.say('[]'), 4400],
    ['that sends an unknown type', (socket) => socket.say({ type: 'start', id: '1' }), 4400],
    ['that subscribes without a query', (socket) => socket.say({ type: 'subscribe', id: '1', payload: {} }), 4400],
    ['that sends a binary frame', (socket) => socket.say(Buffer.from('{"type":"ping"}')), 1003],
    ['that sends ten megabytes', (socket) => socket.say('x'.repeat(10_000_000)), 1009],
  ];
  test.each(misuses)('%s is closed', async (_name, misuse, code) => {
    const socket = await anonymously();
    misuse(socket);
    expect((await socket.closed).code).toBe(code);
  });

  test('that subscribes before it is acknowledged is closed with 4401', async () => {
    const socket = await openSocket(portal.origin);
    socket.subscribe('1', '{ hello }');
    expect((await socket.closed).code).toBe(4401);
  });

  test('that speaks another protocol is closed with 4406', async () => {
    await expect(openSocket(portal.origin, { protocol: 'graphql-ws' })).rejects.toThrow('Server sent no subprotocol');
  });

  test('elsewhere than at the graph is refused, and an offer of HTTP/2 is passed over', async () => {
    await expect(openSocket(`${portal.origin}/nowhere`)).rejects.toThrow('404');
    const upgrade = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAAP__' };
    const { status, text } = await send(portal.origin, { headers: upgrade, body: '{"query":"{ hello }"}' });
    expect([status, text]).toEqual([200, '{"data":{"hello":"world"}}']);
  });
});
