import { oneAfterAnother } from '../../../kit/data/one-after-another.js';
import type { Condition } from '../../../kit/identity/policy.js';
import { declareEvent } from '../../../kit/events/declare-event.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { monthsLater, nameOfDay, numberOfDay, startOfDay } from '../../../kit/time/shanghai-day.js';
import { untilMoment } from '../../../kit/workflow/until.js';
import {
  defineWorkflow,
  emission,
  type Effect,
  type Guard,
  type StateDeclaration,
} from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { inTerritory } from '../conditions.js';
import { isLocked } from '../stations/locked-staff.js';
import { everywhere } from '../everywhere.js';
import { Secondment, SecondmentState } from './secondment.js';
import { secondmentSettings } from './secondment-settings.js';

/** An answer or a decision in words. */
interface InWords {
  readonly words: string;
}

/** What each verb of a secondment is sent. */
interface SecondmentInputs {
  readonly applySecondment: object;
  readonly consentSecondment: InWords;
  readonly refuseSecondment: InWords;
  readonly approveSecondment: InWords;
  readonly beginSecondment: object;
  readonly renewSecondment: InWords & { readonly endsOn: string };
  readonly expireSecondment: object;
  readonly returnSecondment: InWords;
}

const source = {
  zh: '严格规范基层借调人员的管理,确保基层的人员基层管(EV-15)',
  en: 'Those who are lent by towns are managed strictly (EV-15)',
};

/** Somebody is away by a secondment, from this day on. */
export const secondmentBegan = declareEvent(
  'SecondmentBegan',
  { zh: '借调已开始', en: 'A secondment began' },
  { staffNumber: 'text', fromCode: 'text', toCode: 'text', endsOn: 'text', beganAt: 'moment' },
);

/** Somebody is back from a secondment. */
export const secondmentEnded = declareEvent(
  'SecondmentEnded',
  { zh: '借调已结束', en: 'A secondment ended' },
  { staffNumber: 'text', fromCode: 'text', toCode: 'text', endedAt: 'moment' },
);

const { APPLIED, TOWN_CONSENTED, REFUSED, APPROVED, ACTIVE, RENEWED, OVERDUE, RETURNED } = SecondmentState;
const standing = [APPLIED, TOWN_CONSENTED, APPROVED, ACTIVE, RENEWED, OVERDUE];

const ofTown: Condition<Secondment> = {
  reason: 'NOT_LENDING_TOWN',
  code: 'FORBIDDEN',
  sentence: { zh: '只有借出人员的镇街可以办理。', en: 'Only the town that lends may do this.' },
  source,
  holds: ({ townCode }, { caller }) => caller.organizations.includes(townCode),
};

const ofBorrower: Condition<Secondment> = {
  reason: 'NOT_BORROWER',
  code: 'FORBIDDEN',
  sentence: { zh: '只能为本单位申请借调。', en: 'One asks for one’s own organisation.' },
  source,
  holds: ({ toCode }, { caller }) => caller.organizations.includes(toCode),
};

const staffNotLocked: Guard<Secondment, object> = {
  reason: 'LOCKED_STAFF',
  code: 'CONFLICT',
  sentence: ({ staffNumber }) => ({
    zh: `${staffNumber} 是锁定的派驻干部,不得借调。`,
    en: `${staffNumber} is a locked stationed cadre and not lent.`,
  }),
  source: { zh: '“锁人员”(EV-12)', en: 'The person is locked (EV-12)' },
  holds: async ({ staffNumber }, { context }) => !(await isLocked(context, staffNumber)),
};

const noOverlap: Guard<Secondment, object> = {
  reason: 'SECONDMENT_OVERLAPS',
  code: 'CONFLICT',
  sentence: ({ staffNumber, startsOn, endsOn }) => ({
    zh: `${staffNumber} 在 ${startsOn} 至 ${endsOn} 之间已有借调。`,
    en: `${staffNumber} is lent already between ${startsOn} and ${endsOn}.`,
  }),
  source,
  holds: async ({ id, staffNumber, startsOn, endsOn }, { context: { session } }) => {
    await oneAfterAnother({ session }, `secondments of ${staffNumber}`);
    const others = await session.manager.find(
      Secondment,
      { staffNumber, state: { $in: standing }, id: { $ne: id } },
      everywhere,
    );
    return !others.some((other) => other.startsOn <= endsOn && (other.state === OVERDUE || other.endsOn >= startsOn));
  },
};

const shortEnough = <Input extends object>(
  days: (row: Secondment, input: Input) => readonly [from: string, to: string],
): Guard<Secondment, Input> => ({
  reason: 'SECONDMENT_TOO_LONG',
  code: 'CONFLICT',
  sentence: (row, { input, rules }) => {
    const [from, to] = days(row, input);
    const months = rules.read(secondmentSettings.longest);
    return {
      zh: `借调一次至多 ${months} 个月,${from} 至 ${to} 超过期限或起止颠倒。`,
      en: `A secondment lasts ${months} months at most; ${from} to ${to} is longer, or ends before it begins.`,
    };
  },
  source,
  holds: (row, { input, rules }) => {
    const [from, to] = days(row, input);
    const last = nameOfDay(monthsLater(numberOfDay(from), rules.read(secondmentSettings.longest)) - 1);
    return from <= to && to <= last;
  },
});

const notInThePast: Guard<Secondment, object> = {
  reason: 'SECONDMENT_IN_THE_PAST',
  code: 'CONFLICT',
  sentence: ({ startsOn }, { now }) => ({
    zh: `起始日期 ${startsOn} 早于今日 ${dayOf(now)}。`,
    en: `The first day, ${startsOn}, is before today, ${dayOf(now)}.`,
  }),
  source,
  holds: ({ startsOn }, { now }) => startsOn >= dayOf(now),
};

