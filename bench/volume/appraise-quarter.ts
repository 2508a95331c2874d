import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readConfig } from '../../gateway/config.js';
import { openPortal, projectRoot } from '../../gateway/portal.js';
import { createLog } from '../../gateway/telemetry/log.js';
import { loadOfOne } from '../contest/contender.js';
import { type Doors, doorsOf } from '../portal-process.js';
import type { Cast } from './people.js';
import type { ShownCard } from './requests.js';

/** The town whose cadres are appraised: the one whose posts are known. */
export const appraisedTown = '320281104';
const period = { startsOn: '2026-07-01', endsOn: '2026-09-30' } as const;

/** Mornings in Shanghai: the third quarter is over; so are five working days for ratings; and as many for which results stand. */
const mornings = {
  afterQuarter: '2026-10-12T09:00:00+08:00',
  afterRating: '2026-10-20T09:00:00+08:00',
  afterPublicity: '2026-10-28T09:00:00+08:00',
} as const;

/** What the appraisal is made by. */
export interface Appraisal {
  readonly cast: Cast;
  /** A county's folder in which the cast's accounts stand. */
  readonly accounts: string;
  /** Staff of the town who handled events in the quarter, the busiest first; five are appraised. */
  readonly handlers: readonly string[];
}

interface Row {
  readonly id: string;
  readonly version: number;
}

/**
 * Has a town's cadres appraised for the quarter that is over, by the verbs of people, through a portal whose clock stands in the
 * October after it: put on posts, rated or not, scored, shown, final. Answers their scorecards. A database that has some
 * keeps those. Nothing may run on the database meanwhile.
 */
export async function appraiseQuarter(url: string, appraisal: Appraisal): Promise<ShownCard[]> {
  const clock = { moment: new Date() };
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-bench-'));
  const settings = { PORT: '0', LOG_LEVEL: 'error', DATA_FOLDER: folder, DATABASE_URL: url, ...loadOfOne };
  const config = readConfig({ ...settings, COUNTY_FOLDER: appraisal.accounts });
  const portal = await openPortal(config, {
    log: createLog('error'),
    clock: { now: () => clock.moment },
    tokenClock: { now: () => new Date() },
    progress: () => {},
    root: projectRoot,
    tick: 200,
    heartbeat: 0,
  });
  try {
    // What the portal repeats by itself, such as signing each night, is set by the day that it is, and so not due in October.
    clock.moment = new Date(mornings.afterQuarter);
    const doors = doorsOf(portal.origin);
    const evaluator = await loginOf(doors, appraisal.cast, 'evaluator');
    const standing = await finalCards(doors, evaluator);
    if (standing.length > 0) return standing;
    await appoint(doors, appraisal);
    await appraise(doors, evaluator, clock);
    return await finalCards(doors, evaluator);
  } finally {
    await portal.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function loginOf(doors: Doors, { towns }: Cast, part: 'evaluator' | 'leader'): Promise<string> {
  const own = towns.find((each) => each.town === appraisedTown);
  if (!own) throw new Error(`The town ${appraisedTown} has nobody who works on events.`);
  return doors.login(own.people[part].username);
}

async function finalCards(doors: Doors, evaluator: string): Promise<ShownCard[]> {
  type Found = { scorecards: { edges: { node: { id: string; state: string } }[] } };
  const { scorecards } = await doors.ask<Found>(
    evaluator,
    '{ scorecards(first: 100) { edges { node { id state } } } }',
  );
  return scorecards.edges.flatMap(({ node: { id, state } }) =>
    state === 'FINAL' ? { id, region: appraisedTown } : [],
  );
}

/** Puts one of the busiest on a post of each tier: with one person in each, no spread of results is asked for. */
async function appoint(doors: Doors, { cast, handlers }: Appraisal): Promise<void> {
  const leader = await loginOf(doors, cast, 'leader');
  type Found = { posts: { edges: { node: Row & { tier: number } }[] } };
  const { posts } = await doors.ask<Found>(
    leader,
    '{ posts(module: "监管执法", first: 100) { edges { node { id version tier } } } }',
  );
  const ofTiers = [
    ...Map.groupBy(
      posts.edges.map(({ node }) => node),
      ({ tier }) => tier,
    ).values(),
  ];
  for (const [index, [post]] of ofTiers.entries()) {
    const staff = handlers[index];
    if (staff === undefined || !post) continue;
    await doors.ask(
      leader,
      `mutation ($id: ID!, $version: Int!, $staff: ID!) {
         appointToPost(id: $id, version: $version, staff: $staff, startsOn: "2026-01-01") { id } }`,
      { id: post.id, version: post.version, staff },
    );
  }
}

/** From the opening of the appraisal until its results are final. */
async function appraise(doors: Doors, evaluator: string, clock: { moment: Date }): Promise<void> {
  const { row } = await doors.ask<{ row: Row }>(
    evaluator,
    `mutation ($startsOn: Date!, $endsOn: Date!) {
       row: openAppraisalCycle(region: "${appraisedTown}", kind: QUARTERLY, name: "2026年第三季度", startsOn: $startsOn, endsOn: $endsOn) {
         id version } }`,
    period,
  );
  const does = async (verb: string, { id, version }: Row): Promise<Row> => {
    const mutation = `mutation ($id: ID!, $version: Int!) { row: ${verb}(id: $id, version: $version) { id version } }`;
    return (await doors.ask<{ row: Row }>(evaluator, mutation, { id, version })).row;
  };
  const passedTo = async (morning: string, state: string): Promise<Row> => {
    clock.moment = new Date(morning);
    for (let attempt = 0; attempt < 300; attempt += 1) {
      const question = 'query ($id: ID!) { cycle: appraisalCycle(id: $id) { id version state } }';
      const { cycle } = await doors.ask<{ cycle: Row & { state: string } }>(evaluator, question, { id: row.id });
      if (cycle.state === state) return cycle;
      await pause(100);
    }
    throw new Error(`The appraisal is not in ${state} after thirty seconds.`);
  };
  await does('collectRatings', row);
  await does('publiciseAppraisal', await passedTo(mornings.afterRating, 'SCORING'));
  await does('finaliseAppraisal', await passedTo(mornings.afterPublicity, 'APPEALING'));
}
