import { answersFor } from '../../../kit/identity/caller.js';
import type { Condition } from '../../../kit/identity/policy.js';
import type { InspectionPlan } from './inspection-plan.js';

type PlanCondition = Condition<InspectionPlan>;

/** Where the rules of random inspections stand. */
export const randomLaw = {
  zh: '“双随机、一公开”,抽取比例和频次按信用风险确定(浙江省综合行政执法条例第二十一条;EN-13)',
  en: 'Objects and officers by chance, results in public, shares by credit and risk (EN-13)',
};

export const planWithinTerritory: PlanCondition = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  sentence: { zh: '该计划不在您负责的区域内。', en: 'The plan is outside the territory that you answer for.' },
  source: randomLaw,
  holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode),
};

export const ofLead: PlanCondition = {
  reason: 'NOT_PLAN_LEAD',
  code: 'FORBIDDEN',
  sentence: { zh: '该计划由其他机构牵头。', en: 'Another organisation leads the plan.' },
  source: randomLaw,
  holds: ({ leadCode }, { caller }) => caller.organizations.includes(leadCode),
};

export const ofParticipant: PlanCondition = {
  reason: 'NOT_IN_PLAN',
  code: 'FORBIDDEN',
  sentence: { zh: '您的机构不参加该计划。', en: 'Your organisation takes no part in the plan.' },
  source: randomLaw,
  holds: ({ leadCode, partyCodes }, { caller }) =>
    caller.organizations.some((each) => each !== leadCode && partyCodes.includes(each)),
};

export const notAgreedYet: PlanCondition = {
  reason: 'PLAN_AGREED',
  code: 'CONFLICT',
  sentence: { zh: '您的机构已经同意。', en: 'Your organisation has agreed already.' },
  source: randomLaw,
  holds: ({ agreedCodes }, { caller }) => !caller.organizations.some((each) => agreedCodes.includes(each)),
};

export const allAgreed: PlanCondition = {
  reason: 'PLAN_NOT_AGREED',
  code: 'CONFLICT',
  sentence: { zh: '尚有参加机构未同意。', en: 'Not all who take part have agreed.' },
  source: randomLaw,
  holds: ({ leadCode, partyCodes, agreedCodes }) =>
    partyCodes.every((each) => each === leadCode || agreedCodes.includes(each)),
};
