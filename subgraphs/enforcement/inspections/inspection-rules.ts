import { oneAfterAnother } from '../../../kit/data/one-after-another.js';
import type { Condition } from '../../../kit/identity/policy.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { monthsLater, nameOfDay, numberOfDay } from '../../../kit/time/shanghai-day.js';
import type { Guard } from '../../../kit/workflow/workflow.js';
import { isWritten } from '../../../kit/workflow/written-text.js';
import type { InspectionFindings, InspectionInputs } from './inspection-inputs.js';
import { inspectionSettings } from './inspection-settings.js';
import { InspectionTask } from './inspection-task.js';
import { InspectionKind, InspectionResult, InspectionState } from './inspection-vocabulary.js';
import { randomLaw } from './plan-conditions.js';

type Visit = Condition<InspectionTask>;

/** Where the rules of one visit for several departments stand. */
export const onceLaw = {
  zh: '综合查一次:同一机关的多项检查合并进行,两个以上机关联合进行(浙江省综合行政执法条例第十三条;EN-14)',
  en: 'Inspect once: one agency’s checks are one visit, several agencies come together (EN-14)',
};

export const ofItsDepartments: Visit = {
  reason: 'NOT_INSPECTING',
  code: 'FORBIDDEN',
  sentence: { zh: '该检查由其他机构实施。', en: 'Others carry this inspection out.' },
  source: randomLaw,
  holds: ({ departmentCodes }, { caller }) => caller.organizations.some((each) => departmentCodes.includes(each)),
};

/** Whoever inspects may join visits, and whoever coordinates. */
export const mayJoin: Visit = {
  ...ofItsDepartments,
  holds: (row, context) =>
    context.caller.grants.has('realm:enforcement_coordinator') || ofItsDepartments.holds(row, context),
};

export const byItsInspectors: Visit = {
  reason: 'NOT_INSPECTOR',
  code: 'FORBIDDEN',
  sentence: { zh: '您不是本次检查的人员。', en: 'You are not one of the inspectors.' },
  source: randomLaw,
  holds: ({ officerNumbers }, { caller }) => caller.staffNumber !== null && officerNumbers.includes(caller.staffNumber),
};

const going = [InspectionState.SCHEDULED, InspectionState.IN_PROGRESS, InspectionState.SUBMITTED];
const came = [...going, InspectionState.PUBLISHED, InspectionState.RECTIFYING, InspectionState.CLOSED];

/** Where a county inspects once, a second visit in a month is merged into the first; complaints and risks are free of it. */
export const noOtherVisit: Guard<InspectionTask, InspectionInputs['scheduleInspection']> = {
  reason: 'VISIT_THIS_MONTH',
  code: 'CONFLICT',
  sentence: ({ premisesCode }, { input: { visitOn } }) => ({
    zh: `「${premisesCode}」${visitOn.slice(0, 7)} 已安排其他检查,请合并(综合查一次)。`,
    en: `Another visit to "${premisesCode}" is set for ${visitOn.slice(0, 7)}: merge this one into it.`,
  }),
  source: onceLaw,
  holds: async ({ id, premisesCode, kind }, { input: { visitOn }, rules, context: { session } }) => {
    if (!rules.read(inspectionSettings.once) || kind === InspectionKind.COMPLAINT_DRIVEN) return true;
    const month = visitOn.slice(0, 7);
    await oneAfterAnother({ session }, `visits to ${premisesCode} in ${month}`);
    const first = numberOfDay(`${month}-01`);
    const within = { $gte: nameOfDay(first), $lt: nameOfDay(monthsLater(first, 1)) };
    const same = { id: { $ne: id }, premisesCode, visitOn: within };
    // Another department's visit may be out of this caller's sight.
    const where = { ...same, kind: { $ne: InspectionKind.COMPLAINT_DRIVEN }, state: { $in: came } };
    return (await session.manager.count(InspectionTask, where, { filters: { visible: false } })) === 0;
  },
};

export const visitToCome: Guard<InspectionTask, InspectionInputs['scheduleInspection']> = {
  reason: 'VISIT_DAY',
  code: 'INVALID',
  sentence: (_row, { input: { visitOn } }) => ({
    zh: `检查日期 ${visitOn} 已过,或者在一年以后。`,
    en: `The day of the visit, ${visitOn}, is past, or more than a year ahead.`,
  }),
  source: randomLaw,
  holds: (_row, { input: { visitOn }, now }) => isWithinAYear(visitOn, dayOf(now)),
};

/** Only visits to one object, in one month, that nobody has begun become one. */
export const fitsTogether: Guard<InspectionTask, InspectionInputs['mergeInspection']> = {
  reason: 'VISITS_DO_NOT_FIT',
  code: 'CONFLICT',
  sentence: ({ premisesCode, month }) => ({
    zh: `只能并入同一对象(${premisesCode})同月(${month})尚未开始的另一次检查。`,
    en: `It is merged into another visit to the same object (${premisesCode}) in the same month (${month}) that has not begun.`,
  }),
  source: onceLaw,
  holds: async (row, { input: { intoId }, context: { session } }) => {
    const into = await session.locked(InspectionTask, intoId);
    if (into?.state !== InspectionState.DRAWN && into?.state !== InspectionState.SCHEDULED) return false;
    return into.id !== row.id && into.premisesCode === row.premisesCode && into.month === row.month;
  },
};

/** 亮码检查: who comes to the door shows the code of this very visit, on its day. */
export const codeShown: Guard<InspectionTask, InspectionInputs['beginInspection']> = {
  reason: 'VISIT_CODE',
  code: 'CONFLICT',
  sentence: ({ visitOn }) => ({
    zh: `检查码不符,或者今日不是安排的检查日(${visitOn ?? ''})。`,
    en: `The code is not this visit's, or today is not its day (${visitOn ?? ''}).`,
  }),
  source: { zh: '国办发〔2024〕54号:涉企行政检查亮证、亮码', en: 'Inspectors of firms show who they are (2024)' },
  holds: ({ visitCode, visitOn }, { input, now }) => visitCode === input.visitCode && visitOn === dayOf(now),
};

const mostLines = 50;

export const findingsFit: Guard<InspectionTask, InspectionFindings> = {
  reason: 'FINDINGS_INVALID',
  code: 'INVALID',
  sentence: () => ({
    zh: '检查清单须有 1—50 项,内容 1—200 字、说明至多 500 字;责令整改的须有一年以内、不早于今日的期限,其余不填。',
    en: 'A checklist has 1 to 50 lines of up to 200 characters, with notes of up to 500; what is to be put right has a day within a year, all else none.',
  }),
  source: randomLaw,
  holds: (_row, { input: { result, checklist, rectifyBy }, now }) => {
    if (checklist.length === 0 || checklist.length > mostLines) return false;
    const written = checklist.every(
      ({ item, note }) => isWritten(item, 200) && (note === null || isWritten(note, 500)),
    );
    const dated =
      result === InspectionResult.PROBLEM_TO_RECTIFY
        ? rectifyBy !== null && isWithinAYear(rectifyBy, dayOf(now))
        : rectifyBy === null;
    return written && dated;
  },
};

function isWithinAYear(day: string, today: string): boolean {
  const days = numberOfDay(day) - numberOfDay(today);
  return days >= 0 && days <= 366;
}
