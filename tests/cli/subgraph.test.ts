import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { act, type Department, head, listAddresses, startDepartment } from '../registry/department.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { openShell, type Shell, type Typed } from '../support/typed-yimen.js';
import { logInAtTerminal } from './log-in-at-terminal.js';

const first = `${head}\ntype Query { well(id: ID!): Well }\ntype Well @key(fields: "id") { id: ID! depth: Float owner: String }\n`;
const second = first.replace('owner: String', 'keeper: String');
const personal = first.replace('owner: String', 'idCard: String');

let portal: TestPortal;
let department: Department;
let shell: Shell;

beforeAll(async () => {
  portal = await openPortal();
  department = await startDepartment(first);
  await listAddresses(portal, [['320281-water', department.origin]]);
  shell = await openShell();
  await logInAtTerminal(shell, portal.origin, 'registry.publisher');
});

afterAll(async () => {
  await shell?.close();
  await portal?.close();
  await department?.close();
});

/** Puts a schema into the folder, and has the service serve it. */
async function write(sdl: string, project: object = { name: 'wells', url: department.url, schema: 'schema.graphql' }) {
  department.serve(sdl);
  await writeFile(path.join(shell.folder, 'schema.graphql'), sdl);
  await writeFile(path.join(shell.folder, 'yimen.json'), JSON.stringify(project));
}

beforeEach(() => write(first));

const subgraph = (...words: readonly string[]): Promise<Typed> => shell.yimen(['subgraph', ...words]);
const json = ({ out }: Typed): Record<string, never> => JSON.parse(out) as Record<string, never>;

/** Approves or rejects the newest version of a name, as somebody of the registry. */
async function decide(name: string, reason?: string): Promise<void> {
  const { data } = await portal.ask(
    'query ($name: ID!) { subgraph(name: $name) { versions(last: 1) { edges { node { id version } } } } }',
    { name },
    { as: 'registry.approver' },
  );
  const [edge] = (data?.['subgraph'] as Registered | undefined)?.versions.edges ?? [];
  if (!edge) throw new Error(`There is no version of ${name}.`);
  if (reason === undefined) return void (await act(portal, 'approveVersion', edge.node, 'registry.approver'));
  await portal.ask(
    'mutation ($id: ID!, $version: Int!, $reason: String!) { rejectVersion(id: $id, version: $version, reason: $reason) { id } }',
    { ...edge.node, reason },
    { as: 'registry.approver' },
  );
}

interface Registered {
  readonly versions: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly version: number } }[];
  };
}

describe('check', () => {
  test('passes what fits, and publishes nothing', async () => {
    expect(await subgraph('check')).toEqual({
      code: 0,
      out: '"wells" may be published; an approver of the registry then decides.\n',
      err: '',
    });
    expect((await subgraph('list', 'wells')).code).toBe(1);
  });

  test('tells what an approver has to decide', async () => {
    await write(personal);
    const { code, out } = await subgraph('check');
    expect([code, out.split('\n')[0]]).toEqual([
      0,
      'PERSONAL_FIELD_UNGUARDED Well.idCard: Well.idCard looks like: identity number. Everybody may read it; guard it by @authenticated, @requiresScopes or @policy.',
    ]);
    expect(out).toContain('an approver of the registry then decides, also on the 1 above.');
  });

  test('refuses with the registry’s own words and findings, unchanged for programs', async () => {
    department.serve(second);
    const { code, out } = await subgraph('check');
    expect(code).toBe(1);
    const { data } = await portal.ask(
      `mutation ($proposal: ProposalInput!) {
        checkSubgraph(proposal: $proposal) { passed owners findings { rule weight about message } text }
      }`,
      { proposal: { name: 'wells', url: department.url, sdl: first } },
      { as: 'registry.publisher', headers: { 'accept-language': 'en' } },
    );
    const told = data?.['checkSubgraph'] as { readonly text: string } | undefined;
    expect(out).toBe(`${told?.text}\n"wells" cannot be published.\n`);
    const asJson = await subgraph('check', '--json');
    expect([asJson.code, json(asJson)]).toEqual([1, told]);
  });

  test('takes options in place of what the folder says, and answers in Chinese where the terminal is', async () => {
    const words = ['subgraph', 'check', '--name', 'fens', '--url', 'http://127.0.0.1:9/graphql'];
    const { code, out } = await shell.yimen(words, { LC_ALL: 'zh_CN.UTF-8' });
    expect(code).toBe(1);
    expect(out).toContain('ADDRESS_NOT_LISTED: 地址「http://127.0.0.1:9」不在机构 320281-water 的许可地址之列');
    expect(out).toContain('子图「fens」不能发布。');
  });
});

