import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { act, listAddresses } from '../registry/department.js';
import { freePort } from '../support/free-port.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { installs } from '../support/soak.js';
import { openShell, type Shell } from '../support/typed-yimen.js';
import { logInAtTerminal } from './log-in-at-terminal.js';

const files = [
  '.gitignore',
  'README.md',
  'package.json',
  'published-keys.ts',
  'resolvers.ts',
  'schema.graphql',
  'server.ts',
  'tsconfig.json',
  'verify-call.ts',
  'yimen.json',
];

let shell: Shell;
beforeEach(async () => {
  shell = await openShell();
});
afterEach(() => shell?.close());

const textOf = (file: string): Promise<string> => readFile(path.join(shell.folder, file), 'utf8');

test('a new subgraph is a small project under its own name, with nothing of the sample’s left', async () => {
  const { code, out } = await shell.yimen(['subgraph', 'new', 'river-gauges', '--json']);
  expect(code).toBe(0);
  expect((JSON.parse(out) as { files: string[] }).files.toSorted()).toEqual(files);
  expect((await readdir(shell.folder)).toSorted()).toEqual(files);
  for (const file of files) expect(await textOf(file)).not.toMatch(/sample|SAMPLE/);
  expect(await textOf('schema.graphql')).toContain('  riverGauges(id: ID!): RiverGauges\n');
  expect(JSON.parse(await textOf('yimen.json'))).toEqual({
    name: 'river-gauges',
    url: 'http://127.0.0.1:4101/graphql',
    schema: 'schema.graphql',
  });
  const { dependencies, devDependencies } = JSON.parse(await textOf('package.json')) as Record<string, object>;
  for (const version of Object.values({ ...dependencies, ...devDependencies }))
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});

test('is written into an empty folder alone, and under a name that the registry takes', async () => {
  await writeFile(path.join(shell.folder, 'mine.txt'), 'mine');
  const here = await shell.yimen(['subgraph', 'new', 'wells']);
  expect([here.code, here.err]).toEqual([2, `The folder ${shell.folder} is not empty; it has "mine.txt".\n`]);
  const { out: refused } = await shell.yimen(['subgraph', 'new', 'wells', '--json']);
  expect(JSON.parse(refused)).toMatchObject({
    errors: [{ extensions: { code: 'INVALID', reason: 'FOLDER_NOT_EMPTY' } }],
  });
  expect(await readdir(shell.folder)).toEqual(['mine.txt']);
  for (const name of ['W', 'Wells', '9wells', 'wells_', 'a'.repeat(41), 'w--s']) {
    const { code, out } = await shell.yimen(['subgraph', 'new', name, '--folder', 'other', '--json']);
    expect([code, JSON.parse(out)]).toMatchObject([2, { errors: [{ extensions: { reason: 'NAME_WRONG' } }] }]);
  }
  const wrong = await shell.yimen(['subgraph', 'new', 'wells', '--folder', 'other', '--url', 'water']);
  expect([wrong.code, wrong.err]).toEqual([2, '--url: "water" must be an http or https address.\n']);
  const there = await shell.yimen(['subgraph', 'new', 'wells', '--folder', 'other', '--url', 'http://127.0.0.1:4999/']);
  expect(there.code).toBe(0);
  expect(await textOf('other/server.ts')).toContain("?? '4999')");
});

if (!installs) process.stderr.write('skipped: from an empty folder to the graph; INSTALLS=1 runs it\n');

(installs ? describe : describe.skip)('From an empty folder', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal?.close());

  test('five commands lead to a published subgraph, and an approval into the graph', async () => {
    const origin = `http://127.0.0.1:${await freePort()}`;
    await listAddresses(portal, [['320281-water', origin]]);
    const begun = performance.now();

    await shell.line(`yimen subgraph new river-gauges --url ${origin}/graphql`);
    const installed = await shell.line('npm install --no-audit --no-fund');
    expect([installed.code, installed.err]).toMatchObject([0, expect.any(String)]);
    await shell.leaveOpen(`PORTAL=${portal.origin} npm start`, `river-gauges serves at ${origin}/graphql`);
    const login = await logInAtTerminal(shell, portal.origin, 'registry.publisher');
    expect(login.code).toBe(0);
    const { code, out } = await shell.yimen(['subgraph', 'publish', '--json']);

    process.stderr.write(`From an empty folder to published: ${Math.round(performance.now() - begun)} ms\n`);
    const version = JSON.parse(out) as { id: string; number: number; state: string };
    expect([code, version]).toMatchObject([0, { number: 1, state: 'WAITING', findings: [] }]);
    expect((await act(portal, 'approveVersion', { id: version.id, version: 1 }, 'registry.approver')).errors).toBe(
      undefined,
    );
    const { data } = await portal.ask('{ riverGauges(id: "2") { name } none: riverGauges(id: "9") { name } }');
    expect(data).toEqual({ riverGauges: { name: '二号' }, none: null });

    const headers = { 'content-type': 'application/json' };
    const past = await fetch(`${origin}/graphql`, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
    expect([past.status, await past.json()]).toMatchObject([
      401,
      { errors: [{ extensions: { code: 'UNAUTHENTICATED', reason: 'SIGNATURE_MISSING' } }] },
    ]);
  });
});
