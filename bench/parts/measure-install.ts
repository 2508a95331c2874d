import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { copyProject, type TestProject } from '../../tests/support/project.js';
import { commandOf, root } from '../contest/contender.js';
import { startGateway, urlOf } from '../contest/contest.js';
import { post } from '../contest/post.js';
import { median } from '../contest/summary.js';
import { table } from '../table.js';
import type { Outcome, Room } from './room.js';

/** The most milliseconds that FAST gives an installation. */
const bound = 250;

/** Milliseconds between two looks whether the field answers. */
const interval = 5;

/** Milliseconds after the start in which a portal does what it puts off. */
const settling = 20_000;

const question =
  '{"query":"{ weather(region: \\"320281\\") { sky } region(code: \\"320281\\") { weatherThere { sky } } }"}';

/** Measures how long it takes from the moment that a plug-in's folder is there until its fields answer. */
export async function measureInstall({ options, logs }: Room, coloured: boolean): Promise<Outcome> {
  const project = await copyProject();
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
      const [first = NaN, ...others] = await installed(project, options.installs);
      return {
        title: `From a plug-in's folder until its fields answer, in ms; at most ${bound}`,
        table: table(
          ['', 'first', 'n', 'median', 'most'],
          [
            [
              { text: 'installation' },
              figure(first),
              { text: String(others.length) },
              figure(median(others)),
              figure(Math.max(...others)),
            ],
          ],
          coloured,
        ),
        figures: { first, n: others.length, median: median(others), most: Math.max(...others) },
      };
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
    const begun = performance.now();
    await project.addWeather();
    await until(true);
    taken.push(performance.now() - begun);
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
