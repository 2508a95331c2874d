import { readFileSync } from 'node:fs';
import path from 'node:path';
import { at, type Chance } from '../../scripts/county/random.js';
import { root } from '../contest/contender.js';
import type { Asked } from '../faults/open-loop.js';
import { answeringFor, type Cast } from './people.js';
import type { VerbChain } from './verb-chain.js';

/** What is asked: boards as docs/boards.md has them, the story of an event, a search, and verbs. */
export type Kind = 'inbox' | 'story' | 'deadlines' | 'command' | 'scorecard' | 'list' | 'search' | 'verb';

/** Twenty requests in their order: of a hundred 30 are inboxes, 20 stories, 20 verbs, 10 deadlines, and 5 each of the others. */
const turns: readonly Kind[] = [
  ...(['inbox', 'verb', 'story', 'deadlines', 'inbox'] as const),
  ...(['story', 'verb', 'inbox', 'command', 'scorecard'] as const),
  ...(['inbox', 'story', 'verb', 'deadlines', 'inbox'] as const),
  ...(['list', 'verb', 'inbox', 'story', 'search'] as const),
];

const search = `query Search($text: String!) {
  events(text: $text, first: 20) { edges { node { eventNo state description reportedAt region { name } } } }
}`;

const file = (name: string): string => readFileSync(path.join(root, 'docs', name), 'utf8');

const documents: Readonly<Record<Exclude<Kind, 'verb'>, string>> = {
  inbox: file('boards/inbox.graphql'),
  story: file('story.graphql'),
  deadlines: file('boards/deadlines.graphql'),
  command: file('boards/command.graphql'),
  scorecard: file('boards/scorecard.graphql'),
  list: file('boards/list.graphql'),
  search,
};

/** Two characters each, as people type them. */
const words = ['占道', '垃圾', '停车', '广告', '油烟', '噪声', '扬尘', '河道'] as const;
/** From the first list on, every few months; the second follows on 1 January 2021. */
const days = ['2018-07-01', '2019-03-15', '2020-12-31', '2021-01-01', '2023-06-30', '2026-11-20'] as const;

/** A scorecard that is shown, and where its post stands. */
export interface ShownCard {
  readonly id: string;
  readonly region: string;
}

/** What the load is about. */
export interface Matter {
  readonly county: string;
  readonly cast: Cast;
  /** Codes of the regions that have a command centre. */
  readonly centres: readonly string[];
  /** Numbers of events, of all towns. */
  readonly eventNos: readonly string[];
  readonly scorecards: readonly ShownCard[];
  readonly verbs: VerbChain;
  readonly chance: Chance;
  tokenOf(username: string): string;
}

/** The request of a turn. */
export function requestOf(turn: number, matter: Matter): Asked<Kind> {
  const kind = at(turns, turn % turns.length);
  if (kind === 'verb') {
    const { as, query, variables, answered } = matter.verbs.next();
    return { kind, body: JSON.stringify({ query, variables }), token: matter.tokenOf(as), answered };
  }
  const { as, variables } = callers[kind](matter);
  const token = as === null ? undefined : matter.tokenOf(as);
  return { kind, body: JSON.stringify({ query: documents[kind], variables }), token };
}

interface Question {
  /** Account; null for nobody. */
  readonly as: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Who asks what, drawn anew each time of all who may: of every role, and of every town. */
const callers: Readonly<Record<Exclude<Kind, 'verb'>, (matter: Matter) => Question>> = {
  inbox: ({ cast, chance }) => ({ as: chance.pick(cast.accounts).username, variables: {} }),
  story: (matter) => {
    const eventNo = matter.chance.pick(matter.eventNos);
    return { as: somebodyFor(eventNo.slice(1, 10), matter), variables: { eventNo } };
  },
  deadlines: (matter) => {
    const region = regionOf(matter);
    return { as: somebodyFor(region, matter), variables: { region } };
  },
  command: (matter) => {
    const region = regionOf(matter);
    return { as: somebodyFor(region, matter), variables: { centre: `ZX${region}` } };
  },
  scorecard: (matter) => {
    const { id, region } = matter.chance.pick(matter.scorecards);
    return { as: somebodyFor(region, matter), variables: { id } };
  },
  list: ({ cast, county, chance }) => {
    const [since, on] = [chance.pick(days), chance.pick(days)].toSorted();
    const as = chance.pick([null, ...cast.accounts.map(({ username }) => username)]);
    return { as, variables: { kind: 'TOWN_POWER_LIST', region: county, since, on } };
  },
  search: ({ cast, chance }) => ({
    as: chance.pick(cast.accounts).username,
    variables: { text: chance.pick(words) },
  }),
};

/** A region with a centre: the county every other time, a town else. */
function regionOf({ county, centres, chance }: Matter): string {
  return chance.next() < 0.5 ? county : chance.pick(centres);
}

/** Somebody who answers for a region. */
function somebodyFor(region: string, { cast, chance }: Matter): string {
  return chance.pick(answeringFor(cast.accounts, region)).username;
}
