import { answersFor } from '../../../kit/identity/caller.js';
import type { Condition } from '../../../kit/identity/policy.js';
import type { Bilingual } from '../../../kit/module/fault.js';
import type { Case } from './case.js';
import { CaseProcedure } from './case-states.js';
import { PenaltyKind } from './penalty-kind.js';

/** Where the rules of the simple procedure stand. */
export const simpleProcedureLaw: Bilingual = {
  zh: '行政处罚法第五十一、五十二条(EN-05)',
  en: 'Administrative Penalty Law §§ 51 and 52 (EN-05)',
};

/** Realm roles of those who enforce. */
export const atTheScene = ['enforcement_officer', 'bureau_head'];

/** EN-01: one team enforces, where it stands. */
export const caseWithinTerritory: Condition<Case> = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  sentence: { zh: '案发地不在您负责的区域内。', en: 'The case lies outside the territory that you answer for.' },
  source: { zh: '一支队伍管执法,属地管理(EN-01)', en: 'One team enforces, led where it stands (EN-01)' },
  holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode),
};

/** What is done at the scene is done by the officers whom the case names. */
export const byItsOfficers: Condition<Pick<Case, 'officerNumbers'>> = {
  reason: 'NOT_CASE_OFFICER',
  code: 'FORBIDDEN',
  sentence: { zh: '您不是本案的执法人员。', en: 'You are not one of the case’s officers.' },
  source: { zh: '行政处罚法第四十二条', en: 'Administrative Penalty Law § 42' },
  holds: ({ officerNumbers }, { caller }) => caller.staffNumber !== null && officerNumbers.includes(caller.staffNumber),
};

/** What binds the agency is decided by its head (§ 57). */
export const byItsHead: Condition<Pick<Case, 'organizationCode'>> = {
  reason: 'NOT_CASE_HEAD',
  code: 'FORBIDDEN',
  sentence: { zh: '您不是本案承办机构的负责人。', en: 'You are not the head of the case’s organisation.' },
  source: { zh: '行政处罚法第五十七条', en: 'Administrative Penalty Law § 57' },
  holds: ({ organizationCode }, { caller }) =>
    caller.organizations.includes(organizationCode) && caller.grants.has('realm:bureau_head'),
};

/** What is done at the desk may also be done by the head of the case's organisation. */
export const byItsOrganization: Condition<Case> = {
  ...byItsOfficers,
  reason: 'NOT_CASE_ORGANIZATION',
  sentence: {
    zh: '您既不是本案的执法人员,也不是承办机构的负责人。',
    en: 'You are neither one of the case’s officers nor the head of its organisation.',
  },
  holds: (row: Case, context) => byItsHead.holds(row, context) || byItsOfficers.holds(row, context),
};

/** A warning leaves nothing to pay. */
export const hasFine: Condition<Case> = {
  reason: 'NO_FINE',
  code: 'CONFLICT',
  sentence: { zh: '本案未处罚款。', en: 'The case has no fine.' },
  source: simpleProcedureLaw,
  holds: ({ fine }) => fine !== null,
};

/** Money collected on the spot goes to the agency once. */
export const holdsCollectedFine: Condition<Case> = {
  reason: 'NOTHING_TO_HAND_IN',
  code: 'CONFLICT',
  sentence: { zh: '没有待交的当场收缴罚款。', en: 'No money collected on the spot is left to hand in.' },
  source: { zh: '行政处罚法第七十一条', en: 'Administrative Penalty Law § 71' },
  holds: (row) => owesCollectedFine(row),
};

/** Where the standstill of the surcharge stands. */
export const reliefLaw: Bilingual = { zh: '行政处罚法第七十三条', en: 'Administrative Penalty Law § 73' };

/** A reconsideration ends before a suit begins. */
export const noReliefRuns: Condition<Case> = {
  reason: 'RELIEF_RUNNING',
  code: 'CONFLICT',
  sentence: { zh: '已有尚未终结的复议或者诉讼。', en: 'A reconsideration or a suit is under way.' },
  source: reliefLaw,
  holds: ({ reliefs }) => reliefs.at(-1)?.to !== null,
};

/** Only what runs can end. */
export const reliefRuns: Condition<Case> = {
  reason: 'NO_RELIEF_RUNNING',
  code: 'CONFLICT',
  sentence: { zh: '没有尚未终结的复议或者诉讼。', en: 'No reconsideration or suit is under way.' },
  source: reliefLaw,
  holds: ({ reliefs }) => reliefs.at(-1)?.to === null,
};

/** What must be done before a case is closed, each with the law that says so. */
export const closable: readonly Condition<Case>[] = [
  {
    reason: 'FINE_UNPAID',
    code: 'CONFLICT',
    sentence: {
      zh: '罚款尚未缴清,也未申请强制执行。',
      en: 'The fine is not paid yet, and the court was not asked.',
    },
    source: { zh: '行政处罚法第六十六、六十七条', en: 'Administrative Penalty Law §§ 66 and 67' },
    holds: ({ fine, paymentRecord, proceeding: { compulsion } }) =>
      fine === null || paymentRecord !== null || compulsion?.appliedAt != null,
  },
  {
    reason: 'FINE_NOT_HANDED_IN',
    code: 'CONFLICT',
    sentence: { zh: '当场收缴的罚款尚未交至行政机关。', en: 'The money collected on the spot is not handed in yet.' },
    source: holdsCollectedFine.source,
    holds: (row) => !owesCollectedFine(row),
  },
  {
    reason: 'NOT_RECORDED',
    code: 'CONFLICT',
    sentence: { zh: '当场处罚决定尚未备案。', en: 'The decision is not recorded with the agency yet.' },
    source: { zh: '行政处罚法第五十二条', en: 'Administrative Penalty Law § 52' },
    holds: ({ recordedAt, procedure }) => recordedAt !== null || procedure !== CaseProcedure.SIMPLE,
  },
  {
    reason: 'PERFORMANCE_MISSING',
    code: 'CONFLICT',
    sentence: {
      zh: '金钱以外的处罚尚未确认执行。',
      en: 'What is no money is not confirmed as carried out yet.',
    },
    source: { zh: '行政处罚法第六十六条', en: 'Administrative Penalty Law § 66' },
    holds: ({ decisionRecord, proceeding: { performed } }) =>
      performed !== undefined ||
      (decisionRecord?.penalties ?? []).every((kind) => doneByTelling.has(kind) || kind === PenaltyKind.FINE),
  },
];

/** What is done once it is served. */
const doneByTelling = new Set([PenaltyKind.WARNING, PenaltyKind.CRITICISM]);

/** Whether officers still hold money that they collected on the spot. */
export function owesCollectedFine({ paymentRecord }: Pick<Case, 'paymentRecord'>): boolean {
  return paymentRecord !== null && paymentRecord.onTheSpot && paymentRecord.handedInOn === null;
}
