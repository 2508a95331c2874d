import type { TestAccount } from '../../support/accounts.js';
import { type OfficePortal, openOffices } from '../authority/offices.js';

/** 市场监督管理分局 of 徐霞客镇, which the county’s 市场监督管理局 stations there, and two of its people. */
export const station = { agency: '320281104-market-station', first: 'JY001438', second: 'JY001439' };

const county = ['320281'];

const accounts: readonly TestAccount[] = [
  { username: 'organization', roles: ['organization_office'], regions: county, organizations: ['320281-organization'] },
  {
    username: 'market',
    roles: ['department_handler'],
    regions: county,
    organizations: ['320281-market-regulation'],
    staffNumber: 'JY000316',
  },
  {
    username: 'urban',
    roles: ['department_handler'],
    regions: county,
    organizations: ['320281-urban-management'],
    staffNumber: 'JY000400',
  },
  {
    username: 'leader',
    roles: ['town_leader'],
    regions: ['320281104'],
    organizations: ['320281104-government'],
    staffNumber: 'JY001354',
  },
  // In the town, and not of its government.
  {
    username: 'inspector',
    roles: ['town_leader'],
    regions: ['320281104'],
    organizations: ['320281104-inspection-office'],
  },
  { username: 'neighbour', roles: ['town_leader'], regions: ['320281001'], organizations: ['320281001-government'] },
];

/** Opens a portal with a town, its neighbour, two departments and the organisation department. Close it when done. */
export function openStations(): Promise<OfficePortal> {
  return openOffices({ accounts }, 'evaluation');
}
