import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { listen } from '../identity/issuer-server.js';
import { type Asked, openPlainGraph, type PlainGraph, type ServedSubgraph } from './plain-graph.js';

const towns = [
  { id: '1', name: '周庄镇', chief: '甲', budget: 7 },
  { id: '2', name: '华士镇', chief: '乙', budget: 9 },
];
const heard: Asked[] = [];
const subgraphs: Readonly<Record<string, ServedSubgraph>> = {
  towns: {
    sdl: `
      type Query { towns: [Town!] }
      type Mutation { rename(id: ID!, name: String!): Town }
      type Town @key(fields: "id") {
        id: ID!
        name: String
        chief: String @authenticated
        budget: Int @requiresScopes(scopes: [["budget:read"]])
        secret: String @policy(policies: [["nobody-knows"]])
      }
    `,
    resolvers: {
      Query: { towns: () => towns },
      Mutation: { rename: (_: unknown, { id, name }: { id: string; name: string }) => ({ id, name }) },
    },
  },
  counts: {
    sdl: `
      type Query { population: Int }
      type Town @key(fields: "id") { id: ID! people: Int }
      type Subscription { counted: Town }
    `,
    answer: (asked) => {
      heard.push(asked);
      if (asked.query.startsWith('subscription')) {
        const event = (id: string) =>
          `event: next\ndata: {"data":{"counted":{"__typename":"Town","id":"${id}","people":${id}000}}}\n\n`;
        return { type: 'text/event-stream', body: `${event('2')}${event('1')}event: complete\ndata:\n\n` };
      }
      const keys = asked.variables?.['representations'] as { id: string }[];
      return { body: JSON.stringify({ data: { _entities: keys.map(({ id }) => ({ people: Number(id) * 1000 })) } }) };
    },
  },
  names: {
    sdl: 'type Query { greeting: String } type Town @key(fields: "id") { id: ID! nickname: String }',
    resolvers: { Town: { __resolveReference: ({ id }: { id: string }) => ({ id, nickname: `town ${id}` }) } },
  },
};

const everything = '{ towns { name chief budget secret people } }';
const people = { '1': 1000, '2': 2000 };

describe('Without an issuer', () => {
  let graph: PlainGraph;
  beforeAll(async () => {
    graph = await openPlainGraph(subgraphs);
  });
  afterAll(() => graph.close());

  test('a query is joined over HTTP at the addresses that the supergraph holds', async () => {
    const { data, errors } = await graph.ask('{ towns { name people nickname } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      towns: [
        { name: '周庄镇', people: people['1'], nickname: 'town 1' },
        { name: '华士镇', people: people['2'], nickname: 'town 2' },
      ],
    });
  });

  test('a mutation runs, though no hook records it', async () => {
    const { data } = await graph.ask('mutation { rename(id: "1", name: "新名") { name people } }');
    expect(data).toEqual({ rename: { name: '新名', people: 1000 } });
  });

  test('everybody is anonymous, rules hold, and a token goes no further', async () => {
    heard.length = 0;
    const { data, errors } = await graph.ask(everything, { authorization: 'Bearer whatever' });
    expect(data).toEqual({
      towns: [
        { name: '周庄镇', chief: null, budget: null, secret: null, people: 1000 },
        { name: '华士镇', chief: null, budget: null, secret: null, people: 2000 },
      ],
    });
    expect(new Set(errors?.map(({ extensions }) => extensions?.['code']))).toEqual(new Set(['UNAUTHENTICATED']));
    expect(heard.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  test('the schema is as clients see it, and it is ready and alive', async () => {
    const { data } = await graph.ask(
      '{ __type(name: "Query") { fields { name } } hidden: __type(name: "join__Graph") { name } }',
    );
    expect(data).toEqual({
      __type: { fields: ['population', 'greeting', 'towns'].map((name) => ({ name })) },
      hidden: null,
    });
    for (const place of ['live', 'ready']) expect((await fetch(`${graph.origin}/${place}`)).status).toBe(200);
    expect((await fetch(`${graph.origin}/files`)).status).toBe(404);
  });

  test('each event of a subscription is joined with the other subgraphs', async () => {
    const { text } = await graph.ask('subscription { counted { people nickname } }', { accept: 'text/event-stream' });
    const events = text.split('\n').flatMap((line) => (line.startsWith('data: {') ? [JSON.parse(line.slice(6))] : []));
    expect(events).toEqual([
      { data: { counted: { people: 2000, nickname: 'town 2' } } },
      { data: { counted: { people: 1000, nickname: 'town 1' } } },
    ]);
  });
});

describe('With an issuer', () => {
  let graph: PlainGraph;
  let token: (scope: string) => Promise<string>;
  const closing: (() => void)[] = [];
  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const keys = [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256' }];
    const server = createServer((_, response) => response.end(JSON.stringify({ keys })));
    const issuer = `http://127.0.0.1:${await listen(server)}/realms/county`;
    closing.push(
      () => server.closeAllConnections(),
      () => server.close(),
    );
    graph = await openPlainGraph(subgraphs, { ISSUER: issuer, NODE_ENV: 'production' });
    token = (scope) =>
      new SignJWT({ typ: 'Bearer', scope })
        .setProtectedHeader({ alg: 'RS256', kid: 'k' })
        .setIssuer(issuer)
        .setAudience('yimen')
        .setSubject('someone')
        .setExpirationTime('5m')
        .sign(privateKey);
  });
  afterAll(async () => {
    await graph.close();
    for (const close of closing) close();
  });

  test('a token is verified, passed on, and its OAuth scopes open what asks for them', async () => {
    heard.length = 0;
    const bearer = await token('openid budget:read');
    const { data, errors } = await graph.ask(everything, { authorization: `Bearer ${bearer}` });
    expect(data).toEqual({
      towns: [
        { name: '周庄镇', chief: '甲', budget: 7, secret: null, people: 1000 },
        { name: '华士镇', chief: '乙', budget: 9, secret: null, people: 2000 },
      ],
    });
    expect(new Set(errors?.map(({ extensions }) => extensions?.['code']))).toEqual(new Set(['FORBIDDEN']));
    expect(heard.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${bearer}`]);
  });

  test('without the scope its field stays closed', async () => {
    const { data } = await graph.ask('{ towns { chief budget } }', {
      authorization: `Bearer ${await token('openid')}`,
    });
    expect(data).toEqual({
      towns: [
        { chief: '甲', budget: null },
        { chief: '乙', budget: null },
      ],
    });
  });

  test('a token that does not hold is refused', async () => {
    const { status, errors } = await graph.ask('{ __typename }', { authorization: 'Bearer a.b.c' });
    expect(status).toBe(401);
    expect(errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });
});
