import { countyRules } from '../county/county-rules-of.js';
import { type Timer, timerColumns, timerOf } from './timers.js';
import type { Context } from '../module/context.js';

type Provisional = Timer & { readonly regionCode: string; readonly profileVersion: number };

/**
 * Counts anew the running deadlines whose way leads through a year whose working days were not published when they were
 * counted, each in a transaction of its own: there may be more than one transaction has time for. Answers how many got
 * another end. One that is now over runs out at the next look.
 */
export async function recountProvisional(context: Context): Promise<number> {
  const rows = (await context.session.manager.execute(
    `select id from kit.timers where provisional and state = 'RUNNING' order by id`,
  )) as { id: string }[];
  let changed = 0;
  for (const { id } of rows) if (await recount(id, context)) changed += 1;
  return changed;
}

/** Whether the timer got another end. */
function recount(id: string, { session: outside, clock }: Context): Promise<boolean> {
  return outside.write(async (session) => {
    const [row] = (await session.manager.execute(
      `select ${timerColumns}, region_code as "regionCode", profile_version as "profileVersion"
       from kit.timers where id = ? and provisional and state = 'RUNNING' for update`,
      [id],
    )) as Record<string, unknown>[];
    if (!row) return false;
    const timer = timerOf(row) as Provisional;
    const rules = await countyRules(session, timer.regionCode, clock, timer.profileVersion);
    const { at, provisional } = rules.calendar.dueAt(timer.countedFrom, timer.length);
    const moved = at.getTime() !== timer.dueAt?.getTime();
    if (moved || !provisional) {
      await session.manager.execute(
        'update kit.timers set due_at = ?, provisional = ?, released = released and not ? where id = ?',
        [at.toISOString(), provisional, moved, id],
      );
    }
    return moved;
  });
}
