import type { Guard, Instance } from '../../../kit/workflow/workflow.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { isWritten, written } from '../../../kit/workflow/written-text.js';
import { source } from './call-conditions.js';
import type { CallInputs, CallPlan, GivenRating, Rejection } from './call-inputs.js';
import { callSettings, noPlatform } from './call-settings.js';
import { RejectionGround } from './call-vocabulary.js';
import type { TownCall } from './town-call.js';

/** Measures that a plan may have. */
const mostMeasures = 20;

/** A county that has no platform for them answers no calls: the system is one article’s. */
export const callsProvided: Guard<Instance, object> = {
  reason: 'CALLS_NOT_PROVIDED',
  code: 'CONFLICT',
  source: { zh: '县级规则 call.platform(AU-27)', en: 'The county’s profile, call.platform (AU-27)' },
  sentence: ({ regionCode }) => ({
    zh: `${regionCode.slice(0, 6)} 的规则未设“响应”平台,不受理呼叫。`,
    en: `The profile of ${regionCode.slice(0, 6)} names no platform that answers calls.`,
  }),
  holds: (_row, { rules }) => rules.read(callSettings.platform) !== noPlatform,
};

/** 先自行处置: a town says what it did itself before it calls. */
export const ownEffortsStated: Guard<TownCall, CallInputs['raiseCall']> = {
  reason: 'OWN_EFFORTS_MISSING',
  code: 'INVALID',
  source: { zh: '乡镇无法独立解决的事项方可呼叫(DI-08)', en: 'Only what the town could not settle alone (DI-08)' },
  sentence: ({ callNo }) => ({
    zh: `${callNo} 须写明镇街已采取的措施(1—2000 字)方可呼叫。`,
    en: `${callNo} must say what the town did itself, in 1 to 2,000 characters, before it calls.`,
  }),
  holds: ({ ownEfforts }, { input }) => isWritten(input.ownEfforts ?? ownEfforts ?? '', 2000),
};

/** DI-25, of calling: the town settles what is simple, or says why it does not. */
export const simpleCallExplained: Guard<TownCall, CallInputs['raiseCall']> = {
  reason: 'SIMPLE_EVENT_NEEDS_REASON',
  code: 'INVALID',
  source: { zh: '简易事件乡镇就地办结(DI-25)', en: 'The town settles what is simple (DI-25)' },
  sentence: () => ({
    zh: '简易事件由镇街就地办结,呼叫须说明理由(1—500 字)。',
    en: 'The town settles a simple event itself; calling needs a reason of 1 to 500 characters.',
  }),
  holds: (_row, { input: { simple, reason } }) => !simple || isWritten(reason ?? '', 500),
};

/** What a rejection rests on is so: the town holds the power today, or called for the same before. */
export const groundFounded: Guard<TownCall, Rejection> = {
  reason: 'GROUND_UNFOUNDED',
  code: 'CONFLICT',
  source: { zh: '乱呼叫须有依据(DI-11)', en: 'That a call was reckless must be shown (DI-11)' },
  sentence: ({ regionCode }, { input: { ground, item, duplicateOf } }) =>
    ground === RejectionGround.DUPLICATE
      ? {
          zh: `「${duplicateOf ?? ''}」不是该镇街的另一呼叫。`,
          en: `"${duplicateOf ?? ''}" is no other call of that town.`,
        }
      : {
          zh: `事项「${item ?? ''}」今日不由 ${regionCode} 行使。`,
          en: `The item "${item ?? ''}" is not exercised by ${regionCode} today.`,
        },
  holds: (_row, { input: { ground, heldByTown, repeatsOwnCall } }) =>
    (ground !== RejectionGround.WITHIN_TOWN_POWER || heldByTown) &&
    (ground !== RejectionGround.DUPLICATE || repeatsOwnCall),
};

/** The reason says something. */
export const reasonGiven = written<TownCall, { readonly reason: string }>(
  { zh: '理由', en: 'The reason' },
  1000,
  source,
  ({ reason }) => reason,
);

const planSource = {
  zh: '“疏堵结合”治理方案:每项措施有责任单位和期限(DI-15)',
  en: 'A plan with measures, each with its owner and day (DI-15)',
};

