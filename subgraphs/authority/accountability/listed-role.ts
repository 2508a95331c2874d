import type { Context } from '../../../kit/module/context.js';
import { DutyResponsibility, ResponsibilityRole } from '../duty-responsibility.js';
import { covers } from '../in-force.js';
import { PowerList, PowerListKind } from '../power-list.js';
import { PowerListEntry } from '../power-list-entry.js';
import { PowerListVersion } from '../power-list-version.js';
import { townOf } from '../region.js';
import { DutySide, TerritorialDuty } from '../territorial-duty.js';

/** Who is asked about, for which duty and day. */
export interface RoleQuestion {
  readonly dutyCode: string | null;
  readonly subjectCode: string;
  readonly regionCode: string;
  readonly occurredOn: string;
}

/** The part that a list gave on a day, and the version that says so. */
export interface ListedRole {
  readonly role: ResponsibilityRole | null;
  readonly edition: string | null;
}

/**
 * The part that the county's list of territorial duties, in force on the day of the incident, gives an organisation: of a
 * town the town's, of the department that leads the county's, of any other department that of helping. None where no version
 * was in force, it does not name the duty, or it excepts the town.
 */
export async function listedRole(
  { session }: Pick<Context, 'session'>,
  { dutyCode, subjectCode, regionCode, occurredOn }: RoleQuestion,
): Promise<ListedRole> {
  const nothing = { role: null, edition: null };
  if (dutyCode === null) return nothing;
  const lists = await session.many(PowerList, 'regionCode', regionCode.slice(0, 6), ['code']);
  const list = lists.find(({ kind }) => kind === PowerListKind.TERRITORIAL_DUTY_LIST);
  const versions = list ? await session.many(PowerListVersion, 'listCode', list.code, ['number']) : [];
  const version = versions.find((each) => covers(each, occurredOn));
  if (!version) return nothing;
  const entries = await session.many(PowerListEntry, 'edition', version.edition, ['code']);
  const entry = entries.find(({ code }) => code === dutyCode);
  const duty = await session.one(TerritorialDuty, 'code', dutyCode);
  const town = townOf(regionCode);
  if (!entry || !duty || (town !== null && entry.exceptTowns.includes(town)))
    return { ...nothing, edition: version.edition };
  const side = town === null ? DutySide.COUNTY : DutySide.TOWN;
  const responsibilities = await session.many(DutyResponsibility, 'dutyCode', dutyCode, ['side', 'id']);
  const own = responsibilities.filter((each) => each.side === side);
  const leads = side === DutySide.TOWN || duty.leadOrganizationCode === subjectCode;
  const primary = leads && own.some(({ role }) => role === ResponsibilityRole.PRIMARY);
  const helps = own.length > 0 ? ResponsibilityRole.COOPERATING : null;
  return { role: primary ? ResponsibilityRole.PRIMARY : helps, edition: version.edition };
}
