import { oneAfterAnother } from '../../../kit/data/one-after-another.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { Case } from '../cases/case.js';
import { CaseState } from '../cases/case-states.js';

/** Where the rules of jurisdiction stand. */
export const jurisdictionLaw = {
  zh: '行政处罚法第二十五条:两个以上机关都有管辖权的,由最先立案的管辖;有争议的,报请共同上一级指定(EN-10)',
  en: 'Administrative Penalty Law § 25: of several that may, whoever filed first, else whom the common superior designates (EN-10)',
};

/** What tells one act from another: whose, of which kind, on which day. */
type Act = Pick<Case, 'id' | 'partyKey' | 'powerItemCode' | 'occurredOn' | 'organizationCode'>;

const unfiled = [CaseState.CLUE, CaseState.WITHDRAWN, CaseState.HANDED_OVER];

/** The case of the same act that another organisation filed; null for none. The first one has it (§ 25). */
export async function filedElsewhere(
  { id, partyKey, powerItemCode, occurredOn, organizationCode }: Act,
  { session }: Context,
): Promise<Case | null> {
  const same = { id: { $ne: id }, partyKey, powerItemCode, occurredOn, organizationCode: { $ne: organizationCode } };
  // Another town's case is out of this caller's sight; that there is one must be known.
  return session.manager.findOne(
    Case,
    { ...same, state: { $nin: unfiled } },
    { filters: { visible: false }, orderBy: { filedAt: 'asc', id: 'asc' } },
  );
}

/**
 * Refuses to file what another organisation filed first: the second passes its clue on, or has the jurisdiction designated.
 * Two that file at the same moment come one after the other. Fault CONFLICT, reason FILED_ELSEWHERE, naming the first case.
 */
export async function requireFirst(row: Case, inside: Context): Promise<void> {
  const { partyKey, powerItemCode, occurredOn } = row;
  await oneAfterAnother(inside, `act ${partyKey} ${powerItemCode} ${occurredOn}`);
  const first = await filedElsewhere(row, inside);
  if (first === null) return;
  const { caseNo, organizationCode } = first;
  throw new Fault(
    'CONFLICT',
    {
      zh: `同一违法行为已由「${organizationCode}」立案(${caseNo})。${jurisdictionLaw.zh}。`,
      en: `"${organizationCode}" has filed the same act (${caseNo}). ${jurisdictionLaw.en}.`,
    },
    { reason: 'FILED_ELSEWHERE', details: { caseNo, organization: organizationCode } },
  );
}
