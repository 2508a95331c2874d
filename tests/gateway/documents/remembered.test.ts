import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import { closedAfterAll } from '../../support/closed-after.js';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';

const towns = {
  sdl: 'type Query { town(code: ID): String }',
  resolvers: { Query: { town: (_: unknown, { code }: { code?: string }) => `Town ${code ?? 'Huashi'}` } },
};

const keep = closedAfterAll();
let graph: PlainGraph;
let forgetful: PlainGraph;
beforeAll(async () => {
  graph = keep(await openPlainGraph({ towns }));
  forgetful = keep(await openPlainGraph({ towns }, { PERSISTED_QUERIES: 'off' }));
});

function digestOf(query: string): string {
  return createHash('sha256').update(query).digest('hex');
}

function named(sha256Hash: unknown, version: unknown = 1) {
  return { extensions: { persistedQuery: { version, sha256Hash } } };
}

const notFound = [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }];

test('a document that came with its hash is known by the hash alone from then on', async () => {
  const query = 'query ($code: ID) { town(code: $code) }';
  const digest = digestOf(query);
  const variables = { code: '1' };
  expect((await graph.post({ ...named(digest), variables })).errors).toEqual(notFound);
  expect((await graph.post({ query, ...named(digest), variables })).data).toEqual({ town: 'Town 1' });
  expect((await graph.post({ ...named(digest), variables: { code: '2' } })).data).toEqual({ town: 'Town 2' });
  expect((await graph.post({ documentId: `sha256:${digest}` })).data).toEqual({ town: 'Town Huashi' });
  const extensions = encodeURIComponent(JSON.stringify(named(digest).extensions));
  const byGet = await fetch(`${graph.origin}/graphql?extensions=${extensions}`);
  expect(await byGet.json()).toEqual({ data: { town: 'Town Huashi' } });
});

test('a document is not remembered under the hash of another', async () => {
  const digest = digestOf('{ town }');
  const { errors } = await graph.post({ query: '{ other: town }', ...named(digest) });
  expect(errors).toEqual([
    {
      message: `The id ${digest} is not that of the document beside it.`,
      extensions: { code: 'INVALID', reason: 'DOCUMENT_DIGEST', details: { id: digest } },
    },
  ]);
  expect((await graph.post(named(digest))).errors).toEqual(notFound);
});

test('a document that is not valid is not remembered', async () => {
  const query = '{ village }';
  const first = await graph.post({ query, ...named(digestOf(query)) });
  expect(first.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect((await graph.post(named(digestOf(query)))).errors).toEqual(notFound);
});

test('where nothing is remembered clients are told so, and whole documents are answered', async () => {
  const query = '{ town }';
  for (const body of [named(digestOf(query)), { query, ...named(digestOf(query)) }]) {
    const { errors } = await forgetful.post(body);
    expect(errors).toEqual([
      { message: 'PersistedQueryNotSupported', extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } },
    ]);
  }
  expect((await forgetful.ask(query)).data).toEqual({ town: 'Town Huashi' });
});

test.each([
  ['another version', named(digestOf('{ town }'), 2), 'extensions.persistedQuery'],
  ['a hash that is no text', named(7), 'extensions.persistedQuery'],
  ['no hash', { extensions: { persistedQuery: {} } }, 'extensions.persistedQuery'],
  ['a hash that is too long', named('a'.repeat(257)), 'extensions.persistedQuery'],
  ['an empty id', { documentId: '' }, 'documentId'],
  ['an id that is no text', { documentId: 7 }, 'documentId'],
  ['a document that is no text beside an id', { query: 7, documentId: 'a' }, 'query'],
  ['neither document nor id', { documentId: null }, 'query'],
])('%s is refused by name', async (_what, body, member) => {
  const { errors } = await graph.post(body);
  expect(errors?.map(({ extensions }) => extensions)).toEqual([
    { code: 'INVALID', reason: 'REQUEST_INVALID', details: { member } },
  ]);
});
