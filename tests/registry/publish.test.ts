import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../support/portal.js';
import {
  act,
  type Department,
  head,
  listAddresses,
  publish,
  refusalOf,
  startDepartment,
  versionOf,
} from './department.js';

const sdl = `${head}
type Query { pump(id: ID!): Pump }
type Pump @key(fields: "id") { id: ID! }
`;

const account = (username: string, role: string, organizations: readonly string[], regions = ['320281']) => ({
  username,
  roles: [role],
  organizations,
  regions,
});

let portal: TestPortal;
let department: Department;

beforeAll(async () => {
  portal = await openPortal({
    accounts: [
      account('water', 'registry-publisher', ['320281-water']),
      account('water2', 'registry-publisher', ['320281-water']),
      account('ecology', 'registry-publisher', ['320281-ecology']),
      account('both', 'registry-publisher', ['320281-ecology', '320281-water']),
      account('nowhere', 'registry-publisher', []),
      account('countyless', 'registry-publisher', ['320281-water'], []),
      account('approver', 'registry-approver', ['320281-big-data-centre']),
      account('stranger', 'registry-approver', ['330801-big-data-centre'], ['330801']),
      {
        username: 'busy',
        roles: ['registry-approver', 'registry-publisher'],
        organizations: ['320281-water'],
        regions: ['320281'],
      },
    ],
  });
  department = await startDepartment(sdl);
  const { origin } = department;
  await listAddresses(portal, [
    ['320281-water', origin],
    ['320281-ecology', origin],
  ]);
});

afterAll(async () => {
  await portal?.close();
  await department?.close();
});

function proposal(name: string, more: object = {}) {
  return { name, url: department.url, sdl, ...more };
}

/** The numbers, states and departments of a name's versions. */
async function versionsOf(name: string): Promise<unknown> {
  const { data } = await portal.ask(
    'query ($name: ID!) { subgraph(name: $name) { latest versions { edges { node { number state } } } } }',
    { name },
    { as: 'approver' },
  );
  return data?.['subgraph'];
}

test('a name is its department’s: another department publishes, rolls back and retires nothing of it', async () => {
  versionOf(await publish(portal, proposal('pumps'), 0, 'water'));
  expect(refusalOf(await publish(portal, proposal('pumps'), 1, 'ecology'))).toEqual([
    'FORBIDDEN',
    'NOT_SUBGRAPH_OWNER',
  ]);
  const forOther = proposal('pumps', { organization: '320281-water' });
  expect(refusalOf(await publish(portal, forOther, 1, 'ecology'))).toEqual(['FORBIDDEN', 'ORGANIZATION_MISSING']);
  const two = versionOf(await publish(portal, proposal('pumps'), 1, 'water2'));
  const installed = versionOf(await act(portal, 'approveVersion', two, 'approver'));
  expect(refusalOf(await act(portal, 'retireSubgraph', installed, 'ecology'))).toEqual([
    'FORBIDDEN',
    'NOT_SUBGRAPH_OWNER',
  ]);
  const kept = versionOf(await act(portal, 'retireSubgraph', installed, 'water'));
  expect(refusalOf(await act(portal, 'rollbackSubgraph', kept, 'ecology'))).toEqual([
    'FORBIDDEN',
    'NOT_SUBGRAPH_OWNER',
  ]);
  expect(await versionsOf('pumps')).toEqual({
    latest: 2,
    versions: { edges: [{ node: { number: 1, state: 'WAITING' } }, { node: { number: 2, state: 'KEPT' } }] },
  });
});

test('who belongs to no department, to several without saying which, or to no county publishes nothing', async () => {
  expect(refusalOf(await publish(portal, proposal('drains'), 0, 'nowhere'))).toEqual([
    'FORBIDDEN',
    'ORGANIZATION_MISSING',
  ]);
  expect(refusalOf(await publish(portal, proposal('drains'), 0, 'both'))).toEqual(['INVALID', 'ORGANIZATION_UNCLEAR']);
  expect(refusalOf(await publish(portal, proposal('drains'), 0, 'countyless'))).toEqual([
    'FORBIDDEN',
    'COUNTY_MISSING',
  ]);
  expect(refusalOf(await publish(portal, proposal('drains'), 0, 'approver'))).toEqual(['FORBIDDEN', 'ROLE_MISSING']);
  const said = proposal('drains', { organization: '320281-ecology' });
  expect(versionOf(await publish(portal, said, 0, 'both')).number).toBe(1);
  expect(refusalOf(await publish(portal, proposal('drains'), 1, 'water'))).toEqual(['FORBIDDEN', 'NOT_SUBGRAPH_OWNER']);
});

