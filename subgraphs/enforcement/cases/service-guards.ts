import { dayOf } from '../../../kit/time/calendar.js';
import { nameOfDay, numberOfDay } from '../../../kit/time/shanghai-day.js';
import type { Guard } from '../../../kit/workflow/workflow.js';
import type { Case } from './case.js';
import { simpleProcedureLaw } from './case-conditions.js';
import { CaseProcedure } from './case-states.js';
import type { CaseVerbs } from './case-verbs.js';
import { ServiceMethod } from './service-method.js';

type Service = CaseVerbs['serveDecision'];

const serviceLaw = { zh: '行政处罚法第六十一条', en: 'Administrative Penalty Law § 61' };

/** Days of a public notice (Civil Procedure Law, 2023, § 95). */
const noticeDays = 30;

const refusalWitnessed: Guard<Case, Service> = {
  reason: 'WITNESS_MISSING',
  code: 'INVALID',
  sentence: () => ({
    zh: '当事人拒绝签收或者留置送达的,须注明见证人。',
    en: 'Where the party refuses to sign, or the decision is left, a witness is named.',
  }),
  source: simpleProcedureLaw,
  holds: (_row, { input: { refused, witness, method } }) =>
    (!refused && method !== ServiceMethod.LEFT_AT_PLACE) || witness !== null,
};

const onTheSpotInPerson: Guard<Case, Service> = {
  reason: 'SERVICE_METHOD',
  code: 'INVALID',
  sentence: (_row, { input: { method } }) => ({
    zh: `当场处罚决定书须当场交付,不得以「${method}」送达。`,
    en: `What is decided on the spot is handed over there, not served by ${method}.`,
  }),
  source: simpleProcedureLaw,
  holds: ({ procedure }, { input: { method } }) =>
    procedure !== CaseProcedure.SIMPLE || method === ServiceMethod.IN_PERSON,
};

const electronicWithConsent: Guard<Case, Service> = {
  reason: 'CONSENT_MISSING',
  code: 'INVALID',
  sentence: () => ({
    zh: '电子送达须当事人同意并签订确认书。',
    en: 'Electronic service needs the party’s consent, which it signed.',
  }),
  source: serviceLaw,
  holds: (_row, { input: { method, consent } }) => (method === ServiceMethod.ELECTRONIC) === (consent !== null),
};

const noticeLongEnough: Guard<Case, Service> = {
  reason: 'NOTICE_PERIOD',
  code: 'INVALID',
  sentence: (_row, { input: { noticedOn } }) => ({
    zh: `公告送达须公告满三十日,公告日期「${noticedOn ?? ''}」未满;其他方式不填公告日期。`,
    en: `A public notice stands for thirty days; since "${noticedOn ?? ''}" it has not. Other ways have no such day.`,
  }),
  source: { zh: '民事诉讼法第九十五条', en: 'Civil Procedure Law § 95' },
  holds: ({ decisionRecord }, { input: { method, noticedOn }, now }) => {
    if (method !== ServiceMethod.PUBLIC_NOTICE) return noticedOn === null;
    if (noticedOn === null || noticedOn < dayOf(new Date(decisionRecord?.decidedAt ?? 0))) return false;
    return nameOfDay(numberOfDay(noticedOn) + noticeDays) <= dayOf(now);
  },
};

/** What the service of a decision is held against. */
export const serviceGuards: readonly Guard<Case, Service>[] = [
  refusalWitnessed,
  onTheSpotInPerson,
  electronicWithConsent,
  noticeLongEnough,
];
