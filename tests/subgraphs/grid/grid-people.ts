import path from 'node:path';
import { projectRoot } from '../../../gateway/portal.js';
import type { TestAccount } from '../../support/accounts.js';
import type { PortalSettings } from '../../support/portal.js';
import { openVerbs, type Seen, type VerbPortal } from '../../support/verb-portal.js';

/** The grid of 金凤村 that is still being set up, and one that is in service, both in 徐霞客镇. */
export const draftGrid = '320281104200003';
export const activeGrid = '320281104200002';

/** County departments of 江阴 that have something to do with grids. */
export const departments = [
  'urban-management',
  'ecology',
  'emergency',
  'natural-resources',
  'civil-affairs',
  'human-resources',
] as const;

const county = ['320281'];
const town = ['320281104'];
const centre = ['320281104-command-centre'];

/** Who works on grids: administrators of the county and two towns, officers, and departments by their own names. */
export const gridPeople: readonly TestAccount[] = [
  { username: 'county', roles: ['grid_admin'], regions: county, organizations: ['320281-command-centre'] },
  { username: 'town', roles: ['grid_admin'], regions: town, organizations: centre, staffNumber: 'JY001400' },
  { username: 'other', roles: ['grid_admin'], regions: ['320281001'], staffNumber: 'JY000619' },
  { username: 'officer', roles: ['grid_officer'], regions: town, organizations: centre, staffNumber: 'JY004450' },
  { username: 'patroller', roles: ['grid_officer'], regions: town, organizations: centre, staffNumber: 'JY004458' },
  { username: 'citizen', roles: ['citizen'] },
  ...departments.map((name) => ({
    username: name,
    roles: ['department_handler'],
    regions: county,
    organizations: [`320281-${name}`],
  })),
];

/** Opens a portal for tests of grids’ verbs. Close it when done. */
export function openGrids(settings: PortalSettings = {}): Promise<VerbPortal> {
  return openVerbs('grid', { accounts: gridPeople, ...settings });
}

/** Loads the rows of another county. */
export async function alsoCounty(portal: VerbPortal, name: string): Promise<void> {
  await portal.onboard(path.join(projectRoot, 'counties', name));
}

/** A grid as it stands, for a verb. */
export async function gridNow(portal: VerbPortal, code: string): Promise<Seen> {
  const { grid } = await portal.look<{ grid: Seen }>(
    undefined,
    'query ($code: ID!) { grid(code: $code) { id version state } }',
    {
      code,
    },
  );
  return grid;
}
