import { dayOf } from '../../../kit/time/calendar.js';
import type { Guard } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import type { DutySinkRequest } from './duty-sink-request.js';
import { source } from './sink-conditions.js';

/** The decision says something. */
export const decided = written<DutySinkRequest, { readonly decision: string }>(
  { zh: '审批意见', en: 'The decision' },
  1000,
  source,
  ({ decision }) => decision,
);

/** The reason says something. */
export const explained = written<DutySinkRequest, { readonly reason: string }>(
  { zh: '理由', en: 'The reason' },
  1000,
  source,
  ({ reason }) => reason,
);

/** What is to be delivered is promised, and not there yet. */
export const supportKnown: Guard<DutySinkRequest, { readonly support: number }> = {
  reason: 'SUPPORT_UNKNOWN',
  code: 'CONFLICT',
  source,
  sentence: ({ supports }, { input: { support } }) => ({
    zh: `没有待到位的第 ${support} 项配套(共 ${supports.length} 项)。`,
    en: `Nothing numbered ${support} is left to be delivered, of ${supports.length}.`,
  }),
  holds: ({ supports }, { input }) =>
    supports.some(({ number, deliveredOn }) => number === input.support && deliveredOn === null),
};

/** Nothing begins whose last day is over. */
export const notOver: Guard<DutySinkRequest, object> = {
  reason: 'TERM_OVER',
  code: 'CONFLICT',
  source,
  sentence: ({ endsOn }, { now }) => ({
    zh: `期限 ${endsOn ?? ''} 已过(今日 ${dayOf(now)})。`,
    en: `Its last day, ${endsOn ?? ''}, is over on ${dayOf(now)}.`,
  }),
  holds: ({ endsOn }, { now }) => endsOn === null || endsOn >= dayOf(now),
};

/** Keeps the decision. */
export const keepDecision = {
  title: { zh: '记录审批意见', en: 'the decision is kept' },
  apply: (row: DutySinkRequest, { input }: { readonly input: { readonly decision: string } }): void => {
    row.decision = input.decision.trim();
  },
};
/** Keeps the reason. */
export const keepReason = {
  title: { zh: '记录理由', en: 'the reason is kept' },
  apply: (row: DutySinkRequest, { input }: { readonly input: { readonly reason: string } }): void => {
    row.decision = input.reason.trim();
  },
};
