import { answersFor } from '../../../kit/identity/caller.js';
import type { Condition } from '../../../kit/identity/policy.js';
import { dayOf } from '../../../kit/time/calendar.js';
import type { Guard } from '../../../kit/workflow/workflow.js';
import { Case } from '../cases/case.js';
import { JointOperation } from './joint-operation.js';
import type { OperationInputs } from './operation-inputs.js';

type OperationCondition = Condition<JointOperation>;

/** Where the rules of joint operations stand. */
export const jointLaw = {
  zh: '联合查处、县乡联动执法(EN-12);行政处罚法第二十六条:可以请求协助',
  en: 'Joint operations of county and towns (EN-12); Administrative Penalty Law § 26: help may be asked for',
};

export const ofInitiator: OperationCondition = {
  reason: 'NOT_INITIATOR',
  code: 'FORBIDDEN',
  sentence: { zh: '该行动由其他机构发起。', en: 'Another organisation began the operation.' },
  source: jointLaw,
  holds: ({ initiatorCode }, { caller }) => caller.organizations.includes(initiatorCode),
};

export const takesPart: OperationCondition = {
  reason: 'NOT_IN_OPERATION',
  code: 'FORBIDDEN',
  sentence: { zh: '您的机构不参加该行动。', en: 'Your organisation takes no part in the operation.' },
  source: jointLaw,
  holds: ({ partyCodes }, { caller }) => caller.organizations.some((each) => partyCodes.includes(each)),
};

/** County and towns are brought together by whoever coordinates for the county. */
export const coordinatesCounty: OperationCondition = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  sentence: { zh: '该行动不在您统筹的区域内。', en: 'The operation is outside the territory that you coordinate.' },
  source: jointLaw,
  holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode.slice(0, 6)),
};

export const withinItsDays: OperationCondition = {
  reason: 'OUTSIDE_OPERATION_DAYS',
  code: 'CONFLICT',
  sentence: { zh: '今日不在行动的起止日期内。', en: 'Today is none of the operation’s days.' },
  source: jointLaw,
  holds: ({ startsOn, endsOn }, { clock }) => startsOn <= dayOf(clock.now()) && dayOf(clock.now()) <= endsOn,
};

/** A case is of an operation when one of those who take part works on it. */
export const caseOfParty: Guard<JointOperation, OperationInputs['addOperationCase']> = {
  reason: 'CASE_OF_ANOTHER',
  code: 'INVALID',
  sentence: (_row, { input: { caseNo, organizationCode } }) => ({
    zh: `案件「${caseNo}」由「${organizationCode}」承办,不属参加行动的机构。`,
    en: `The case "${caseNo}" is worked on by "${organizationCode}", which takes no part in the operation.`,
  }),
  source: jointLaw,
  holds: ({ partyCodes }, { input: { organizationCode } }) => partyCodes.includes(organizationCode),
};

export const caseCountedOnce: Guard<JointOperation, OperationInputs['addOperationCase']> = {
  reason: 'CASE_COUNTED',
  code: 'CONFLICT',
  sentence: (_row, { input: { caseNo } }) => ({
    zh: `案件「${caseNo}」已计入一次行动。`,
    en: `The case "${caseNo}" counts for an operation already.`,
  }),
  source: jointLaw,
  holds: async (_row, { input: { caseId, caseNo }, context: { session } }) => {
    // Two operations that count it at the same moment come one after the other.
    await session.locked(Case, caseId);
    const counting = { caseNos: { $contains: [caseNo] } };
    // The other operation may be out of this caller's sight.
    return (await session.manager.count(JointOperation, counting, { filters: { visible: false } })) === 0;
  },
};
