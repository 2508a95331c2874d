import type { Duration } from '../../../kit/time/duration.js';
import { emission, type Moment } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import {
  directionOf,
  notYetRated,
  ofCallParty,
  ofCounty,
  ofLeadDepartment,
  ratesCall,
  ratingsIn,
  ratingSource,
  townRoles,
} from './call-conditions.js';
import {
  isLow,
  keepMeasure,
  keepPlan,
  keepRating,
  keepResult,
  suspectNoResponse,
  suspectStandstill,
} from './call-effects.js';
import { callClosed } from './call-events.js';
import { callSettings } from './call-settings.js';
import { closedCall } from './closed-call.js';
import {
  extensionFits,
  measureOpen,
  measuresDone,
  measuresFit,
  planHasMeasures,
  ratingInRange,
  reasonGiven,
} from './call-guards.js';
import type { CallInputs, CallTransitions } from './call-inputs.js';
import { CallState, RatingDirection } from './call-vocabulary.js';
import { platformRoles } from './judging-transitions.js';
import type { TownCall } from './town-call.js';

const responding = { zh: '县直部门“响应”流程(DI-09)', en: 'How departments respond (DI-09)' };
const departments = ['department_handler'];
const working = [CallState.HANDLING, CallState.EXTENDED] as const;
const stay = { zh: '状态不变', en: 'the state stays' };

/** More time in the unit in which the county counts the time to resolve. */
function lengthened(_call: TownCall, { input, rules }: Moment<CallInputs['extendCall']>): Duration {
  return { amount: input.days, unit: rules.read(callSettings.resolve).unit };
}

/** From the assignment until both sides have rated. */
export const callResponding: CallTransitions<
  | 'respondToCall'
  | 'startCallHandling'
  | 'finishMeasure'
  | 'extendCall'
  | 'resolveCall'
  | 'rateCall'
  | 'endRatings'
  | 'closeCall'
  | 'noteNoResponse'
  | 'noteInaction'
