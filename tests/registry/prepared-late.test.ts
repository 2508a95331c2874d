import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '../support/free-port.js';
import { describeOnPostgres } from '../support/own-postgres.js';
import { expectJobsDone } from '../support/own-postgres-checks.js';
import { type OwnPortal, secondsUntil } from '../support/own-postgres-portal.js';
import { startReplica } from '../support/replica-process.js';
import { askWith, type CountyAway, openCountyAway } from './county-away.js';

const grid = '{ grid(code: "320281100") { name } }';
const kinds = '{ commandCentres(first: 1) { edges { node { code } } } }';

/** Takes away every table, as of a server that was set up anew. */
const emptied = `do $$ declare each text; begin
  for each in select nspname from pg_namespace where nspname not like 'pg\\_%' and nspname <> 'information_schema' loop
    execute format('drop schema %I cascade', each);
  end loop;
  create schema public;
end $$`;

describeOnPostgres('What a start left out for want of the database', () => {
  let county: CountyAway;
  let portal: OwnPortal;

  beforeAll(async () => {
    county = await openCountyAway();
    await county.server.start();
    await county.server.rows(emptied);
    await county.server.stop('fast');
    portal = await county.start();
  }, 240_000);

  afterAll(() => county?.close());

  async function outcome(): Promise<string> {
    const { data, reason, code } = await askWith(portal.origin, null, grid);
    return reason ?? code ?? JSON.stringify(data);
  }

  /** How far the preparation is: the county's files are being loaded, and not all of them are. */
  async function isLoading(): Promise<boolean> {
    const [row] = await county.server.rows(
      `select to_regclass('kit.sheet_lines') is not null as begun, to_regclass('kit.onboardings') is not null as named`,
    );
    if (row?.['begun'] !== true || row['named'] !== true) return false;
    const [lines] = await county.server.rows(
      `select exists (select from kit.sheet_lines) as some, exists (select from kit.onboardings) as all`,
    );
    return lines?.['some'] === true && lines['all'] === false;
  }

  test('is done anew by the next start after a kill in the middle of it, and callers saw none of it', async () => {
    const outcomes = new Set<string>();
    await county.server.start();
    await secondsUntil(async () => {
      outcomes.add(await outcome());
      return isLoading();
    }, 60);
    outcomes.add(await outcome());
    expect((await askWith(portal.origin, null, 'mutation { openSluice }')).reason).toBe('DATABASE_AWAY');
    await portal.kill();
    expect([...outcomes]).toEqual(['DATABASE_AWAY']);
    await county.server.stop('immediate');
    portal = await county.start();
    expect(await outcome()).toBe('DATABASE_AWAY');
    await county.server.start();
    await secondsUntil(async () => {
      outcomes.add(await outcome());
      return outcomes.size > 1;
    }, 120);
    // From the first answer on that is one, everything stands that a start would have made.
    expect([...outcomes]).toEqual(['DATABASE_AWAY', '{"grid":{"name":"璜土镇网格"}}']);
    const { data } = await askWith(portal.origin, null, kinds);
    expect(data).toMatchObject({ commandCentres: { edges: [{ node: { code: expect.any(String) } }] } });
    expect((await county.server.rows('select count(*)::int as count from kit.onboardings'))[0]).toEqual({ count: 1 });
    const subscribed = await county.server.rows('select distinct module from kit.subscriptions order by module');
    expect(subscribed.map(({ module }) => module)).toEqual(['authority', 'dispatch', 'enforcement', 'grid']);
    await expectJobsDone(county.server);
  }, 300_000);

  test('survives a server that comes and goes before it is done', async () => {
    await portal.stop();
    await county.server.rows('delete from kit.onboardings');
    await county.server.rows('delete from kit.sheet_lines');
    await county.server.stop('fast');
    portal = await county.start();
    await county.server.start();
    await secondsUntil(isLoading, 60);
    await county.server.kill();
    await pause(1_000);
    expect(await outcome()).toBe('DATABASE_AWAY');
    await county.server.start();
    await secondsUntil(async () => (await outcome()) === '{"grid":{"name":"璜土镇网格"}}', 120);
    await secondsUntil(async () => (await portal.health('/ready')).status === 200, 20);
    const [timers] = await county.server.rows(
      `select count(*)::int as all, count(distinct name)::int as kinds from kit.timers where module = 'kit'`,
    );
    expect(timers).toEqual({ all: 4, kinds: 4 });
    expect((await county.server.rows('select count(*)::int as count from kit.onboardings'))[0]).toEqual({ count: 1 });
    expect([portal.complaints, portal.ended]).toEqual([[], null]);
  }, 300_000);

  test('ends the portal with the sentence that would have ended its start', async () => {
    await portal.stop();
    await county.server.rows(
      `insert into kit.migrations (module, name, digest, phase) values ('grid', '9999-later', 'x', 'contract')`,
    );
    await county.server.stop('fast');
    const replica = await startReplica(await freePort(), county.environment);
    expect(replica.output()).toContain('The database is away: what was docked last is served');
    const ended = replica.ended();
    await county.server.start();
    expect(await ended).toBe(1);
    expect(replica.output()).toContain(
      '\nThe tables of "grid" are those of a newer version: grid/9999-later took away what this one reads. Start the newer version.\n',
    );
    await county.server.rows(`delete from kit.migrations where name = '9999-later'`);
  });
});
