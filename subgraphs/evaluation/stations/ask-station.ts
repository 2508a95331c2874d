import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';

/** An agency that a department stations in a town. */
export interface Station {
  readonly agencyCode: string;
  readonly regionCode: string;
  readonly townCode: string;
  readonly departmentCode: string;
}

interface AgencyAnswer {
  readonly organization: {
    readonly kind: string;
    readonly region: { readonly code: string } | null;
    readonly department: { readonly code: string } | null;
    readonly appraisedBy: { readonly code: string } | null;
  };
}

interface StaffAnswer {
  readonly staffMember: { readonly workingOrganization: { readonly code: string } | null };
}

/** Asks whose agency it is and in which town. Faults: NOT_FOUND; CONFLICT, NOT_AN_AGENCY. */
export async function askStation(context: Context, agencyCode: string): Promise<Station> {
  const { organization } = await context.ask<AgencyAnswer>(
    'query ($code: ID!) { organization(code: $code) { kind region { code } department { code } appraisedBy { code } } }',
    { code: agencyCode },
  );
  const { kind, region, department, appraisedBy } = organization;
  if (kind !== 'STATION_AGENCY' || !region || !department || !appraisedBy) throw notAnAgency(agencyCode, kind);
  return { agencyCode, regionCode: region.code, townCode: appraisedBy.code, departmentCode: department.code };
}

/** Sees that somebody works at an agency. Faults: NOT_FOUND; CONFLICT, STAFF_NOT_STATIONED. */
export async function askStationed(
  context: Context,
  staffNumber: string,
  { agencyCode }: Pick<Station, 'agencyCode'>,
): Promise<void> {
  const { staffMember } = await context.ask<StaffAnswer>(
    'query ($number: ID!) { staffMember(number: $number) { workingOrganization { code } } }',
    { number: staffNumber },
  );
  if (staffMember.workingOrganization?.code !== agencyCode) throw notStationed(staffNumber, agencyCode);
}

function notAnAgency(code: string, kind: string): Fault {
  return new Fault(
    'CONFLICT',
    { zh: `「${code}」(${kind})不是部门的驻镇机构。`, en: `"${code}" (${kind}) is no department’s agency in a town.` },
    { reason: 'NOT_AN_AGENCY', details: { organization: code, kind } },
  );
}

function notStationed(staffNumber: string, agencyCode: string): Fault {
  return new Fault(
    'CONFLICT',
    { zh: `${staffNumber} 不在「${agencyCode}」工作。`, en: `${staffNumber} does not work at "${agencyCode}".` },
    { reason: 'STAFF_NOT_STATIONED', details: { staff: staffNumber, agency: agencyCode } },
  );
}
