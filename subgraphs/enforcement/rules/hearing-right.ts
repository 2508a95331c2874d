import { declareSetting } from '../../../kit/county/setting.js';
import type { CountyRules } from '../../../kit/county/county-rules.js';
import type { PartyKind } from '../cases/case-party.js';
import { fenOf } from './money.js';

/** What a penalty must tell for the party's right to a hearing to be known. */
export interface PenaltySum {
  readonly kind: string;
  readonly amount: string | null;
}

const aboveZero = (yuan: string): string | null => ((fenOf(yuan) ?? 0n) > 0n ? null : 'must be a sum above zero');

/** 较大数额, which the law leaves to the provinces; the sums are ours. */
export const largeSums = {
  PERSON: declareSetting({
    key: 'case.large-sum-person',
    kind: 'decimal',
    title: { zh: '对公民“较大数额”的起点(元)', en: 'From how many yuan on a sum is large for a person' },
    otherwise: '5000',
    problem: aboveZero,
  }),
  FIRM: declareSetting({
    key: 'case.large-sum-firm',
    kind: 'decimal',
    title: { zh: '对法人或者其他组织“较大数额”的起点(元)', en: 'From how many yuan on a sum is large for a firm' },
    otherwise: '50000',
    problem: aboveZero,
  }),
} as const;

const alwaysHeard = new Set(['DOWNGRADE', 'REVOKE_LICENCE', 'SUSPEND_BUSINESS', 'CLOSE', 'RESTRICT_EMPLOYMENT']);
const heardWhenLarge = new Set(['FINE', 'CONFISCATE_INCOME', 'CONFISCATE_GOODS']);

/** Whether the party may ask for a hearing before these penalties (Administrative Penalty Law § 63). */
export function mayAskForHearing(
  penalties: readonly PenaltySum[],
  party: `${PartyKind}`,
  rules: Pick<CountyRules, 'read'>,
): boolean {
  const large = fenOf(rules.read(largeSums[party])) ?? 0n;
  return penalties.some(
    ({ kind, amount }) =>
      alwaysHeard.has(kind) || (heardWhenLarge.has(kind) && amount !== null && (fenOf(amount) ?? 0n) >= large),
  );
}
