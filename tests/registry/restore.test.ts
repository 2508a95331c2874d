import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { keptLines } from '../gateway/telemetry/kept-lines.js';
import { closedAfterEach } from '../support/closed-after.js';
import { type Answer, openPortal, type TestPortal } from '../support/portal.js';
import {
  act,
  type Department,
  head,
  install,
  listAddresses,
  startDepartment,
  type Version,
  versionOf,
} from './department.js';
import { until } from '../support/until.js';

const water = '320281-water';
const third = `${head}\ntype Query { storm: Float }\n`;
const gaveWay = 'A version of a docked subgraph gave way to the one before it.';
const cannot = 'The version before one in quarantine cannot take its place.';

const kept = closedAfterEach();
const log = keptLines();
let portal: TestPortal;
// Each test has a subgraph of its own, and fields.
let tests = 0;
let name: string;
let tide: string;
let ebb: string;
let first: string;
let second: string;
let resolvers: { readonly Query: Record<string, () => number> };
/** Where the first version is served, and where the second. */
let old: Department;
let young: Department;

beforeAll(async () => {
  portal = await openPortal({ log: log.log });
});

afterAll(() => portal?.close());

beforeEach(async () => {
  tests += 1;
  [name, tide, ebb] = [`tides${tests}`, `tide${tests}`, `ebb${tests}`];
  first = `${head}\ntype Query { ${tide}: Float }\n`;
  second = `${head}\ntype Query { ${tide}: Float ${ebb}: Float }\n`;
  resolvers = { Query: { [tide]: () => 3.5, [ebb]: () => 1 } };
  old = kept(await startDepartment(first, resolvers));
  young = kept(await startDepartment(second, resolvers));
  await listAddresses(portal, [
    [water, old.origin],
    [water, young.origin],
  ]);
});

afterEach(() =>
  expect(log.withSentence('What could be done about a docked subgraph in quarantine is not known.')).toEqual([]),
);

const proposal = (of: Department, sdl: string) => ({ name, url: of.url, sdl });

/** Installs the first version, and after an hour the second, each at an address of its own. */
async function installBoth(): Promise<readonly [Version, Version]> {
  const one = await install(portal, proposal(old, first), 0);
  pass(60);
  return [one, await install(portal, proposal(young, second), 1)];
}

function pass(minutes: number): void {
  portal.clock.moment = new Date(portal.clock.moment.getTime() + minutes * 60_000);
}

/** The states of the versions, in the order of their numbers. */
async function states(of = portal): Promise<unknown> {
  const rows = await of.portal.database.execute(
    'select state from registry.versions where subgraph_name = ? order by number',
    [name],
  );
  return rows.map(({ state }) => state);
}

function told(sentence: string): unknown[] {
  return log.withSentence(sentence).filter(({ subgraph }) => subgraph === name);
}

async function answer(query: string, of = portal): Promise<unknown> {
  const { data, errors } = await of.ask(query);
  return errors?.map(({ extensions }) => extensions.reason ?? extensions.code) ?? data;
}

async function beats(count: number, of = portal): Promise<void> {
  for (let look = 0; look < count; look += 1) await of.portal.beat();
}

/** Lets every question but the one for the schema fail. */
function failCalls(of: Department, sdl: string): void {
  of.answerBy((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const tells = Buffer.concat(pieces).toString().includes('_service');
      response
        .writeHead(tells ? 200 : 500, { 'content-type': 'application/json' })
        .end(JSON.stringify({ data: { _service: { sdl } } }));
    });
  });
}

