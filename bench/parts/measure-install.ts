import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { copyProject, type TestProject } from '../../tests/support/project.js';
import { commandOf, root } from '../contest/contender.js';
import { startGateway, urlOf } from '../contest/contest.js';
import { post } from '../contest/post.js';
import { median } from '../contest/summary.js';
import { table, type TableCell } from '../table.js';
import type { Outcome, Room } from './room.js';

/** The most milliseconds that FAST gives an installation. */
const bound = 250;

/** Milliseconds between two looks whether the field answers. */
const interval = 5;

/** Milliseconds after the start in which a portal does what it puts off. */
const settling = 20_000;

const question =
  '{"query":"{ weather(region: \\"320281\\") { sky } region(code: \\"320281\\") { weatherThere { sky } } }"}';

/** The portals that are measured: the whole one, and one whose graph is as large as the thirteen subgraphs of SHARED. */
const portals: Readonly<Record<string, readonly string[] | undefined>> = {
  'all five domains': undefined,
  'authority and grid': ['authority', 'grid'],
};

/** Measures how long it takes from the moment that a plug-in's folder is there until its fields answer. */
export async function measureInstall(room: Room, coloured: boolean): Promise<Outcome> {
  const rows: TableCell[][] = [];
  const figures: Record<string, object> = {};
  for (const [portal, domains] of Object.entries(portals)) {
    const [first = NaN, ...others] = await measurePortal(room, domains);
    const [middle, most] = [median(others), Math.max(...others)];
    rows.push([{ text: portal }, figure(first), { text: String(others.length) }, figure(middle), figure(most)]);
    figures[portal] = { first, n: others.length, median: middle, most };
  }
  return {
    title: `From a plug-in's folder until its fields answer, in ms; at most ${bound}`,
    table: table(['a portal of', 'first', 'n', 'median', 'most'], rows, coloured),
    figures,
  };
}

async function measurePortal({ options, logs }: Room, domains?: readonly string[]): Promise<number[]> {
  const project = await copyProject(domains);
  const rows = await mkdtemp(path.join(logs, 'portal-'));
  try {
    const portal = {
      name: 'portal',
      command: commandOf('bench/install/serve.ts'),
      folder: root,
      path: '/graphql',
      environment: { NODE_ENV: 'development', PROJECT: project.root, DATA_FOLDER: rows },
    };
    const started = await startGateway(portal, { supergraphFile: '', logs }, {}, null);
    try {
      return await installed(project, options.installs);
    } finally {
      await started.stop();
    }
  } finally {
    await project.drop();
    await rm(rows, { recursive: true, force: true });
  }
}

function figure(milliseconds: number) {
  return { text: milliseconds.toFixed(0), holds: milliseconds <= bound };
}

async function installed(project: TestProject, times: number): Promise<number[]> {
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    // Whatever the start or the last removal left to do.
    await pause(time === 0 ? settling : 500);
    const moved = await project.addWeather();
    await until(true);
    taken.push(performance.now() - moved);
    await project.removeWeather();
    await until(false);
  }
  return taken;
}

async function until(answers: boolean): Promise<void> {
  const end = performance.now() + 30_000;
  while (((await post(urlOf('/graphql'), question))?.data !== undefined) !== answers) {
    if (performance.now() > end) throw new Error(`The plug-in ${answers ? 'does not answer' : 'answers'} after 30 s.`);
    await pause(interval);
  }
}
