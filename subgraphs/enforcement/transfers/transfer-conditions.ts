import { answersFor } from '../../../kit/identity/caller.js';
import type { Condition } from '../../../kit/identity/policy.js';
import { jurisdictionLaw } from '../proceedings/jurisdiction.js';
import type { CaseTransfer } from './case-transfer.js';
import { TransferKind } from './transfer-vocabulary.js';

type TransferCondition = Condition<CaseTransfer>;

export const transferLaw = {
  zh: '行政执法机关移送涉嫌犯罪案件的规定(2020);重大案件移送(EN-09)',
  en: 'Rules on handing suspected crimes over (2020); major cases are passed on (EN-09)',
};

export const ofSender: TransferCondition = {
  reason: 'NOT_SENDER',
  code: 'FORBIDDEN',
  sentence: { zh: '您不属于移送机构。', en: 'You do not belong to the organisation that passes the case on.' },
  source: transferLaw,
  holds: ({ fromCode }, { caller }) => caller.organizations.includes(fromCode),
};

export const notOfSender: TransferCondition = {
  reason: 'SENDER_RECEIVES',
  code: 'FORBIDDEN',
  sentence: { zh: '移送机构不得自行接收。', en: 'Who passes a case on does not take it on.' },
  source: transferLaw,
  holds: ({ fromCode }, { caller }) => caller.organizations.length > 0 && !caller.organizations.includes(fromCode),
};

export const ofPolice: TransferCondition = {
  reason: 'NOT_POLICE',
  code: 'FORBIDDEN',
  sentence: { zh: '您不属于接收的公安机关。', en: 'You do not belong to the police that the case was sent to.' },
  source: transferLaw,
  holds: ({ kind, toCode }, { caller }) => kind === TransferKind.TO_POLICE && caller.organizations.includes(toCode),
};

export const notForPolice: TransferCondition = {
  reason: 'FOR_POLICE',
  code: 'CONFLICT',
  sentence: { zh: '该案移送公安机关,由其办理。', en: 'The case goes to the police, who answer it.' },
  source: transferLaw,
  holds: ({ kind }) => kind !== TransferKind.TO_POLICE,
};

export const forPolice: TransferCondition = {
  ...notForPolice,
  reason: 'NOT_FOR_POLICE',
  sentence: { zh: '该案未移送公安机关。', en: 'The case did not go to the police.' },
  holds: ({ kind }) => kind === TransferKind.TO_POLICE,
};

/** Whoever comes second may have the jurisdiction designated. */
export const ofClaimant: TransferCondition = {
  reason: 'NOT_CLAIMANT',
  code: 'FORBIDDEN',
  sentence: { zh: '您不属于提出管辖争议的机构。', en: 'You do not belong to the organisation that disputes.' },
  source: jurisdictionLaw,
  holds: ({ toCode }, { caller }) => caller.organizations.includes(toCode),
};

/** Whom the superior designated does not send the case back. */
export const notDesignated: TransferCondition = {
  reason: 'ALREADY_DESIGNATED',
  code: 'CONFLICT',
  sentence: { zh: '该案已经指定管辖,不得退回。', en: 'The jurisdiction was designated: the case is not sent back.' },
  source: jurisdictionLaw,
  holds: ({ course }) => (course.counts['designateJurisdiction'] ?? 0) === 0,
};

/** The common superior designates, not one of those who want the case. */
export const ofSuperior: TransferCondition = {
  reason: 'NOT_SUPERIOR',
  code: 'FORBIDDEN',
  sentence: { zh: '指定管辖由共同的上一级机关办理。', en: 'The common superior designates, not a party.' },
  source: jurisdictionLaw,
  holds: ({ regionCode, partyCodes }, { caller }) =>
    answersFor(caller, regionCode.slice(0, 6)) && !caller.organizations.some((each) => partyCodes.includes(each)),
};
