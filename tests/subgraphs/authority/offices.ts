import type { TestAccount } from '../../support/accounts.js';
import type { PortalSettings } from '../../support/portal.js';
import { openVerbs, type Seen, type VerbPortal } from '../../support/verb-portal.js';

export type { Seen };

const county = ['320281'];

/** Who works on lists, sinks and accountability in 江阴: the offices of the county, two towns and two departments. */
export const officials: readonly TestAccount[] = [
  {
    username: 'office',
    roles: ['establishment_office'],
    regions: county,
    organizations: ['320281-establishment-office'],
    staffNumber: 'JY000050',
  },
  { username: 'committee', roles: ['establishment_committee'], regions: county },
  { username: 'justice', roles: ['legal_office'], regions: county, organizations: ['320281-justice'] },
  {
    username: 'xuxiake',
    roles: ['town_leader'],
    regions: ['320281104'],
    organizations: ['320281104-government'],
    staffNumber: 'JY001354',
  },
  {
    username: 'chengjiang',
    roles: ['town_leader'],
    regions: ['320281001'],
    organizations: ['320281001-government'],
    staffNumber: 'JY000585',
  },
  {
    username: 'urban',
    roles: ['department_handler'],
    regions: county,
    organizations: ['320281-urban-management'],
    staffNumber: 'JY000400',
  },
  {
    username: 'market',
    roles: ['department_handler'],
    regions: county,
    organizations: ['320281-market-regulation'],
    staffNumber: 'JY000316',
  },
  { username: 'citizen', roles: ['citizen'] },
  {
    username: 'elsewhere',
    roles: ['establishment_office', 'establishment_committee', 'legal_office'],
    regions: ['320412'],
    organizations: ['320412-urban-management'],
  },
];

/** A portal whose officials do the verbs of authority. */
export type OfficePortal = VerbPortal;

/** Opens a portal for tests of the offices' verbs, of authority or of another module. Close it when done. */
export function openOffices(settings: PortalSettings = {}, module = 'authority'): Promise<OfficePortal> {
  return openVerbs(module, { accounts: officials, ...settings });
}