const said = written<Secondment, InWords>({ zh: '意见', en: 'The answer' }, 1000, source, ({ words }) => words);

const keepWords: Effect<Secondment, InWords> = {
  title: { zh: '记录意见', en: 'the answer is kept' },
  apply: (row, { input }) => {
    row.answer = input.words.trim();
  },
};

const spoken = (_row: Secondment, { input }: { readonly input: InWords }) => ({ comment: input.words.trim() });

/** The state of being away until the end of the last day; the renewed one counts anew. */
function away(zh: string, en: string, name: string): StateDeclaration<Secondment> {
  return {
    title: { zh, en },
    deadline: {
      name,
      title: { zh: '借调期限', en: 'Term' },
      length: {
        rule: { zh: '至截止日期当日终了', en: 'until its last day ends' },
        of: ({ endsOn, course }) => untilMoment(startOfDay(numberOfDay(endsOn) + 1), course),
      },
      then: 'expireSecondment',
    },
  };
}

/** SM14: asked for, consented to by the town, approved, away, perhaps once longer, back. */
export const secondmentWorkflow = defineWorkflow<Secondment, SecondmentInputs>({
  module: 'evaluation',
  name: 'secondment',
  title: { zh: '借调', en: 'A secondment' },
  source,
  entity: Secondment,
  states: {
    APPLIED: { title: { zh: '已申请', en: 'applied for' } },
    TOWN_CONSENTED: { title: { zh: '镇街已同意', en: 'consented to' } },
    REFUSED: { title: { zh: '镇街不同意', en: 'refused' }, final: true },
    APPROVED: {
      title: { zh: '已批准', en: 'approved' },
      deadline: {
        name: 'beginning',
        title: { zh: '起始', en: 'Beginning' },
        length: {
          rule: { zh: '至起始日期', en: 'until its first day begins' },
          of: ({ startsOn, course }) => untilMoment(startOfDay(numberOfDay(startsOn)), course),
        },
        then: 'beginSecondment',
      },
    },
    ACTIVE: away('借调中', 'away', 'term'),
    RENEWED: away('续借中', 'away longer', 'renewed-term'),
    OVERDUE: { title: { zh: '逾期未归', en: 'overdue' } },
    RETURNED: { title: { zh: '已归队', en: 'back' }, final: true },
  },
  transitions: {
    applySecondment: {
      title: { zh: '申请借调', en: 'Apply for a secondment' },
      from: [],
      to: APPLIED,
      by: ['department_handler'],
      source,
      conditions: [ofBorrower],
      guards: [notInThePast, shortEnough(({ startsOn, endsOn }) => [startsOn, endsOn]), staffNotLocked, noOverlap],
      entry: ({ purpose, staffNumber }) => ({ comment: purpose, values: { staff: staffNumber } }),
    },
    consentSecondment: {
      title: { zh: '同意借出', en: 'Consent' },
      from: [APPLIED],
      to: TOWN_CONSENTED,
      by: ['town_leader'],
      source,
      conditions: [ofTown],
      guards: [said],
      effect: keepWords,
      entry: spoken,
    },
    refuseSecondment: {
      title: { zh: '不同意借出', en: 'Refuse' },
      from: [APPLIED],
      to: REFUSED,
      by: ['town_leader'],
      source,
      conditions: [ofTown],
      guards: [said],
      effect: keepWords,
      entry: spoken,
    },
    approveSecondment: {
      title: { zh: '批准借调', en: 'Approve' },
      from: [TOWN_CONSENTED],
      to: APPROVED,
      by: ['organization_office'],
      source,
      conditions: [inTerritory(source)],
      guards: [said, staffNotLocked, noOverlap],
      effect: keepWords,
      entry: spoken,
    },
    beginSecondment: {
      title: { zh: '借调开始', en: 'Begin' },
      from: [APPROVED],
      to: ACTIVE,
      by: 'system',
      source,
      emits: [
        emission(secondmentBegan, ({ staffNumber, fromCode, toCode, endsOn }, { now }) => ({
          staffNumber,
          fromCode,
          toCode,
          endsOn,
          beganAt: now.toISOString(),
        })),
      ],
    },
    renewSecondment: {
      title: { zh: '续借', en: 'Renew' },
      from: [ACTIVE],
      to: RENEWED,
      by: ['organization_office'],
      source,
      conditions: [inTerritory(source)],
      guards: [said, shortEnough(({ endsOn: before }, { endsOn }) => [before, endsOn])],
      effect: {
        title: { zh: '截止日期顺延', en: 'the last day moves on' },
        apply: (row, { input }) => {
          row.endsOn = input.endsOn;
          row.answer = input.words.trim();
        },
      },
      entry: (_row, { input: { endsOn, words } }) => ({ comment: words.trim(), values: { endsOn } }),
    },
    expireSecondment: {
      title: { zh: '借调期满未归', en: 'Not back in time' },
      from: [ACTIVE, RENEWED],
      to: OVERDUE,
      by: 'system',
      source,
    },
    returnSecondment: {
      title: { zh: '归队', en: 'Return' },
      from: [ACTIVE, RENEWED, OVERDUE],
      to: RETURNED,
      by: ['town_leader'],
      source,
      conditions: [ofTown],
      guards: [said],
      effect: keepWords,
      entry: spoken,
      emits: [
        emission(secondmentEnded, ({ staffNumber, fromCode, toCode }, { now }) => ({
          staffNumber,
          fromCode,
          toCode,
          endedAt: now.toISOString(),
        })),
      ],
    },
  },
});
