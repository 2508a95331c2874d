import type { Context } from '../../../kit/module/context.js';
import { Organization, OrganizationKind } from '../organization.js';
import { townOf } from '../region.js';

const governments: readonly OrganizationKind[] = [OrganizationKind.TOWN_GOVERNMENT, OrganizationKind.ZONE_COMMITTEE];

/** Code of the department in whose field an agency works; null for none. */
export function departmentOf({ departmentCode, parentCode }: Organization): string | null {
  return departmentCode ?? parentCode;
}

/** The government of the town, or the committee of the zone, that an agency stands in; null for none, and for what is no agency. */
export async function townOfAgency({ session }: Context, agency: Organization): Promise<Organization | null> {
  const town = agency.kind === OrganizationKind.STATION_AGENCY ? townOf(agency.regionCode) : null;
  if (town === null) return null;
  const here = await session.many(Organization, 'regionCode', town, ['code']);
  return here.find(({ kind }) => governments.includes(kind)) ?? null;
}
