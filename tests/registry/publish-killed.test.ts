import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { describeOnPostgres, openOwnPostgres, type OwnPostgres } from '../support/own-postgres.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { until } from '../support/until.js';
import {
  type Department,
  head,
  listAddresses,
  publish,
  refusalOf,
  type Said,
  startDepartment,
  versionOf,
} from './department.js';

const sdl = `${head}\ntype Query { sluice: String }\n`;

describeOnPostgres('A publication while the database is killed', () => {
  let server: OwnPostgres;
  let portal: TestPortal;
  let department: Department;

  beforeAll(async () => {
    server = await openOwnPostgres({});
    portal = await openPortal({ environment: { DATABASE_URL: server.url } });
    department = await startDepartment(sdl, { Query: { sluice: () => 'open' } });
    await listAddresses(portal, [['320281-water', department.origin]]);
    versionOf(await publishAs('sluices', 0));
  });

  // Nothing is half there, whatever happened: numbers without a gap, and each version with the beginning of its history.
  afterEach(async () => {
    const [row] = await server.rows(
      `select (select count(*) from registry.subgraphs s where latest <> (select count(*) from registry.versions v
           where v.subgraph_name = s.name) or latest <> (select max(number) from registry.versions v where v.subgraph_name = s.name))
         + (select count(*) from registry.versions v where not exists
           (select 1 from kit.timeline t where t.about = v.id and t.sequence = 1)) as "halves"`,
    );
    expect(Number(row?.['halves'])).toBe(0);
  });

  afterAll(async () => {
    await portal?.close();
    await department?.close();
    await server?.remove();
  });

  function publishAs(name: string, seen: number): Promise<Said> {
    return publish(portal, { name, url: department.url, sdl }, seen, 'registry.publisher');
  }

  /** Publishes the next version of what another transaction holds; answers when the publication's own waits for that. */
  async function publishing(seen: number): Promise<{ holding: pg.Client; backend: number; answered: Promise<Said> }> {
    const holding = new pg.Client({ connectionString: server.url });
    holding.on('error', () => {});
    await holding.connect();
    await holding.query(`begin; select 1 from registry.subgraphs where name = 'sluices' for update`);
    const answered = publishAs('sluices', seen);
    const backend = await waiting(`wait_event_type = 'Lock' and query like '%registry.subgraphs%'`);
    return { holding, backend, answered };
  }

  /** The process of the server that waits so. */
  async function waiting(condition: string): Promise<number> {
    let pid: unknown;
    await until(async () => {
      [{ pid } = { pid: undefined }] = await server.rows(`select pid from pg_stat_activity where ${condition}`);
      return pid !== undefined;
    });
    return Number(pid);
  }

  /** Kills the server and starts it again; answers when the portal can publish again. */
  async function killed(): Promise<void> {
    await server.kill();
    await server.start();
    await server.rows('alter system reset synchronous_standby_names');
    await server.rows('select pg_reload_conf()');
    await until(async () => (await portal.ask('{ grid(code: "320281100") { name } }')).errors === undefined);
  }

  async function numbersOf(name: string): Promise<readonly number[]> {
    const rows = await server.rows(`select number from registry.versions where subgraph_name = '${name}' order by 1`);
    return rows.map(({ number }) => Number(number));
  }

  test('before its transaction ends leaves nothing of it, and its publisher is told to look and to do it again', async () => {
    const { answered } = await publishing(1);
    await killed();
    const [code, reason] = refusalOf(await answered);
    expect([code, ['DATABASE_AWAY', 'DATABASE_IN_DOUBT'].includes(String(reason))]).toEqual(['UPSTREAM', true]);
    expect(await numbersOf('sluices')).toEqual([1]);
    expect(versionOf(await publishAs('sluices', 1)).number).toBe(2);
  });

  test('when it is final already, and nobody was told, stands whole, and its publisher is told to look', async () => {
    const { holding, backend, answered } = await publishing(2);
    // From now on whoever commits writes it down and then waits for a standby that there is not.
    await server.rows(`alter system set synchronous_standby_names = 'nobody'`);
    await server.rows('select pg_reload_conf()');
    await until(
      async () => (await server.rows('show synchronous_standby_names'))[0]?.['synchronous_standby_names'] !== '',
    );
    await holding.query('rollback');
    await waiting(`pid = ${backend} and wait_event = 'SyncRep'`);
    await killed();
    expect(refusalOf(await answered)).toEqual(['UPSTREAM', 'DATABASE_IN_DOUBT']);
    expect(await numbersOf('sluices')).toEqual([1, 2, 3]);
    const again = await publishAs('sluices', 2);
    expect([refusalOf(again), again.errors?.[0]?.extensions.details]).toEqual([
      ['CONFLICT', 'STALE_VERSION'],
      { seen: 2, current: 3 },
    ]);
    expect(versionOf(await publishAs('sluices', 3)).number).toBe(4);
  });

  test('at any moment, among many, is whole or not there: what was acknowledged stands, and what was refused does not', async () => {
    const told = new Map<string, Said>();
    for (const [round, milliseconds] of [50, 250, 500, 900].entries()) {
      const answers = Array.from({ length: 6 }, async (_, lane) => {
        const name = `lane-${round}-${lane}`;
        told.set(name, await publishAs(name, 0));
      });
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      await killed();
      await Promise.all(answers);
    }
    const stands = await Promise.all(
      [...told.keys()].map(async (name) => [name, (await numbersOf(name)).length] as const),
    );
    const expected = stands.map(([name, count]) => {
      const [, reason] = refusalOf(told.get(name) ?? { data: undefined, errors: undefined });
      return [name, reason === 'DATABASE_IN_DOUBT' ? count : reason === undefined ? 1 : 0];
    });
    expect(stands).toEqual(expected);
    const reasons = new Set([...told.values()].map((answer) => refusalOf(answer)[1]));
    expect(
      [...reasons].filter((reason) => !/^(DATABASE_(AWAY|IN_DOUBT|BUSY)|undefined)$/.test(String(reason))),
    ).toEqual([]);
    expect([...reasons].some((reason) => reason?.startsWith('DATABASE_'))).toBe(true);
  });
});
