import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../support/portal.js';
import { copyProject, type TestProject } from '../support/project.js';
import { readySocket } from './streams/socket.js';

// The plug-in is loaded into the test's own realm, and tells there what it hears.
const plugin = `
import { definePlugin } from '../../kit/module/define.js';
import { Fault } from '../../kit/module/fault.js';

const tell = (...words) => globalThis.heardByHooks.push(words);

export default definePlugin({
  name: 'listener',
  version: '1.0.0',
  title: { zh: '旁听', en: 'Listener' },
  hooks: {
    onRequest: (request) => {
      tell('request', request.kind, request.operationName, request.rootFields.join());
      if (request.operationName === 'Barred')
        throw new Fault('CONFLICT', { zh: '不许。', en: 'Not this one.' }, { reason: 'LISTENER' });
      if (request.purpose === 'MISCHIEF')
        throw new Fault('FORBIDDEN', { zh: '不许。', en: 'Not for that.' }, { reason: 'LISTENER' });
    },
    onFetch: (fetch, request) => tell('fetch', fetch.subgraph, fetch.operation.replace(/\\s+/g, ' ').slice(0, 14), request.operationName),
    onResponse: (request, { errors, milliseconds }) =>
      tell('response', errors.map(({ extensions }) => extensions?.code).join(), milliseconds > 0),
    onError: (error, request) => tell('error', error.message, request.operationName),
  },
});
`;

const heard: unknown[][] = [];
Object.assign(globalThis, { heardByHooks: heard });

let project: TestProject;
let portal: TestPortal;

beforeAll(async () => {
  project = await copyProject();
  await project.add('pulse');
  const draft = path.join(project.root, 'listener');
  await mkdir(draft);
  await writeFile(path.join(draft, 'index.ts'), plugin);
  await rename(draft, path.join(project.root, 'plugins/listener'));
  portal = await openPortal({ root: project.root });
});

afterAll(async () => {
  await portal?.close();
  await project?.drop();
});

beforeEach(() => {
  heard.length = 0;
});

test('a hook hears of a request, of each of its fetches and of its end', async () => {
  const { data } = await portal.ask('query Both { hello grid(code: "320281100") { code } }');
  expect(data).toEqual({ hello: 'world', grid: { code: '320281100' } });
  expect(heard[0]).toEqual(['request', 'query', 'Both', 'hello,grid']);
  expect(heard.slice(1, -1).sort()).toEqual([
    ['fetch', 'grid', expect.stringContaining('{'), 'Both'],
    ['fetch', 'pulse', expect.stringContaining('{'), 'Both'],
  ]);
  expect(heard.at(-1)).toEqual(['response', '', true]);
});

test('a Fault of a hook refuses the request before anything is fetched', async () => {
  const { data, errors } = await portal.ask('query Barred { hello }', {}, { headers: { 'accept-language': 'en' } });
  expect(data).toBeUndefined();
  expect(errors).toEqual([{ message: 'Not this one.', extensions: { code: 'CONFLICT', reason: 'LISTENER' } }]);
  expect(heard).toEqual([['request', 'query', 'Barred', 'hello']]);
});

test('a mutation that no hook writes down is refused before anything is fetched', async () => {
  const { graphs } = portal.portal;
  const audit = graphs.current.modules.filter(({ name }) => name === 'audit');
  const asking = { as: 'evaluator', headers: { 'accept-language': 'en' } };
  const change = 'mutation Change { redefinePost(id: "x", version: 1, points: 1, tier: 1) { id } }';
  await graphs.remove('audit');
  const { data, errors } = await portal.ask(change, {}, asking);
  expect(data).toBeUndefined();
  expect(errors).toEqual([
    {
      message: 'Nothing records this change, so it is refused.',
      extensions: { code: 'FORBIDDEN', reason: 'AUDIT_UNAVAILABLE' },
    },
  ]);
  expect(heard).toEqual([['request', 'mutation', 'Change', 'redefinePost']]);
  await graphs.install(audit);
  expect((await portal.ask(change, {}, asking)).errors?.map(({ extensions }) => extensions.code)).toEqual([
    'NOT_FOUND',
  ]);
});

test('a hook is asked on each request, also where everything else about it is remembered', async () => {
  const query = 'query Primed { hello }';
  for (let round = 0; round < 3; round += 1) expect((await portal.ask(query)).data).toEqual({ hello: 'world' });
  heard.length = 0;
  const headers = { 'x-purpose': 'MISCHIEF', 'accept-language': 'en' };
  for (let round = 0; round < 2; round += 1) {
    const { data, errors } = await portal.ask(query, {}, { headers });
    expect(data).toBeUndefined();
    expect(errors).toEqual([{ message: 'Not for that.', extensions: { code: 'FORBIDDEN', reason: 'LISTENER' } }]);
  }
  expect(heard).toEqual([
    ['request', 'query', 'Primed', 'hello'],
    ['request', 'query', 'Primed', 'hello'],
  ]);
});

test('a hook hears of a stream’s source and end, of its defect in its own words, and once', async () => {
  const socket = await readySocket(portal.origin);
  socket.subscribe('1', 'subscription Broken { defective }');
  expect((await socket.all('1')).at(-1)).toMatchObject({ payload: [{ extensions: { code: 'INTERNAL' } }] });
  expect(heard).toEqual([
    ['request', 'subscription', 'Broken', 'defective'],
    ['fetch', 'pulse', expect.stringContaining('subscription'.slice(0, 12)), 'Broken'],
    ['error', 'A secret of the module.', 'Broken'],
    ['response', 'INTERNAL', true],
  ]);
  socket.close();
});

test('a hook hears of the end of a stream that never began', async () => {
  const socket = await readySocket(portal.origin);
  socket.subscribe('1', 'subscription Closed { closed }');
  expect((await socket.all('1')).at(-1)).toMatchObject({ payload: [{ extensions: { code: 'FORBIDDEN' } }] });
  expect(heard.map(([what]) => what)).toEqual(['request', 'fetch', 'response']);
  socket.close();
});
