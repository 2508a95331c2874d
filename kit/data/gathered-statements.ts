// Assumes that statements which only read may travel together: those asked in one turn of the event loop go as one message
// of PostgreSQL's simple query protocol, each with a snapshot of its own. Those of the same text, values and what its caller may
// see included, are one: two thousand subscribers of the same sight read an event once. When one of them fails, none of the
// message counts: each is asked again by itself, so that only who asked the failing one is told; a database that is away is
// away for all of them.
import { isOutage } from './database-faults.js';
import type { StatementWatch } from './statement-watch.js';

/** The rows of one statement, each as the list of its columns. */
export type ListedRows = readonly (readonly unknown[])[];

/** Statements that travel together at most: whoever asks waits for all of them. */
const most = 16;

/** What stands between two statements of a message. */
const between = ';\n';

interface Asked {
  readonly statement: string;
  readonly rows: PromiseWithResolvers<ListedRows>;
}

/**
 * Makes the function that asks statements together with others, out of the one that asks a message of several; `watch` hears of
 * each statement from the one who asked it first.
 */
export function gathering(
  ask: (message: string) => Promise<readonly ListedRows[]>,
  watch?: StatementWatch,
): (statement: string) => Promise<ListedRows> {
  let waiting = new Map<string, Asked>();
  const askGroup = async (group: readonly Asked[]): Promise<void> => {
    try {
      const answers = await ask(group.map(({ statement }) => statement).join(between));
      for (const [index, { rows }] of group.entries()) rows.resolve(answers[index] ?? []);
    } catch (error) {
      const [only, ...others] = group;
      if (others.length === 0) only?.rows.reject(error);
      else if (isOutage(error)) for (const { rows } of group) rows.reject(error);
      else for (const each of group) void askGroup([each]);
    }
  };
  const leave = (): void => {
    const group = [...waiting.values()];
    waiting = new Map();
    for (let from = 0; from < group.length; from += most) void askGroup(group.slice(from, from + most));
  };
  return (statement) => {
    const same = waiting.get(statement);
    if (same) return same.rows.promise;
    const rows = Promise.withResolvers<ListedRows>();
    waiting.set(statement, { statement, rows });
    if (watch) tellEnd(watch, statement, rows.promise);
    if (waiting.size === 1) process.nextTick(leave);
    return rows.promise;
  };
}

function tellEnd(watch: StatementWatch, statement: string, rows: Promise<ListedRows>): void {
  const ended = watch.begin();
  rows.then(
    () => ended(statement, false),
    () => ended(statement, true),
  );
}
