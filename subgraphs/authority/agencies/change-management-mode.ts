import { countyRules } from '../../../kit/county/county-rules-of.js';
import { perform, type Target } from '../../../kit/data/perform.js';
import { answersFor } from '../../../kit/identity/caller.js';
import type { Policy } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { ManagementMode, Organization, OrganizationKind } from '../organization.js';
import { StaffMember } from '../staff-member.js';
import { departmentOf, townOfAgency } from './agency.js';
import { agencySettings } from './agency-settings.js';

const source = {
  zh: '除上级明确要求实行派驻体制的机构外,一律成建制下划乡镇(街道)(AU-20)',
  en: 'But for agencies that are to stay stationed, all are handed down to the towns as whole units (AU-20)',
};

const next: Readonly<Partial<Record<ManagementMode, ManagementMode>>> = {
  [ManagementMode.VERTICAL]: ManagementMode.DUAL,
  [ManagementMode.DUAL]: ManagementMode.TERRITORIAL,
};

/** Who changes by whom an agency is managed. */
export const changeManagementModePolicy: Policy<Organization> = {
  verb: 'changeManagementMode',
  entity: Organization,
  title: { zh: '调整驻镇机构管理体制', en: 'Change who manages an agency' },
  roles: ['establishment_office'],
  source,
  conditions: [
    {
      reason: 'OUTSIDE_TERRITORY',
      code: 'FORBIDDEN',
      sentence: {
        zh: '该机构不在您负责的区域内。',
        en: 'The organisation is outside the territory that you answer for.',
      },
      source,
      holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode),
    },
    {
      reason: 'NOT_AN_AGENCY',
      code: 'CONFLICT',
      sentence: { zh: '只有部门的驻镇机构可以调整。', en: 'Only a department’s agency in a town can be changed.' },
      source,
      holds: ({ kind }) => kind === OrganizationKind.STATION_AGENCY,
    },
  ],
};

/**
 * Takes an agency one step further from its department to its town: VERTICAL, DUAL, TERRITORIAL. With the last step the whole
 * unit goes over (成建制下划): the agency, the units below it, and everybody at work there with the post. Faults CONFLICT,
 * reasons MODE_ORDER, AGENCY_STAYS_STATIONED and AGENCY_WITHOUT_TOWN.
 */
export function changeManagementMode(context: Context, target: Target, mode: ManagementMode): Promise<Organization> {
  return perform(changeManagementModePolicy, target, context, async (agency, inside) => {
    const { managementMode } = agency;
    if (next[managementMode ?? ManagementMode.VERTICAL] !== mode) throw modeOrder(agency, mode);
    if (mode === ManagementMode.TERRITORIAL) await handOver(agency, inside);
    agency.managementMode = mode;
  });
}

async function handOver(agency: Organization, inside: Context): Promise<void> {
  const { session } = inside;
  const rules = await countyRules(session, agency.regionCode, inside.clock);
  const department = departmentOf(agency);
  const stationed = rules.read(agencySettings.stationed);
  if (department !== null && stationed.includes(department.slice(7))) throw staysStationed(agency, department);
  const town = await townOfAgency(inside, agency);
  if (town === null) throw withoutTown(agency);
  const units = [agency, ...(await session.many(Organization, 'parentCode', agency.code, ['code']))];
  const codes = units.map(({ code }) => code);
  for (const unit of units)
    Object.assign(unit, { managementMode: ManagementMode.TERRITORIAL, departmentCode: department });
  for (const unit of units.slice(1)) unit.version += 1;
  agency.parentCode = town.code;
  for (const code of codes) {
    for (const person of await session.many(StaffMember, 'workingOrganizationCode', code, ['number'])) {
      person.stationed = false;
      // Who was lent to the agency with a post in its department brings the post along.
      if (person.establishmentOrganizationCode === department) person.establishmentOrganizationCode = code;
    }
  }
}

function modeOrder({ code, managementMode }: Organization, mode: ManagementMode): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `「${code}」现为 ${managementMode ?? ManagementMode.VERTICAL},不能改为 ${mode};须依次为 VERTICAL、DUAL、TERRITORIAL。`,
      en: `"${code}" is ${managementMode ?? ManagementMode.VERTICAL} and does not become ${mode}: the order is VERTICAL, DUAL, TERRITORIAL.`,
    },
    { reason: 'MODE_ORDER', details: { organization: code, managementMode, mode } },
  );
}

function staysStationed({ code }: Organization, department: string): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `「${code}」属「${department}」,按本县规则继续实行派驻体制,不下划。`,
      en: `"${code}" is an agency of "${department}", which stays stationed by the county’s profile.`,
    },
    { reason: 'AGENCY_STAYS_STATIONED', details: { organization: code, department } },
  );
}

function withoutTown({ code, regionCode }: Organization): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `「${code}」所在的 ${regionCode} 没有镇街政府或开发区管委会可以承接。`,
      en: `"${code}" stands in ${regionCode}, where no government of a town or committee of a zone takes it over.`,
    },
    { reason: 'AGENCY_WITHOUT_TOWN', details: { organization: code, region: regionCode } },
  );
}
