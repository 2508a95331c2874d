import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';
import type { SubgraphServer } from '../../gateway/subgraph-server.js';
import { walkTheDay } from '../journeys/loop-walk.js';
import { openEventPortal } from '../subgraphs/dispatch/event-portal.js';
import { type HiveGateway, startHive } from '../support/hive-gateway.js';
import { addressSetting, openModuleServer } from '../support/module-server.js';
import { moreThan } from '../support/more-than.js';
import { builtOf, subgraphsFound } from '../support/modules.js';
import { callOf, fieldsOf, needsNoArgument } from '../support/operations.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { installs } from '../support/soak.js';

if (!installs) process.stderr.write('skipped: Hive Gateway in front of the portal’s modules; INSTALLS=1 runs it\n');

type Json = Readonly<Record<string, unknown>> | null;

let inProcess: TestPortal;
let apart: TestPortal;
let servers: SubgraphServer[] = [];
let hive: HiveGateway;
let eventNo = '';
const grid = '320281104200002';

/** Every module as a server of its own, on the rows of a portal that has all of them in its process. */
async function serveApart(): Promise<Record<string, string>> {
  const { database, bus } = inProcess.portal;
  const ground = { database, bus, clock: { now: () => inProcess.clock.moment } };
  servers = await Promise.all(subgraphsFound.map((module) => openModuleServer(module, ground, () => apart)));
  return Object.fromEntries(subgraphsFound.map(({ name }, index) => [addressSetting(name), servers[index]?.url ?? '']));
}

async function ask(
  origin: string,
  { query, variables }: Question,
  as?: string,
): Promise<{ data: Json; errors: readonly object[] }> {
  const login = as === undefined ? {} : { authorization: `Bearer ${await apart.tokenOf(as)}` };
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en', ...login },
    body: JSON.stringify({ query, variables }),
  });
  const { data = null, errors = [] } = (await response.json()) as { data?: Json; errors?: readonly object[] };
  return { data, errors };
}

interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const story = readFileSync(path.join(projectRoot, 'docs/story.graphql'), 'utf8');
const ofGrid = readFileSync(path.join(projectRoot, 'docs/question.graphql'), 'utf8');

/** Every list of every module, with the fields of what its rows refer to. */
const lists = subgraphsFound.flatMap(({ name }) =>
  fieldsOf(builtOf(name).schema.getQueryType())
    .filter(needsNoArgument)
    .map((field): [string, Question] => [
      `${name}: ${field.name}`,
      callOf('query', field, field.args.some((each) => each.name === 'first') ? { first: 5 } : {}, 1),
    ]),
);

const nobody = undefined;
/** Of the town in which the day was walked, of another one, and of the county. */
const [ofTown, ofOtherTown, ofCounty] = ['town.dispatcher', 'town.dispatcher2', 'county.dispatcher'];

async function both(question: Question, as: string | undefined) {
  return { hives: await ask(hive.origin, question, as), ours: await ask(apart.origin, question, as) };
}

(installs ? describe : describe.skip)('Hive Gateway in front of the modules, each a server of its own', () => {
  beforeAll(async () => {
    const walked = await openEventPortal();
    eventNo = (await walkTheDay(walked)).eventNo;
    inProcess = walked;
    apart = await openPortal({ beside: inProcess, environment: await serveApart() });
    const reader = { authorization: `Bearer ${await apart.tokenOf('registry.admin')}` };
    const supergraph = await fetch(`${apart.origin}/supergraph`, { headers: reader });
    hive = await startHive(await supergraph.text());
  }, 300_000);

  afterAll(async () => {
    await hive?.close();
    await apart?.close();
    await Promise.all(servers.map((server) => server.close()));
    await inProcess?.close();
  });

  test.each([ofTown, ofCounty])('tells %s of an event and of a grid what the portal tells', async (as) => {
    for (const question of [
      { query: story, variables: { eventNo } },
      { query: ofGrid, variables: { code: grid } },
    ]) {
      const { hives, ours } = await both(question, as);
      expect(ours).toMatchObject({ errors: [] });
      expect(Object.values(ours.data ?? {})).not.toContain(null);
      expect(hives).toEqual(ours);
    }
  });

  test.each([nobody, ofOtherTown])('tells %s nothing of an event of a town that is not theirs', async (as) => {
    const { hives, ours } = await both({ query: story, variables: { eventNo } }, as);
    for (const { data, errors } of [hives, ours]) {
      expect([data?.['event'] ?? null, errors.length > 0]).toEqual([null, true]);
    }
  });

  test.each(lists)('tells nobody more than the portal does: %s', async (_, question) => {
    for (const as of [nobody, ofOtherTown, ofTown]) {
      const { hives, ours } = await both(question, as);
      // An answer of nothing at all would hold no more either.
      expect({ as, isEmpty: hives.data === null }).toEqual({ as, isEmpty: ours.data === null });
      expect({ as, more: moreThan(hives.data, ours.data) }).toEqual({ as, more: [] });
    }
  });
});