> = {
  respondToCall: {
    title: { zh: '响应', en: 'Respond to a call' },
    from: [CallState.ASSIGNED],
    to: CallState.RESPONDED,
    by: departments,
    source: responding,
    conditions: [ofLeadDepartment],
    guards: [planHasMeasures, measuresFit],
    effect: keepPlan,
    entry: (_call, { input: { measures, team } }) => ({
      values: { measures: measures.length, team: team?.name ?? null },
    }),
  },
  startCallHandling: {
    title: { zh: '开始办理', en: 'Begin to handle' },
    from: [CallState.RESPONDED],
    to: CallState.HANDLING,
    by: [...departments, ...townRoles],
    source: responding,
    conditions: [ofCallParty],
  },
  finishMeasure: {
    title: { zh: '完成一项措施', en: 'Finish a measure' },
    from: working,
    to: { among: working, rule: stay, choose: ({ state }) => state },
    by: [...departments, ...townRoles],
    source: responding,
    conditions: [ofCallParty],
    guards: [measureOpen, written({ zh: '完成情况', en: 'The result' }, 1000, responding, ({ result }) => result)],
    effect: keepMeasure,
    entry: (_call, { input: { measure, result } }) => ({ comment: result.trim(), values: { measure } }),
  },
  extendCall: {
    title: { zh: '延期', en: 'Extend a call' },
    from: [CallState.HANDLING],
    to: CallState.EXTENDED,
    by: platformRoles,
    source: responding,
    conditions: [ofCounty],
    guards: [reasonGiven, extensionFits],
    once: true,
    extends: { deadline: 'resolve', by: lengthened },
    entry: (_call, { input: { days, reason } }) => ({ comment: reason.trim(), values: { days } }),
  },
  resolveCall: {
    title: { zh: '办结', en: 'Resolve a call' },
    from: working,
    to: CallState.RESOLVED,
    by: departments,
    source: responding,
    conditions: [ofLeadDepartment],
    guards: [written({ zh: '办理结果', en: 'The result' }, 2000, responding, ({ result }) => result), measuresDone],
    effect: keepResult,
    entry: ({ round }, { input: { result, files } }) => ({
      comment: result.trim(),
      values: { files: files.length, round },
    }),
  },
  rateCall: {
    title: { zh: '评价', en: 'Rate the other side' },
    from: [CallState.RESOLVED],
    to: {
      among: [CallState.RESOLVED, CallState.RATED, CallState.HANDLING],
      rule: {
        zh: '镇街首次评价过低的退回重办;双方评齐的转已评价',
        en: 'back to be handled when the town’s first rating is low; on when both have rated',
      },
      choose: (call, moment) => {
        if (isLow(call, moment) && call.round === 1) return CallState.HANDLING;
        return Object.keys(moment.answers).length === 2 ? CallState.RATED : CallState.RESOLVED;
      },
    },
    by: [...departments, ...townRoles],
    source: ratingSource,
    conditions: [ratesCall, notYetRated],
    guards: [
      ratingInRange,
      written({ zh: '评价意见', en: 'The comment' }, 1000, ratingSource, ({ comment }) => comment),
    ],
    answers: (call, { context, input }) => ({
      party: directionOf(call, context.caller) ?? RatingDirection.TOWN_TO_DEPARTMENT,
      answer: String(input.satisfaction),
    }),
    effect: keepRating,
    entry: (call, { context, input }) => ({
      comment: input.comment?.trim() ?? null,
      values: { direction: directionOf(call, context.caller), satisfaction: input.satisfaction },
    }),
  },
  endRatings: {
    title: { zh: '评价期满,未评的记为未评价', en: 'The time to rate is over' },
    from: [CallState.RESOLVED],
    to: CallState.RATED,
    by: 'system',
    source: { zh: '未评价不作满意(DI-10)', en: 'Silence is no satisfaction (DI-10)' },
    silence: 'NOT_RATED',
    effect: {
      title: { zh: '不代填任何评价', en: 'no rating is made up' },
      apply: (call, { now }) => {
        call.ratingsEndedAt = now;
      },
    },
    entry: ({ townRating, departmentRating }, { input: { dueAt } }) => ({
      values: { townToDepartment: townRating, departmentToTown: departmentRating, dueAt },
    }),
  },
  closeCall: {
    title: { zh: '归档', en: 'Close a call' },
    // Whoever tries too early is told what is missing, and not only the state.
    from: [CallState.RESOLVED, CallState.RATED],
    to: CallState.CLOSED,
    by: platformRoles,
    source: ratingSource,
    conditions: [ofCounty, ratingsIn],
    effect: {
      title: { zh: '归档,专门治理小组解散', en: 'it is closed, and its team is dissolved' },
      apply: (call, { now }) => {
        call.closedAt = now;
      },
    },
    emits: [emission(callClosed, closedCall)],
  },
  noteNoResponse: {
    title: { zh: '逾期未响应', en: 'Nobody responds in time' },
    from: [CallState.ASSIGNED],
    to: CallState.ASSIGNED,
    by: 'system',
    source: { zh: '呼叫不响应(DI-11)', en: 'A call is not responded to (DI-11)' },
    effect: suspectNoResponse,
    entry: (_call, { input: { deadline, dueAt } }) => ({ values: { deadline, dueAt } }),
  },
  noteInaction: {
    title: { zh: '逾期未办结', en: 'It is not resolved in time' },
    from: [CallState.RESPONDED, ...working],
    to: { among: [CallState.RESPONDED, ...working], rule: stay, choose: ({ state }) => state },
    by: 'system',
    source: { zh: '响应不作为(DI-11)', en: 'Responding without acting (DI-11)' },
    effect: suspectStandstill,
    entry: (_call, { input: { deadline, dueAt } }) => ({ values: { deadline, dueAt } }),
  },
};
