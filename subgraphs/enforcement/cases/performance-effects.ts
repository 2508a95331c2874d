import { disarm } from '../../../kit/deadlines/timers.js';
import { attachFiles } from '../../../kit/files/attach-files.js';
import { dayOf } from '../../../kit/time/calendar.js';
import type { Effect } from '../../../kit/workflow/workflow.js';
import { fenOf, yuanOf } from '../rules/money.js';
import type { Case } from './case.js';
import type { CaseVerbs } from './case-verbs.js';
import { paymentDays, recordingTimer } from './decision-effect.js';
import { surchargeOn } from './performance-guards.js';

/** Notes how the decision was served, and from then on counts the days to pay. */
export const noteService: Effect<Case, CaseVerbs['serveDecision']> = {
  title: { zh: '记录送达,起算缴款期限', en: 'Note the service; the days to pay begin' },
  apply: async (row, { context, input: { refused, witness, method, consent }, rules, now }) => {
    const [file] = await attachFiles(context, consent === null ? [] : [consent], { entity: 'Case', id: row.id });
    row.serviceRecord = { at: now.toISOString(), refused, witness, method, consent: file?.sm3 ?? null };
    if (row.fine === null) return;
    row.paymentDueOn = rules.calendar.dueAt(now, { amount: paymentDays, unit: 'DAY' }).lastDay;
  },
};

/** Notes the recording, and ends its time. */
export const noteRecording: Effect<Case, CaseVerbs['recordWithAgency']> = {
  title: { zh: '记录备案', en: 'Note the recording' },
  apply: async (row, { context, now }) => {
    row.recordedAt = now;
    await disarm(context, 'enforcement', row.id, 'MET', [recordingTimer]);
  },
};

/** Notes a payment at the bank, the surcharge in it told apart. */
export const notePayment: Effect<Case, CaseVerbs['payFine']> = {
  title: { zh: '记录缴款', en: 'Note the payment' },
  apply: (row, { input: { receipt, paidOn, amount } }) => {
    row.paymentRecord = {
      onTheSpot: false,
      paidOn,
      amount: yuanOf(fenOf(amount) ?? 0n),
      surcharge: yuanOf(surchargeOn(row, paidOn)),
      receipt,
      reason: null,
      explanation: null,
      handedInOn: null,
      handInReceipt: null,
    };
  },
};

/** Notes money taken on the spot, which must go to the agency. */
export const noteCollection: Effect<Case, CaseVerbs['collectOnTheSpot']> = {
  title: { zh: '记录当场收缴,起算交款时限', en: 'Note the collection; the time to hand it in begins' },
  apply: (row, { input: { reason, explanation, receipt }, now }) => {
    row.paymentRecord = {
      onTheSpot: true,
      paidOn: dayOf(now),
      amount: row.fine ?? '0.00',
      surcharge: '0.00',
      receipt,
      reason,
      explanation,
      handedInOn: null,
      handInReceipt: null,
    };
  },
};

/** Notes that the agency has the money. */
export const noteHandingIn: Effect<Case, CaseVerbs['handInCollectedFine']> = {
  title: { zh: '记录交款', en: 'Note the handing in' },
  apply: (row, { input: { receipt }, now }) => {
    if (row.paymentRecord === null) return;
    row.paymentRecord = { ...row.paymentRecord, handedInOn: dayOf(now), handInReceipt: receipt };
  },
};

/** Notes that the decision is contested; from then on the surcharge stands still (§ 73). */
export const noteRelief: Effect<Case, CaseVerbs['noteRelief']> = {
  title: { zh: '记录复议、诉讼,停计加处罚款', en: 'Note the contest; the surcharge stands still' },
  apply: (row, { input: { kind, day } }) => {
    row.reliefs = [...row.reliefs, { kind, from: day, to: null }];
  },
};

/** Notes the last day of the contest; the surcharge goes on after it. */
export const endNotedRelief: Effect<Case, CaseVerbs['endRelief']> = {
  title: { zh: '记录终结,续计加处罚款', en: 'Note the end; the surcharge goes on' },
  apply: (row, { input: { day } }) => {
    row.reliefs = row.reliefs.map((relief) => (relief.to === null ? { ...relief, to: day } : relief));
  },
};
