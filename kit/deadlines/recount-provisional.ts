import { countyRules } from '../county/county-rules-of.js';
import { type Timer, timerColumns, timerOf } from './timers.js';
import type { Context } from '../module/context.js';

type Provisional = Timer & { readonly regionCode: string; readonly profileVersion: number };

/**
 * Counts anew the running deadlines whose way leads through a year whose working days were not published when they were
 * counted. Answers how many got another end. One that is now over runs out at the next look.
 */
export async function recountProvisional(context: Context): Promise<number> {
  let changed = 0;
  await context.session.write(async (session) => {
    const rows = (await session.manager.execute(
      `select ${timerColumns}, region_code as "regionCode", profile_version as "profileVersion"
       from kit.timers where provisional and state = 'RUNNING' order by id for update`,
    )) as Record<string, unknown>[];
    for (const timer of rows.map((row) => timerOf(row) as Provisional)) {
      const rules = await countyRules(session, timer.regionCode, context.clock, timer.profileVersion);
      const { at, provisional } = rules.calendar.dueAt(timer.countedFrom, timer.length);
      const moved = at.getTime() !== timer.dueAt?.getTime();
      if (!moved && provisional) continue;
      await session.manager.execute(
        'update kit.timers set due_at = ?, provisional = ?, released = released and not ? where id = ?',
        [at.toISOString(), provisional, moved, timer.id],
      );
      if (moved) changed += 1;
    }
  });
  return changed;
}
