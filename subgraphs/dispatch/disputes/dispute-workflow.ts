import { nextNumber } from '../../../kit/numbering/next-number.js';
import { dayOf } from '../../../kit/time/calendar.js';
import type { Duration } from '../../../kit/time/duration.js';
import { numberOfDay, startOfDay } from '../../../kit/time/shanghai-day.js';
import { defineWorkflow, type Transition } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { dispatchers } from '../event-roles.js';
import { DisputeCase } from './dispute-case.js';
import type { DisputeInputs, Failure } from './dispute-inputs.js';
import {
  agreementFits,
  agreementLaw,
  failureLaw,
  ofMediator,
  ofMediatorOrCentre,
  partyUnsigned,
  performanceLaw,
  reasonGiven,
  refer,
  sessionHeld,
  source,
  unrelated,
  withinTerritory,
} from './dispute-rules.js';
import { DisputeState as State } from './dispute-vocabulary.js';

const referring: Pick<
  Transition<DisputeCase, Failure>,
  'to' | 'by' | 'source' | 'conditions' | 'guards' | 'effect' | 'entry'
> = {
  to: State.REFERRED,
  by: ['mediator'],
  source: failureLaw,
  conditions: [ofMediator],
  guards: [reasonGiven],
  effect: refer,
  entry: ({ referralNo }, { input: { forum, reason } }) => ({ comment: reason.trim(), values: { forum, referralNo } }),
};

const minute = 60_000;

/** Until the last day for performing is over. */
function untilPerformed({ performBy, course }: DisputeCase): Duration | null {
  if (performBy === null) return null;
  const begun = course.since === '' ? 0 : Date.parse(course.since);
  return { amount: Math.max(1, Math.ceil((startOfDay(numberOfDay(performBy) + 1) - begun) / minute)), unit: 'MINUTE' };
}

