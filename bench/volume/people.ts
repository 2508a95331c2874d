import { at } from '../../scripts/county/random.js';
import type { CountyFacts, SampleGrid } from '../../scripts/sample/county-facts.js';
import type { TestAccount } from '../../tests/support/accounts.js';

/** Who works on a town's events, by the names of their accounts. */
export interface TownPeople {
  readonly town: string;
  /** Code of the town's body of enforcement, which handles what its people report. */
  readonly body: string;
  /** The grid of the officer, in which events are reported. */
  readonly grid: SampleGrid;
  readonly dispatcher: string;
  readonly verifier: string;
  readonly officer: string;
  readonly handler: string;
  readonly leader: string;
}

/** The county's own people who look at boards. */
export const countyPeople = {
  commander: 'commander',
  dispatcher: 'county.dispatcher',
  evaluator: 'evaluator',
} as const;

/** Who asks in the load: people of every town that has a centre, a body of enforcement and a grid in service. */
export interface Cast {
  readonly towns: readonly TownPeople[];
  readonly accounts: readonly TestAccount[];
}

/** Gives accounts to people who are on the staff of the county and of its towns. */
export function castOf({ county, grids, centres, bodies, people }: CountyFacts): Cast {
  const towns: TownPeople[] = [];
  const accounts: TestAccount[] = [];
  const account = (username: string, role: string, region: string, organization: string, staffNumber?: string) => {
    const member = staffNumber === undefined ? {} : { staffNumber };
    accounts.push({ username, roles: [role], regions: [region], organizations: [organization], ...member });
    return username;
  };
  const [head, second] = people.get(centres.get(county) ?? '') ?? [];
  account(countyPeople.commander, 'commander', county, centres.get(county) ?? '', head);
  account(countyPeople.dispatcher, 'county_dispatcher', county, centres.get(county) ?? '', second);
  account(countyPeople.evaluator, 'evaluator', county, `${county}-evaluation-office`);
  for (const [town, own] of Map.groupBy(grids, (grid) => grid.town)) {
    const [centre = '', body = ''] = [centres.get(town), bodies.get(town)];
    const [dispatcher, verifier] = people.get(centre) ?? [];
    const [handler] = people.get(body) ?? [];
    if (!dispatcher || !verifier || !handler) continue;
    const grid = at(own, 0);
    towns.push({
      town,
      body,
      grid,
      dispatcher: account(`dispatcher.${town}`, 'town_dispatcher', town, centre, dispatcher),
      verifier: account(`verifier.${town}`, 'grid_admin', town, centre, verifier),
      officer: account(`officer.${town}`, 'grid_officer', town, centre, grid.officer),
      handler: account(`handler.${town}`, 'enforcement_officer', town, body, handler),
      leader: account(`leader.${town}`, 'town_leader', town, `${town}-government`),
    });
  }
  return { towns, accounts };
}
