import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';
import { readySocket } from '../streams/socket.js';

const towns = {
  sdl: 'type Query { town: String } type Subscription { counted: Int }',
  resolvers: { Query: { town: () => 'Huashi' } },
};

const trusted = 'query Town { town }';
const foreign = 'query Town { town  }';

let folder: string;
let locked: PlainGraph;
let open: PlainGraph;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yimen-trusted-'));
  const manifest = {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [
      { id: 'town', name: 'Town', type: 'query', body: trusted },
      { id: 'counted', name: 'Counted', type: 'subscription', body: 'subscription Counted { counted }' },
    ],
  };
  const TRUSTED_DOCUMENTS = await written('manifest.json', JSON.stringify(manifest));
  locked = await openPlainGraph({ towns }, { TRUSTED_DOCUMENTS, TRUSTED_ONLY: 'yes', LIMIT_BATCH: '2' });
  const map = await written('map.json', JSON.stringify({ 'sha256:0a': trusted }));
  open = await openPlainGraph({ towns }, { TRUSTED_DOCUMENTS: map });
});
afterAll(async () => {
  await locked.close();
  await open.close();
  await rm(folder, { recursive: true });
});
// Every attack comes after its harmless twin.
beforeEach(async () => {
  expect((await locked.ask(trusted)).data).toEqual({ town: 'Huashi' });
  locked.requests.length = 0;
});

async function written(name: string, text: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
}

const refusal = {
  message: 'Only documents of the manifest are answered here. Have the document listed before the client is released.',
  extensions: { code: 'FORBIDDEN', reason: 'DOCUMENT_NOT_TRUSTED' },
};

const persistedQuery = { version: 1, sha256Hash: createHash('sha256').update(foreign).digest('hex') };

test.each([
  ['a text that differs by a blank', { query: foreign }],
  ['a text under the id of none', { query: foreign, documentId: 'village' }],
  ['an id of none', { documentId: 'village' }],
  ['a text to be remembered', { query: foreign, extensions: { persistedQuery } }],
  ['the hash of one that was to be remembered', { extensions: { persistedQuery } }],
])('with a lock-down nothing passes but the manifest: %s', async (_what, body) => {
  expect((await locked.post(body)).errors).toEqual([refusal]);
  expect(locked.requests).toEqual([]);
});

test('nor by GET, as an event stream, in a batch, or over a WebSocket', async () => {
  const address = `${locked.origin}/graphql`;
  const english = { 'accept-language': 'en' };
  const byGet = await fetch(`${address}?query=${encodeURIComponent(foreign)}`, { headers: english });
  expect(await byGet.json()).toEqual({ errors: [refusal] });
  const headers = { ...english, 'content-type': 'application/json', accept: 'text/event-stream' };
  const streamed = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ query: foreign }) });
  expect(await streamed.text()).toContain('DOCUMENT_NOT_TRUSTED');
  const batch = await locked.post([{ query: trusted }, { query: foreign }]);
  expect(JSON.parse(batch.text)).toEqual([{ data: { town: 'Huashi' } }, { errors: [refusal] }]);
  const socket = await readySocket(locked.origin, { 'accept-language': 'en' });
  socket.subscribe('1', foreign);
  expect(await socket.all('1')).toEqual([{ type: 'error', id: '1', payload: [refusal] }]);
  socket.say({ type: 'subscribe', id: '2', payload: { query: '', documentId: 'town' } });
  expect((await socket.all('2'))[0]).toEqual({ type: 'next', id: '2', payload: { data: { town: 'Huashi' } } });
  socket.close();
});

test('a document of the manifest is asked by its id, in whatever form', async () => {
  const extensions = { persistedQuery: { version: 1, sha256Hash: 'town' } };
  for (const body of [{ documentId: 'town' }, { extensions }, { query: trusted, documentId: 'town' }])
    expect((await locked.post(body)).data).toEqual({ town: 'Huashi' });
  const { errors } = await locked.post({ query: foreign, documentId: 'town' });
  expect(errors?.map(({ extensions: about }) => about?.['reason'])).toEqual(['DOCUMENT_DIGEST']);
});

test('without a lock-down the ids are good and so is everything else', async () => {
  expect((await open.post({ documentId: '0a' })).data).toEqual({ town: 'Huashi' });
  expect((await open.ask(foreign)).data).toEqual({ town: 'Huashi' });
});

test.each([
  ['no JSON', '{', /which is not JSON/],
  ['nothing', '{}', /which holds no operation/],
  ['a list', '[]', /which holds no operation/],
  ['an operation without a body', '{"operations":[{"id":"a"}]}', /in which an operation has no id or no body/],
  ['an operation that is none', '{"operations":[null]}', /in which an operation has no id or no body/],
  ['an id of two', '{"a":"{ town }","sha256:a":"{ t: town }"}', /which gives the id "a" to two documents/],
])('a manifest that holds %s ends the start with a sentence', async (_what, text, sentence) => {
  const TRUSTED_DOCUMENTS = await written('wrong.json', text);
  await expect(openPlainGraph({ towns }, { TRUSTED_DOCUMENTS })).rejects.toThrow(sentence);
});

test('so does one that is not there, and a lock-down without one', async () => {
  const TRUSTED_DOCUMENTS = path.join(folder, 'none.json');
  await expect(openPlainGraph({ towns }, { TRUSTED_DOCUMENTS })).rejects.toThrow(/which cannot be read \(ENOENT\)/);
  await expect(openPlainGraph({ towns }, { TRUSTED_ONLY: 'yes' })).rejects.toThrow(/nothing could be answered/);
});
