import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../support/portal.js';
import { copyProject, type TestProject } from '../support/project.js';
import { isSoak } from '../support/soak.js';

// The long form is ten installations and removals within a minute of 200 requests a second.
const load = isSoak ? { seconds: 60, perSecond: 200, rounds: 10 } : { seconds: 5, perSecond: 50, rounds: 2 };
const clients = 20;

let project: TestProject;
let portal: TestPortal;

beforeAll(async () => {
  project = await copyProject();
  portal = await openPortal({ root: project.root });
});

afterAll(async () => {
  await portal.close();
  await project.drop();
});

const oneById = 'query ($id: ID!) { grid(id: $id) { code name town { name } } }';
const listOfTwenty = '{ grids(first: 20) { edges { node { code name town { name } } } } }';
const weather = '{ weather(region: "320281100") { region sky } }';
const joined = '{ region(code: "320281100") { code weatherThere { sky } } }';

interface Measured {
  readonly milliseconds: number;
  readonly failure: string | null;
}

async function measure(query: string, variables: Record<string, unknown>): Promise<Measured> {
  const started = performance.now();
  const failure = await portal.ask(query, variables).then(
    ({ status, errors }) => (status === 200 && !errors ? null : JSON.stringify({ status, errors })),
    (error: unknown) => String(error),
  );
  return { milliseconds: performance.now() - started, failure };
}

/** One client: a request at a time, evenly spread, half of them one entity by id and half a list of twenty. */
async function client(number: number, id: string, until: () => boolean): Promise<Measured[]> {
  const interval = (1000 * clients) / load.perSecond;
  const measured: Measured[] = [];
  await pause((interval * number) / clients);
  for (let next = performance.now(); !until(); next += interval) {
    measured.push(await ((measured.length + number) % 2 === 0 ? measure(oneById, { id }) : measure(listOfTwenty, {})));
    await pause(Math.max(0, next + interval - performance.now()));
  }
  return measured;
}

/** Waits until the graph has, or no longer has, the plug-in. */
async function until(installed: boolean, plugin = 'weather'): Promise<void> {
  const give = performance.now() + 20_000;
  while (portal.portal.graphs.modules.some(({ name }) => name === plugin) !== installed) {
    if (performance.now() > give)
      throw new Error(`The plug-in is ${installed ? 'not installed' : 'still there'} after 20 s.`);
    await pause(20);
  }
}

async function install(): Promise<void> {
  await project.addWeather();
  await until(true);
}

async function remove(): Promise<void> {
  await project.removeWeather();
  await until(false);
}

/** The codes of an answer's errors, when it has any. */
async function codesOf(query: string): Promise<string[] | undefined> {
  const { errors } = await portal.ask(query);
  return errors?.map(({ extensions }) => extensions.code);
}

test('a plug-in’s folder that appears is installed, and one that goes is removed, whether its queries were warm or not', async () => {
  expect(await codesOf(weather)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  await install();
  expect((await portal.ask(weather)).data).toEqual({ weather: { region: '320281100', sky: '晴' } });
  expect((await portal.ask(joined)).data).toEqual({ region: { code: '320281100', weatherThere: { sky: '多云' } } });
  await remove();
  expect(await codesOf(weather)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(await codesOf(joined)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(await codesOf('{ weather(region: "cold") { sky } }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
});

test('a plug-in that brings tables finds them when it is asked first', async () => {
  await project.add('shelf');
  await until(true, 'shelf');
  const shelve = 'mutation { shelveBook(title: "县志") { title } }';
  const { data, errors } = await portal.ask(shelve, {}, { as: 'grid.officer' });
  expect({ data, errors }).toEqual({ data: { shelveBook: { title: '县志' } }, errors: undefined });
});

test('installations and removals cost no request that is under way or comes meanwhile', async () => {
  const { data } = await portal.ask('{ grid(code: "320281100") { id } }');
  const id = (data?.['grid'] as { id: string } | undefined)?.id ?? '';
  const end = performance.now() + load.seconds * 1000;
  let swapping = true;
  const running = Array.from({ length: clients }, (_, number) =>
    client(number, id, () => performance.now() > end && !swapping),
  );
  const outcomes: unknown[] = [];
  try {
    for (let round = 0; round < load.rounds; round += 1) {
      await install();
      outcomes.push((await codesOf(weather)) ?? 'answered');
      await remove();
      outcomes.push((await codesOf(weather)) ?? 'answered');
      const even = ((round + 1) * load.seconds * 1000) / load.rounds;
      await pause(Math.max(0, end - load.seconds * 1000 + even - performance.now()));
    }
  } finally {
    swapping = false;
  }
  const measured = (await Promise.all(running)).flat();
  const times = measured.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
  const p99 = times[Math.floor(times.length * 0.99)] ?? Number.NaN;
  process.stdout.write(`hot install: ${load.rounds} rounds, ${times.length} requests, p99 ${p99.toFixed(1)} ms\n`);
  expect(measured.flatMap(({ failure }) => failure ?? [])).toEqual([]);
  expect(outcomes).toEqual(
    Array.from({ length: load.rounds }, () => ['answered', ['GRAPHQL_VALIDATION_FAILED']]).flat(1),
  );
  expect(times.length).toBeGreaterThanOrEqual(load.seconds * load.perSecond * 0.5);
});
