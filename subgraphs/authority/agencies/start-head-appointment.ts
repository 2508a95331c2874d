import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { Organization } from '../organization.js';
import { StaffMember } from '../staff-member.js';
import { departmentOf, townOfAgency } from './agency.js';
import type { HeadAppointment } from './head-appointment.js';
import { headWorkflow } from './head-workflow.js';

/** Who shall head which agency, and why; no person for a dismissal. */
interface HeadWish {
  readonly agency: string;
  readonly person: string | null;
  readonly grounds: string;
}

/**
 * Begins the appointment of an agency's head, as the town's proposal or as the department's wish. Faults: NOT_FOUND for the
 * agency, and for a person whom the caller does not see; INVALID, TEXT_LENGTH; CONFLICT, NOT_AN_AGENCY; those of the table.
 */
export async function startHeadAppointment(
  context: Context,
  verb: 'proposeAgencyHead' | 'beginAgencyHead',
  { agency: code, person, grounds }: HeadWish,
): Promise<HeadAppointment> {
  requireRole(policyOf(headWorkflow, verb), context);
  requireWritten({ zh: '理由', en: 'The grounds' }, grounds, 1000);
  const { session } = context;
  const agency = await session.one(Organization, 'code', code);
  if (agency === null) throw notFound(Organization, code);
  const town = await townOfAgency(context, agency);
  const departmentCode = departmentOf(agency);
  if (town === null || departmentCode === null) throw notAnAgency(agency);
  if (person !== null && (await session.one(StaffMember, 'number', person)) === null)
    throw notFound(StaffMember, person);
  const appointment = {
    id: uuid(),
    regionCode: agency.regionCode,
    agencyCode: code,
    townCode: town.code,
    departmentCode,
    partyCodes: [town.code, departmentCode],
    personNumber: person,
    proposedByTown: verb === 'proposeAgencyHead',
    grounds: grounds.trim(),
    opinion: null,
    agrees: null,
    decision: null,
  };
  return begin(headWorkflow, verb, appointment, context, {});
}

function notAnAgency({ code, name, kind }: Organization): Fault {
  return new Fault(
    'CONFLICT',
    { zh: `「${name}」(${kind})不是部门的驻镇机构。`, en: `"${code}" (${kind}) is no department’s agency in a town.` },
    { reason: 'NOT_AN_AGENCY', details: { organization: code, kind } },
  );
}
