import pg from 'pg';
import { Database } from '../../kit/data/database.js';
import { Chance } from '../../scripts/county/random.js';
import { type CountyFacts, readFacts } from '../../scripts/sample/county-facts.js';
import { tiers } from '../../scripts/sample/tiers.js';
import { CannotMeasure } from '../contest/arena.js';
import type { BenchPortal } from '../portal-process.js';
import { type Cast, countyPeople } from './people.js';
import type { Matter } from './requests.js';
import { VerbChain } from './verb-chain.js';

const county = '320281';
const least = 50_000;
const drawnEvents = 2_000;
/** Of twenty requests four are verbs, and each event takes five of them; some are reported while others are under way. */
const verbsOfReport = 3;

/** What stands in the database before the load. */
export interface Ground {
  readonly facts: CountyFacts;
  readonly events: number;
  readonly eventNos: readonly string[];
}

/** Reads who works in the county and which events it has. Throws CannotMeasure where `npm run generate` has not been. */
export async function readGround(url: string): Promise<Ground> {
  const rows = await rowsOf(url, `select to_regclass('dispatch.events') is not null as made`);
  const made = rows[0]?.['made'] === true;
  const [counted] = made ? await rowsOf(url, 'select count(*)::int as events from dispatch.events') : [];
  const events = Number(counted?.['events'] ?? 0);
  if (events < least) {
    throw new CannotMeasure(
      `The database has ${events} events: DATABASE_URL=${url} npm run generate -- --tier county-lite`,
    );
  }
  const drawn = await rowsOf(
    url,
    `select event_no as name from dispatch.events where state <> 'MERGED' order by md5(event_no) limit ${drawnEvents}`,
  );
  const database = await Database.open({ kind: 'server', url, connections: 2 });
  try {
    const facts = await readFacts(database, county, tiers['county-lite'] ?? { events });
    return { facts, events, eventNos: drawn.map(({ name }) => String(name)) };
  } finally {
    await database.close();
  }
}

/** Logs everybody in, has officers send photos for so many requests, and has somebody's quarter scored. */
export async function prepare(
  portal: BenchPortal,
  url: string,
  { cast, ground, requests }: { readonly cast: Cast; readonly ground: Ground; readonly requests: number },
): Promise<Matter> {
  const tokens = new Map<string, string>();
  for (const { username } of cast.accounts) tokens.set(username, await portal.login(username));
  const tokenOf = (username: string): string => tokens.get(username) ?? '';
  const each = Math.ceil(requests / 5 / verbsOfReport / cast.towns.length);
  const photos = new Map<string, string[]>();
  for (const { officer } of cast.towns) {
    const ids: string[] = [];
    while (ids.length < each) ids.push(await portal.upload(tokenOf(officer)));
    photos.set(officer, ids);
  }
  const chance = new Chance('volume');
  return {
    county,
    cast,
    eventNos: ground.eventNos,
    scorecard: await scoredCard(portal, url, cast, tokenOf),
    verbs: new VerbChain(cast.towns, photos, chance),
    chance,
    tokenOf,
  };
}

interface Row {
  readonly id: string;
  readonly version: number;
}

const cards = '{ scorecards { edges { node { id scores { code } } } } }';

/**
 * A scorecard with the evidence of a quarter: somebody who handles events is put on a post and appraised, and the five working
 * days for ratings are taken to be over. A database that has one already keeps it.
 */
async function scoredCard(
  portal: BenchPortal,
  url: string,
  { towns }: Cast,
  tokenOf: (username: string) => string,
): Promise<string> {
  const evaluator = tokenOf(countyPeople.evaluator);
  const scored = async (): Promise<string | undefined> => {
    type Found = { scorecards: { edges: { node: { id: string; scores: unknown[] } }[] } };
    const { scorecards } = await portal.ask<Found>(evaluator, cards);
    return scorecards.edges.find(({ node }) => node.scores.length > 0)?.node.id;
  };
  const standing = await scored();
  if (standing !== undefined) return standing;
  const town = '320281104';
  const of = towns.find((each) => each.town === town);
  const [busiest] = await rowsOf(
    url,
    `select staff_number as number from evaluation.score_evidence where indicator = 'ON_TIME' and region_code = '${town}'
       and staff_number is not null group by 1 order by count(*) desc, 1 limit 1`,
  );
  const leader = tokenOf(of?.leader ?? '');
  const { post } = await portal.ask<{ post: Row }>(leader, '{ post(code: "D05") { id version } }');
  const staff = String(busiest?.['number']);
  await portal.ask(
    leader,
    `mutation ($id: ID!, $version: Int!, $staff: ID!) {
       appointToPost(id: $id, version: $version, staff: $staff, startsOn: "2026-01-01") { id } }`,
    { ...post, staff },
  );
  const { row } = await portal.ask<{ row: Row }>(
    evaluator,
    `mutation { row: openAppraisalCycle(
       region: "${town}", kind: QUARTERLY, name: "2026年第三季度", startsOn: "2026-07-01", endsOn: "2026-09-30"
     ) { id version } }`,
  );
  await portal.ask(
    evaluator,
    'mutation ($id: ID!, $version: Int!) { collectRatings(id: $id, version: $version) { id } }',
    { ...row },
  );
  await rowsOf(url, `update kit.timers set due_at = now() where state = 'RUNNING' and about = '${row.id}'`);
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const id = await scored();
    if (id !== undefined) return id;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('No scorecard was scored within thirty seconds.');
}

async function rowsOf(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
