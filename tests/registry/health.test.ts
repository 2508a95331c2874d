import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keptLines } from '../gateway/telemetry/kept-lines.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { type Department, head, install, listAddresses, startDepartment } from './department.js';

const water = '320281-water';
const gauges = `${head}
type Query { gauge(id: ID!): Measured }
interface Measured { id: ID! level: Float }
type Gauge implements Measured @key(fields: "id") { id: ID! level: Float }
type Station @key(fields: "id", resolvable: false) { id: ID! }
`;
const stations = `${head}
type Query { station: Station }
interface Measured { id: ID! level: Float }
type Station @key(fields: "id") { id: ID! name: String gauge: Gauge source: Measured }
type Gauge implements Measured @key(fields: "id") { id: ID! level: Float @external owner: String }
type Buoy implements Measured @key(fields: "id") { id: ID! level: Float }
`;
const began = 'A docked subgraph is in quarantine and is not asked.';
const log = keptLines();

let portal: TestPortal;
let department: Department;
let other: Department;

beforeAll(async () => {
  portal = await openPortal({ log: log.log });
  department = await startDepartment(gauges);
  other = await startDepartment(stations, { Query: { station: () => ({ id: '1', name: 'Ferry' }) } });
  await listAddresses(portal, [
    [water, department.origin],
    [water, other.origin],
  ]);
  await install(portal, { name: 'gauges', url: department.url, sdl: gauges }, 0);
  await install(portal, { name: 'stations', url: other.url, sdl: stations }, 0);
  for (const operation of [
    'query ByRoot { gauge(id: "1") { __typename } }',
    'query ByInterface { station { source { level } } }',
    'query ByJoin { station { gauge { level } } }',
    'query Elsewhere { station { name gauge { id owner } source { id } } }',
    'query Unrelated { grid(code: "320281100") { name } }',
  ])
    await portal.ask(operation);
  await portal.ask('query Mapped { gauge(id: "1") { id } station { name } }', {}, { as: 'grid.officer' });
});

afterAll(async () => {
  await portal?.close();
  await department?.close();
  await other?.close();
});

async function health(as: string, name = 'gauges', language = 'en'): Promise<unknown> {
  const { data, errors } = await portal.ask(
    `query ($name: ID!) { subgraph(name: $name) { health { state since why message operations { name clients } } } }`,
    { name },
    { as, headers: { 'accept-language': language } },
  );
  if (!data?.['subgraph']) throw new Error(JSON.stringify(errors));
  return (data['subgraph'] as { health: unknown }).health;
}

const well = { state: 'WELL', since: '2026-11-21T02:00:00.000Z', why: null, message: null, operations: [] };

test('what is well says so to its department, approvers and administrators, and to no other department', async () => {
  expect(await health('registry.publisher')).toEqual(well);
  expect(await health('registry.approver')).toEqual(well);
  expect(await health('registry.admin')).toEqual(well);
  expect(await health('registry.publisher2')).toBeNull();
});

test('what is in quarantine says since when, why, and which operations suffer', async () => {
  portal.clock.moment = new Date('2026-11-21T02:05:00Z');
  department.serve(`${head}\ntype Query { nothing: Int }\n`);
  await portal.portal.beat();
  const suffering = [
    { name: 'ByInterface', clients: ['anonymous'] },
    { name: 'ByJoin', clients: ['anonymous'] },
    { name: 'ByRoot', clients: ['anonymous'] },
    { name: 'Mapped', clients: ['yimen-cli'] },
  ];
  const found = (await health('registry.publisher')) as { operations: { name: string }[] };
  expect({ ...found, operations: found.operations.toSorted((one, two) => (one.name < two.name ? -1 : 1)) }).toEqual({
    state: 'QUARANTINED',
    since: '2026-11-21T02:05:00.000Z',
    why: 'DRIFTED',
    message: 'it no longer serves the schema of the version in use',
    operations: suffering,
  });
  expect(await health('registry.admin', 'gauges', 'zh')).toMatchObject({ message: '自报的 SDL 与在用版本不符' });
  expect(await health('registry.admin', 'stations')).toEqual(well);
  expect(await health('registry.publisher2')).toBeNull();
  const [line, ...more] = log.withSentence(began);
  expect(more).toEqual([]);
  expect(line).toMatchObject({ subgraph: 'gauges', why: 'DRIFTED', operations: 4 });
  expect((line?.['suffering'] as string[]).toSorted()).toEqual(['ByInterface', 'ByJoin', 'ByRoot', 'Mapped']);
});

test('what left the graph has no health', async () => {
  const { data } = await portal.ask(
    '{ subgraph(name: "stations") { versions(state: INSTALLED) { edges { node { id version } } } } }',
    {},
    { as: 'registry.admin' },
  );
  const found = data?.['subgraph'] as { versions: { edges: { node: { id: string; version: number } }[] } } | undefined;
  const [edge] = found?.versions.edges ?? [];
  const { errors } = await portal.ask(
    `mutation ($id: ID!, $version: Int!, $mayBreak: [ID!]!) { retireSubgraph(id: $id, version: $version, mayBreak: $mayBreak) { state } }`,
    { ...edge?.node, mayBreak: await digests() },
    { as: 'registry.admin' },
  );
  expect(errors).toBeUndefined();
  expect(await health('registry.admin', 'stations')).toBeNull();
});

async function digests(): Promise<unknown[]> {
  const rows = await portal.portal.database.execute('select digest from registry.operations', []);
  return rows.map(({ digest }) => digest);
}
