import type { Database } from '../data/database.js';

/** What waits for a module. */
export interface WaitingJobs {
  readonly module: string;
  readonly waiting: number;
  /** Seconds since the one that waits longest was put there. */
  readonly oldest: number;
}

/** How far events and timers are behind, for operators. */
export interface EngineState {
  readonly queues: readonly WaitingJobs[];
  /** Timers that ran out and that nobody has taken note of. */
  readonly overdue: number;
  /** Seconds since the longest of them ran out. */
  readonly longestOverdue: number;
}

/** Looks how far events and timers are behind, through indexes that hold only what waits. */
export async function engineState(database: Database, now: Date): Promise<EngineState> {
  const queues = await database.execute(
    `select name as module, count(*)::int as waiting, extract(epoch from now() - min(created_on))::float8 as oldest
     from jobs.job where state < 'active' and not blocked group by name order by name`,
    [],
  );
  const [timers] = await database.execute(
    `select count(*)::int as overdue, coalesce(extract(epoch from ?::timestamptz - min(due_at)), 0)::float8 as longest
     from kit.timers where state = 'RUNNING' and not released and due_at <= ?::timestamptz`,
    [now.toISOString(), now.toISOString()],
  );
  return {
    queues: queues.map(({ module, waiting, oldest }) => ({
      module: String(module),
      waiting: Number(waiting),
      oldest: Number(oldest),
    })),
    overdue: Number(timers?.['overdue'] ?? 0),
    longestOverdue: Number(timers?.['longest'] ?? 0),
  };
}
