import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';
import type { Database } from '../../kit/data/database.js';
import { checkSample } from '../../scripts/sample/check-sample.js';
import { generateSample } from '../../scripts/sample/generate-sample.js';
import { type EventPortal, openEventPortal } from '../subgraphs/dispatch/event-portal.js';

const tier = { events: 600, within: { town: '320281104', grids: 20 } };
const order = { county: '320281', seed: '1', last: '2026-11-20', events: 600 };

let portal: EventPortal;
let problems: string[];
beforeAll(async () => {
  portal = await openEventPortal();
  problems = await generateSample(portal.portal.database, tier, order, () => {});
});
afterAll(() => portal.close());

/** What the sample writes of an event, and by which column a row names it. */
const written = {
  'dispatch.events': 'id',
  'dispatch.event_assignments': 'event_id',
  'dispatch.inbox_entries': 'event_id',
  'kit.timeline': 'about',
  'kit.timers': 'about',
} as const;

/** One digest of each table's rows of events. */
async function digestsOf(database: Database): Promise<Record<string, unknown>> {
  const digests: Record<string, unknown> = {};
  for (const [table, column] of Object.entries(written)) {
    const [row] = await database.execute(
      `select md5(string_agg(md5(rows::text), '' order by md5(rows::text))) as digest from ${table} as rows
        where ${column} in (select id from dispatch.events)`,
      [],
    );
    digests[table] = row?.['digest'];
  }
  const [evidence] = await database.execute(
    `select md5(string_agg(md5(rows::text), '' order by md5(rows::text))) as digest from evaluation.score_evidence as rows`,
    [],
  );
  return { ...digests, evidence: evidence?.['digest'] };
}

test('a sample keeps the rules of the portal, and a county that has events gets none', async () => {
  expect(problems).toEqual([]);
  const { database } = portal.portal;
  await expect(generateSample(database, tier, order, () => {})).rejects.toThrow('The county 320281 has events already');
  const { data } = await portal.ask('{ events { totalCount } }', {}, { as: 'commander' });
  expect(data).toEqual({ events: { totalCount: 600 } });
});

test('a county that answers calls gets none either: what those lead to is not made up', async () => {
  const folders = ['jiangyin', 'taian'].map((county) => path.join(projectRoot, 'counties', county));
  const there = await openEventPortal({ environment: { COUNTY_FOLDER: folders.join(',') } });
  try {
    await there.onboard(folders[1] ?? '');
    const made = generateSample(
      there.portal.database,
      { events: 10 },
      { county: '370911', seed: '1', last: '2026-12-07', events: 10 },
      () => {},
    );
    await expect(made).rejects.toThrow('The county 370911 answers calls');
    const { data } = await there.ask('{ events { totalCount } }', {}, { as: 'taian.commander' });
    expect(data).toEqual({ events: { totalCount: 0 } });
  } finally {
    await there.close();
  }
});

test('the same seed gives the same rows, and another seed others', async () => {
  const bySeed = async (seed: string): Promise<Record<string, unknown>> => {
    const again = await openEventPortal();
    try {
      expect(await generateSample(again.portal.database, tier, { ...order, seed }, () => {})).toEqual([]);
      return await digestsOf(again.portal.database);
    } finally {
      await again.close();
    }
  };
  const first = await digestsOf(portal.portal.database);
  expect(await bySeed('1')).toEqual(first);
  const other = await bySeed('2');
  expect(Object.keys(first).filter((table) => other[table] === first[table])).toEqual([]);
});

test('events end in every way, and those that are open go on by the verbs of people', async () => {
  const rows = await portal.portal.database.execute(
    'select state, count(*)::int as count from dispatch.events group by 1',
    [],
  );
  const counts = new Map(rows.map(({ state, count }) => [String(state), Number(count)]));
  expect(counts.get('APPRAISED')).toBeGreaterThan(480);
  expect(counts.get('REJECTED')).toBeGreaterThan(10);
  expect(counts.get('MERGED')).toBeGreaterThan(1);
  const [handled] = await portal.portal.database.execute(
    `select id::text as id, version from dispatch.events where state = 'CLOSED' order by event_no desc limit 1`,
    [],
  );
  const closed = handled as { id: string; version: number } | undefined;
  const evaluated = await portal
    .act('commander', 'recordFeedback', { ...closed, satisfaction: 'SATISFIED' })
    .catch(String);
  expect(evaluated).toMatch(/角色/);
  const done = await portal.act('county.dispatcher', 'recordFeedback', { ...closed, satisfaction: 'SATISFIED' });
  expect(done.state).toBe('EVALUATED');
  // The number of a new event goes on from those of the sample.
  const reported = await portal.report();
  expect(reported.eventNo).toBe('E32028110420261121000001');
});

test('the check finds what breaks a rule', async () => {
  const { database } = portal.portal;
  const check = () => checkSample(database, '320281');
  const [event] = await database.execute(
    `select id::text as id, event_no as "eventNo" from dispatch.events where state = 'APPRAISED' order by event_no limit 1`,
    [],
  );
  const name = String(event?.['eventNo']);
  const spoil = async (statement: string, back: string): Promise<string[]> => {
    await database.execute(statement, [event?.['id']]);
    const found = await check();
    await database.execute(back, [event?.['id']]);
    return found;
  };
  expect(
    await spoil(
      `update kit.timeline set actor = actor || '!' where about = ? and sequence = 3`,
      `update kit.timeline set actor = rtrim(actor, '!') where about = ? and sequence = 3`,
    ),
  ).toEqual([`${name}: the chain of its timeline breaks at entry 3.`]);
  expect(
    await spoil(
      `update dispatch.events set longitude = longitude + 1 where id = ?`,
      `update dispatch.events set longitude = longitude - 1 where id = ?`,
    ),
  ).toEqual(expect.arrayContaining([`${name} lies outside its grid.`]));
  expect(
    await spoil(
      `update dispatch.events set late = not late where id = ?`,
      `update dispatch.events set late = not late where id = ?`,
    ),
  ).toEqual(
    expect.arrayContaining([`${name} is marked late without a deadline that was missed, or the other way round.`]),
  );
});
