import type { Transition } from '../../kit/workflow/workflow.js';
import { endAssignments, file, isReturnedTooOften, join, order, passUp, takeOn } from './dispatching-effects.js';
import { AssignmentState } from './event-assignment.js';
import {
  notAssignedByCounty,
  ofHelpingOrganization,
  ofLeadOrganization,
  reporterDoesNotHandle,
  withinTerritory,
} from './event-conditions.js';
import {
  organizationsDiffer,
  organizationsOfCounty,
  otherLeadHasReason,
  platformOfCounty,
  reasonGiven,
  simpleNeedsReason,
  simpleStaysInTown,
  written,
} from './event-guards.js';
import type { Event } from './event.js';
import type { Dispatching, EventTransitions } from './event-inputs.js';
import { countyDispatchers, dispatchers, handlers } from './event-roles.js';
import { EventState as State } from './event-vocabulary.js';
import { awaitCentre } from './inbox.js';
import { InboxKind } from './inbox-entry.js';

const loop = { zh: '汇聚—派分处置—跟踪监督闭环(DI-02)', en: 'Collect, dispatch, track (DI-02)' };
const levels = { zh: '三级联动(DI-03)', en: 'Three levels linked (DI-03)' };

const ordering: Pick<Transition<Event, Dispatching>, 'to' | 'source' | 'guards' | 'effect' | 'entry'> = {
  to: State.DISPATCHED,
  source: loop,
  guards: [
    written('instruction', { zh: '派遣要求', en: 'instruction' }, 500, true),
    written('reason', { zh: '理由', en: 'reason' }, 500, true),
    organizationsOfCounty,
    organizationsDiffer,
    simpleStaysInTown,
    otherLeadHasReason,
  ],
  effect: { title: { zh: '一家主办,其余协办', en: 'One organisation leads, the others help' }, apply: order },
  entry: (_event, { input }) => ({
    comment: input.reason,
    values: {
      lead: input.lead.code,
      helpers: input.helpers.map(({ code }) => code).join('、'),
      instruction: input.instruction,
    },
  }),
};

/** From filing until the organisation that leads takes the event on. */
export const dispatching: EventTransitions<
  | 'fileEvent'
  | 'dispatchEvent'
  | 'acceptAssignment'
  | 'joinHandling'
  | 'returnAssignment'
  | 'recallDispatch'
  | 'redispatchEvent'
  | 'escalateEvent'
  | 'dispatchFromCounty'
> = {
  fileEvent: {
    title: { zh: '立案', en: 'File' },
    from: [State.ACCEPTED],
    to: State.FILED,
    by: dispatchers,
    source: { zh: '按属地管理事项清单立案(AU-06)', en: 'Filed under the list of territorial duties (AU-06)' },
    conditions: [withinTerritory],
    guards: [platformOfCounty],
    effect: { title: { zh: '定类别、事项、时限和主办单位', en: 'Category, duty, limit and lead' }, apply: file },
    entry: ({ namedLeadCode, simple }, { input: { categoryCode, dutyCode, platform } }) => ({
      values: { categoryCode, dutyCode, platform, namedLead: namedLeadCode, simple },
    }),
  },
  dispatchEvent: {
    ...ordering,
    title: { zh: '派遣', en: 'Dispatch' },
    from: [State.FILED],
    by: dispatchers,
    conditions: [withinTerritory],
  },
  acceptAssignment: {
    title: { zh: '接单', en: 'Take on' },
    from: [State.DISPATCHED],
    to: State.HANDLING,
    by: handlers,
    source: loop,
    conditions: [ofLeadOrganization, reporterDoesNotHandle],
    effect: {
      title: { zh: '接单人为承办人', en: 'Who takes it on is its handler' },
      apply: takeOn,
    },
    step: 'CAPABLE',
    entry: ({ reporterNumber, handlerNumber }) => ({
      values: {
        handler: handlerNumber,
        reporterIsHandler: reporterNumber !== null && reporterNumber === handlerNumber,
      },
    }),
  },
  joinHandling: {
    title: { zh: '协办接单', en: 'Join in' },
    from: [State.DISPATCHED, State.HANDLING],
    to: {
      among: [State.DISPATCHED, State.HANDLING],
      rule: { zh: '状态不变', en: 'The state stays' },
      choose: ({ state }) => state,
    },
    by: handlers,
    source: loop,
    conditions: [ofHelpingOrganization],
    effect: {
      title: { zh: '协办任务已接单', en: 'The helper’s part is taken on' },
      apply: join,
    },
  },
  returnAssignment: {
    title: { zh: '退回', en: 'Return' },
    from: [State.DISPATCHED],
    to: {
      among: [State.RETURNED, State.ESCALATED],
      rule: {
        zh: '退回达到县级规则 event.returns-before-escalation 的次数即上报县级',
        en: 'As many returns as event.returns-before-escalation says pass it up to the county',
      },
      choose: (event, { rules }) => (isReturnedTooOften(event, rules) ? State.ESCALATED : State.RETURNED),
    },
    by: handlers,
    source: loop,
    conditions: [ofLeadOrganization, notAssignedByCounty],
    guards: [reasonGiven],
    effect: {
      title: { zh: '任务退回指挥中心', en: 'The assignments go back to the centre' },
      apply: async (event, moment) => {
        await endAssignments(event, moment, AssignmentState.RETURNED, moment.input.reason);
        if (isReturnedTooOften(event, moment.rules)) await passUp(event, moment);
        else await awaitCentre(event, moment, InboxKind.DISPATCHING);
      },
    },
    entry: (_event, { input: { reason } }) => ({ comment: reason }),
  },
  recallDispatch: {
    title: { zh: '撤回派遣', en: 'Recall' },
    from: [State.DISPATCHED],
    to: State.FILED,
    by: dispatchers,
    source: loop,
    conditions: [withinTerritory],
    guards: [reasonGiven],
    effect: {
      title: { zh: '任务撤回', en: 'The assignments are recalled' },
      apply: async (event, moment) => {
        await endAssignments(event, moment, AssignmentState.RECALLED, moment.input.reason);
        await awaitCentre(event, moment, InboxKind.DISPATCHING);
      },
    },
    entry: (_event, { input: { reason } }) => ({ comment: reason }),
  },
  redispatchEvent: {
    ...ordering,
    title: { zh: '重新派遣', en: 'Dispatch again' },
    from: [State.RETURNED],
    by: dispatchers,
    conditions: [withinTerritory],
  },
  escalateEvent: {
    title: { zh: '上报县级', en: 'Pass up to the county' },
    from: [State.FILED, State.RETURNED],
    to: State.ESCALATED,
    by: ['town_dispatcher'],
    source: levels,
    conditions: [withinTerritory],
    guards: [simpleNeedsReason, written('reason', { zh: '理由', en: 'reason' }, 500, true)],
    effect: {
      title: { zh: '转县级派遣', en: 'Put it before the county' },
      apply: passUp,
    },
    entry: (_event, { input: { reason } }) => ({ comment: reason }),
  },
  dispatchFromCounty: {
    ...ordering,
    title: { zh: '县级派遣', en: 'Dispatch from the county' },
    from: [State.ESCALATED],
    by: countyDispatchers,
    source: levels,
    conditions: [withinTerritory],
  },
};