/** The life of a dispute: received, mediated, agreed, signed, performed — or referred to where it can be settled. */
export const disputeWorkflow = defineWorkflow<DisputeCase, DisputeInputs>({
  module: 'dispatch',
  name: 'dispute',
  title: { zh: '矛盾纠纷调处', en: 'Mediation of a dispute' },
  source,
  entity: DisputeCase,
  states: {
    RECEIVED: { title: { zh: '待指派调解员', en: 'received' } },
    MEDIATING: { title: { zh: '调解中', en: 'being mediated' } },
    AGREED: {
      title: { zh: '待签署', en: 'agreed' },
      gathers: {
        title: { zh: '各方签署', en: 'the parties’ signatures' },
        parties: ({ parties }) => parties.map(({ number }) => String(number)),
      },
    },
    PERFORMING: {
      title: { zh: '待履行', en: 'to be performed' },
      deadline: {
        name: 'perform',
        title: { zh: '履行', en: 'Perform' },
        length: { rule: { zh: '至协议所定期限当日终了', en: 'until the agreement’s day ends' }, of: untilPerformed },
        then: 'notePerformanceDue',
      },
    },
    CLOSED: { title: { zh: '已结案', en: 'closed' }, final: true },
    REFERRED: { title: { zh: '已移转', en: 'referred' }, final: true },
  },
  transitions: {
    openDispute: {
      title: { zh: '受理纠纷', en: 'Open a dispute' },
      from: [],
      to: State.RECEIVED,
      by: dispatchers,
      source,
      conditions: [withinTerritory],
      effect: {
        title: { zh: '编号', en: 'it is numbered' },
        apply: async (row, { context, now }) => {
          const series = `JF${row.regionCode.padEnd(9, '0')}${dayOf(now).replaceAll('-', '')}`;
          row.disputeNo = `${series}${String(await nextNumber(context, series)).padStart(4, '0')}`;
        },
      },
      entry: ({ parties }) => ({
        values: { parties: parties.length },
        personal: Object.fromEntries(parties.map(({ number, name }) => [`party${number}`, name])),
      }),
    },
    assignMediator: {
      title: { zh: '指派调解员', en: 'Assign a mediator' },
      from: [State.RECEIVED],
      to: State.MEDIATING,
      by: dispatchers,
      source,
      conditions: [withinTerritory],
      guards: [unrelated],
      effect: {
        title: { zh: '记下调解员', en: 'the mediator is kept' },
        apply: (row, { input }) => {
          row.mediatorNumber = input.staffNumber;
        },
      },
      entry: (_row, { input }) => ({ values: { mediator: input.staffNumber } }),
    },
    recuseMediator: {
      title: { zh: '调解员回避', en: 'The mediator stands back' },
      from: [State.MEDIATING],
      to: State.RECEIVED,
      by: [...dispatchers, 'mediator'],
      source,
      conditions: [withinTerritory, ofMediatorOrCentre],
      guards: [reasonGiven],
      effect: {
        title: { zh: '记录回避,另行指派', en: 'it is kept, and somebody else is to be assigned' },
        apply: (row, { input, now }) => {
          const mediatorNumber = row.mediatorNumber ?? '';
          row.recusals = [...row.recusals, { mediatorNumber, at: now.toISOString(), reason: input.reason.trim() }];
          row.mediatorNumber = null;
        },
      },
      entry: (_row, { input }) => ({ comment: input.reason.trim() }),
    },
    holdMediation: {
      title: { zh: '调解一次', en: 'Hold a sitting' },
      from: [State.MEDIATING],
      to: State.MEDIATING,
      by: ['mediator'],
      source,
      conditions: [ofMediator],
      guards: [written({ zh: '调解记录', en: 'The record' }, 4000, source, ({ record }) => record)],
      effect: {
        title: { zh: '保存调解记录', en: 'the record is kept' },
        apply: (row, { input, now }) => {
          const session = { number: row.sessions.length + 1, heldAt: now.toISOString(), record: input.record.trim() };
          row.sessions = [...row.sessions, session];
        },
      },
      entry: ({ sessions }) => ({ values: { session: sessions.length } }),
    },
    drawAgreement: {
      title: { zh: '形成调解协议', en: 'Draw the agreement up' },
      from: [State.MEDIATING],
      to: State.AGREED,
      by: ['mediator'],
      source: agreementLaw,
      conditions: [ofMediator],
      guards: [sessionHeld, agreementFits],
      effect: {
        title: { zh: '保存协议和履行期限', en: 'agreement and day are kept' },
        apply: (row, { input }) => {
          row.agreement = input.text.trim();
          row.performBy = input.performBy;
        },
      },
      entry: ({ performBy }) => ({ values: { performBy } }),
    },
    signAgreement: {
      title: { zh: '当事人签署', en: 'A party signs' },
      from: [State.AGREED],
      to: {
        among: [State.AGREED, State.PERFORMING],
        rule: { zh: '各方签齐的转履行', en: 'on to be performed when all have signed' },
        choose: ({ parties }, { answers }) =>
          parties.every(({ number }) => String(number) in answers) ? State.PERFORMING : State.AGREED,
      },
      by: ['mediator'],
      source: agreementLaw,
      conditions: [ofMediator],
      guards: [partyUnsigned],
      answers: (_row, { input }) => ({ party: String(input.party), answer: 'SIGNED' }),
      effect: {
        title: { zh: '盖签署时间', en: 'the signature is stamped' },
        apply: (row, { input, now }) => {
          row.parties = row.parties.map((each) =>
            each.number === input.party ? { ...each, signedAt: now.toISOString() } : each,
          );
        },
      },
      entry: (_row, { input }) => ({ values: { party: input.party } }),
    },
    confirmAgreementPerformed: {
      title: { zh: '回访认定已履行,结案', en: 'Confirm that it is performed' },
      from: [State.PERFORMING],
      to: State.CLOSED,
      by: ['mediator'],
      source: performanceLaw,
      conditions: [ofMediator],
      guards: [written({ zh: '回访情况', en: 'The note' }, 1000, source, ({ note }) => note)],
      effect: {
        title: { zh: '盖履行时间', en: 'the time is stamped' },
        apply: (row, { now }) => {
          row.performedAt = now;
        },
      },
      entry: (_row, { input }) => ({ comment: input.note.trim() }),
    },
    failMediation: {
      ...referring,
      title: { zh: '调解不成,移转', en: 'Mediation fails' },
      from: [State.MEDIATING, State.AGREED],
    },
    reportBreach: { ...referring, title: { zh: '未履行,移转', en: 'It is not performed' }, from: [State.PERFORMING] },
    notePerformanceDue: {
      title: { zh: '履行期满,待回访', en: 'Its day is over' },
      from: [State.PERFORMING],
      to: State.PERFORMING,
      by: 'system',
      source: performanceLaw,
    },
  },
});