test('a declared time goes along, from an option or from the folder', async () => {
  const typed = await subgraph('check', '--p95', '9000', '--json');
  expect(json(typed)).toMatchObject({ errors: [{ extensions: { reason: 'PROPOSAL_INVALID' } }] });
  const file = path.join(shell.folder, 'yimen.json');
  const project = JSON.parse(await readFile(file, 'utf8')) as object;
  await writeFile(file, JSON.stringify({ ...project, p95: 5_001 }));
  expect(json(await subgraph('check', '--json'))).toMatchObject({
    errors: [{ extensions: { reason: 'PROPOSAL_INVALID' } }],
  });
  await writeFile(file, JSON.stringify({ ...project, p95: 4_000 }));
  expect((await subgraph('check')).code).toBe(0);
});

describe('What is wrong with a folder ends with 2', () => {
  test.each([
    [['check', '--schema', 'none.graphql'], 'SCHEMA_UNREADABLE'],
    [['publish', '--expected-version', 'newest'], 'OPTION_WRONG'],
    [['publish', '--expected-version', '-1'], 'OPTION_WRONG'],
    [['check', '--p95', 'soon'], 'OPTION_WRONG'],
    [['check', '--identity', 'CLAIMS'], 'OPTION_WRONG'],
  ])('%j %s', async (words, reason) => {
    const typed = await subgraph(...words, '--json');
    expect(typed.code).toBe(2);
    expect(json(typed)).toMatchObject({ errors: [{ extensions: { reason } }] });
  });

  test.each([
    ['[]', 'PROJECT_WRONG'],
    ['{ "name": "wells"', 'PROJECT_WRONG'],
    ['{ "name": 7 }', 'PROJECT_WRONG'],
    ['{ "name": "wells" }', 'PROPOSAL_INCOMPLETE'],
    ['{}', 'PROPOSAL_INCOMPLETE'],
  ])('yimen.json %s', async (text, reason) => {
    await writeFile(path.join(shell.folder, 'yimen.json'), text);
    const typed = await subgraph('check', '--json');
    expect(typed.code).toBe(2);
    expect(json(typed)).toMatchObject({ errors: [{ extensions: { reason } }] });
  });
});

describe('A subgraph', () => {
  test('is published, and not again by who has not seen that', async () => {
    const { code, out, err } = await subgraph('publish');
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(
      'Published "wells", version 1; it waits for approval.\n' +
        'It needs an approver of the registry (registry-approver), other than who published it; approved so far: by nobody.\n',
    );
    const stale = await subgraph('publish', '--expected-version', '0', '--json');
    expect(stale.code).toBe(1);
    expect(json(stale)).toMatchObject({
      errors: [{ extensions: { code: 'CONFLICT', reason: 'STALE_VERSION', details: { seen: 0, current: 1 } } }],
    });
    expect(stale.err).toContain('wells');
    await decide('wells');
  });

  test('with --wait is told of the end, in the graph or rejected', async () => {
    await write(second);
    const installing = subgraph('publish', '--wait', '--json');
    await waitFor('wells', 2);
    await decide('wells');
    const installed = await installing;
    expect([installed.code, json(installed)]).toMatchObject([0, { number: 2, state: 'INSTALLED' }]);
    expect(installed.err).toContain('it waits for approval.');

    await write(personal);
    const rejecting = subgraph('publish', '--wait');
    await waitFor('wells', 3);
    await decide('wells', 'Too much is told.');
    const rejected = await rejecting;
    expect([rejected.code, rejected.out]).toEqual([1, '"wells", version 3, was rejected: Too much is told.\n']);
  });

  test('is listed with what is in use', async () => {
    const { code, out } = await subgraph('list');
    expect([code, out.split('\n').map((line) => line.split(/ {2,}/))]).toEqual([
      0,
      [
        ['NAME', 'DEPARTMENT', 'IN USE', 'WAITING', 'ADDRESS'],
        ['wells', '320281-water', '2', '-', department.url],
        [''],
      ],
    ]);
    const versions = await subgraph('list', 'wells');
    expect(versions.out.split('\n').map((line) => line.split(/ {2,}/).slice(0, 2))).toEqual([
      ['VERSION', 'STATE'],
      ['1', 'KEPT'],
      ['2', 'INSTALLED'],
      ['3', 'REJECTED'],
      [''],
    ]);
    const asJson = await subgraph('list', '--json', '--organization', '320281-water');
    expect(json(asJson)).toMatchObject([{ name: 'wells', latest: 3, organization: { code: '320281-water' } }]);
    expect(json(await subgraph('list', '--json', '--organization', '320281-ecology'))).toEqual([]);
  });

  test('is compared with another version of it', async () => {
    const { code, out } = await subgraph('diff', '--from', '1', '--to', '2');
    expect([code, out]).toEqual([
      0,
      '"wells" from version 1 to 2: 2 differences\nWell.keeper\n  + keeper: String\nWell.owner\n  - owner: String\n',
    ]);
    const asJson = await subgraph('diff', 'wells', '--json');
    expect(json(asJson)).toMatchObject([
      { kind: 'ADDED', coordinate: 'Well.idCard' },
      { kind: 'REMOVED', coordinate: 'Well.keeper' },
    ]);
    const none = await subgraph('diff', '--from', '9', '--json');
    expect([none.code, none.err]).toEqual([1, '"wells" has no version 9.\n']);
    expect(json(none)).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND', reason: 'VERSION_MISSING' } }] });
  });

  test('goes back and leaves the graph, where clients’ operations break only if that is said', async () => {
    department.serve(second, { Query: { well: () => ({ id: '1', keeper: 'Yu' }) } });
    expect((await portal.ask('query Keeper { well(id: "1") { keeper } }')).data).toEqual({ well: { keeper: 'Yu' } });
    const refused = await subgraph('rollback', 'wells');
    expect(refused.code).toBe(1);
    const [, option = ''] = /To do it all the same, add: (--may-break [0-9a-f]+)\n/.exec(refused.err) ?? [];
    expect(option).toMatch(/^--may-break [0-9a-f]{20}/);
    const back = await subgraph('rollback', 'wells', ...option.split(' '));
    expect([back.code, back.out]).toEqual([0, '"wells", version 1, is part of the graph.\n']);
    const left = await subgraph('retire', 'wells', ...option.split(' '), '--json');
    expect([left.code, json(left)]).toMatchObject([0, { number: 1, state: 'KEPT' }]);
    const none = await subgraph('retire', 'wells');
    expect([none.code, none.err]).toEqual([1, '"wells" has no version in use.\n']);
    const newest = await subgraph('rollback', 'wells');
    expect([newest.code, newest.out]).toEqual([0, '"wells", version 2, is part of the graph.\n']);
    const first = await subgraph('rollback', '--to', '1', ...option.split(' '));
    expect([first.code, first.out]).toEqual([0, '"wells", version 1, is part of the graph.\n']);
  });

  async function waitFor(name: string, number: number): Promise<void> {
    for (let look = 0; look < 200; look += 1) {
      const listed = await portal.ask(`{ subgraph(name: "${name}") { latest } }`, {}, { as: 'registry.approver' });
      if ((listed.data?.['subgraph'] as { latest: number } | undefined)?.latest === number) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`Version ${number} of ${name} was not published.`);
  }
});

