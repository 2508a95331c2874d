import type { Choice, Transition } from '../../../kit/workflow/workflow.js';
import type { Case } from './case.js';
import { CaseState } from './case-states.js';
import {
  atTheScene,
  byItsOfficers,
  byItsOrganization,
  hasFine,
  holdsCollectedFine,
  noReliefRuns,
  reliefLaw,
  reliefRuns,
} from './case-conditions.js';
import type { CaseVerbs } from './case-verbs.js';
import { endNotedRelief, noteCollection, noteHandingIn, notePayment, noteRelief } from './performance-effects.js';
import { collectionGuards, paymentGuards, reliefDay } from './performance-guards.js';
import { receiptWritten } from './written-text.js';

type Money = 'payFine' | 'collectOnTheSpot' | 'handInCollectedFine' | 'noteRelief' | 'endRelief';

const collection = { zh: '行政处罚法第六十八至七十条', en: 'Administrative Penalty Law §§ 68 to 70' };

const contestable = [CaseState.SERVED, CaseState.ENFORCING] as const;

const staysContestable: Choice<Case> = {
  among: contestable,
  rule: { zh: '状态不变', en: 'the state stays' },
  choose: ({ state }) => state,
};

/** What is done about a fine once its decision is served. */
export const performanceTransitions: { readonly [Verb in Money]: Transition<Case, CaseVerbs[Verb]> } = {
  payFine: {
    title: { zh: '登记缴款', en: 'Enter the payment' },
    from: [CaseState.SERVED, CaseState.ENFORCING],
    to: CaseState.PERFORMING,
    by: atTheScene,
    source: { zh: '行政处罚法第六十七条', en: 'Administrative Penalty Law § 67' },
    conditions: [byItsOrganization, hasFine],
    guards: paymentGuards,
    effect: notePayment,
    step: 'PAID',
    entry: ({ paymentRecord }) => ({
      values: { amount: paymentRecord?.amount ?? null, surcharge: paymentRecord?.surcharge ?? null },
    }),
  },
  collectOnTheSpot: {
    title: { zh: '当场收缴', en: 'Collect on the spot' },
    from: [CaseState.SERVED],
    to: CaseState.PERFORMING,
    by: atTheScene,
    source: collection,
    conditions: [byItsOfficers, hasFine],
    guards: collectionGuards,
    effect: noteCollection,
    step: 'PAID',
    entry: ({ fine }, { input: { reason } }) => ({ values: { amount: fine, reason } }),
  },
  handInCollectedFine: {
    title: { zh: '交回当场收缴的罚款', en: 'Hand in what was collected on the spot' },
    from: [CaseState.PERFORMING],
    to: CaseState.PERFORMING,
    by: atTheScene,
    source: { zh: '行政处罚法第七十一条', en: 'Administrative Penalty Law § 71' },
    conditions: [byItsOrganization, holdsCollectedFine],
    guards: [receiptWritten],
    effect: noteHandingIn,
    restarts: true,
    entry: ({ fine }) => ({ values: { amount: fine } }),
  },
  noteRelief: {
    title: { zh: '登记复议、诉讼', en: 'Enter a reconsideration or suit' },
    from: contestable,
    to: staysContestable,
    by: atTheScene,
    source: reliefLaw,
    conditions: [byItsOrganization, noReliefRuns],
    guards: [reliefDay],
    effect: noteRelief,
    entry: (_row, { input: { kind, day } }) => ({ values: { kind, from: day } }),
  },
  endRelief: {
    title: { zh: '登记复议、诉讼终结', en: 'Enter the end of a reconsideration or suit' },
    from: contestable,
    to: staysContestable,
    by: atTheScene,
    source: reliefLaw,
    conditions: [byItsOrganization, reliefRuns],
    guards: [reliefDay],
    effect: endNotedRelief,
    entry: (_row, { input: { day } }) => ({ values: { to: day } }),
  },
};
