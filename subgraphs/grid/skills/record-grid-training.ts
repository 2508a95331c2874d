import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { countyRules } from '../../../kit/county/county-rules-of.js';
import { type Policy, requirePolicy, requireRole } from '../../../kit/identity/policy.js';
import { requireStaffNumber } from '../../../kit/identity/staff-number.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { monthsLater, nameOfDay, numberOfDay } from '../../../kit/time/shanghai-day.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { fieldInvalid } from '../field-invalid.js';
import { gridSettings } from '../grid-settings.js';
import { ofTerritory } from '../place-conditions.js';
import { requireLine } from '../require-line.js';
import { GridSkill } from './grid-skill.js';
import { servesInTown } from './serves-in-town.js';

/** Where the rules of training stand. */
export const source = { zh: '一岗多责、一员多能的网格员队伍(GR-09)', en: 'Officers of many skills (GR-09)' };

/** GR-09: who may record what a grid officer was trained in. */
export const recordGridTrainingPolicy: Policy<GridSkill> = {
  verb: 'recordGridTraining',
  entity: GridSkill,
  title: { zh: '登记网格员培训合格', en: 'Record a grid officer’s training' },
  roles: ['grid_admin'],
  source,
  creates: true,
  conditions: [ofTerritory(source)],
};

/** What somebody passed, and when. */
export interface PassedTraining {
  readonly town: string;
  readonly staffNumber: string;
  readonly line: string;
  readonly training: string;
  readonly passedOn: string;
}

/**
 * Records that somebody who serves in a town's grids is trained in a line, for the months that the county's profile says;
 * a line that was recorded before counts anew. Faults: INVALID, reasons STAFF_NUMBER, TEXT_LENGTH, LINE_UNKNOWN, FUTURE_TIME
 * and NOT_A_GRID_OFFICER; those of the policy.
 */
export async function recordGridTraining(context: Context, passed: PassedTraining): Promise<GridSkill> {
  requireRole(recordGridTrainingPolicy, context);
  const { town, staffNumber, line, passedOn } = passed;
  requireStaffNumber(staffNumber);
  requireWritten({ zh: '培训', en: 'The training' }, passed.training, 200);
  if (!/^\d{9}$/.test(town))
    throw fieldInvalid('town', '须为 9 位镇街代码', 'must be the code of a town, of nine digits');
  await requireLine(context, town, line);
  if (passedOn > dayOf(context.clock.now())) throw inFuture(passedOn);
  const rules = await countyRules(context.session, town, context.clock);
  const validUntil = nameOfDay(monthsLater(numberOfDay(passedOn), rules.read(gridSettings.skillMonths)) - 1);
  const id = await context.session.write(async (session) => {
    const inside = { ...context, session };
    await requirePolicy(recordGridTrainingPolicy, Object.assign(new GridSkill(), { regionCode: town }), inside);
    if (!(await servesInTown(inside, staffNumber, town))) throw notAnOfficer(staffNumber, town);
    // One statement, because the row may have been recorded in another town, out of this caller's sight.
    const [row] = (await session.manager.execute(
      `insert into grid.skills (id, region_code, staff_number, line, training, passed_on, valid_until)
         values (?, ?, ?, ?, ?, ?, ?)
       on conflict (staff_number, line) do update set region_code = excluded.region_code, training = excluded.training,
         passed_on = excluded.passed_on, valid_until = excluded.valid_until, withdrawn_reason = null,
         version = skills.version + 1
       returning id::text`,
      [uuid(), town, staffNumber, line, passed.training.trim(), passedOn, validUntil],
    )) as { id: string }[];
    return row?.id ?? '';
  });
  const stands = await context.session.one(GridSkill, 'id', id);
  if (stands === null) throw notFound(GridSkill, id);
  return stands;
}

function inFuture(day: string): Fault {
  return new Fault(
    'INVALID',
    { zh: `合格日期 ${day} 晚于今日。`, en: `The day ${day} is still to come.` },
    { reason: 'FUTURE_TIME', details: { passedOn: day } },
  );
}

function notAnOfficer(staffNumber: string, town: string): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `「${staffNumber}」今日不在「${town}」的网格任职。`,
      en: `"${staffNumber}" serves in no grid of "${town}" today.`,
    },
    { reason: 'NOT_A_GRID_OFFICER', details: { staffNumber, town } },
  );
}
