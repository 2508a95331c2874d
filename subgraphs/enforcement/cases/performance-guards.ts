import { dayOf } from '../../../kit/time/calendar.js';
import type { Guard } from '../../../kit/workflow/workflow.js';
import { fenOf, yuanOf } from '../rules/money.js';
import { mayCollectOnTheSpot } from '../rules/on-spot-collection.js';
import { daysLate, surcharge } from '../rules/surcharge.js';
import type { Case } from './case.js';
import { reliefLaw } from './case-conditions.js';
import type { CaseVerbs } from './case-verbs.js';
import { CollectionReason } from './performance.js';
import { receiptWritten, written } from './written-text.js';

type Payment = CaseVerbs['payFine'];
type Collection = CaseVerbs['collectOnTheSpot'];

/** What is due beside the fine, in fen, when it is paid on a day (Administrative Penalty Law § 72). */
export function surchargeOn(
  { fine, paymentDueOn, reliefs }: Pick<Case, 'fine' | 'paymentDueOn' | 'reliefs'>,
  day: string,
): bigint {
  if (fine === null || paymentDueOn === null) return 0n;
  return surcharge(fenOf(fine) ?? 0n, daysLate(paymentDueOn, day, reliefs));
}

const payable: Guard<Case, Payment> = {
  reason: 'PAYMENT_DAY',
  code: 'INVALID',
  sentence: ({ serviceRecord }, { input: { paidOn } }) => ({
    zh: `缴款日期 ${paidOn} 须在送达(${servedOn(serviceRecord)})之后、今日之前(含当日)。`,
    en: `The day of payment ${paidOn} must be from the service (${servedOn(serviceRecord)}) to today.`,
  }),
  source: { zh: '行政处罚法第六十七条', en: 'Administrative Penalty Law § 67' },
  holds: ({ serviceRecord }, { input: { paidOn }, now }) => servedOn(serviceRecord) <= paidOn && paidOn <= dayOf(now),
};

const paidInFull: Guard<Case, Payment> = {
  reason: 'PAYMENT_AMOUNT',
  code: 'INVALID',
  sentence: (row, { input: { amount, paidOn } }) => {
    const late = surchargeOn(row, paidOn);
    const due = yuanOf((fenOf(row.fine ?? '0') ?? 0n) + late);
    return {
      zh: `${paidOn} 应缴 ${due} 元(其中加处罚款 ${yuanOf(late)} 元),与所报 ${amount} 元不符。`,
      en: `On ${paidOn} ${due} yuan are due, the surcharge of ${yuanOf(late)} included, not ${amount}.`,
    };
  },
  source: { zh: '行政处罚法第七十二条', en: 'Administrative Penalty Law § 72' },
  holds: (row, { input: { amount, paidOn } }) =>
    fenOf(amount) === (fenOf(row.fine ?? '0') ?? 0n) + surchargeOn(row, paidOn),
};

/** What a payment at the bank is held against. */
export const paymentGuards: readonly Guard<Case, Payment>[] = [payable, paidInFull, receiptWritten];

const collectable: Guard<Case, Collection> = {
  reason: 'ON_SPOT_NOT_ALLOWED',
  code: 'INVALID',
  sentence: ({ fine }) => ({
    zh: `罚款 ${fine} 元超过 100 元,不得以「一百元以下」为由当场收缴。`,
    en: `A fine of ${fine} yuan exceeds 100 yuan and is not collected on the spot for being small.`,
  }),
  source: { zh: '行政处罚法第六十八、六十九条', en: 'Administrative Penalty Law §§ 68 and 69' },
  holds: ({ fine }, { input: { reason } }) => mayCollectOnTheSpot(fenOf(fine ?? '0') ?? 0n, reason),
};

const explained: Guard<Case, Collection> = {
  reason: 'EXPLANATION_MISSING',
  code: 'INVALID',
  sentence: (_row, { input: { reason } }) => ({
    zh: `以「${reason}」为由当场收缴的,须说明情形。`,
    en: `Collecting on the spot by ${reason} needs an explanation.`,
  }),
  source: collectable.source,
  holds: (_row, { input: { reason, explanation } }) => reason === CollectionReason.AT_MOST_100 || explanation !== null,
};

/** What a collection on the spot is held against. */
export const collectionGuards: readonly Guard<Case, Collection>[] = [
  collectable,
  explained,
  written({ zh: '情形说明', en: 'The explanation' }, 500, ({ explanation }) => explanation),
  receiptWritten,
];

/** A contest begins and ends on days after the service and after what was entered before, and not in days to come. */
export const reliefDay: Guard<Case, { readonly day: string }> = {
  reason: 'RELIEF_DAY',
  code: 'INVALID',
  sentence: (row, { input: { day } }) => ({
    zh: `日期 ${day} 须在 ${earliestRelief(row)} 至今日之间。`,
    en: `The day ${day} must be from ${earliestRelief(row)} to today.`,
  }),
  source: reliefLaw,
  holds: (row, { input: { day }, now }) => earliestRelief(row) <= day && day <= dayOf(now),
};

/** The first day that a contest, or its end, may have. */
function earliestRelief({ reliefs, serviceRecord }: Case): string {
  const last = reliefs.at(-1);
  return last ? (last.to ?? last.from) : servedOn(serviceRecord);
}

function servedOn(service: Case['serviceRecord']): string {
  return service === null ? '' : dayOf(new Date(service.at));
}
