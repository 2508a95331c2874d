import { v7 as uuid } from 'uuid';
import type { Context } from '../module/context.js';
import type { LoggedEvent } from './declare-event.js';
import type { Runner } from './runner.js';
import { type Timer, timerColumns, timerOf } from '../deadlines/timers.js';

/** Lets a module handle an event, unless it has already. */
export async function runEvent(runner: Runner, id: string, inside: Context): Promise<void> {
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
  const logged: LoggedEvent = { ...event, emittedAt: new Date(event.emittedAt) };
  for (const handler of runner.handlers) if (handler.event === event.name) await handler.handle(logged, inside);
}

/**
 * Lets a module act on a timer that ran out, unless it ended meanwhile or got another end, which takes its release back.
 * Whether it is due was decided by the clock that released it: another process's may be a moment behind.
 */
export async function runTimer(runner: Runner, id: string, inside: Context): Promise<void> {
  const now = inside.clock.now();
  const [row] = (await inside.session.manager.execute(
    `update kit.timers set state = 'MISSED', ended_at = ? where id = ? and state = 'RUNNING' and released
     returning ${timerColumns}`,
    [now.toISOString(), id],
  )) as Record<string, unknown>[];
  if (!row) return;
  const timer = timerOf(row);
  const handler = runner.timers.find(({ name }) => name === timer.name);
  if (!handler) throw new Error(`The module ${runner.module} has no timer named ${timer.name}.`);
  await handler.fire(timer, inside);
  if (handler.repeats) await repeat(timer, handler.repeats(now), inside);
}

async function repeat(timer: Timer, dueAt: Date, inside: Context): Promise<void> {
  const now = inside.clock.now().toISOString();
  await inside.session.manager.execute(
    `insert into kit.timers (id, module, name, about, state, started_at, counted_from, due_at, amount, unit)
     values (?, ?, ?, ?, 'RUNNING', ?, ?, ?, 0, 'MINUTE')`,
    [uuid(), timer.module, timer.name, timer.about, now, now, dueAt.toISOString()],
  );
}
