import type { Database, Execute } from '../../kit/data/database.js';
import { executeOf } from '../../kit/data/execute-of.js';
import type { LiveOperation } from '../../kit/docking/dock.js';
import type { Context } from '../../kit/module/context.js';
import type { HookedRequest, HookHost, Host } from '../../kit/module/host.js';

/** Days for which an operation that was run counts as live. */
const daysLive = 30;

/** Operations by clients that are counted between two writings, and operations that are kept in all; others go uncounted. */
const mostCounted = 2_000;
const mostKept = 2_000;

/** Characters of an operation that is kept. */
const longestShape = 100_000;

/** Milliseconds between two writings. */
const interval = 10_000;

/** An operation that clients run, and which clients. */
export interface UsedOperation extends LiveOperation {
  readonly name: string | null;
  readonly clients: readonly string[];
}

interface Count {
  readonly digest: string;
  readonly client: string;
  readonly name: string | null;
  readonly shape: string;
  readonly day: string;
  calls: number;
}

// By the driver, of which a database has one: several portals may stand in one process.
const counts = new WeakMap<object, Map<string, Count>>();
// To ask a database for its driver is too dear for every request.
const known = new WeakMap<Database, Map<string, Count>>();

/** After an answer: counts one call of its operation by its client. Nothing that its sender wrote as a value is kept. */
export function countUse(request: HookedRequest, _response: unknown, { database, clock }: HookHost): void {
  const { documentDigest: digest, operationName: name, caller, clientName, rootFields } = request;
  if (rootFields.every((field) => field.startsWith('__'))) return;
  const counted = countsIn(database);
  const client = [caller.client ?? 'anonymous', ...(clientName === null ? [] : [clientName])].join(' ');
  const day = clock.now().toISOString().slice(0, 10);
  const key = `${digest} ${client} ${day}`;
  const count = counted.get(key);
  if (count) count.calls += 1;
  else if (counted.size < mostCounted)
    counted.set(key, { digest, client, name, shape: request.shape(), day, calls: 1 });
}

/** Writes what was counted every ten seconds, and once more at the end. */
export async function keepUses({ database, log }: Host): Promise<() => Promise<void>> {
  const counted = countsIn(database);
  const write = (): Promise<void> =>
    writeUses(counted, (sql, given) => database.execute(sql, given ?? [])).catch((error: unknown) =>
      log.warn({ err: error }, 'What operations are used could not be written.'),
    );
  const writing = setInterval(() => void write(), interval).unref();
  return async () => {
    clearInterval(writing);
    await write();
  };
}

/** The operations that clients ran in the last thirty days, those that ran most first, those of this process's last seconds included. */
export async function usedOperations({ session, clock }: Context): Promise<UsedOperation[]> {
  const execute = executeOf(session.manager);
  await writeUses(countsOf(session.manager.getDriver()), execute);
  const since = new Date(clock.now().getTime() - daysLive * 86_400_000).toISOString().slice(0, 10);
  const rows = await execute(
    `select o.digest, o.name, o.shape, to_jsonb(array_agg(distinct u.client order by u.client)) as "clients"
     from registry.uses u join registry.operations o on o.digest = u.digest
     where u.day >= ?::date group by o.digest, o.name, o.shape order by sum(u.calls) desc, o.digest`,
    [since],
  );
  return rows as unknown[] as UsedOperation[];
}

function countsIn(database: Database): Map<string, Count> {
  const counted = known.get(database) ?? countsOf(database.driver);
  known.set(database, counted);
  return counted;
}

function countsOf(driver: object): Map<string, Count> {
  const counted = counts.get(driver) ?? new Map<string, Count>();
  counts.set(driver, counted);
  return counted;
}

async function writeUses(counted: Map<string, Count>, execute: Execute): Promise<void> {
  const given = [...counted.values()].filter(({ shape }) => shape.length <= longestShape);
  counted.clear();
  if (given.length === 0) return;
  const rows = JSON.stringify(given);
  await execute(
    `insert into registry.operations (digest, name, shape)
     select distinct on (digest) digest, name, shape from jsonb_to_recordset(?::jsonb) as u(digest text, name text, shape text)
     where (select count(*) from registry.operations) < ${mostKept} order by digest on conflict do nothing`,
    [rows],
  );
  await execute(
    `insert into registry.uses (digest, client, day, calls)
     select u.digest, u.client, u.day, sum(u.calls) from jsonb_to_recordset(?::jsonb)
       as u(digest text, client text, day date, calls bigint)
     join registry.operations o on o.digest = u.digest group by 1, 2, 3 order by 1, 2, 3
     on conflict (digest, client, day) do update set calls = registry.uses.calls + excluded.calls`,
    [rows],
  );
  await execute(`delete from registry.uses where day < (select max(day) from registry.uses) - ${daysLive}`);
  await execute(
    `delete from registry.operations o where not exists (select 1 from registry.uses u where u.digest = o.digest)`,
  );
}
