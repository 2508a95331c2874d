import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { lives, photosFor } from '../../bench/volume/lives.js';
import { accountsOf, answeringFor, type Cast, castOf, type Part } from '../../bench/volume/people.js';
import { type Matter, requestOf } from '../../bench/volume/requests.js';
import { VerbChain } from '../../bench/volume/verb-chain.js';
import { projectRoot } from '../../gateway/portal.js';
import { Chance } from '../../scripts/county/random.js';
import { type CountyFacts, readFacts } from '../../scripts/sample/county-facts.js';
import { verbs } from '../subgraphs/dispatch/event-verbs.js';
import { openPortal, type TestPortal } from '../support/portal.js';

let own: TestPortal;
let portal: TestPortal;
let facts: CountyFacts;
let cast: Cast;

beforeAll(async () => {
  own = await openPortal();
  facts = await readFacts(own.portal.database, '320281', { events: 1 });
  cast = castOf(facts, accountsOf(path.join(projectRoot, 'counties/jiangyin')));
  portal = await openPortal({ beside: own, accounts: cast.accounts });
});
afterAll(async () => {
  await portal.close();
  await own.close();
});

test('the callers have every role that a module gives, and the roles of a town in every town', () => {
  const given = portal.portal.graphs.modules.flatMap(({ roles }) => roles ?? []);
  const held = new Set(cast.accounts.flatMap(({ roles }) => roles));
  expect(given.map(({ name }) => name).filter((name) => !held.has(name))).toEqual([]);
  expect(cast.towns).toHaveLength(17);
  const perRole = Map.groupBy(cast.accounts, ({ roles }) => String(roles));
  for (const role of ['town_dispatcher', 'grid_admin', 'grid_officer', 'enforcement_officer', 'town_leader', 'cadre'])
    expect([role, perRole.get(role)?.length]).toEqual([role, 17]);
  // The head of the county's own team beside those of the towns' bureaus.
  expect(perRole.get('bureau_head')).toHaveLength(18);
  const numbers = cast.accounts.flatMap(({ staffNumber }) => (staffNumber ? [staffNumber] : []));
  expect(numbers).toHaveLength(new Set(numbers).size);
  const there = answeringFor(cast.accounts, '320281001').map(({ username }) => username);
  expect(there).toEqual(expect.arrayContaining(['town_leader.320281001', 'commander', 'call.platform']));
  expect(there).not.toContain('auditor');
});

/** Verbs of so many lives, each asked by who it is for; answers what was refused, in words. */
async function live(count: number): Promise<{ refused: string[]; asked: ReadonlyMap<string, number> }> {
  const photos = new Map<string, string[]>();
  for (const { people } of cast.towns.slice(0, count)) {
    for (const part of ['officer', 'handler', 'head', 'department'] satisfies Part[]) {
      const { username } = people[part];
      const ids = photos.get(username) ?? [];
      photos.set(username, ids);
      for (let left = photosFor(part, 1); left > 0; left -= 1) ids.push(await portal.photograph(username));
    }
  }
  const chain = new VerbChain(cast.towns.slice(0, count), photos, { chance: new Chance('test'), run: 'test' });
  const refused: string[] = [];
  for (let left = lives.flat().length; left > 0; left -= 1) {
    const { as, query, variables, answered } = chain.next();
    const answer = await portal.ask(query, variables, { as });
    for (const { message } of answer.errors ?? []) refused.push(`${as}: ${query.slice(0, 80)} ${message}`);
    answered(JSON.stringify(answer));
  }
  return { refused, asked: chain.asked };
}

test('the lives of the load have every verb of persons on an event, and none of them is refused', async () => {
  const { refused, asked } = await live(lives.length);
  expect(refused).toEqual([]);
  expect([...asked.keys()].toSorted()).toEqual(Object.keys(verbs).toSorted());
  await portal.settle();
  const rows = await own.portal.database.execute(
    `select state, count(*)::int as count from dispatch.events group by 1 order by 1`,
    [],
  );
  expect(rows).toEqual([
    { state: 'APPRAISED', count: 10 },
    { state: 'MERGED', count: 1 },
    { state: 'REJECTED', count: 1 },
  ]);
});

test('whoever asks a board, a story, a list or a search in the load is answered', async () => {
  const [event] = await own.portal.database.execute('select event_no as "eventNo" from dispatch.events limit 1', []);
  const matter: Matter = {
    county: '320281',
    cast,
    centres: [...facts.centres.keys()],
    eventNos: [String(event?.['eventNo'])],
    scorecards: [{ id: '00000000-0000-0000-0000-000000000000', region: '320281104' }],
    verbs: new VerbChain(cast.towns, new Map(), { chance: new Chance('none'), run: 'none' }),
    chance: new Chance('asked'),
    tokenOf: (username) => username,
  };
  const refused: string[] = [];
  const asked = new Set<string>();
  for (let turn = 0; turn < 200; turn += 1) {
    const { kind, body, token } = requestOf(turn, matter);
    if (kind === 'verb' || kind === 'scorecard') continue;
    asked.add(kind);
    const { query, variables } = JSON.parse(body) as { query: string; variables: object };
    const { errors } = await portal.ask(query, { ...variables }, token === undefined ? {} : { as: token });
    for (const { message } of errors ?? []) refused.push(`${kind} by ${token}: ${message}`);
  }
  expect(refused).toEqual([]);
  expect([...asked].toSorted()).toEqual(['command', 'deadlines', 'inbox', 'list', 'search', 'story']);
});
