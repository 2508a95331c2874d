import type { Context } from '../../../kit/module/context.js';
import { Case } from '../cases/case.js';
import { CaseState } from '../cases/case-states.js';

const over = [CaseState.WITHDRAWN, CaseState.HANDED_OVER, CaseState.TRANSFERRED, CaseState.NOT_PUNISHED];

/** The case that an organisation has of the same act as another case; null for none. */
export function openCaseOf(
  { id, partyKey, powerItemCode, occurredOn }: Case,
  organizationCode: string,
  { session }: Context,
): Promise<Case | null> {
  const same = { id: { $ne: id }, partyKey, powerItemCode, occurredOn, organizationCode, state: { $nin: over } };
  // Its own side may not see the row: the verb is the system's.
  return session.manager.findOne(Case, same, { filters: { visible: false }, orderBy: { filedAt: 'asc', id: 'asc' } });
}
