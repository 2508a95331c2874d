import { emission } from '../../kit/workflow/workflow.js';
import { byCentreOrReporter } from './event-conditions.js';
import { climb } from './climb.js';
import { closingFacts } from './closing-facts.js';
import { notOfUnsettledDispute } from './disputes/unsettled.js';
import { written } from './event-guards.js';
import type { EventTransitions } from './event-inputs.js';
import { dispatchers } from './event-roles.js';
import { EventState as State, openStates } from './event-vocabulary.js';
import { eventArchived, eventEvaluated } from './events.js';
import { awaitNext } from './inbox.js';
import { sealed } from './sealed.js';

const feedback = { zh: '九步流程:评后考核(DI-01)', en: 'Nine steps: appraisal after assessment (DI-01)' };
const levels = { zh: '三级联动,逾期逐级上报(DI-03)', en: 'Three levels; what is overdue climbs (DI-03)' };

/** From closing until the archive, and what happens when time runs out. */
export const closing: EventTransitions<
  'recordFeedback' | 'expireFeedback' | 'appraiseEvent' | 'archiveEvent' | 'climbEvent'
> = {
  recordFeedback: {
    title: { zh: '记录反馈', en: 'Record the feedback' },
    from: [State.CLOSED],
    to: State.EVALUATED,
    by: [...dispatchers, 'citizen'],
    source: feedback,
    conditions: [byCentreOrReporter],
    guards: [written('comment', { zh: '反馈意见', en: 'comment' }, 500, true), notOfUnsettledDispute],
    effect: {
      title: { zh: '记下满意度', en: 'Note the satisfaction' },
      apply: async (event, moment) => {
        event.satisfaction = moment.input.satisfaction;
        event.feedback = moment.input.comment;
        await awaitNext(event, moment, []);
      },
    },
    step: 'APPRAISED',
    entry: (_event, { input: { satisfaction, comment } }) => ({ comment, values: { satisfaction } }),
    emits: [
      emission(eventEvaluated, (event, moment) => ({
        ...closingFacts(event, moment),
        satisfaction: event.satisfaction,
        evaluatedAt: moment.now.toISOString(),
      })),
    ],
  },
  expireFeedback: {
    title: { zh: '逾期未反馈,未评价', en: 'No feedback in time' },
    from: [State.CLOSED],
    to: State.EVALUATED,
    by: 'system',
    source: { zh: '未评价不作满意(DI-10)', en: 'Silence is no satisfaction (DI-10)' },
    effect: {
      title: { zh: '满意度留空', en: 'No satisfaction is made up' },
      apply: (event, moment) => awaitNext(event, moment, []),
    },
    step: 'APPRAISED',
    entry: (_event, { input: { dueAt } }) => ({ values: { satisfaction: null, dueAt } }),
    emits: [
      emission(eventEvaluated, (event, moment) => ({
        ...closingFacts(event, moment),
        satisfaction: null,
        evaluatedAt: moment.now.toISOString(),
      })),
    ],
  },
  appraiseEvent: {
    title: { zh: '考核入档', en: 'Put the score on file' },
    from: [State.EVALUATED],
    to: State.APPRAISED,
    by: 'system',
    source: { zh: '九步流程:考核入档(DI-01、EV-19)', en: 'Nine steps: the appraisal on file (DI-01, EV-19)' },
    step: 'RECORDED',
    entry: (_event, { input: { schemeCode, points, evidence } }) => ({ values: { schemeCode, points, evidence } }),
  },
  archiveEvent: {
    title: { zh: '归档', en: 'Archive' },
    from: [State.APPRAISED],
    to: State.ARCHIVED,
    by: 'system',
    source: { zh: '九步流程:归档入云(DI-01)', en: 'Nine steps: the file in the cloud (DI-01)' },
    guards: [sealed],
    step: 'ARCHIVED',
    emits: [emission(eventArchived, ({ eventNo }, { now }) => ({ eventNo, archivedAt: now.toISOString() }))],
  },
  climbEvent: {
    title: { zh: '逾期上报上一级', en: 'Climb a level' },
    from: openStates,
    to: { among: openStates, rule: { zh: '状态不变', en: 'The state stays' }, choose: ({ state }) => state },
    by: 'system',
    source: levels,
    restarts: true,
    effect: {
      title: {
        zh: '村报镇、镇报县并通知上级指挥中心;县级逾期只记一次,不再重新计时',
        en: 'From village to town to county, whose centre is told; at the county it is noted as overdue once',
      },
      apply: climb,
    },
    entry: ({ level, overdueSince, course }, { input: { deadline, dueAt } }) => ({
      values: { reason: 'DEADLINE', deadline, dueAt, level, overdue: overdueSince === course.since },
    }),
  },
};
