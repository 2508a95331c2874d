import { expect } from '@jest/globals';
import type { OwnPostgres } from './own-postgres.js';
import { type LogLine, type OwnPortal, secondsUntil, type Writes } from './own-postgres-portal.js';

/** Reads rows of the database, in Chinese and in English. */
export const reading = '{ commandCentres(first: 1) { edges { node { code } } } }';

/** What a caller of a mutation may be told while the server does not do its work; none of it is INTERNAL. */
export const reasonsOfOutage = ['DATABASE_AWAY', 'DATABASE_BUSY', 'DATABASE_IN_DOUBT'];

/** The live door is open, the ready one says why not, and a subgraph elsewhere is answered for. */
export async function expectOutage(portal: OwnPortal, reasons: readonly string[]): Promise<void> {
  const ready = await portal.health('/ready');
  expect([ready.status, ready.body]).toEqual([
    503,
    { status: 'unavailable', failed: ['database'], reasons: { database: expect.any(String) } },
  ]);
  expect([...reasons, 'NO_ANSWER']).toContain((ready.body as { reasons: { database: string } }).reasons.database);
  expect((await portal.health('/live')).status).toBe(200);
  const elsewhere = await portal.ask('{ post(code: "P-1") { code } }');
  expect([elsewhere.errors, elsewhere.data]).toEqual([[], { post: { code: 'P-1' } }]);
}

/** Seconds until reads, writes and the ready door are as before; `before` is the number of writes acknowledged so far. */
export async function recovered(portal: OwnPortal, writes: Writes): Promise<number> {
  const before = writes.acknowledged.size;
  return secondsUntil(async () => {
    const { errors } = await portal.ask(reading);
    const { status } = await portal.health('/ready');
    return errors.length === 0 && status === 200 && writes.acknowledged.size > before;
  }, 40);
}

/** Each write that was acknowledged stands, none is half-written, and numbers have no gap. */
export async function expectNothingLost(server: OwnPostgres, { acknowledged }: Writes): Promise<void> {
  const standing = await server.rows('select id::text as id, event_no from dispatch.events');
  const numbers = new Map(standing.map((row) => [row['id'], row['event_no']]));
  expect([...acknowledged].filter(([id, eventNo]) => numbers.get(id) !== eventNo)).toEqual([]);
  const halves = await server.rows(
    `select event_no from dispatch.events as event
     where not exists (select 1 from kit.timeline where about = event.id and sequence = 1)
        or not exists (select 1 from kit.events where about = event.id and name = 'EventReported')
        or not exists (select 1 from kit.files where owner_id = event.id)
        or not exists (select 1 from kit.timers where about = event.id)`,
  );
  expect(halves).toEqual([]);
  const broken = await server.rows(
    `select about from (select about, sequence, previous, row_number() over entries as number,
         coalesce(lag(digest) over entries, '') as before
       from kit.timeline window entries as (partition by about order by sequence)) as chain
     where sequence <> number or previous <> before`,
  );
  expect(broken).toEqual([]);
  const gaps = await server.rows(
    `select left(event_no, 18) as series from dispatch.events group by 1
     having max(right(event_no, 6)::integer) <> count(*)`,
  );
  expect(gaps).toEqual([]);
}

/** Every event of the bus reaches every module that handles it, and no timer is left that is due. */
export async function expectJobsDone(server: OwnPostgres): Promise<number> {
  return secondsUntil(async () => {
    const [waiting] = await server.rows(
      `select (select count(*) from jobs.job where state < 'completed' and start_after <= now() and name <> 'kit')
         + (select count(*) from kit.events as event join kit.subscriptions as subscription on subscription.event = event.name
            left join kit.handled as handled on handled.event_id = event.id and handled.module = subscription.module
            where handled.event_id is null)
         + (select count(*) from kit.timers where state = 'RUNNING' and due_at < now() - interval '5 seconds') as left`,
    );
    return Number(waiting?.['left']) === 0;
  }, 60);
}

/** No sentence stands in the log twice within a second, but for that of each request that took long. */
export function expectQuietLog(lines: readonly LogLine[]): void {
  const last = new Map<string, number>();
  const loud = lines.filter(({ time, msg }) => {
    if (msg === 'An operation was slow.') return false;
    const at = Date.parse(time);
    const before = last.get(msg) ?? -Infinity;
    last.set(msg, at);
    return at - before < 1_000;
  });
  expect(loud).toEqual([]);
}
