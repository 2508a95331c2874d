import { answersFor, type Caller } from '../../../kit/identity/caller.js';
import type { Condition } from '../../../kit/identity/policy.js';
import type { ListChangeProposal } from './list-change-proposal.js';

/** Where the rules of this workflow stand. */
export const source = {
  zh: '清单动态管理制度:增加、取消、调整的情形,乡镇的建议权(AU-09)',
  en: 'Dynamic management of lists: add, cancel, adjust, and the town’s right to propose (AU-09)',
};

type ProposalCondition = Condition<ListChangeProposal>;

export const ofProposer: ProposalCondition = {
  reason: 'NOT_PROPOSER',
  code: 'FORBIDDEN',
  sentence: { zh: '只有提出单位可以办理。', en: 'Only the organisation that proposes it may do this.' },
  source,
  holds: ({ proposerCode }, { caller }) => caller.organizations.includes(proposerCode),
};

export const withinCounty: ProposalCondition = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  sentence: { zh: '该建议不在您负责的区域内。', en: 'The proposal is outside the territory that you answer for.' },
  source,
  holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode.slice(0, 6)),
};

export const isConsulted: ProposalCondition = {
  reason: 'NOT_CONSULTED',
  code: 'FORBIDDEN',
  sentence: { zh: '贵单位不在征求意见之列。', en: 'Your organisation is not among those who are asked.' },
  source,
  holds: (row, { caller }) => consultedAs(row, caller) !== null,
};

export const notYetGiven: ProposalCondition = {
  reason: 'OPINION_GIVEN',
  code: 'CONFLICT',
  sentence: { zh: '贵单位已经提出意见。', en: 'Your organisation has given its opinion.' },
  source,
  holds: (row, { caller }) => !((consultedAs(row, caller) ?? '') in row.course.answers),
};

/** The consulted organisation that a caller speaks for; null for none. */
export function consultedAs({ consultedCodes }: ListChangeProposal, { organizations }: Caller): string | null {
  return organizations.find((code) => consultedCodes.includes(code)) ?? null;
}