test('who has not seen the newest version is told which it is, and publishes nothing', async () => {
  versionOf(await publish(portal, proposal('valves'), 0, 'water'));
  const late = await publish(portal, proposal('valves'), 0, 'water2');
  expect(refusalOf(late)).toEqual(['CONFLICT', 'STALE_VERSION']);
  expect(late.errors?.[0]?.extensions.details).toEqual({ seen: 0, current: 1 });
  expect(refusalOf(await publish(portal, proposal('valves'), 7, 'water'))).toEqual(['CONFLICT', 'STALE_VERSION']);
});

test('of ten who publish one name at once one wins, whichever department claims it', async () => {
  const crowd = ['water', 'ecology', 'water2', 'water', 'ecology', 'water2', 'water', 'ecology', 'water', 'ecology'];
  const answers = await Promise.all(crowd.map((as) => publish(portal, proposal('weirs'), 0, as)));
  const department = (index: number): string => (crowd[index] === 'ecology' ? 'ecology' : 'water');
  const winner = answers.findIndex(({ errors }) => !errors);
  const reasons = answers.map(({ errors }) => errors?.[0]?.extensions.reason ?? 'won');
  const expected = crowd.map((_as, index) => {
    if (index === winner) return 'won';
    return department(index) === department(winner) ? 'STALE_VERSION' : 'NOT_SUBGRAPH_OWNER';
  });
  expect(reasons).toEqual(expected);
  expect(await versionsOf('weirs')).toEqual({
    latest: 1,
    versions: { edges: [{ node: { number: 1, state: 'WAITING' } }] },
  });
});

test('two approvals at once install both, one after the other', async () => {
  const other = (field: string) => `${head}\ntype Query { ${field}: String }\n`;
  const waiting = [];
  for (const field of ['dam', 'dyke', 'ditch']) {
    const own = await startDepartment(other(field));
    await listAddresses(portal, [
      ['320281-water', own.origin],
      ['320281-water', department.origin],
    ]);
    waiting.push(versionOf(await publish(portal, { name: field, url: own.url, sdl: other(field) }, 0, 'water')));
    await own.close();
  }
  const answers = await Promise.all(waiting.map((each) => act(portal, 'approveVersion', each, 'approver')));
  expect(answers.map((answer) => versionOf(answer).state)).toEqual(['INSTALLED', 'INSTALLED', 'INSTALLED']);
  const { errors } = await portal.ask('{ dam dyke ditch }');
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UPSTREAM', 'UPSTREAM', 'UPSTREAM']);
});

test('of two that fit alone and not together, approved at once, one is installed and the other refused', async () => {
  const clashing = (type: string, field: string) =>
    `${head}\ntype Query { ${field}: Reach }\ntype Reach { length: ${type} @shareable }\n`;
  const waiting = [];
  for (const [type, field] of [
    ['Int', 'upper'],
    ['String', 'lower'],
  ] as const) {
    const own = await startDepartment(clashing(type, field));
    await listAddresses(portal, [
      ['320281-water', own.origin],
      ['320281-water', department.origin],
    ]);
    const clash = { name: field, url: own.url, sdl: clashing(type, field) };
    waiting.push(versionOf(await publish(portal, clash, 0, 'water')));
    await own.close();
  }
  const answers = await Promise.all(waiting.map((each) => act(portal, 'approveVersion', each, 'approver')));
  const refused = answers.filter(({ errors }) => errors);
  expect(refused.map(refusalOf)).toEqual([['INVALID', 'CHECK_FAILED']]);
  expect(refused[0]?.errors?.[0]?.message).toContain('Reach.length');
});

test('nobody approves an own publication, nor one of another county; what is rejected is over', async () => {
  const waiting = versionOf(await publish(portal, proposal('locks'), 0, 'busy'));
  expect(refusalOf(await act(portal, 'approveVersion', waiting, 'busy'))).toEqual([
    'CONFLICT',
    'PUBLISHER_IS_APPROVER',
  ]);
  expect(refusalOf(await act(portal, 'approveVersion', waiting, 'stranger'))).toEqual([
    'FORBIDDEN',
    'OUTSIDE_TERRITORY',
  ]);
  expect(refusalOf(await act(portal, 'approveVersion', waiting, 'water'))).toEqual(['FORBIDDEN', 'ROLE_MISSING']);
  const reject = (reason: string) =>
    portal.ask(
      `mutation ($id: ID!, $version: Int!, $reason: String!) {
        version: rejectVersion(id: $id, version: $version, reason: $reason) { state reason version id }
      }`,
      { ...{ id: waiting.id, version: waiting.version }, reason },
      { as: 'approver' },
    );
  expect(refusalOf(await reject('  '))).toEqual(['INVALID', 'TEXT_LENGTH']);
  const { data } = await reject('  地址有误。 ');
  expect(data?.['version']).toMatchObject({ state: 'REJECTED', reason: '地址有误。' });
  const rejected = versionOf({ data } as never);
  expect(refusalOf(await act(portal, 'approveVersion', rejected, 'approver'))).toEqual(['CONFLICT', 'WRONG_STATE']);
});
