import type { CountyRules } from '../../kit/county/county-rules.js';
import { countyRules } from '../../kit/county/county-rules-of.js';
import type { Database } from '../../kit/data/database.js';
import { Session } from '../../kit/data/session.js';
import { moduleCaller } from '../../kit/identity/caller.js';
import type { LimitUnit } from '../../subgraphs/dispatch/category-limits.js';
import type { Tier } from './tiers.js';

/** A basic grid in service: where it lies, who runs it and who is its officer. */
export interface SampleGrid {
  readonly code: string;
  readonly town: string;
  readonly ring: readonly (readonly [number, number])[];
  readonly officer: string;
}

/** A category that events are filed under, with its duty. */
export interface SampleCategory {
  readonly code: string;
  readonly name: string;
  readonly majorClass: string;
  readonly dutyCode: string;
  readonly handleLimit: number;
  readonly limitUnit: LimitUnit;
  readonly primarySide: 'COUNTY' | 'TOWN';
  readonly dutyLeadCode: string;
}

/** The scheme for grids, as evidence is scored by it. */
export interface SampleScheme {
  readonly code: string;
  readonly version: number;
  readonly dimensions: readonly { readonly code: string; readonly weight: string }[];
}

/** What stands in the database that events need: nothing of it is made up here. */
export interface CountyFacts {
  readonly county: string;
  readonly grids: readonly SampleGrid[];
  readonly categories: readonly SampleCategory[];
  /** The organisation of each region's command centre. */
  readonly centres: ReadonlyMap<string, string>;
  /** The body of enforcement of each town that has one. */
  readonly bodies: ReadonlyMap<string, string>;
  /** Staff at work, by the organisation that they work in. */
  readonly people: ReadonlyMap<string, readonly string[]>;
  readonly scheme: SampleScheme | null;
  /** The county's rules on a day. */
  rulesOn(day: Date): Promise<CountyRules>;
}

/** Reads what a tier needs of a county that is onboarded. Throws where it is not. */
export async function readFacts(database: Database, county: string, tier: Tier): Promise<CountyFacts> {
  const rows = <T>(sql: string, parameters: readonly unknown[] = []) =>
    database.execute(sql, parameters) as Promise<unknown> as Promise<T[]>;
  const place = tier.within?.town ?? county;
  const grids = await rows<SampleGrid>(
    `select grids.code, town_code as town, boundary->'coordinates'->0 as ring, min(staff_number) as officer
       from grid.grids join grid.role_assignments on grid_code = grids.code and role = 'GRID_OFFICER' and ends_on is null
      where level = 'L3_BASIC' and state = 'ACTIVE' and boundary is not null and town_code like ?
      group by grids.code, town_code, boundary order by grids.code limit ?`,
    [`${place}%`, tier.within?.grids ?? 1_000_000],
  );
  if (grids.length === 0)
    throw new Error(`The county ${county} has no grid in service here: onboard its folder first.`);
  const categories = await rows<SampleCategory>(
    `select category.code, category.name, category.major_class as "majorClass", duty_code as "dutyCode",
            handle_limit as "handleLimit", limit_unit as "limitUnit", primary_side as "primarySide",
            lead_organization_code as "dutyLeadCode"
       from dispatch.event_categories as category join authority.territorial_duties as duty on duty.code = duty_code
      where duty.county_code = ? order by category.code`,
    [county],
  );
  const centres = await rows<{ region: string; organization: string }>(
    `select region_code as region, organization_code as organization from dispatch.command_centres where region_code like ?`,
    [`${county}%`],
  );
  const bodies = await rows<{ town: string; body: string }>(
    `select distinct on (region_code) region_code as town, code as body from authority.organizations
      where kind in ('ENFORCEMENT_BUREAU', 'ENFORCEMENT_TEAM') and length(region_code) = 9 and region_code like ?
      order by region_code, kind, code`,
    [`${county}%`],
  );
  const people = await rows<{ organization: string; number: string }>(
    `select working_organization_code as organization, number from authority.staff_members
      where status = 'ACTIVE' and region_code like ? order by number`,
    [`${county}%`],
  );
  const session = new Session(database, moduleCaller('dispatch'));
  return {
    county,
    grids,
    categories,
    centres: new Map(centres.map(({ region, organization }) => [region, organization])),
    bodies: new Map(bodies.map(({ town, body }) => [town, body])),
    people: new Map(
      [...Map.groupBy(people, ({ organization }) => organization)].map(([code, staff]) => [
        code,
        staff.map(({ number }) => number),
      ]),
    ),
    scheme: await readScheme(rows, county),
    rulesOn: (day) => countyRules(session, county, { now: () => day }),
  };
}

async function readScheme(
  rows: <T>(sql: string, parameters?: readonly unknown[]) => Promise<T[]>,
  county: string,
): Promise<SampleScheme | null> {
  const [scheme] = await rows<{ code: string; version: number }>(
    `select code, scheme_version as version from evaluation.appraisal_schemes
      where kind = 'GRID' and region_code = ? order by effective_from desc, scheme_version desc limit 1`,
    [county],
  );
  if (!scheme) return null;
  const dimensions = await rows<{ code: string; weight: string }>(
    `select code, weight::text as weight from evaluation.scheme_dimensions where scheme_code = ? order by code`,
    [scheme.code],
  );
  return { ...scheme, dimensions };
}
