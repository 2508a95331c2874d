import { dayOf } from '../../../kit/time/calendar.js';
import { written } from '../../../kit/workflow/written-text.js';
import { everyTownConsents, legallyReviewed, source, supportsDelivered, withinCounty } from './sink-conditions.js';
import { createDuty, endDuty } from './sink-effects.js';
import { decided, explained, keepDecision, keepReason, notOver, supportKnown } from './sink-guards.js';
import type { SinkTransitions } from './sink-inputs.js';
import { SinkState } from './sink-vocabulary.js';

/** From the legal review until the duty ends. */
export const deciding: SinkTransitions<
  | 'reviewDutySinkLegality'
  | 'approveDutySink'
  | 'rejectDutySink'
  | 'deliverSupport'
  | 'bringDutySinkIntoForce'
  | 'terminateDutySink'
  | 'expireDutySink'
> = {
  reviewDutySinkLegality: {
    title: { zh: '合法性审查', en: 'Review the legality' },
    from: [SinkState.LEGAL_REVIEW],
    to: {
      among: [SinkState.ESTABLISHMENT_REVIEW, SinkState.REJECTED],
      rule: { zh: '通过的报编委会', en: 'on to the committee when it is lawful' },
      choose: (_row, { input }) => (input.lawful ? SinkState.ESTABLISHMENT_REVIEW : SinkState.REJECTED),
    },
    by: ['legal_office'],
    source,
    conditions: [withinCounty],
    guards: [written({ zh: '审查意见', en: 'The opinion' }, 1000, source, ({ opinion }) => opinion)],
    effect: {
      title: { zh: '记录审查结论', en: 'the finding is kept' },
      apply: (row, { input }) => {
        row.lawful = input.lawful;
        row.legalOpinion = input.opinion.trim();
      },
    },
    entry: (_row, { input }) => ({ comment: input.opinion.trim(), values: { lawful: input.lawful } }),
  },
  approveDutySink: {
    title: { zh: '批准职责下沉', en: 'Approve a sunk duty' },
    // Whoever tries too early is told what is missing, and not only the state.
    from: [SinkState.TOWN_CONSULTING, SinkState.TOWN_REFUSED, SinkState.LEGAL_REVIEW, SinkState.ESTABLISHMENT_REVIEW],
    to: SinkState.APPROVED,
    by: ['establishment_committee'],
    source,
    conditions: [withinCounty, everyTownConsents, legallyReviewed],
    guards: [decided, notOver],
    effect: keepDecision,
    entry: (_row, { input }) => ({ comment: input.decision.trim() }),
  },
  rejectDutySink: {
    title: { zh: '不予批准', en: 'Reject a sunk duty' },
    from: [SinkState.ESTABLISHMENT_REVIEW],
    to: SinkState.REJECTED,
    by: ['establishment_committee'],
    source,
    conditions: [withinCounty],
    guards: [decided],
    effect: keepDecision,
    entry: (_row, { input }) => ({ comment: input.decision.trim() }),
  },
  deliverSupport: {
    title: { zh: '登记配套到位', en: 'Note what was delivered' },
    from: [SinkState.APPROVED],
    to: SinkState.APPROVED,
    by: ['establishment_office'],
    source,
    conditions: [withinCounty],
    guards: [supportKnown],
    effect: {
      title: { zh: '记录到位日期', en: 'the day of delivery is kept' },
      apply: (row, { input, now }) => {
        row.supports = row.supports.map((each) =>
          each.number === input.support ? { ...each, deliveredOn: dayOf(now) } : each,
        );
      },
    },
    entry: (_row, { input }) => ({ values: { support: input.support } }),
  },
  bringDutySinkIntoForce: {
    title: { zh: '施行', en: 'Bring into force' },
    from: [SinkState.APPROVED],
    to: SinkState.IN_FORCE,
    by: ['establishment_office'],
    source,
    conditions: [withinCounty, supportsDelivered],
    guards: [notOver],
    effect: createDuty,
    entry: ({ dutyCode }) => ({ values: { duty: dutyCode } }),
  },
  terminateDutySink: {
    title: { zh: '终止', en: 'End a sunk duty' },
    from: [SinkState.IN_FORCE],
    to: SinkState.TERMINATED,
    by: ['establishment_office'],
    source,
    conditions: [withinCounty],
    guards: [explained],
    effect: {
      title: { zh: '记录理由,该属地管理事项同时终止', en: 'the reason is kept, and the duty ends with it' },
      apply: async (row, moment) => {
        keepReason.apply(row, moment);
        await endDuty.apply(row, moment);
      },
    },
    entry: (_row, { input }) => ({ comment: input.reason.trim() }),
  },
  expireDutySink: {
    title: { zh: '期满', en: 'Its term is over' },
    from: [SinkState.IN_FORCE],
    to: SinkState.TERMINATED,
    by: 'system',
    source,
  },
};
