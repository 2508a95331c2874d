import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';

// What is decided on every request, hit or miss: each attack comes right after a harmless twin has filled the caches with
// the very same document. Costs, rates, documents, and who reads the schema have files of their own.
let late = 0;
let changed = 0;
const towns = {
  sdl: 'type Query { town(code: Int): String } type Mutation { rename: String }',
  resolvers: {
    Query: {
      town: async (_: unknown, { code }: { code?: number }) => {
        await pause(late);
        return `Town ${code ?? 0}`;
      },
    },
    Mutation: { rename: () => `renamed ${(changed += 1)}` },
  },
};

let graph: PlainGraph;
let portal: TestPortal;
beforeAll(async () => {
  graph = await openPlainGraph({ towns }, { LIMIT_BODY_BYTES: '2000', REQUEST_DEADLINE: '300' });
  portal = await openPortal();
});
afterAll(async () => {
  await graph.close();
  await portal.close();
});
beforeEach(() => {
  late = 0;
  changed = 0;
});

const query = 'query Town($code: Int) { town(code: $code) }';
const mutation = 'mutation Rename { rename }';

async function prime(body: object, answer: unknown): Promise<void> {
  for (let count = 0; count < 5; count += 1) expect((await graph.post(body)).data).toEqual(answer);
  graph.requests.length = 0;
}

test('the method', async () => {
  expect((await graph.post({ query: mutation })).data).toEqual({ rename: 'renamed 1' });
  const response = await fetch(`${graph.origin}/graphql?query=${encodeURIComponent(mutation)}`);
  expect([response.status, await response.json()]).toMatchObject([
    405,
    { errors: [{ extensions: { reason: 'MUTATION_BY_GET' } }] },
  ]);
  expect(changed).toBe(1);
});

test('the content type', async () => {
  await prime({ query }, { town: 'Town 0' });
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=a']) {
    const { status } = await graph.post({ query }, { 'content-type': type });
    expect([type, status]).toEqual([type, 415]);
  }
  expect(graph.requests).toEqual([]);
});

test('the size', async () => {
  await prime({ query }, { town: 'Town 0' });
  const { status, errors } = await graph.post({ query, variables: { unused: 'x'.repeat(2_000) } });
  expect([status, errors?.[0]?.extensions?.['reason']]).toEqual([413, 'BODY_TOO_LARGE']);
  expect(graph.requests).toEqual([]);
});

test('the variables', async () => {
  await prime({ query, variables: { code: 7 } }, { town: 'Town 7' });
  for (const code of ['7', 7.5, [7], { code: 7 }, 2 ** 31, true]) {
    const { errors } = await graph.post({ query, variables: { code } });
    expect([code, errors?.[0]?.extensions?.['reason']]).toEqual([code, 'VARIABLE_INVALID']);
  }
  expect(graph.requests).toEqual([]);
});

test('the deadline', async () => {
  await prime({ query }, { town: 'Town 0' });
  late = 4_000;
  const asked = performance.now();
  const { errors } = await graph.post({ query });
  expect(errors?.[0]?.extensions?.['code']).toBe('TIMEOUT');
  expect(performance.now() - asked).toBeLessThan(3_500);
});

test('the caller', async () => {
  const trail = '{ auditEntries(first: 1) { totalCount } }';
  for (let count = 0; count < 5; count += 1)
    expect((await portal.ask(trail, {}, { as: 'auditor' })).errors).toBeUndefined();
  const byOfficer = await portal.ask(trail, {}, { as: 'grid.officer' });
  expect([byOfficer.data, byOfficer.errors?.[0]?.extensions.code]).toEqual([{ auditEntries: null }, 'FORBIDDEN']);
  const byNobody = await portal.ask(trail);
  expect([byNobody.data, byNobody.errors?.[0]?.extensions.code]).toEqual([{ auditEntries: null }, 'UNAUTHENTICATED']);
  const withBadToken = await portal.ask(trail, {}, { headers: { authorization: `Bearer ${await spoiltToken()}` } });
  expect([withBadToken.status, withBadToken.data]).toEqual([401, undefined]);
});

async function spoiltToken(): Promise<string> {
  const token = await portal.tokenOf('auditor');
  const [head, body, signature = ''] = token.split('.');
  return [head, body, (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)].join('.');
}

const ingest = `mutation Ingest($ref: String!) {
  ingestEvent(ticket: { source: HOTLINE_12345, externalRef: $ref, description: "夜市油烟噪声扰民。" }) { eventNo }
}`;

test('the audit: a change that cannot be recorded is not made', async () => {
  const send = (ref: string) => portal.ask(ingest, { ref }, { as: 'hotline.12345' });
  for (const ref of ['P-1', 'P-2', 'P-3']) expect((await send(ref)).errors).toBeUndefined();
  const events = '{ events(first: 1) { totalCount } }';
  const before = (await portal.ask(events, {}, { as: 'county.dispatcher' })).data;
  const { database } = portal.portal;
  await database.execute('alter table audit.entries rename to away', []);
  const refused = await send('P-4');
  await database.execute('alter table audit.away rename to entries', []);
  expect(refused.errors?.[0]?.extensions.code).toBe('INTERNAL');
  expect((await portal.ask(events, {}, { as: 'county.dispatcher' })).data).toEqual(before);
  expect((await send('P-4')).errors).toBeUndefined();
});