test('a version that is away minutes after its installation gives way to the one before, by the system’s hand', async () => {
  const [one] = await installBoth();
  expect(await answer(`{ ${ebb} }`)).toEqual({ [ebb]: 1 });
  pass(9);
  young.answerBy((request) => request.socket.destroy());
  await beats(2);
  expect(await states()).toEqual(['INSTALLED', 'KEPT']);
  expect(await answer(`{ ${tide} }`)).toEqual({ [tide]: 3.5 });
  expect(await answer(`{ ${ebb} }`)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  const { data } = await portal.ask(
    'query ($id: ID!) { subgraphVersion(id: $id) { timelineBrokenAt timeline { verb actor fromState toState comment } } }',
    { id: one.id },
    { as: 'registry.admin' },
  );
  const found = data?.['subgraphVersion'] as { timeline: readonly object[]; timelineBrokenAt: unknown } | undefined;
  expect(found?.timelineBrokenAt).toBeNull();
  expect(found?.timeline.at(-1)).toEqual({
    verb: 'restoreVersion',
    actor: 'module:registry',
    fromState: 'KEPT',
    toState: 'INSTALLED',
    comment: '第 2 版装入后不久被隔离(AWAY),自动恢复本版。',
  });
  expect(told(gaveWay)).toEqual([expect.objectContaining({ why: 'AWAY', version: 2, instead: 1 })]);
});

test('a service that goes back to what it served before has its version back', async () => {
  await install(portal, proposal(old, first), 0);
  old.serve(second, resolvers);
  await install(portal, proposal(old, second), 1);
  old.serve(first, resolvers);
  await beats(1);
  expect(await states()).toEqual(['INSTALLED', 'KEPT']);
  expect(await answer(`{ ${tide} }`)).toEqual({ [tide]: 3.5 });
});

test('a version whose calls fail gives way too', async () => {
  await installBoth();
  failCalls(young, second);
  for (let call = 0; call < 20; call += 1) await answer(`{ ${ebb} }`);
  await beats(7);
  expect(await states()).toEqual(['INSTALLED', 'KEPT']);
  expect(await answer(`{ ${tide} }`)).toEqual({ [tide]: 3.5 });
});

test('a version that is in use for ten minutes stays, in quarantine', async () => {
  await installBoth();
  pass(10);
  young.answerBy((request) => request.socket.destroy());
  await beats(2);
  expect(await states()).toEqual(['KEPT', 'INSTALLED']);
  expect(await answer(`{ ${tide} }`)).toEqual(['QUARANTINED']);
});

test('where the version before is not served either it stays in quarantine; that is told once and tried each minute', async () => {
  await installBoth();
  old.serve(third);
  young.serve(third);
  const asked = old.asked.length;
  await beats(24);
  expect(old.asked.length).toBe(asked + 2);
  expect(await states()).toEqual(['KEPT', 'INSTALLED']);
  expect(told(cannot)).toEqual([
    expect.objectContaining({
      why: 'DRIFTED',
      version: 2,
      instead: 1,
      obstacle: expect.any(String),
    }),
  ]);
  expect(await answer(`{ ${tide} }`)).toEqual(['QUARANTINED']);
  old.serve(first, resolvers);
  await beats(1);
  expect(await states()).toEqual(['INSTALLED', 'KEPT']);
});

test('what a person took out does not come back by itself, nor does a later version', async () => {
  const one = await install(portal, proposal(old, first), 0);
  expect((await act(portal, 'retireSubgraph', one, 'registry.admin')).errors).toBeUndefined();
  const two = await install(portal, proposal(young, second), 1);
  young.serve(third);
  await beats(1);
  expect(await states()).toEqual(['KEPT', 'INSTALLED']);
  young.serve(second, resolvers);
  await beats(1);
  const back = { id: one.id, version: one.version + 1 };
  expect((await act(portal, 'rollbackSubgraph', back, 'registry.admin')).errors).toBeUndefined();
  expect(two.number).toBe(2);
  old.serve(third);
  await beats(1);
  expect(await states()).toEqual(['INSTALLED', 'KEPT']);
  expect(await answer(`{ ${tide} }`)).toEqual(['QUARANTINED']);
});

test('a version that a person brings back where none was has none to give way to', async () => {
  const [, two] = await installBoth();
  const retired = await act(portal, 'retireSubgraph', two, 'registry.admin');
  const back = await act(portal, 'rollbackSubgraph', versionOf(retired), 'registry.admin');
  expect(back.errors).toBeUndefined();
  young.serve(third);
  await beats(1);
  expect(await states()).toEqual(['KEPT', 'INSTALLED']);
  expect(await answer(`{ ${tide} }`)).toEqual(['QUARANTINED']);
});

test('where what joined since does not fit with the version before, it stays in quarantine', async () => {
  await install(portal, proposal(old, first), 0);
  const neap = `${head}\ntype Query { neap: Float }\n`;
  young.serve(neap);
  await install(portal, proposal(young, neap), 1);
  const clash = `${head}\ntype Query { ${tide}: Int @shareable }\n`;
  const other = kept(await startDepartment(clash));
  await listAddresses(portal, [
    [water, old.origin],
    [water, young.origin],
    [water, other.origin],
  ]);
  await install(portal, { name: 'clash', url: other.url, sdl: clash }, 0);
  young.serve(third);
  await beats(1);
  expect(told(cannot)).toEqual([expect.objectContaining({ obstacle: expect.stringContaining('compose') })]);
  expect(await answer('{ neap }')).toEqual(['QUARANTINED']);
});

test('of two portals that find it at the same time one brings it back, once, and both serve it', async () => {
  const beside = await openPortal({ beside: portal });
  try {
    await installBoth();
    await until(async () => JSON.stringify(await answer(`{ ${ebb} }`, beside)) === `{"${ebb}":1}`);
    young.serve(third);
    await Promise.all([portal.portal.beat(), beside.portal.beat()]);
    expect(await states()).toEqual(['INSTALLED', 'KEPT']);
    const [row] = await portal.portal.database.execute(
      `select count(*)::integer as "times" from kit.timeline where verb = 'restoreVersion' and about in (select id from registry.versions where subgraph_name = ?)`,
      [name],
    );
    expect(row).toEqual({ times: 1 });
    for (const each of [portal, beside])
      await until(async () => JSON.stringify(await answer(`{ ${tide} }`, each)) === `{"${tide}":3.5}`);
  } finally {
    await beside.close();
  }
});

test('a person who retires it at the same moment is before or after, and nothing is in the graph twice', async () => {
  const [, two] = await installBoth();
  young.serve(third);
  const [retired] = await Promise.all([act(portal, 'retireSubgraph', two, 'registry.admin'), portal.portal.beat()]);
  const won = retired.errors === undefined;
  expect(await states()).toEqual(won ? ['KEPT', 'KEPT'] : ['INSTALLED', 'KEPT']);
  expect(await answer(`{ ${tide} }`)).toEqual(won ? ['GRAPHQL_VALIDATION_FAILED'] : { [tide]: 3.5 });
});

test('a person who retires it while that is being tried has it retired, and nothing comes in its place', async () => {
  const [, two] = await installBoth();
  young.serve(third);
  const retired: Promise<Answer>[] = [];
  old.answerBy((_request, response) => {
    const retiring = act(portal, 'retireSubgraph', two, 'registry.admin');
    retired.push(retiring);
    void retiring.then(() => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ data: { _service: { sdl: first } } }));
    });
  });
  await beats(1);
  expect((await Promise.all(retired)).map(({ errors }) => errors)).toEqual([undefined]);
  expect(await states()).toEqual(['KEPT', 'KEPT']);
  expect(await answer(`{ ${tide} }`)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
});
