import { existsSync } from 'node:fs';
import path from 'node:path';
import { cores } from '../contest/arena.js';
import { startGateway, urlOf } from '../contest/contest.js';
import { post } from '../contest/post.js';
import { press } from '../contest/press.js';
import { type Probe, probeOf, type Seen } from '../contest/probe.js';
import type { Started } from '../contest/start-on-core.js';
import { median } from '../contest/summary.js';
import { declaredSubgraphs } from '../swaps/declared-subgraphs.js';
import { question } from '../swaps/question.js';
import { openSwapArena, swapping } from '../swaps/swap-arena.js';
import { type Swapped, swapUnderLoad } from '../swaps/swap-under-load.js';
import { table, type TableCell } from '../table.js';
import type { Outcome, Room } from './room.js';

/** What FAST asks: the longest delay in milliseconds, and how much memory may grow between the second look and the last. */
const demands = { delay: 100, growth: 1.05 } as const;

/** After so many swaps memory is looked at. */
const looks = [20, 100, 200] as const;

interface Stage extends Omit<Swapped, 'times'>, Seen {
  /** Milliseconds of a swap, the middle one and the longest; null without any. */
  readonly swap: { readonly median: number; readonly most: number } | null;
  /** All swaps so far. */
  readonly swaps: number;
  /** Resident memory of the gateway with its planner's process. */
  readonly familyMegabytes: number;
}

/** Measures swaps of a graph of thirteen subgraphs under load. Null without the declarations, which are SHARED's. */
export async function measureSwaps({ options, logs, tell }: Room, coloured: boolean): Promise<Outcome | null> {
  const { SHARED } = process.env;
  const graphFolder = path.resolve(SHARED ?? '', 'design/graph');
  if (!SHARED || !existsSync(graphFolder)) {
    tell(
      'swaps: NOT MEASURED: the thirteen subgraphs are not part of the project; SHARED=DIR has them in DIR/design/graph.',
    );
    return null;
  }
  const [first] = await declaredSubgraphs(graphFolder);
  const arena = await openSwapArena(graphFolder, first?.name ?? '', logs);
  const probe = probeOf('swaps', logs);
  const started: Started[] = [];
  try {
    const gateway = await startGateway(swapping(graphFolder), arena, probe.environment);
    started.push(gateway);
    const stages = await swapInStages(gateway, probe, { options, logs, tell });
    return {
      title: 'Swaps of a graph of 13 subgraphs under load, blocking of the loop in ms',
      table: swapTable(stages, coloured),
      figures: { stages },
    };
  } finally {
    for (const each of started) await each.stop();
    await arena.close();
  }
}

async function swapInStages(
  gateway: Started,
  probe: Probe,
  { options, logs, tell }: Pick<Room, 'options' | 'logs' | 'tell'>,
): Promise<Stage[]> {
  const url = urlOf('/graphql');
  const body = JSON.stringify({ query: question });
  const answer = await post(url, body);
  if (!answer?.data || answer.errors) throw new Error(`The question failed: ${JSON.stringify(answer).slice(0, 400)}`);
  const load = { body, clients: options.clients, logs, answer: JSON.stringify(answer) };
  await press({ ...load, url, seconds: options.warm, core: cores.others });
  await probe.look(gateway);
  const stages: Stage[] = [];
  for (const swaps of [0, ...looks.filter((each) => each < options.swaps), options.swaps]) {
    const { times, ...pressed } = await swapUnderLoad(swaps - (stages.at(-1)?.swaps ?? 0), load);
    const swap = times.length > 0 ? { median: median(times), most: Math.max(...times) } : null;
    stages.push({ swaps, swap, ...pressed, ...(await probe.look(gateway)), familyMegabytes: gateway.megabytes() });
    tell(`${swaps} swaps: ${pressed.failed} of ${pressed.requests} requests failed`);
  }
  return stages;
}

const headings = [
  'swaps',
  'requests',
  'failed',
  'clock p50',
  'p99',
  'most',
  'CPU p99',
  'most',
  'load p99',
  'swap',
  'MB',
  'all MB',
];

function swapTable(stages: readonly Stage[], coloured: boolean): string {
  const [, , second] = stages;
  const rows = stages.map((stage): TableCell[] => {
    const isLast = second !== undefined && stage === stages.at(-1) && stage !== second;
    return [
      { text: String(stage.swaps) },
      { text: String(stage.requests) },
      { text: String(stage.failed), holds: stage.failed === 0 },
      { text: stage.elapsed.p50.toFixed(1) },
      { text: stage.elapsed.p99.toFixed(1) },
      { text: stage.elapsed.most.toFixed(1), holds: stage.elapsed.most <= demands.delay },
      { text: stage.worked.p99.toFixed(1) },
      { text: stage.worked.most.toFixed(1), holds: stage.worked.most <= demands.delay },
      { text: stage.p99.toFixed(1) },
      { text: stage.swap?.median.toFixed(0) ?? '' },
      {
        text: stage.megabytes.toFixed(0),
        holds: isLast ? stage.megabytes <= demands.growth * second.megabytes : undefined,
      },
      { text: stage.familyMegabytes.toFixed(0) },
    ];
  });
  return table(headings, rows, coloured);
}