test('what the subgraph is told of callers goes along, from an option before the folder', async () => {
  const file = path.join(shell.folder, 'yimen.json');
  const project = JSON.parse(await readFile(file, 'utf8')) as object;
  await writeFile(file, JSON.stringify({ ...project, name: 'cisterns', identity: 'none' }));
  department.serve(first.replaceAll('Well', 'Cistern').replace('well(', 'cistern('));
  await writeFile(
    path.join(shell.folder, 'schema.graphql'),
    first.replaceAll('Well', 'Cistern').replace('well(', 'cistern('),
  );
  expect(json(await subgraph('publish', '--json'))).toMatchObject({ number: 1, identity: 'NONE' });
  expect(json(await subgraph('publish', '--identity', 'claims', '--json'))).toMatchObject({
    number: 2,
    identity: 'CLAIMS',
  });
  await writeFile(file, JSON.stringify({ ...project, name: 'cisterns', identity: 7 }));
  expect(json(await subgraph('publish', '--json'))).toMatchObject({
    errors: [{ extensions: { reason: 'PROJECT_WRONG' } }],
  });
});

describe('The login', () => {
  const file = (): string => path.join(shell.environment['XDG_CONFIG_HOME'] ?? '', 'yimen/login.json');
  interface Kept {
    readonly last: string;
    readonly logins: Record<string, { readonly refreshToken: string; readonly expiresAt: number }>;
  }
  const kept = async (): Promise<Kept> => JSON.parse(await readFile(file(), 'utf8')) as Kept;

  test('is renewed when its token is about to end, for commands that run at once one after the other', async () => {
    const before = await kept();
    const login = before.logins[portal.origin];
    const expired = { ...before, logins: { [portal.origin]: { ...login, expiresAt: Date.now() + 5_000 } } };
    await writeFile(file(), JSON.stringify(expired));
    const answers = await Promise.all([1, 2, 3].map(() => subgraph('list')));
    expect(answers.map(({ code, err }) => [code, err])).toEqual([
      [0, ''],
      [0, ''],
      [0, ''],
    ]);
    const after = (await kept()).logins[portal.origin];
    expect(after?.refreshToken).not.toBe(login?.refreshToken);
    expect(after?.expiresAt).toBeGreaterThan(Date.now() + 200_000);
  });

  test('that has ended, or never was, is not reached', async () => {
    const before = await kept();
    const spoilt = { ...before.logins[portal.origin], expiresAt: 0, refreshToken: 'spoilt' };
    await writeFile(file(), JSON.stringify({ ...before, logins: { [portal.origin]: spoilt } }));
    const ended = await subgraph('list', '--json');
    expect([ended.code, ended.err]).toEqual([
      3,
      `Your login at ${portal.origin} has ended: run yimen login --portal ${portal.origin}.\n`,
    ]);
    expect(json(ended)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED', reason: 'LOGIN_ENDED' } }] });
    await shell.yimen(['logout']);
    const never = await subgraph('list', '--portal', portal.origin, '--json');
    expect(never.code).toBe(3);
    expect(json(never)).toMatchObject({ errors: [{ extensions: { reason: 'NOT_LOGGED_IN' } }] });
  });
});
