import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../support/portal.js';
import {
  act,
  type Department,
  head,
  install,
  listAddresses,
  publish,
  refusalOf,
  rulesOf,
  startDepartment,
  type Version,
  versionOf,
} from './department.js';

const water = '320281-water';

const first = `${head}
type Query { sluice(id: ID!): Sluice }
type Sluice @key(fields: "id") { id: ID! level: Float }
`;
const second = `${head}
type Query { sluice(id: ID!): Sluice }
type Sluice @key(fields: "id") { id: ID! level: Float open: Boolean }
`;
const resolvers = { Query: { sluice: (_root: unknown, { id }: { id: string }) => ({ id, level: 2.5, open: true }) } };

const level = '{ sluice(id: "s1") { id level } }';
const open = '{ sluice(id: "s1") { open } }';

let portal: TestPortal;
let department: Department;

beforeAll(async () => {
  portal = await openPortal();
  department = await startDepartment(first, resolvers);
  await listAddresses(portal, [[water, department.origin]]);
});

afterAll(async () => {
  await portal?.close();
  await department?.close();
});

async function stateOf(id: string): Promise<Version> {
  const answer = await portal.ask(
    'query ($id: ID!) { version: subgraphVersion(id: $id) { id version number state owners findings { rule about } } }',
    { id },
    { as: 'registry.admin' },
  );
  return versionOf(answer);
}

/** The codes of an answer's errors, or its data. */
async function answerOf(query: string): Promise<unknown> {
  const { data, errors } = await portal.ask(query);
  return errors?.map(({ extensions }) => extensions.code) ?? data;
}

const unknown = ['GRAPHQL_VALIDATION_FAILED'];

describe('A department’s subgraph', () => {
  let one: Version;
  let two: Version;
  beforeEach(() => department.answerBy(null));

  test('waits after its publication, and is part of the graph when it is approved', async () => {
    const proposal = { name: 'sluices', url: department.url, sdl: first };
    one = versionOf(await publish(portal, proposal, 0, 'registry.publisher'));
    expect(one).toMatchObject({ number: 1, state: 'WAITING', owners: [], findings: [] });
    expect(await answerOf(level)).toEqual(unknown);
    one = versionOf(await act(portal, 'approveVersion', one, 'registry.approver'));
    expect(one.state).toBe('INSTALLED');
    expect(await answerOf(level)).toEqual({ sluice: { id: 's1', level: 2.5 } });
  });

  test('gives way to its next version, which comes with new fields', async () => {
    department.serve(second, resolvers);
    expect(await answerOf(open)).toEqual(unknown);
    two = await install(portal, { name: 'sluices', url: department.url, sdl: second }, 1);
    expect(two).toMatchObject({ number: 2, state: 'INSTALLED' });
    expect(await answerOf(open)).toEqual({ sluice: { open: true } });
    expect(await stateOf(one.id)).toMatchObject({ number: 1, state: 'KEPT' });
  });

  test('goes back to a kept version in one step', async () => {
    const back = versionOf(await act(portal, 'rollbackSubgraph', await stateOf(one.id), 'registry.publisher'));
    expect(back).toMatchObject({ number: 1, state: 'INSTALLED' });
    expect(await stateOf(two.id)).toMatchObject({ number: 2, state: 'KEPT' });
    expect(await answerOf(open)).toEqual(unknown);
    expect(await answerOf(level)).toEqual({ sluice: { id: 's1', level: 2.5 } });
  });

  test('shows every version, and how two of them differ', async () => {
    const { data } = await portal.ask(
      `query ($from: ID!, $to: ID!) {
        subgraph(name: "sluices") {
          name latest organization { name } versions { totalCount edges { node { number state digest } } }
        }
        compareVersions(from: $from, to: $to) { kind coordinate before after }
      }`,
      { from: one.id, to: two.id },
      { as: 'registry.approver' },
    );
    expect(data).toEqual({
      subgraph: {
        name: 'sluices',
        latest: 2,
        organization: { name: '江阴市水利局' },
        versions: {
          totalCount: 2,
          edges: [
            { node: { number: 1, state: 'INSTALLED', digest: expect.stringMatching(/^[0-9a-f]{64}$/) } },
            { node: { number: 2, state: 'KEPT', digest: expect.stringMatching(/^[0-9a-f]{64}$/) } },
          ],
        },
      },
      compareVersions: [{ kind: 'ADDED', coordinate: 'Sluice.open', before: null, after: 'open: Boolean' }],
    });
  });

  test('that no longer composes with what joined since is not brought back, and nothing changes', async () => {
    const clash = `${head}
type Query { gate: Gate }
type Gate @key(fields: "id") { id: ID! }
type Sluice @key(fields: "id") { id: ID! open: String @shareable }
`;
    department.serve(clash, {});
    const other = await install(portal, { name: 'gates', url: department.url, sdl: clash }, 0);
    const before = portal.portal.graphs.current;
    const refused = await act(portal, 'rollbackSubgraph', await stateOf(two.id), 'registry.publisher');
    expect(refusalOf(refused)).toEqual(['INVALID', 'CHECK_FAILED']);
    expect(rulesOf(refused)).toContain('DOES_NOT_COMPOSE');
    expect(refused.errors?.[0]?.message).toContain('Sluice.open');
    expect(portal.portal.graphs.current).toBe(before);
    expect(await stateOf(two.id)).toMatchObject({ state: 'KEPT' });
    versionOf(await act(portal, 'retireSubgraph', other, 'registry.admin'));
    expect(await answerOf('{ gate { id } }')).toEqual(unknown);
  });

  test('costs its own fields alone when its service is away', async () => {
    department.answerBy((_request, response) => response.writeHead(503).end());
    const { data, errors } = await portal.ask('{ sluice(id: "s1") { id } grid(code: "320281100") { name } }');
    expect(data).toEqual({ sluice: null, grid: { name: '璜土镇网格' } });
    expect(errors?.map(({ extensions, path }) => [extensions.code, path])).toEqual([['UPSTREAM', ['sluice']]]);
  });

  test('leaves the graph when it is retired, and comes back', async () => {
    const retired = versionOf(await act(portal, 'retireSubgraph', await stateOf(one.id), 'registry.publisher'));
    expect(retired.state).toBe('KEPT');
    expect(await answerOf(level)).toEqual(unknown);
    versionOf(await act(portal, 'rollbackSubgraph', retired, 'registry.admin'));
    department.serve(first, resolvers);
    expect(await answerOf(level)).toEqual({ sluice: { id: 's1', level: 2.5 } });
  });

  test('is under the head that is signed each night, with every step of its life', async () => {
    portal.clock.moment = new Date('2026-11-21T17:00:00Z');
    await portal.settle();
    const { data } = await portal.ask(
      'query ($id: ID!) { subgraphVersion(id: $id) { digest timelineBrokenAt timeline { verb } timelineSeal { signatureValid rootAgrees } } }',
      { id: two.id },
      { as: 'registry.approver' },
    );
    expect(data?.['subgraphVersion']).toEqual({
      digest: expect.any(String),
      timelineBrokenAt: null,
      timeline: ['publishSubgraph', 'approveVersion', 'replaceVersion'].map((verb) => ({ verb })),
      timelineSeal: { signatureValid: true, rootAgrees: true },
    });
  });
});
