/** How much a tier makes: events of the year before the last day, in some of the county's basic grids or in all. */
export interface Tier {
  readonly events: number;
  /** The first so many basic grids of one town; all of the county where it is left out. */
  readonly within?: { readonly town: string; readonly grids: number };
}

/** The tiers by name: for a test run, for a demonstration, for a load test. */
export const tiers: Readonly<Record<string, Tier>> = {
  tiny: { events: 2_000, within: { town: '320281104', grids: 20 } },
  'county-lite': { events: 50_000 },
  'county-year': { events: 1_000_000 },
};
