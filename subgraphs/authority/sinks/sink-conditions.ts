import { answersFor, type Caller } from '../../../kit/identity/caller.js';
import type { Condition } from '../../../kit/identity/policy.js';
import type { DutySinkRequest } from './duty-sink-request.js';
import { isConsent } from './town-consent.js';

/** Where the rules of this workflow stand. */
export const source = {
  zh: '县级部门职责下沉准入制度:部门职责交由乡镇办理必须征得乡镇同意,并严格按照程序审批(AU-10)',
  en: 'Admission of sunk duties: a department’s duty goes to towns only with their consent and by the procedure (AU-10)',
};

type SinkCondition = Condition<DutySinkRequest>;

export const ofApplicant: SinkCondition = {
  reason: 'NOT_APPLICANT',
  code: 'FORBIDDEN',
  sentence: { zh: '只有申请部门可以办理。', en: 'Only the department that asks may do this.' },
  source,
  holds: ({ applicantCode }, { caller }) => caller.organizations.includes(applicantCode),
};

export const withinCounty: SinkCondition = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  sentence: { zh: '该申请不在您负责的区域内。', en: 'The request is outside the territory that you answer for.' },
  source,
  holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode),
};

export const ofAskedTown: SinkCondition = {
  reason: 'NOT_ASKED_TOWN',
  code: 'FORBIDDEN',
  sentence: { zh: '该申请未征求您所在镇街的意见。', en: 'Your town is not asked.' },
  source,
  holds: (row, { caller }) => townOfCaller(row, caller) !== null,
};

export const notYetDecided: SinkCondition = {
  reason: 'CONSENT_GIVEN',
  code: 'CONFLICT',
  sentence: { zh: '本镇街已经答复。', en: 'Your town has answered.' },
  source,
  holds: (row, { caller }) => {
    const town = townOfCaller(row, caller);
    return !row.consents.some(({ organizationCode }) => organizationCode === town);
  },
};

/** 必须征得乡镇同意: whatever else is in order, one town that does not consent bars the approval. */
export const everyTownConsents: SinkCondition = {
  reason: 'TOWN_CONSENT_MISSING',
  code: 'CONFLICT',
  sentence: {
    zh: '尚有镇街未同意(未答复不视为同意),不得批准;可修改申请,或将其移出后继续。',
    en: 'A town does not consent, and silence is not consent: amend the request, or go on without that town.',
  },
  source,
  holds: (row) => allConsent(row),
};

export const legallyReviewed: SinkCondition = {
  reason: 'LEGALITY_MISSING',
  code: 'CONFLICT',
  sentence: { zh: '尚未通过合法性审查。', en: 'The legal review was not passed.' },
  source,
  holds: ({ lawful }) => lawful === true,
};

/** 资源下移: what was promised is there before the duty is. */
export const supportsDelivered: SinkCondition = {
  reason: 'SUPPORT_MISSING',
  code: 'CONFLICT',
  sentence: { zh: '承诺的配套资源尚未全部到位。', en: 'What was promised with the duty is not all delivered.' },
  source: { zh: '人随事走、资源下移(AU-10)', en: 'People and resources go with the duty (AU-10)' },
  holds: ({ supports }) => supports.every(({ deliveredOn }) => deliveredOn !== null),
};

/** The asked town that a caller speaks for; null for none. */
export function townOfCaller({ townCodes }: DutySinkRequest, { organizations }: Caller): string | null {
  return organizations.find((code) => townCodes.includes(code)) ?? null;
}

/** Whether every town that is asked stands by the request. */
export function allConsent({ townCodes, consents }: Pick<DutySinkRequest, 'townCodes' | 'consents'>): boolean {
  return townCodes.every((town) => consents.some((each) => each.organizationCode === town && isConsent(each)));
}
