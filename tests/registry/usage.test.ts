import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../support/portal.js';
import {
  act,
  actOnce,
  type Department,
  head,
  install,
  listAddresses,
  publish,
  refusalOf,
  startDepartment,
  type Version,
  versionOf,
} from './department.js';

const water = '320281-water';
const wide = `${head}\ntype Query { well(id: ID!, name: String = "x"): Well }\ntype Well @key(fields: "id") { id: ID! depth: Float owner: String }\n`;
const narrow = wide.replace(' owner: String', '');
const stricter = wide.replace('name: String = "x"', 'name: Int');
const resolvers = { Query: { well: (_root: unknown, { id }: { id: string }) => ({ id, depth: 12 }) } };

let portal: TestPortal;
let department: Department;
let first: Version;

beforeAll(async () => {
  portal = await openPortal();
  department = await startDepartment(wide, resolvers);
  await listAddresses(portal, [[water, department.origin]]);
  first = await install(portal, proposal(wide), 0);
});

afterAll(async () => {
  await portal?.close();
  await department?.close();
});

function proposal(sdl: string) {
  return { name: 'wells', url: department.url, sdl };
}

interface Finding {
  readonly rule: string;
  readonly weight: string;
  readonly about: string;
  readonly message: string;
}

/** Does something while the service says this schema of itself; before and afterwards it serves all that was ever asked. */
async function serving<T>(sdl: string, work: () => Promise<T>): Promise<T> {
  department.serve(sdl, resolvers);
  return work().finally(() => department.serve(wide, resolvers));
}

async function check(sdl: string): Promise<readonly Finding[]> {
  const { data, errors } = await serving(sdl, () =>
    portal.ask(
      'mutation ($proposal: ProposalInput!) { check: checkSubgraph(proposal: $proposal) { findings { rule weight about message } } }',
      { proposal: proposal(sdl) },
      { as: 'registry.publisher', headers: { 'accept-language': 'en' } },
    ),
  );
  const found = data?.['check'] as { findings: readonly Finding[] } | undefined;
  if (!found) throw new Error(JSON.stringify(errors));
  return found.findings;
}

test('a field that nobody asks for may go', async () => {
  expect(await check(narrow)).toEqual([]);
});

test('of operations that clients run a check tells what they would cost and fetch otherwise', async () => {
  const town = '{ grid(code: "320281104200002") { name population } }';
  const wells = 'query Wells { well(id: "1") { id } }';
  for (const operation of [town, wells, wells]) expect((await portal.ask(operation)).errors).toBeUndefined();
  const dearer = wide
    .replace('"@shareable"', '"@shareable", "@cost"')
    .replace(
      'type Query { well(id: ID!, name: String = "x"): Well }',
      'type Query { well(id: ID!, name: String = "x"): Well @cost(weight: 7) }',
    )
    .concat('type Grid @key(fields: "code") { code: ID! population: Int @override(from: "grid") }\n');
  const findings = (await check(dearer)).filter(({ rule }) => rule === 'CHANGES_OPERATION');
  expect(findings.map(({ weight, message }) => [weight, message])).toEqual([
    [
      'NOTICE',
      'The operation "Wells" of anonymous would have cost 7, fetches 1, rounds 1 instead of cost 1, fetches 1, rounds 1.',
    ],
    [
      'NOTICE',
      expect.stringMatching(
        /^The operation "[0-9a-f]{12}" of anonymous would have cost 1, fetches 2, rounds 2 instead of cost 1, fetches 1, rounds 1\.$/,
      ),
    ],
  ]);
  expect(await check(wide)).toEqual([]);
});

test('a field that clients ask for goes only with an approver’s knowledge, who is told which clients', async () => {
  const operation = 'query OwnerOfWell { well(id: "secret-4711") { owner } }';
  expect((await portal.ask(operation)).errors).toBeUndefined();
  await portal.ask(operation, {}, { as: 'grid.officer', headers: { 'graphql-client-name': 'well-map' } });
  const findings = await check(narrow);
  expect(findings).toEqual([
    {
      rule: 'BREAKS_OPERATION',
      weight: 'APPROVAL',
      about: expect.stringMatching(/^[0-9a-f]{64}$/),
      message:
        'The operation "OwnerOfWell" of anonymous, yimen-cli well-map would no longer be valid: Cannot query field "owner" on type "Well".',
    },
  ]);
  const waiting = versionOf(await serving(narrow, () => publish(portal, proposal(narrow), 1, 'registry.publisher')));
  expect(waiting.findings).toEqual([{ rule: 'BREAKS_OPERATION', about: findings[0]?.about }]);

  // Begun after the publication: nobody knew of it.
  expect((await portal.ask('query Late($id: ID!) { well(id: $id) { owner id } }', { id: 'w' })).errors).toBeUndefined();
  const refused = await act(portal, 'approveVersion', waiting, 'registry.approver');
  expect(refusalOf(refused)).toEqual(['INVALID', 'CHECK_FAILED']);
  expect(refused.errors?.[0]?.message).toContain('Late');

  const again = versionOf(await serving(narrow, () => publish(portal, proposal(narrow), 2, 'registry.publisher')));
  expect(versionOf(await act(portal, 'approveVersion', again, 'registry.approver')).state).toBe('INSTALLED');
  expect((await portal.ask(operation)).errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
});

test('what is kept of an operation holds no value that its sender wrote, and still tells a change of an argument', async () => {
  const back = { id: first.id, version: first.version + 1 };
  versionOf(await act(portal, 'rollbackSubgraph', back, 'registry.publisher'));
  await portal.ask('query Named($n: String = "18912345678") { well(id: "320281199001011234", name: $n) { id } }');
  await portal.ask('query Literal { jy18900000000: well(id: 7, name: "张三") { id } }');
  const findings = await check(stricter);
  expect(findings.map(({ message }) => /"(\w+)" of/.exec(message)?.[1]).toSorted()).toEqual(['Literal', 'Named']);
  const rows = await portal.portal.database.execute('select shape from registry.operations', []);
  const shapes = rows.map(({ shape }) => String(shape)).join('\n');
  expect(shapes).toContain('OwnerOfWell');
  for (const secret of ['jy18900000000', 'secret-4711', '18912345678', '320281199001011234', '张三', '7'])
    expect(shapes).not.toContain(secret);
});

test('a subgraph in use is retired only by naming what breaks', async () => {
  const { id, version } = { id: first.id, version: first.version + 2 };
  const refused = await actOnce(portal, 'retireSubgraph', { id, version }, 'registry.admin', []);
  expect(refusalOf(refused)).toEqual(['INVALID', 'CHECK_FAILED']);
  const details = refused.errors?.[0]?.extensions.details as { findings: readonly { about: string }[] };
  const mayBreak = details.findings.map(({ about }) => about);
  expect(mayBreak.length).toBeGreaterThanOrEqual(3);
  const { data, errors } = await portal.ask(
    'mutation ($id: ID!, $version: Int!, $mayBreak: [ID!]!) { version: retireSubgraph(id: $id, version: $version, mayBreak: $mayBreak) { state } }',
    { id, version, mayBreak },
    { as: 'registry.admin' },
  );
  expect([data, errors]).toEqual([{ version: { state: 'KEPT' } }, undefined]);
});

test('an operation that nobody ran for thirty days counts no more', async () => {
  versionOf(await act(portal, 'rollbackSubgraph', { id: first.id, version: first.version + 3 }, 'registry.publisher'));
  portal.clock.moment = new Date('2026-12-25T02:00:00Z');
  expect(await check(narrow)).toEqual([]);
});
