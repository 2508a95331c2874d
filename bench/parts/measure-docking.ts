import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  act,
  actOnce,
  type Department,
  type Door,
  head,
  type Proposal,
  publish,
  type Said,
  startDepartment,
  type Version,
  versionOf,
} from '../../tests/registry/department.js';
import { loadOfOne } from '../contest/contender.js';
import { type Probe, probeOf, type Spread } from '../contest/probe.js';
import { median } from '../contest/summary.js';
import { type Asked, askSteadily } from '../faults/open-loop.js';
import { type BenchPortal, withPortal } from '../portal-process.js';
import { table } from '../table.js';
import type { Outcome, Room } from './room.js';

/** Departments that join, one after the other. */
const departments = 15;

/** Questions of others in a second while departments join, and milliseconds for which a loop may be held then. */
const perSecond = 50;
const longestHold = 100;

/** How often the last of them is taken out and in again under load. */
const changes = 5;

/** Milliseconds of each step of one department: until its check is answered, its version waits, and its field answers. */
interface Joined {
  readonly check: number;
  readonly publish: number;
  readonly install: number;
  readonly version: Version;
}

interface Place {
  readonly portal: BenchPortal;
  readonly door: Door;
  readonly probe: Probe;
}

/** Measures how long a department waits to join a graph of few and of many, and what others feel of it. */
export async function measureDocking({ logs, tell }: Room, coloured: boolean): Promise<Outcome> {
  const served = await Promise.all(Array.from({ length: departments }, (_, number) => departmentOf(number)));
  const probe = probeOf('docking', logs);
  const settings = { ...loadOfOne, RATE_DEPARTMENT: '1000', ...probe.environment };
  const county = await countyOf(logs, served);
  try {
    return await withPortal(
      async (portal) => {
        const place = { portal, door: await doorOf(portal), probe };
        const joined: Joined[] = [];
        for (const [number, { url }] of served.entries()) {
          joined.push(await joinedBy(place, number, url));
          tell(`${number + 1} of ${departments} departments have joined`);
        }
        return outcomeOf(joined, await changedUnderLoad(place, joined), coloured);
      },
      { ...settings, COUNTY_FOLDER: ['counties/jiangyin', county].join(path.delimiter) },
    );
  } finally {
    await Promise.all(served.map((each) => each.close()));
  }
}

function departmentOf(number: number): Promise<Department> {
  const station = { id: 's', name: '水文站', level: 2.41, readings: [{ at: '08:00', level: 2.4 }] };
  return startDepartment(sdlOf(number), {
    Query: { [`station${number}`]: () => station },
    [`Station${number}`]: { region: () => ({ code: '320281104' }) },
  });
}

/** A small schema as departments have it: a type of its own with a key, a list, an argument, and a type of the portal. */
function sdlOf(number: number): string {
  return `${head}
type Query { station${number}(id: ID!): Station${number} stations${number}(first: Int = 10, kind: Kind${number}): [Station${number}!]! }
"A gauging station." type Station${number} @key(fields: "id") {
  id: ID!
  name: String
  level: Float
  kind: Kind${number}
  readings(last: Int = 5): [Reading${number}!]
  region: Region
}
type Reading${number} { at: String level: Float }
enum Kind${number} { RIVER LAKE CANAL }
type Region @key(fields: "code", resolvable: false) { code: ID! }
`;
}

async function countyOf(logs: string, served: readonly Department[]): Promise<string> {
  const folder = path.join(logs, 'addresses');
  await mkdir(folder);
  const rows = served.map(({ origin }) => `320281-water,${origin}`);
  await writeFile(path.join(folder, 'subgraph-addresses.csv'), ['机构编码,地址', ...rows, ''].join('\n'));
  return folder;
}

async function doorOf(portal: BenchPortal): Promise<Door> {
  const tokens = new Map<string, string>();
  for (const name of ['registry.publisher', 'registry.approver']) tokens.set(name, await portal.login(name));
  return {
    ask: async (query, variables, asking) => {
      const response = await fetch(`${portal.origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.get(asking?.as ?? '')}` },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Said;
    },
  };
}

