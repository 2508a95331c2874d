import { v7 as uuid } from 'uuid';
import type { Context } from '../module/context.js';
import type { Duration, DurationUnit } from '../time/duration.js';

/** A timer to set: whose it is, what it is about, and when it runs out. */
export interface TimerRequest {
  readonly module: string;
  readonly name: string;
  readonly about: string;
  readonly regionCode: string;
  /** Version of the county's profile whose calendar counts. */
  readonly profileVersion: number;
  readonly length: Duration;
  readonly dueAt: Date;
  /** Whether the way to `dueAt` leads through a year whose working days are not published yet. */
  readonly provisional: boolean;
}

/** RUNNING, PAUSED, or ended: MET in time, MISSED when it ran out, CANCELLED when it lost its object. */
export type TimerState = 'RUNNING' | 'PAUSED' | 'MET' | 'MISSED' | 'CANCELLED';

/** A timer as it stands. */
export interface Timer {
  readonly id: string;
  readonly module: string;
  readonly name: string;
  readonly about: string;
  readonly state: TimerState;
  readonly startedAt: Date;
  /** From when its length counts: its start, or the end of its last pause. */
  readonly countedFrom: Date;
  readonly dueAt: Date | null;
  /** While paused: what is left of its length, in the length's unit. */
  readonly length: Duration;
  readonly provisional: boolean;
  readonly extended: boolean;
  readonly endedAt: Date | null;
}

/** Columns of kit.timers under the names of `Timer`. */
export const timerColumns = `id, module, name, about, state, started_at as "startedAt",
  counted_from as "countedFrom", due_at as "dueAt",
  amount, unit, provisional, extended, ended_at as "endedAt"`;

/** A row of `timerColumns` as a Timer. */
export function timerOf(row: Readonly<Record<string, unknown>>): Timer {
  const moment = (name: string): Date => new Date(row[name] as string | Date);
  const orNone = (name: string): Date | null => (row[name] === null ? null : moment(name));
  return {
    ...(row as Omit<Timer, 'startedAt' | 'countedFrom' | 'dueAt' | 'endedAt' | 'length'>),
    startedAt: moment('startedAt'),
    countedFrom: moment('countedFrom'),
    dueAt: orNone('dueAt'),
    endedAt: orNone('endedAt'),
    length: { amount: Number(row['amount']), unit: row['unit'] as DurationUnit },
  };
}

/** Sets a timer inside the transaction. It fires once, after `dueAt`, also when the process that set it is gone. */
export async function arm(inside: Context, request: TimerRequest): Promise<void> {
  const { length } = request;
  await inside.session.manager.execute(
    `insert into kit.timers (id, module, name, about, region_code, profile_version, state, started_at, counted_from,
       due_at, amount, unit, provisional)
     values (?, ?, ?, ?, ?, ?, 'RUNNING', ?, ?, ?, ?, ?, ?)`,
    [
      uuid(),
      request.module,
      request.name,
      request.about,
      request.regionCode,
      request.profileVersion,
      ...twice(inside.clock.now().toISOString()),
      request.dueAt.toISOString(),
      length.amount,
      length.unit,
      request.provisional,
    ],
  );
}

/** Ends the running or paused timers of an aggregate that are named; without names, all of them. */
export async function disarm(
  inside: Context,
  module: string,
  about: string,
  outcome: 'MET' | 'CANCELLED',
  names?: readonly string[],
): Promise<void> {
  await inside.session.manager.execute(
    `update kit.timers set state = ?, ended_at = ?
     where module = ? and about = ? and state in ('RUNNING', 'PAUSED')
       and (?::jsonb is null or name in (select jsonb_array_elements_text(?::jsonb)))`,
    [outcome, inside.clock.now().toISOString(), module, about, ...twice(names ? JSON.stringify(names) : null)],
  );
}

/** Lets the running or paused timers of an aggregate lie where it lies now. */
export async function relocate(inside: Context, module: string, about: string, regionCode: string): Promise<void> {
  await inside.session.manager.execute(
    `update kit.timers set region_code = ? where module = ? and about = ? and state in ('RUNNING', 'PAUSED')`,
    [regionCode, module, about],
  );
}

/** The running or paused timer of this name, or null. */
export async function runningTimer(
  inside: Context,
  module: string,
  about: string,
  name: string,
): Promise<Timer | null> {
  const [row] = (await inside.session.manager.execute(
    `select ${timerColumns} from kit.timers
     where module = ? and about = ? and name = ? and state in ('RUNNING', 'PAUSED')`,
    [module, about, name],
  )) as Record<string, unknown>[];
  return row ? timerOf(row) : null;
}

/** Gives a timer another length and end; `PAUSED` has no end. */
export async function reset(
  inside: Context,
  timer: Timer,
  change: {
    readonly state: 'RUNNING' | 'PAUSED';
    readonly countedFrom: Date;
    readonly dueAt: Date | null;
    readonly length: Duration;
    readonly provisional: boolean;
    readonly extended: boolean;
  },
): Promise<void> {
  await inside.session.manager.execute(
    `update kit.timers set state = ?, counted_from = ?, due_at = ?, amount = ?, unit = ?, provisional = ?,
       extended = ?, released = false
     where id = ?`,
    [
      change.state,
      change.countedFrom.toISOString(),
      change.dueAt?.toISOString() ?? null,
      change.length.amount,
      change.length.unit,
      change.provisional,
      change.extended,
      timer.id,
    ],
  );
}

function twice<T>(value: T): [T, T] {
  return [value, value];
}
