import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneDatabase, type ClonedDatabase } from '../support/database.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { act, type Department, head, install, listAddresses, startDepartment, type Version } from './department.js';
import { until } from '../support/until.js';

const sdl = `${head}\ntype Query { tide: Float }\n`;

let database: ClonedDatabase;
let department: Department;
let tides: Version;

beforeAll(async () => {
  database = await cloneDatabase();
  department = await startDepartment(sdl, { Query: { tide: () => 3.5 } });
  const portal = await open();
  await listAddresses(portal, [['320281-water', department.origin]]);
  tides = await install(portal, { name: 'tides', url: department.url, sdl }, 0);
  await portal.close();
});

afterAll(async () => {
  await department?.close();
  await database?.drop();
});

/** A portal on that database, whose folder also holds what was kept of the graph that served last. */
function open(): Promise<TestPortal> {
  return openPortal({ on: database });
}

async function tideAt(portal: TestPortal): Promise<unknown> {
  const { data, errors } = await portal.ask('{ tide }');
  return data ?? errors?.map(({ extensions }) => extensions.code);
}

/** Makes the register's tables unreadable, or readable again. */
async function rename(portal: TestPortal, from: string, to: string): Promise<void> {
  await portal.portal.database.execute(`alter table registry.${from} rename to ${to}`, []);
}

test('a start serves what the register says, and takes the composition from the disk', async () => {
  const portal = await open();
  try {
    expect(await tideAt(portal)).toEqual({ tide: 3.5 });
    expect(portal.portal.graphs.installed.times).toBe(1);
  } finally {
    await portal.close();
  }
});

test('a start without the register serves what served last, and follows the register when it is back', async () => {
  const before = await open();
  await rename(before, 'versions', 'versions_away');
  await before.close();
  const portal = await open();
  try {
    expect(await tideAt(portal)).toEqual({ tide: 3.5 });
    expect((await portal.ask('{ grid(code: "320281100") { name } }')).data).toEqual({ grid: { name: '璜土镇网格' } });
    await rename(portal, 'versions_away', 'versions');
    const retired = await act(portal, 'retireSubgraph', tides, 'registry.admin');
    expect(retired.errors).toBeUndefined();
    expect(await tideAt(portal)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  } finally {
    await portal.close();
  }
});

test('a start with one that does not fit any more serves the others, and says which it leaves out', async () => {
  const good = `${head}\ntype Query { ebb: Int }\n`;
  const other = await startDepartment(good, { Query: { ebb: () => 1 } });
  const before = await open();
  try {
    await listAddresses(before, [['320281-water', other.origin]]);
    await install(before, { name: 'ebbs', url: other.url, sdl: good }, 0);
    await act(before, 'rollbackSubgraph', { id: tides.id, version: tides.version + 1 }, 'registry.admin');
    expect(await tideAt(before)).toEqual({ tide: 3.5 });
    const spoiled = `update registry.versions set sdl = ? where subgraph_name = 'tides' and state = 'INSTALLED'`;
    await before.portal.database.execute(spoiled, [`${head}\ntype Query { grid: Int tide: Float }\n`]);
  } finally {
    await before.close();
  }
  const portal = await open();
  try {
    await until(async () => JSON.stringify(await portal.ask('{ ebb }').then(({ data }) => data)) === '{"ebb":1}');
    expect(await tideAt(portal)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect((await portal.ask('{ grid(code: "320281100") { name } }')).data).toEqual({ grid: { name: '璜土镇网格' } });
  } finally {
    await portal.close();
    await other.close();
  }
});
