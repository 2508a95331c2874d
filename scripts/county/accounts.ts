import type { Certificate } from './enforcement-sheets.js';
import type { RoleHolding } from './grid-roles.js';
import { at } from './random.js';
import { sheetFile, type SheetFile } from './sheet-file.js';
import type { StaffMember } from './staff.js';

/** The day on which certificates of demo accounts have to be valid, with years to spare. */
const validBeyond = '2027-12-31';

interface Seat {
  readonly username: string;
  readonly role: string;
  readonly organization: string;
  readonly regions: string;
  /** Which member of the organisation: 0 leads it. */
  readonly place?: number;
}

const model = '320281104';
const stranger = '320281001';
const zone = '320281404';
const county = '320281';

const seats: readonly Seat[] = [
  {
    username: 'establishment.office',
    role: 'establishment_office',
    organization: `${county}-establishment-office`,
    regions: county,
  },
  {
    username: 'establishment.committee',
    role: 'establishment_committee',
    organization: `${county}-establishment-office`,
    regions: county,
    place: 1,
  },
  { username: 'legal.office', role: 'legal_office', organization: `${county}-justice`, regions: county },
  { username: 'discipline.office', role: 'discipline_office', organization: `${county}-discipline`, regions: county },
  {
    username: 'supervision.office',
    role: 'supervision_office',
    organization: `${county}-party-office`,
    regions: county,
  },
  {
    username: 'department.handler',
    role: 'department_handler',
    organization: `${county}-market-regulation`,
    regions: county,
  },
  {
    username: 'department.handler2',
    role: 'department_handler',
    organization: `${county}-urban-management`,
    regions: county,
  },
  { username: 'town.leader', role: 'town_leader', organization: `${model}-government`, regions: model },
  { username: 'town.leader2', role: 'town_leader', organization: `${stranger}-government`, regions: stranger },
  { username: 'zone.clerk', role: 'zone_clerk', organization: `${zone}-committee`, regions: zone, place: 1 },
  { username: 'grid.admin', role: 'grid_admin', organization: `${model}-command-centre`, regions: model, place: 1 },
  {
    username: 'grid.admin2',
    role: 'grid_admin',
    organization: `${stranger}-command-centre`,
    regions: stranger,
    place: 1,
  },
  {
    username: 'town.dispatcher',
    role: 'town_dispatcher',
    organization: `${model}-command-centre`,
    regions: model,
    place: 2,
  },
  {
    username: 'town.dispatcher2',
    role: 'town_dispatcher',
    organization: `${stranger}-command-centre`,
    regions: stranger,
    place: 2,
  },
  {
    username: 'county.dispatcher',
    role: 'county_dispatcher',
    organization: `${county}-command-centre`,
    regions: county,
    place: 1,
  },
  { username: 'commander', role: 'commander', organization: `${county}-command-centre`, regions: county },
  { username: 'bureau.head', role: 'bureau_head', organization: `${model}-enforcement-bureau`, regions: model },
  { username: 'bureau.head2', role: 'bureau_head', organization: `${stranger}-enforcement-bureau`, regions: stranger },
  {
    username: 'team.head',
    role: 'bureau_head',
    organization: `${county}-urban-management-team`,
    regions: county,
  },
  {
    username: 'legal.reviewer',
    role: 'legal_reviewer',
    organization: `${county}-justice`,
    regions: county,
    place: 1,
  },
  {
    username: 'enforcement.coordinator',
    role: 'enforcement_coordinator',
    organization: `${county}-urban-management`,
    regions: county,
    place: 1,
  },
  { username: 'police.desk', role: 'police_desk', organization: `${county}-public-security`, regions: county },
  { username: 'evaluator', role: 'evaluator', organization: `${county}-evaluation-office`, regions: county },
  { username: 'module.leader', role: 'module_leader', organization: `${model}-party-office`, regions: model },
  { username: 'cadre', role: 'cadre', organization: `${model}-organization-office`, regions: model },
  {
    username: 'organization.office',
    role: 'organization_office',
    organization: `${county}-organization`,
    regions: county,
  },
  { username: 'mediator', role: 'mediator', organization: `${model}-political-legal-office`, regions: model },
  { username: 'auditor', role: 'audit_administrator', organization: `${county}-audit`, regions: county },
  { username: 'registry.publisher', role: 'registry-publisher', organization: `${county}-water`, regions: county },
  { username: 'registry.publisher2', role: 'registry-publisher', organization: `${county}-ecology`, regions: county },
  {
    username: 'registry.approver',
    role: 'registry-approver',
    organization: `${county}-big-data-centre`,
    regions: county,
  },
  {
    username: 'registry.approver2',
    role: 'registry-approver',
    organization: `${county}-water`,
    regions: county,
    place: 1,
  },
  {
    username: 'registry.admin',
    role: 'registry-admin',
    organization: `${county}-big-data-centre`,
    regions: county,
    place: 1,
  },
];

/** The sheet accounts.csv: demo accounts for development, each with a member of staff whom the role fits. */
export function accountsSheet(
  core: readonly StaffMember[],
  gridPeople: readonly StaffMember[],
  holdings: readonly RoleHolding[],
  certificates: readonly Certificate[],
): SheetFile {
  const seated = seats.map(({ username, role, organization, regions, place }) => {
    const member = at(activeIn(core, organization), place ?? 0);
    return row(username, role, member, regions);
  });
  const officers = [model, stranger].map((town, index) => {
    const holding = holdings.find(
      ({ grid, role, fullTime }) => grid.startsWith(town) && role === 'GRID_OFFICER' && fullTime,
    );
    if (!holding) throw new Error(`No full-time grid officer works in ${town}.`);
    return row(index === 0 ? 'grid.officer' : 'grid.officer2', 'grid_officer', at(gridPeople, holding.person), town);
  });
  const valid = new Set(certificates.filter(({ to }) => to > validBeyond).map(({ staff }) => staff));
  const enforcers = [model, stranger].map((town, index) => {
    const team = activeIn(core, `${town}-enforcement-bureau`).slice(1);
    const member = at(
      team.filter(({ number }) => valid.has(number)),
      0,
    );
    return row(index === 0 ? 'enforcement.officer' : 'enforcement.officer2', 'enforcement_officer', member, town);
  });
  return sheetFile('accounts.csv', '用户名,姓名,密码,角色,机构,区划,工号', [
    ...seated,
    ...officers,
    ...enforcers,
    ['hotline.12345', '12345 热线', 'demo', 'event_intake', '', county, '', 'ours'],
    ['call.platform', '“响应”平台', 'demo', 'call_platform', '', county, '', 'ours'],
    ['citizen', '市民甲', 'demo', 'citizen', '', '', '', 'ours'],
    ['citizen2', '市民乙', 'demo', 'citizen', '', '', '', 'ours'],
  ]);
}

function activeIn(staff: readonly StaffMember[], organization: string): StaffMember[] {
  return staff.filter(({ workplace, establishment, status }) => {
    return workplace === organization && establishment === organization && status === 'ACTIVE';
  });
}

function row(username: string, role: string, member: StaffMember, regions: string): string[] {
  return [username, member.name, 'demo', role, member.workplace, regions, member.number, 'ours'];
}
