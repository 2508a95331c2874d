import type { Guard } from '../../../kit/workflow/workflow.js';
import { isWritten, written } from '../../../kit/workflow/written-text.js';
import { Case } from '../cases/case.js';
import { CaseTransfer } from './case-transfer.js';
import { passable } from './passing-transitions.js';
import { jurisdictionLaw } from '../proceedings/jurisdiction.js';
import { transferLaw } from './transfer-conditions.js';
import type { Taking, TransferInputs } from './transfer-inputs.js';
import { TransferKind, TransferState } from './transfer-vocabulary.js';

/** States in which a transfer still goes on; a case has one such transfer at most. */
export const openTransferStates = [
  TransferState.PROPOSED,
  TransferState.APPROVED,
  TransferState.SENT,
  TransferState.DISPUTED,
  TransferState.DESIGNATED,
];

export const caseUndecided: Guard<CaseTransfer, object> = {
  reason: 'CASE_NOT_PASSABLE',
  code: 'CONFLICT',
  sentence: ({ caseNo, caseState }) => ({
    zh: `案件「${caseNo}」状态为 ${caseState},决定作出前才能移送。`,
    en: `The case "${caseNo}" is ${caseState}; it is passed on before it is decided.`,
  }),
  source: transferLaw,
  holds: ({ caseState }) => (passable as readonly string[]).includes(caseState),
};

export const noneOpen: Guard<CaseTransfer, object> = {
  reason: 'TRANSFER_OPEN',
  code: 'CONFLICT',
  sentence: ({ caseNo }) => ({
    zh: `案件「${caseNo}」已有未办结的移送。`,
    en: `A transfer of the case "${caseNo}" is under way already.`,
  }),
  source: transferLaw,
  holds: async ({ id, caseId }, { context: { session } }) => {
    const same = { id: { $ne: id }, caseId, state: { $in: openTransferStates } };
    // Whoever asks may not see the other transfer.
    return (await session.manager.count(CaseTransfer, same, { filters: { visible: false } })) === 0;
  },
};

const ordered = new Set([TransferKind.GRANT_WITHDRAWN, TransferKind.DISPUTE]);

export const kindProposed: Guard<CaseTransfer, object> = {
  reason: 'TRANSFER_KIND',
  code: 'INVALID',
  sentence: ({ kind, toCode }) => ({
    zh: `「${kind}」不由承办机构提出,或者移送给自己(${toCode})。`,
    en: `A transfer of the kind ${kind} is not proposed, or its receiver "${toCode}" is the sender.`,
  }),
  source: transferLaw,
  holds: ({ kind, fromCode, toCode }) => !ordered.has(kind) && fromCode !== toCode,
};

export const reasonGiven: Guard<CaseTransfer, object> = {
  reason: 'TEXT_LENGTH',
  code: 'INVALID',
  sentence: () => ({ zh: '「理由」须为 1—1000 字。', en: 'The reason must have 1 to 1000 characters.' }),
  source: transferLaw,
  holds: ({ reason }) => isWritten(reason, 1000),
};

/** Two officers at least look into a suspected crime before it is reported to the head. */
export const twoLookedIntoIt: Guard<CaseTransfer, TransferInputs['decideTransfer']> = {
  reason: 'CRIME_NEEDS_TWO',
  code: 'CONFLICT',
  sentence: ({ caseNo }) => ({
    zh: `案件「${caseNo}」尚未指定两名以上执法人员核实涉嫌犯罪情况,不得批准移送。`,
    en: `No two officers have looked into the case "${caseNo}" yet, as a suspected crime demands.`,
  }),
  source: { zh: '行政执法机关移送涉嫌犯罪案件的规定第五条', en: 'Rules on handing suspected crimes over § 5' },
  holds: async ({ kind, caseId }, { input: { approve }, context: { session } }) => {
    if (kind !== TransferKind.TO_POLICE || !approve) return true;
    const row = await session.one(Case, 'id', caseId);
    return (row?.officerNumbers.length ?? 0) >= 2;
  },
};

export const ofReceiver: Guard<CaseTransfer, Taking> = {
  reason: 'NOT_RECEIVER',
  code: 'FORBIDDEN',
  sentence: ({ toCode }) => ({
    zh: `该案移送给「${toCode}」,由其或者其下属执法机构接收。`,
    en: `The case was sent to "${toCode}", which takes it on, or one directly below it.`,
  }),
  source: transferLaw,
  holds: ({ toCode }, { input: { superiors } }) => superiors.includes(toCode),
};

/** Whom the superior designates is one of the two. */
export const designatesParty: Guard<CaseTransfer, TransferInputs['designateJurisdiction']> = {
  reason: 'NOT_A_PARTY',
  code: 'INVALID',
  sentence: ({ fromCode, toCode }, { input: { organization } }) => ({
    zh: `「${organization.slice(0, 100)}」不是争议的一方(${fromCode}、${toCode})。`,
    en: `"${organization.slice(0, 100)}" is none of the two, ${fromCode} and ${toCode}.`,
  }),
  source: jurisdictionLaw,
  holds: ({ fromCode, toCode }, { input: { organization } }) => [fromCode, toCode].includes(organization),
};

export const reasonWritten = written<CaseTransfer, { readonly reason: string }>(
  { zh: '理由', en: 'The reason' },
  1000,
  transferLaw,
  ({ reason }) => reason,
);
