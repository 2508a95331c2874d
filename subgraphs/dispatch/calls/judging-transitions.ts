import { written } from '../../../kit/workflow/written-text.js';
import { organizationsDiffer, organizationsOfCounty, otherLeadHasReason } from '../event-guards.js';
import { countyDispatchers } from '../event-roles.js';
import { ofCounty, source, townRoles, withinTerritory } from './call-conditions.js';
import { assignCall, keepRejection, numberCall, sendCall, tellCentre } from './call-effects.js';
import { callsProvided, groundFounded, ownEffortsStated, reasonGiven, simpleCallExplained } from './call-guards.js';
import type { CallTransitions } from './call-inputs.js';
import { CallState } from './call-vocabulary.js';

/** Who answers calls for the county: its centre, and the system of its platform. */
export const platformRoles = [...countyDispatchers, 'call_platform'] as const;

const judging = { zh: '响应平台:受理—研判—派发(DI-08)', en: 'The platform takes, judges and assigns (DI-08)' };
const stay = { zh: '状态不变', en: 'the state stays' };

/** From the town’s draft until the county has judged whose it is. */
export const callJudging: CallTransitions<
  'draftCall' | 'raiseCall' | 'takeCall' | 'acceptCall' | 'rejectCall' | 'noteCallWaiting'
> = {
  draftCall: {
    title: { zh: '起草呼叫', en: 'Draft a call' },
    from: [],
    to: CallState.DRAFT,
    by: townRoles,
    source,
    conditions: [withinTerritory],
    guards: [callsProvided],
    effect: numberCall,
    entry: ({ subject, dutyCode }, { input }) => ({
      comment: subject,
      values: { duty: dutyCode, files: input.files.length },
    }),
  },
  raiseCall: {
    title: { zh: '呼叫', en: 'Call the county' },
    from: [CallState.DRAFT],
    to: CallState.CALLED,
    by: townRoles,
    source,
    conditions: [withinTerritory],
    guards: [ownEffortsStated, simpleCallExplained],
    effect: sendCall,
    entry: ({ ownEfforts }, { input: { simple, reason } }) => ({ comment: reason, values: { ownEfforts, simple } }),
  },
  takeCall: {
    title: { zh: '受理呼叫', en: 'Take a call' },
    from: [CallState.CALLED],
    to: CallState.JUDGING,
    by: platformRoles,
    source: judging,
    conditions: [ofCounty],
  },
  acceptCall: {
    title: { zh: '研判派发', en: 'Assign a call' },
    from: [CallState.JUDGING],
    to: CallState.ASSIGNED,
    by: platformRoles,
    source: judging,
    conditions: [ofCounty],
    guards: [
      written({ zh: '研判意见', en: 'The judgement' }, 1000, judging, ({ instruction }) => instruction),
      organizationsOfCounty,
      organizationsDiffer,
      otherLeadHasReason,
    ],
    effect: assignCall,
    entry: (_call, { input: { lead, helpers, instruction, reason } }) => ({
      comment: reason,
      values: { lead: lead.code, helpers: helpers.map(({ code }) => code).join('、'), judgement: instruction },
    }),
  },
  rejectCall: {
    title: { zh: '不予受理', en: 'Reject a call' },
    from: [CallState.JUDGING],
    to: CallState.REJECTED,
    by: platformRoles,
    source: judging,
    conditions: [ofCounty],
    guards: [reasonGiven, groundFounded],
    effect: keepRejection,
    entry: (_call, { input: { ground, reason, item, duplicateOf } }) => ({
      comment: reason.trim(),
      values: { ground, item, duplicateOf },
    }),
  },
  noteCallWaiting: {
    title: { zh: '受理或研判逾期', en: 'It waits too long' },
    from: [CallState.CALLED, CallState.JUDGING],
    to: { among: [CallState.CALLED, CallState.JUDGING], rule: stay, choose: ({ state }) => state },
    by: 'system',
    source: { zh: '平台“运转”流程的时限(DI-09)', en: 'The platform’s own time (DI-09)' },
    effect: tellCentre,
    entry: (_call, { input: { deadline, dueAt } }) => ({ values: { deadline, dueAt } }),
  },
};
