import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Session } from '../../kit/data/session.js';
import { moduleCaller } from '../../kit/identity/caller.js';
import type { Context } from '../../kit/module/context.js';
import type { Class } from '../../kit/module/define.js';
import { brokenAt, entriesOf } from '../../kit/timeline/verify.js';
import type { Instance } from '../../kit/workflow/workflow.js';
import { cloneDatabase, type ClonedDatabase } from '../support/database.js';
import { type Acknowledged, liveAndBeKilled } from '../support/killed-life.js';
import { modulesFound } from '../support/modules.js';
import { randomFrom } from '../support/seeded-random.js';
import { kills, seed } from '../support/soak.js';
import { openPortal, type TestPortal } from '../support/portal.js';

const hour = 3_600_000;

let clone: ClonedDatabase;
let portal: TestPortal;
const acknowledged: Acknowledged = new Map();

async function rowsOf(sql: string): Promise<readonly Record<string, unknown>[]> {
  return portal.portal.database.administer((execute) => execute(sql));
}

/** Settles until no job is left: one that a kill interrupted is taken again after its fifteen seconds. */
async function untilNothingWaits(): Promise<void> {
  for (let look = 0; look < 90; look += 1) {
    await portal.settle();
    const [waiting] = await rowsOf(`select count(*)::integer as jobs from jobs.job where state < 'completed'`);
    if (waiting?.['jobs'] === 0) return;
    await pause(1_000);
  }
}

beforeAll(
  async () => {
    clone = await cloneDatabase();
    const random = randomFrom(seed);
    const environment = { ...clone.environment, PORT: '0', LOG_LEVEL: 'error' };
    for (let life = 0; life < kills; life += 1) {
      const milliseconds = 200 + Math.floor(random() * 1_800);
      // Each life begins some working hours after the last, so that timers run out in every one.
      await liveAndBeKilled({ environment, ahead: life * 3 * hour, milliseconds, writers: 6 }, acknowledged);
    }
    portal = await openPortal({ on: clone });
    portal.clock.moment = new Date(Date.now() + (kills * 3 + 24 * 60) * hour);
    await untilNothingWaits();
  },
  150_000 + kills * 30_000,
);

afterAll(async () => {
  await portal?.close();
  await clone.drop();
});

describe(`After ${kills} kills under writes (SEED=${seed})`, () => {
  test('every event that was acknowledged stands, in the version that was acknowledged or a later one', async () => {
    const rows = await rowsOf('select id::text as id, event_no, version from dispatch.events');
    const standing = new Map(rows.map((row) => [row['id'], row]));
    const lost = [...acknowledged].filter(([id, { eventNo, version }]) => {
      const row = standing.get(id);
      return row?.['event_no'] !== eventNo || Number(row['version']) < version;
    });
    console.log(`${acknowledged.size} acknowledged, ${rows.length} standing after ${kills} kills`);
    expect(acknowledged.size).toBeGreaterThan(kills);
    expect(lost).toEqual([]);
  });

  test('numbers have no gap, because a number that was not acknowledged was given back', async () => {
    const gaps = await rowsOf(
      `select left(event_no, 18) as series from dispatch.events group by 1
       having max(right(event_no, 6)::integer) <> count(*)`,
    );
    expect(gaps).toEqual([]);
  });

  test('every chain of every timeline is whole', async () => {
    const workflows = modulesFound.flatMap(({ subgraph }) => subgraph?.workflows ?? []);
    const { database } = portal.portal;
    const session = new Session(database, moduleCaller('dispatch'));
    const context = { session } as Context;
    let checked = 0;
    for (const { entity } of workflows) {
      for (const row of await session.manager.find(entity as Class<Instance>, {})) {
        expect([row.id, brokenAt(await entriesOf(context, row.id), row.course)]).toEqual([row.id, null]);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThanOrEqual(acknowledged.size);
  });

  test('every timer that ran out did what it is for once', async () => {
    const waiting = await rowsOf(
      `select * from kit.timers where state = 'RUNNING' and due_at <= '${portal.clock.moment.toISOString()}'`,
    );
    expect(waiting).toEqual([]);
    const unequal = await rowsOf(
      `select about, missed, moved from
         (select about, count(*) as missed from kit.timers where module = 'dispatch' and state = 'MISSED'
            and about in (select id from dispatch.events) group by about) as timers
         full join (select about, count(*) as moved from kit.timeline
            where verb in ('climbEvent', 'expireFeedback') group by about) as entries using (about)
       where missed is distinct from moved`,
    );
    expect(unequal).toEqual([]);
    const [{ missed } = { missed: 0 }] = await rowsOf(
      `select count(*)::integer as missed from kit.timers where module = 'dispatch' and state = 'MISSED'`,
    );
    expect(missed).toBeGreaterThan(0);
  });

  test('every event of the bus was handled once by each module that handles it', async () => {
    const unhandled = await rowsOf(
      `select event.name, subscription.module, event.id from kit.events as event
         join kit.subscriptions as subscription on subscription.event = event.name
         left join kit.handled as handled on handled.event_id = event.id and handled.module = subscription.module
       where handled.event_id is null`,
    );
    expect(unhandled).toEqual([]);
    expect(await rowsOf(`select name, data, output from jobs.job where state = 'failed'`)).toEqual([]);
    const twice = await rowsOf(
      `select event_no, count(*) from evaluation.score_evidence where indicator = 'FALSE_REPORT'
       group by event_no having count(*) <> 1`,
    );
    expect(twice).toEqual([]);
  });
});