/** A plan has a measure at least. */
export const planHasMeasures: Guard<TownCall, CallPlan> = {
  reason: 'MEASURES_MISSING',
  code: 'INVALID',
  source: planSource,
  sentence: (_call, { input: { measures } }) => ({
    zh: `方案须有 1—${mostMeasures} 项措施,收到 ${measures.length} 项。`,
    en: `A plan has 1 to ${mostMeasures} measures; got ${measures.length}.`,
  }),
  holds: (_call, { input: { measures } }) => measures.length >= 1 && measures.length <= mostMeasures,
};

/** Each measure says what, by whom of the parties, and by when. */
export const measuresFit: Guard<TownCall, CallPlan> = {
  reason: 'MEASURE_UNFIT',
  code: 'INVALID',
  source: planSource,
  sentence: ({ partyCodes }, { now }) => ({
    zh: `每项措施须写明内容(1—1000 字)、责任单位(${partyCodes.join('、')} 之一)和不早于 ${dayOf(now)} 的期限。`,
    en: `Each measure has its content in 1 to 1,000 characters, an owner of ${partyCodes.join(', ')}, and a day from ${dayOf(now)} on.`,
  }),
  holds: ({ partyCodes }, { input: { measures }, now }) =>
    measures.every(
      ({ content, ownerCode, dueOn }) =>
        isWritten(content, 1000) && partyCodes.includes(ownerCode) && dueOn >= dayOf(now),
    ),
};

/** What is finished is a measure of the plan that is not done yet. */
export const measureOpen: Guard<TownCall, CallInputs['finishMeasure']> = {
  reason: 'MEASURE_UNKNOWN',
  code: 'CONFLICT',
  source: planSource,
  sentence: ({ measures }, { input: { measure } }) => ({
    zh: `没有待完成的第 ${measure} 项措施(共 ${measures.length} 项)。`,
    en: `No measure numbered ${measure} is left to be done, of ${measures.length}.`,
  }),
  holds: ({ measures }, { input }) =>
    measures.some(({ number, doneAt }) => number === input.measure && doneAt === null),
};

/** A call is resolved when its measures are done. */
export const measuresDone: Guard<TownCall, object> = {
  reason: 'MEASURES_OPEN',
  code: 'CONFLICT',
  source: planSource,
  sentence: ({ measures }) => ({
    zh: `尚有措施未完成:第 ${openOf(measures).join('、')} 项。`,
    en: `Measures are not done yet: ${openOf(measures).join(', ')}.`,
  }),
  holds: ({ measures }) => openOf(measures).length === 0,
};

function openOf(measures: TownCall['measures']): number[] {
  return measures.filter(({ doneAt }) => doneAt === null).map(({ number }) => number);
}

/** An extension is of a working day at least, and of no more than the county allows. */
export const extensionFits: Guard<TownCall, CallInputs['extendCall']> = {
  reason: 'EXTENSION_TOO_LONG',
  code: 'INVALID',
  source: { zh: '延期一次(DI-09)', en: 'Once (DI-09)' },
  sentence: (_call, { input: { days }, rules }) => ({
    zh: `延期须为 1—${rules.read(callSettings.extension)} 个工作日,收到 ${days}。`,
    en: `An extension has 1 to ${rules.read(callSettings.extension)} working days; got ${days}.`,
  }),
  holds: (_call, { input: { days }, rules }) => days >= 1 && days <= rules.read(callSettings.extension),
};

/** Satisfaction is from 1 to 5. */
export const ratingInRange: Guard<TownCall, GivenRating> = {
  reason: 'RATING_RANGE',
  code: 'INVALID',
  source: { zh: '满意度 1—5(DI-10)', en: 'Satisfaction from 1 to 5 (DI-10)' },
  sentence: (_call, { input: { satisfaction } }) => ({
    zh: `满意度须为 1—5,收到 ${satisfaction}。`,
    en: `Satisfaction is from 1 to 5; got ${satisfaction}.`,
  }),
  holds: (_call, { input: { satisfaction } }) => satisfaction >= 1 && satisfaction <= 5,
};
