import { v7 as uuid } from 'uuid';
import { Field, ID, InputType } from 'type-graphql';
import { answersFor } from '../../../kit/identity/caller.js';
import { type Policy, requireRole } from '../../../kit/identity/policy.js';
import { requireStaffNumber } from '../../../kit/identity/staff-number.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { everywhere } from '../everywhere.js';
import { WorkDay } from './work-day.js';

const most = 1000;

@InputType({ description: '一人一日的考勤和履职(EV-15)。 What is known of one person on one day.' })
export class WorkDayInput {
  @Field(() => ID, { description: '工号。 Staff number.' })
  staff!: string;

  @Field(() => CalendarDate, { description: '日期,不晚于今日。 The day, not after today.' })
  day!: string;

  @Field(() => Boolean, { description: '是否到岗签到。 Whether the person checked in.' })
  isPresent!: boolean;

  @Field(() => Boolean, { description: '是否有履职记录。 Whether there is a record of work.' })
  hasWorked!: boolean;

  @Field(() => ID, { nullable: true, description: '实际工作的岗位编码。 Code of the post that was worked on.' })
  post?: string | null;
}

/** Who notes who was there. */
export const recordWorkDaysPolicy: Policy = {
  verb: 'recordWorkDays',
  entity: WorkDay,
  title: { zh: '登记考勤和履职', en: 'Record days of work' },
  roles: ['town_leader'],
  source: {
    zh: '全面整治在编不在岗、在岗不在位、人岗分离现象(EV-15)',
    en: 'Who has a post and is not on it, or not there, is found out (EV-15)',
  },
  conditions: [],
  creates: true,
};

/**
 * Notes days of people of one organisation of the caller's town; a day that is noted again is corrected. Answers how many.
 * Faults: NOT_FOUND for the organisation; FORBIDDEN, OUTSIDE_TERRITORY; INVALID, reasons STAFF_NUMBER and WORK_DAYS_UNFIT.
 */
export async function recordWorkDays(
  context: Context,
  organizationCode: string,
  days: readonly WorkDayInput[],
): Promise<number> {
  requireRole(recordWorkDaysPolicy, context);
  const today = dayOf(context.clock.now());
  if (days.length === 0 || days.length > most || !days.every((each) => isFit(each, today)))
    throw unfit(days.length, today);
  days.forEach(({ staff }) => requireStaffNumber(staff));
  const { organization } = await context.ask<{ organization: { region: { code: string } | null } }>(
    'query ($code: ID!) { organization(code: $code) { region { code } } }',
    { code: organizationCode },
  );
  const regionCode = organization.region?.code ?? '';
  if (regionCode === '' || !answersFor(context.caller, regionCode)) throw elsewhere(organizationCode);
  await context.session.write(async ({ manager }) => {
    for (const { staff: staffNumber, day, isPresent, hasWorked, post = null } of days) {
      const known = await manager.findOne(WorkDay, { staffNumber, day }, everywhere);
      const row = known ?? Object.assign(new WorkDay(), { id: uuid(), version: 0, staffNumber, day });
      Object.assign(row, {
        version: row.version + 1,
        organizationCode,
        regionCode,
        isPresent,
        hasWorked,
        postCode: post,
      });
      manager.persist(row);
      await manager.flush();
    }
  });
  return days.length;
}

/** Whether a day is not to come, and names a post by what can be its code. */
function isFit({ day, post }: WorkDayInput, today: string): boolean {
  return day <= today && (post == null || /^[A-Z]\d{2,4}$/.test(post));
}

function unfit(given: number, today: string): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `一次登记 1—${most} 条,日期不晚于今日 ${today},岗位须为岗位编码;收到 ${given} 条。`,
      en: `Record 1 to ${most} days at a time, none after today, ${today}, on posts by their codes; got ${given}.`,
    },
    { reason: 'WORK_DAYS_UNFIT', details: { most, given, today } },
  );
}

function elsewhere(organizationCode: string): Fault {
  return new Fault(
    'FORBIDDEN',
    {
      zh: `「${organizationCode}」不在您负责的区域内。`,
      en: `"${organizationCode}" is outside the territory that you answer for.`,
    },
    { reason: 'OUTSIDE_TERRITORY' },
  );
}
