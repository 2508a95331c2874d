import { Fault } from '../../../kit/module/fault.js';
import { dayOf } from '../../../kit/time/calendar.js';
import type { Moment } from '../../../kit/workflow/workflow.js';
import type { Case } from '../cases/case.js';
import { certificatesFor } from '../cases/certified-officers.js';
import { requireTeam } from '../cases/officers-of-the-team.js';
import { twoOfficers } from '../cases/opening-effect.js';

/**
 * Refuses officers whom the law does not let work on a case (Administrative Penalty Law § 42). Faults: INVALID, reason
 * TWO_OFFICERS; CONFLICT, reasons NOT_CERTIFIED, OFFICER_OF_ANOTHER_TEAM and TEAM_OF_ANOTHER_DOMAIN.
 */
export async function requireOfficers(row: Case, itemDomain: string, moment: Moment<object>): Promise<void> {
  const { context, rules, now } = moment;
  if (!twoOfficers.holds(row, moment)) {
    throw new Fault(twoOfficers.code, twoOfficers.sentence(row, moment), { reason: twoOfficers.reason });
  }
  const days = [row.occurredOn, dayOf(now)] as const;
  await certificatesFor({ officers: row.officerNumbers, itemDomain, days }, context, rules);
  await requireTeam(row, { day: dayOf(now), itemDomain }, context, rules);
}
