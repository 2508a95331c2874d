import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keptLines } from '../gateway/telemetry/kept-lines.js';
import { describeOnPostgres, openOwnPostgres, type OwnPostgres } from '../support/own-postgres.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { act, type Department, head, install, listAddresses, startDepartment, type Version } from './department.js';
import { until } from '../support/until.js';

const sdl = `${head}\ntype Query { tide: Float }\n`;
const grid = '{ grid(code: "320281100") { name } }';
const log = keptLines();

describeOnPostgres('While the registry’s database is away', () => {
  let server: OwnPostgres;
  let portal: TestPortal;
  let department: Department;
  let tides: Version;

  beforeAll(async () => {
    server = await openOwnPostgres({});
    portal = await openPortal({ environment: { DATABASE_URL: server.url }, log: log.log });
    department = await startDepartment(sdl, { Query: { tide: () => 3.5 } });
    await listAddresses(portal, [['320281-water', department.origin]]);
    tides = await install(portal, { name: 'tides', url: department.url, sdl }, 0);
    await server.stop('fast');
    await until(async () => (await reasonOf(grid)) === 'DATABASE_AWAY');
  });

  afterAll(async () => {
    await portal?.close();
    await department?.close();
    await server?.remove();
  });

  async function reasonOf(query: string): Promise<string | undefined> {
    const { errors } = await portal.ask(query);
    return errors?.[0]?.extensions.reason;
  }

  test('docked subgraphs are served, and watched', async () => {
    const { data } = await portal.ask('{ tide grid(code: "320281100") { name } }');
    expect(data).toEqual({ tide: 3.5, grid: null });
    department.answerBy((request) => request.socket.destroy());
    await portal.portal.beat();
    await portal.portal.beat();
    expect(await reasonOf('{ tide }')).toBe('QUARANTINED');
    const [line, ...more] = log.withSentence('A docked subgraph is in quarantine and is not asked.');
    expect(more).toEqual([]);
    expect(line).toMatchObject({ subgraph: 'tides', why: 'AWAY' });
    expect(line).not.toHaveProperty('operations');
    department.answerBy(null);
    await portal.portal.beat();
    expect((await portal.ask('{ tide }')).data).toEqual({ tide: 3.5 });
  });

  test('the register is followed again when it is back', async () => {
    await server.start();
    await until(async () => (await portal.ask(grid)).data !== null && (await reasonOf(grid)) === undefined);
    await until(async () => (await act(portal, 'retireSubgraph', tides, 'registry.admin')).errors === undefined);
    const { errors } = await portal.ask('{ tide }');
    expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});
