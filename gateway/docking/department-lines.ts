import type { DockedWork } from '../../kit/docking/dock.js';
import type { Clock } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';

const minute = 60_000;

/** A work that was let in. */
interface Entry {
  readonly at: number;
  isOver: boolean;
}

interface Line {
  entries: readonly Entry[];
  last: Promise<unknown>;
}

/** The lines in which the works of departments wait: a line for each department and kind, of which one work at a time is done. */
export class DepartmentLines {
  readonly #most: number;
  readonly #clock: Clock;
  readonly #lines = new Map<string, Line>();

  /** `most` works of each kind may begin in a minute, for each department in this replica. */
  constructor(most: number, clock: Clock) {
    this.#most = most;
    this.#clock = clock;
  }

  /** As `Dock.inTurn` says. */
  inTurn<T>(department: string, kind: DockedWork, work: () => Promise<T>): Promise<T> {
    const now = this.#clock.now().getTime();
    const key = `${kind} ${department}`;
    const line = this.#lines.get(key) ?? { entries: [], last: Promise.resolve() };
    this.#lines.set(key, line);
    // What still waits counts for however long it does, lest the line grow.
    line.entries = line.entries.filter(({ at, isOver }) => !isOver || now - at < minute);
    if (line.entries.length >= this.#most) throw this.#tooMany(department, line, now);
    const entry: Entry = { at: now, isOver: false };
    line.entries = [...line.entries, entry];
    const turn = line.last.then(work).finally(() => {
      entry.isOver = true;
    });
    line.last = turn.catch(() => {});
    return turn;
  }

  #tooMany(department: string, { entries }: Line, now: number): Fault {
    const until = Math.max(now, (entries[0]?.at ?? now) + minute);
    const retryAfter = Math.max(1, Math.ceil((until - now) / 1_000));
    const limit = this.#most;
    return new Fault(
      'LIMITED',
      {
        zh: `机构 ${department} 一分钟内的检查、发布或变更已达 ${limit} 次上限,请在 ${retryAfter} 秒后重试。`,
        en: `${department} has had ${limit} checks, publications or changes within a minute, which is the limit. Try again in ${retryAfter} s.`,
      },
      { reason: 'TOO_MANY_CHECKS', details: { limit, retryAfter } },
    );
  }
}
