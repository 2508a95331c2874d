import pg from 'pg';
import { Database } from '../../kit/data/database.js';
import { Chance } from '../../scripts/county/random.js';
import { type CountyFacts, readFacts } from '../../scripts/sample/county-facts.js';
import { tiers } from '../../scripts/sample/tiers.js';
import { CannotMeasure } from '../contest/arena.js';
import type { BenchPortal } from '../portal-process.js';
import { livesOf, photosFor } from './lives.js';
import { type Cast, type Part, type TownPeople } from './people.js';
import type { Matter, ShownCard } from './requests.js';
import { VerbChain } from './verb-chain.js';

const county = '320281';
const least = 50_000;
const drawnEvents = 2_000;
/** Of twenty requests four are verbs. */
const verbsAmong = 1 / 5;

/** What stands in the database before the load. */
export interface Ground {
  readonly facts: CountyFacts;
  readonly events: number;
  readonly eventNos: readonly string[];
  /** Staff of towns' bodies of enforcement who handled events in the third quarter of 2026, the busiest first. */
  readonly handlers: readonly string[];
}

/** Reads who works in the county and which events it has. Throws CannotMeasure where `npm run generate` has not been. */
export async function readGround(url: string, town: string): Promise<Ground> {
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
  const busiest = await rowsOf(
    url,
    `select staff_number as name from evaluation.score_evidence
       join authority.staff_members on number = staff_number and status = 'ACTIVE'
      where indicator = 'ON_TIME' and staff_members.region_code = '${town}'
        and occurred_at >= '2026-07-01T00:00:00+08:00' and occurred_at < '2026-10-01T00:00:00+08:00'
      group by 1 order by count(*) desc, 1 limit 20`,
  );
  const database = await Database.open({ kind: 'server', url, connections: 2 });
  try {
    const facts = await readFacts(database, county, tiers['county-lite'] ?? { events });
    const [eventNos, handlers] = [drawn, busiest].map((each) => each.map(({ name }) => String(name)));
    return { facts, events, eventNos: eventNos ?? [], handlers: handlers ?? [] };
  } finally {
    await database.close();
  }
}

/** Who sends photos with what they do. */
const photographers = ['officer', 'handler', 'head', 'department'] as const satisfies readonly Part[];

/** What the load is prepared of. */
export interface Preparation {
  readonly cast: Cast;
  readonly ground: Ground;
  readonly scorecards: readonly ShownCard[];
  /** How many requests there will be. */
  readonly requests: number;
}

/** Has photos sent for so many requests, and logs everybody in, last of all: a login is good for five minutes. */
export async function prepare(
  portal: BenchPortal,
  { cast, ground, scorecards, requests }: Preparation,
): Promise<Matter> {
  const photos = await photosOf(portal, cast, livesOf(requests * verbsAmong));
  const tokens = new Map<string, string>();
  for (const { username } of cast.accounts) tokens.set(username, await portal.login(username));
  const chance = new Chance('volume');
  return {
    county,
    cast,
    centres: [...ground.facts.centres.keys()],
    eventNos: ground.eventNos,
    scorecards,
    verbs: new VerbChain(cast.towns, photos, { chance, run: String(Date.now()) }),
    chance,
    tokenOf: (username) => tokens.get(username) ?? '',
  };
}

/** Photos by the username of who sent them; who works for several towns sends those of all. */
async function photosOf(portal: BenchPortal, { towns }: Cast, lives: number): Promise<Map<string, string[]>> {
  const photos = new Map<string, string[]>();
  const send = async ({ people }: TownPeople, part: Part): Promise<void> => {
    const { username } = people[part];
    const token = await portal.login(username);
    const ids = photos.get(username) ?? [];
    photos.set(username, ids);
    for (let left = photosFor(part, lives / towns.length); left > 0; left -= 1) ids.push(await portal.upload(token));
  };
  for (const part of photographers) for (const of of towns) await send(of, part);
  return photos;
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
