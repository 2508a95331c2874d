import type { Context } from '../module/context.js';
import type { LoggedEvent } from './declare-event.js';
import type { Runner, TimerHandler } from './runner.js';
import { type Timer, timerColumns, timerOf } from '../deadlines/timers.js';

/** Lets a module handle an event, unless it has already; `named` is told what the event is called. */
export async function runEvent(
  runner: Runner,
  id: string,
  inside: Context,
  named?: (name: string) => void,
): Promise<void> {
  const { manager } = inside.session;
  const marked = (await manager.execute(
    'insert into kit.handled (event_id, module, handled_at) values (?, ?, ?) on conflict do nothing returning 1',
    [id, runner.module, inside.clock.now().toISOString()],
  )) as unknown[];
  if (marked.length === 0) return;
  const [event] = (await manager.execute(
    'select id, name, about, payload, emitted_at as "emittedAt" from kit.events where id = ?',
    [id],
  )) as (Omit<LoggedEvent, 'emittedAt'> & { emittedAt: string | Date })[];
  if (!event) throw new Error(`The log has no event ${id}.`);
  named?.(event.name);
  const logged: LoggedEvent = { ...event, emittedAt: new Date(event.emittedAt) };
  for (const handler of runner.handlers) if (handler.event === event.name) await handler.handle(logged, inside);
}

/**
 * Lets a module act on a timer that ran out, unless it ended meanwhile or got another end, which takes its release back.
 * Whether it is due was decided by the clock that released it: another process's may be a moment behind.
 * `named` is told what the timer is called.
 */
export async function runTimer(
  runner: Runner,
  id: string,
  inside: Context,
  named?: (name: string) => void,
): Promise<void> {
  const { session } = inside;
  const [row] = (await session.manager.execute(
    `select ${timerColumns} from kit.timers where id = ? and state = 'RUNNING' and released`,
    [id],
  )) as Record<string, unknown>[];
  if (!row) return;
  const timer = timerOf(row);
  named?.(timer.name);
  const handler = runner.timers.find(({ name }) => name === timer.name);
  if (!handler) throw new Error(`The module ${runner.module} has no timer named ${timer.name}.`);
  // A verb locks its row and then the row's timers. The other way round the two would wait for each other.
  if (handler.entity) await session.locked(handler.entity, timer.about);
  if (await end(timer, handler, inside)) await handler.fire(timer, inside);
}

/** Ends a timer, or sets one that repeats again, in its row; false when somebody else was faster. */
async function end({ id }: Timer, { repeats }: TimerHandler, { session, clock }: Context): Promise<boolean> {
  const now = clock.now();
  const [change, values] = repeats
    ? ['started_at = ?, counted_from = ?, due_at = ?, released = false', [now, now, repeats(now)]]
    : [`state = 'MISSED', ended_at = ?`, [now]];
  const rows = (await session.manager.execute(
    `update kit.timers set ${change} where id = ? and state = 'RUNNING' and released returning 1`,
    [...values.map((moment) => moment.toISOString()), id],
  )) as unknown[];
  return rows.length > 0;
}
