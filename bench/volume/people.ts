import { at } from '../../scripts/county/random.js';
import { readSheet } from '../../scripts/county/sheet-file.js';
import type { CountyFacts, SampleGrid } from '../../scripts/sample/county-facts.js';
import type { TestAccount } from '../../tests/support/accounts.js';

/** What somebody does for an event, with the role that may. */
export const roles = {
  officer: 'grid_officer',
  dispatcher: 'town_dispatcher',
  verifier: 'grid_admin',
  handler: 'enforcement_officer',
  head: 'bureau_head',
  leader: 'town_leader',
  citizen: 'citizen',
  intake: 'event_intake',
  department: 'department_handler',
  countyDispatcher: 'county_dispatcher',
  commander: 'commander',
  evaluator: 'evaluator',
} as const;

/** Somebody's part in an event. */
export type Part = keyof typeof roles;

/** Who works on a town's events: the town's own people, and the county's where the town has nobody in a role. */
export interface TownPeople {
  readonly town: string;
  /** A grid of the town in service, in which its officer and residents report. */
  readonly grid: SampleGrid;
  readonly people: Readonly<Record<Part, TestAccount>>;
}

/** Who asks in the load: somebody of every role that the county gives, its towns' roles in each of its towns. */
export interface Cast {
  readonly accounts: readonly TestAccount[];
  /** Towns that have a centre, a body of enforcement and a grid in service. */
  readonly towns: readonly TownPeople[];
}

const townLength = 9;

/** The accounts of a county's folder, by which a role is known with the office that it belongs to. */
export function accountsOf(folder: string): TestAccount[] {
  const { headings, rows } = readSheet(folder, 'accounts.csv');
  return rows.map((row) => {
    const cell = (heading: string): string => row[headings.indexOf(heading)] ?? '';
    const several = (heading: string): string[] => cell(heading).split('、').filter(Boolean);
    return {
      username: cell('用户名'),
      roles: several('角色'),
      regions: several('区划'),
      organizations: several('机构'),
      staffNumber: cell('工号'),
    };
  });
}

/**
 * Gives accounts to people who are on the staff of the county and of its towns: the county's as they are `given`, and of each
 * role that is a town's one in the same office of every town.
 */
export function castOf({ grids, people }: CountyFacts, given: readonly TestAccount[]): Cast {
  const isOfTown = ({ regions: [region = ''] = [] }: TestAccount): boolean => region.length === townLength;
  const ofCounty = given.filter((each) => !isOfTown(each));
  const offices = new Map(given.filter(isOfTown).map((each) => [String(each.roles), each]));
  const byTown = Map.groupBy(grids, ({ town }) => town);
  const staffed = [...byTown].map(([town, own]) => {
    const grid = own.find((each) => liesApart(each, grids)) ?? at(own, 0);
    const taken = new Map<string, number>();
    const accounts = [...offices.values()].flatMap((model) => {
      const organization = `${town}${officeOf(model)}`;
      const count = taken.get(organization) ?? 0;
      const member = model.roles.includes(roles.officer) ? grid.officer : people.get(organization)?.[count];
      if (member === undefined) return [];
      taken.set(organization, count + 1);
      return { ...model, username: `${String(model.roles)}.${town}`, ...inOffice(town, organization, member) };
    });
    return { town, grid, accounts };
  });
  return {
    accounts: [...ofCounty, ...staffed.flatMap(({ accounts }) => accounts)],
    towns: staffed.flatMap(({ town, grid, accounts }) => {
      const among = partsAmong([...accounts, ...ofCounty]);
      return among === null ? [] : { town, grid, people: among };
    }),
  };
}

/** Whether no grid of another town is near: a place on a border of towns may be found in either. */
function liesApart(grid: SampleGrid, others: readonly SampleGrid[]): boolean {
  const own = boxOf(grid);
  return others.every((other) => {
    if (other.town === grid.town) return true;
    const box = boxOf(other);
    return own.some(([from, to], axis) => to < (box[axis]?.[0] ?? 0) || from > (box[axis]?.[1] ?? 0));
  });
}

/** From where to where a grid reaches, in degrees east and north. */
function boxOf({ ring }: SampleGrid): (readonly [number, number])[] {
  return [0, 1].map((axis) => {
    const degrees = ring.map((point) => point[axis] ?? 0);
    return [Math.min(...degrees), Math.max(...degrees)] as const;
  });
}

/** The office behind the region in the code of an account's organisation: `-command-centre`. */
function officeOf({ organizations: [organization = ''] = [] }: TestAccount): string {
  return organization.slice(townLength);
}

function inOffice(town: string, organization: string, staffNumber: string) {
  return { regions: [town], organizations: [organization], staffNumber };
}

/** Who does each part, the first who has its role; null where nobody has one. */
function partsAmong(accounts: readonly TestAccount[]): Record<Part, TestAccount> | null {
  const found = Object.entries(roles).map(
    ([part, role]) => [part, accounts.find((each) => each.roles.includes(role))] as const,
  );
  if (found.some(([, account]) => account === undefined)) return null;
  return Object.fromEntries(found) as Record<Part, TestAccount>;
}

/** Who keeps the log of audits and sees none of what it tells of. */
const seesNoRows = 'audit_administrator';

/** Who sees what lies in a region: whose own it is, or whose own it lies in. */
export function answeringFor(accounts: readonly TestAccount[], region: string): TestAccount[] {
  return accounts.filter(
    ({ roles: held, regions = [] }) => !held.includes(seesNoRows) && regions.some((own) => region.startsWith(own)),
  );
}