async function joinedBy({ portal, door }: Place, number: number, url: string): Promise<Joined> {
  const proposal: Proposal = { name: `stations-${number}`, url, sdl: sdlOf(number) };
  const begun = performance.now();
  const { data } = await door.ask(
    'mutation ($proposal: ProposalInput!) { check: checkSubgraph(proposal: $proposal) { passed text } }',
    { proposal },
    { as: 'registry.publisher' },
  );
  const check = data?.['check'] as { readonly passed: boolean; readonly text: string } | undefined;
  if (check?.passed !== true) throw new Error(`The check of ${proposal.name} failed: ${check?.text}`);
  const checked = performance.now();
  const waiting = versionOf(await publish(door, proposal, 0, 'registry.publisher'));
  const published = performance.now();
  const version = versionOf(await act(door, 'approveVersion', waiting, 'registry.approver'));
  const token = await portal.login('commander');
  await portal.ask(token, `{ station${number}(id: "s") { name region { name } } }`);
  const installed = performance.now();
  return { check: checked - begun, publish: published - checked, install: installed - published, version };
}

/** What others felt, and milliseconds of each change. */
interface UnderLoad {
  readonly asked: number;
  readonly failed: number;
  readonly p99: number;
  readonly slowest: number;
  readonly elapsed: Spread;
  readonly worked: Spread;
  readonly change: { readonly median: number; readonly most: number };
}

const questions = [
  '{ station0(id: "s") { name level readings { level } } }',
  '{ grid(code: "320281104200002") { name town { name commandCentre { name } } } }',
];

async function changedUnderLoad({ portal, door, probe }: Place, joined: readonly Joined[]): Promise<UnderLoad> {
  const bodies = questions.map((query) => JSON.stringify({ query }));
  const ask = (number: number): Asked => ({ kind: 'healthy', body: bodies[number % bodies.length] ?? '' });
  const url = `${portal.origin}/graphql`;
  const mayBreak = await brokenBy(door, joined.at(-1)?.version ?? { id: '', version: 0 });
  await askSteadily(url, { perSecond, seconds: 4 }, ask);
  await probe.look(portal);
  // More than the changes take: the rest of the load is asked of a graph that stands.
  const asking = askSteadily(url, { perSecond, seconds: 4 * changes }, ask);
  const times: number[] = [];
  let version: Pick<Version, 'id' | 'version'> = joined.at(-1)?.version ?? { id: '', version: 0 };
  for (let time = 0; time < changes; time += 1) {
    for (const verb of ['retireSubgraph', 'rollbackSubgraph'] as const) {
      const begun = performance.now();
      version = versionOf(await actOnce(door, verb, version, 'registry.publisher', mayBreak));
      times.push(performance.now() - begun);
    }
  }
  const replies = await asking;
  const { elapsed, worked } = await probe.look(portal);
  const delays = replies.map(({ milliseconds }) => milliseconds).toSorted((one, other) => one - other);
  return {
    asked: replies.length,
    failed: replies.filter(({ answer }) => answer === null || answer.includes('"errors"')).length,
    p99: delays[Math.floor(delays.length * 0.99)] ?? 0,
    slowest: delays.at(-1) ?? 0,
    elapsed,
    worked,
    change: { median: median(times), most: Math.max(...times) },
  };
}

/** The operations of the bench itself that break when a version is taken out. */
async function brokenBy(door: Door, version: Pick<Version, 'id' | 'version'>): Promise<readonly string[]> {
  const { errors } = await actOnce(door, 'retireSubgraph', version, 'registry.publisher', []);
  const details = errors?.[0]?.extensions.details as { findings?: readonly { about: string }[] } | undefined;
  return (details?.findings ?? []).map(({ about }) => about);
}

function outcomeOf(joined: readonly Joined[], load: UnderLoad, coloured: boolean): Outcome {
  const rows = [0, joined.length - 1].map((place) => {
    const { check = NaN, publish: published = NaN, install = NaN } = joined[place] ?? {};
    const steps = [check, published, install].map((each) => ({ text: each.toFixed(0) }));
    return [{ text: `department ${place + 1}` }, ...steps];
  });
  const felt = [
    { text: String(load.asked) },
    { text: String(load.failed), holds: load.failed === 0 },
    { text: load.p99.toFixed(0) },
    { text: load.slowest.toFixed(0) },
    { text: load.elapsed.most.toFixed(0), holds: load.elapsed.most <= longestHold },
    { text: load.worked.most.toFixed(0), holds: load.worked.most <= longestHold },
    { text: load.change.median.toFixed(0) },
  ];
  const underLoad = table(
    ['', 'asked', 'failed', 'p99', 'slowest', 'held, clock', 'held, CPU', 'change'],
    [[{ text: `${perSecond} a second` }, ...felt]],
    coloured,
  );
  return {
    title: `${departments} departments join, in ms`,
    table: `${table(['', 'check', 'publish', 'install'], rows, coloured)}\n\n${underLoad}`,
    figures: { joined: joined.map(({ version: _version, ...steps }) => steps), load },
  };
}
