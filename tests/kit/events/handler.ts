import { declareEvent, type LoggedEvent, onEvent } from '../../../kit/events/declare-event.js';
import { emit } from '../../../kit/events/emit.js';
import type { Runner } from '../../../kit/events/runner.js';
import type { Engine } from '../engine.js';

/** An event that tests emit: a number, by which handlers tell one from another. */
export const somethingHappened = declareEvent(
  'SomethingHappened',
  { zh: '测试事件', en: 'Something happened' },
  { number: 'number', at: 'moment?' },
);

/** What all these events are about. */
export const subject = '00000000-0000-4000-8000-000000000001';

/** A module that notes in a table what it handled, so that the note goes with its transaction or not at all. */
export function noting(module: string, before: (event: LoggedEvent) => void | Promise<void> = () => {}): Runner {
  const handler = onEvent(
    'SomethingHappened',
    { zh: '记录', en: 'Notes it' },
    { number: 'number' },
    async (event, inside) => {
      await inside.session.manager.execute('insert into permit.noted (module, number) values (?, ?)', [
        module,
        event.payload.number,
      ]);
      await before(event);
    },
  );
  return { module, handlers: [handler], timers: [] };
}

/** Makes the table in which `noting` writes. */
export async function makeNotes(engine: Engine): Promise<void> {
  await engine.rows('create table permit.noted (module text not null, number integer not null, noted serial)');
}

/** Numbers that a module noted, the smallest first. */
export async function notesOf(engine: Engine, module: string): Promise<number[]> {
  const rows = await engine.rows('select number from permit.noted where module = ? order by number', [module]);
  return rows.map((row) => Number(row['number']));
}

/** Emits one event for each number, each in a transaction of its own. */
export async function happen(engine: Engine, ...numbers: number[]): Promise<void> {
  for (const number of numbers) {
    await engine.inside((inside) => emit(inside, somethingHappened, subject, { number, at: null }));
  }
}

/** Lets jobs that wait for another try run at once, and runs them. */
export async function tryAgain(engine: Engine): Promise<void> {
  await engine.rows(`update jobs.job set start_after = now() where state = 'retry'`);
  await engine.bus.settle();
}

/** The states of a module's jobs, the oldest first. */
export async function jobsOf(engine: Engine, module: string): Promise<string[]> {
  const rows = await engine.rows('select state::text from jobs.job where name = ? order by created_on, id', [module]);
  return rows.map((row) => String(row['state']));
}
