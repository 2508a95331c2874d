import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cores, gatewayPort, openArena } from '../contest/arena.js';
import { commandOf, plainGateway, root } from '../contest/contender.js';
import { startGateway, urlOf } from '../contest/contest.js';
import { post } from '../contest/post.js';
import { type Started, startOnCore } from '../contest/start-on-core.js';
import { median } from '../contest/summary.js';
import { addressFaults, faultNames } from '../faults/fault-names.js';
import { type Asked, askSteadily, type Reply } from '../faults/open-loop.js';
import { composeFaulty, ports } from '../faults/subgraphs.js';
import type { Options } from '../options.js';
import { table, type TableCell } from '../table.js';
import type { Outcome, Room } from './room.js';

/** Milliseconds of a request's deadline here, and of one answer of a subgraph: a third of it, as in the default settings. */
const deadline = 1_000;
const timeout = 333;
/** What HOLDS asks: how many times the p99 of the same run without a fault, and milliseconds behind the deadline. */
const demands = { ratio: 1.5, share: 0.999, late: 50, latest: 500 } as const;
const perSecond = 100;
/** Seconds before anything counts; seconds after a fault in which its breaker is still open. */
const warming = 20;
const recovering = 6;
/** Seconds without a fault beside one with it: those before every fault count together, so each may be short. */
const quietShare = 0.25;

// What the faulty one does with the core that it shares here with the healthy ones is not the gateway's doing: it has the core
// when nobody else wants it. A lower priority alone left it turns of milliseconds.
const giving = ['chrt', '--idle', '0'];

interface Measured {
  readonly fault: string;
  /** Counted from 0. */
  readonly round: number;
  readonly healthy: Spread;
  readonly mixed: Spread;
  /** Answers later than the deadline and the milliseconds that HOLDS grants. */
  readonly late: number;
  /** Answers that lacked what a healthy subgraph gives, and requests without an answer. */
  readonly spoilt: number;
  /** How often each reason stood in an answer. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Requests that reached the faulty subgraph. */
  readonly asked: number;
}

interface Spread {
  readonly answers: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly most: number;
}

/** Measures what a subgraph at fault costs the fields of others, for each fault, in an open loop. */
export async function measureFaults(room: Room, coloured: boolean): Promise<Outcome> {
  const { logs, options, tell } = room;
  const supergraphFile = path.join(logs, 'faults.graphql');
  await writeFile(supergraphFile, composeFaulty());
  const arena = await openArena({
    supergraphFile,
    logs,
    origin: {
      command: commandOf('bench/faults/serve-healthy.ts'),
      environment: {},
      port: ports.healthy,
      path: '/people',
      folder: root,
    },
    replay: null,
  });
  const started: Started[] = [];
  try {
    started.push(
      startOnCore({
        name: 'faulty',
        command: [...giving, ...commandOf('bench/faults/serve-faulty.ts')],
        core: cores.others,
        folder: root,
        logs,
      }),
    );
    // Questions that are under way at the same time are not equal here, so sharing would find none.
    started.push(
      await startGateway(plainGateway, arena, {
        REQUEST_DEADLINE: String(deadline),
        SUBGRAPH_TIMEOUT: String(timeout),
      }),
    );
    const { measured, baselines } = await measureEach(options, tell);
    const quiet = baselines.map(({ p99 }) => p99.toFixed(1)).join(', ');
    return {
      title: `A subgraph at fault, ${perSecond} requests a second, deadline ${deadline} ms; healthy fields at most ${demands.ratio} times the p99 without a fault of the same round (${quiet} ms), medians of ${options.rounds} rounds`,
      table: faultTable(measured, baselines, coloured),
      figures: { deadline, timeout, perSecond, baselines, measured },
    };
  } finally {
    await Promise.all(started.map((each) => each.stop()));
    await arena.close();
  }
}

/** One after the other, each behind some seconds without a fault, as often as there are rounds. */
async function measureEach(
  { faultSeconds, faults, rounds }: Options,
  tell: Room['tell'],
): Promise<{ measured: Measured[]; baselines: Spread[] }> {
  await set('none');
  // What runs for the first time is compiled before anything counts.
  await ask('faulty', warming);
  const measured: Measured[] = [];
  const baselines: Spread[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const quiet: Reply[] = [];
    for (const fault of faults ?? faultNames) {
      await ask('faulty', recovering);
      quiet.push(...(await ask('faulty', faultSeconds * quietShare)));
      await set(fault);
      const replies = await ask(addressFaults[fault] ?? 'faulty', faultSeconds);
      const one = summary(fault, round, replies, await set('none'));
      measured.push(one);
      tell(
        `${fault}: healthy p99 ${one.healthy.p99.toFixed(1)} ms, of the others ${one.mixed.p99.toFixed(1)}, ` +
          `${one.late} late, asked ${one.asked} times`,
      );
    }
    const spoilt = quiet.filter(({ answer }) => answer === null || answer.includes('"errors"')).length;
    if (spoilt > 0) tell(`${spoilt} of ${quiet.length} answers without a fault were not whole`);
    baselines.push(spreadOf(quiet.filter(({ kind }) => kind === 'healthy')));
  }
  return { measured, baselines };
}

function ask(field: string, seconds: number): Promise<Reply[]> {
  return askSteadily(urlOf('/graphql', gatewayPort), { perSecond, seconds }, (number): Asked => {
    const isHealthy = number % 2 === 0;
    const grade = field === 'faulty' ? 'grade(n: $n)' : '';
    const query = isHealthy
      ? 'query ($n: Int) { people(n: $n) { name town(n: $n) } weather(n: $n) }'
      : `query ($n: Int) { people(n: $n) { name town(n: $n) ${grade} } weather(n: $n) ${field}(n: $n) }`;
    return { kind: isHealthy ? 'healthy' : 'mixed', body: JSON.stringify({ query, variables: { n: number } }) };
  });
}

/** Sets the server's fault; answers how often it was asked under the last. */
async function set(fault: string): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await post(`http://127.0.0.1:${ports.control}/${encodeURIComponent(fault)}`, '');
    if (answer) return (answer as { asked: number }).asked;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The faulty subgraph did not start within 10 s.');
}

function summary(fault: string, round: number, replies: readonly Reply[], asked: number): Measured {
  const reasons: Record<string, number> = {};
  let spoilt = 0;
  for (const { kind, answer } of replies) {
    if (answer === null) {
      spoilt += 1;
      continue;
    }
    const isWhole = answer.includes('"town":"Town 19"') && answer.includes('"weather":"rain"');
    if (!isWhole || (kind === 'healthy' && answer.includes('"errors"'))) spoilt += 1;
    for (const reason of new Set(answer.match(/(?<="reason":")[A-Z_]+/g))) reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  const late = replies.filter(({ milliseconds }) => milliseconds > deadline + demands.late).length;
  const of = (wanted: Reply['kind']): Spread => spreadOf(replies.filter(({ kind }) => kind === wanted));
  return { fault, round, healthy: of('healthy'), mixed: of('mixed'), late, spoilt, reasons, asked };
}

function spreadOf(replies: readonly Reply[]): Spread {
  const sorted = replies.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { answers: sorted.length, p50: at(0.5), p99: at(0.99), p999: at(0.999), most: at(1) };
}

const headings = [
  'fault',
  'answers',
  'healthy p50',
  'p99',
  'times',
  'others p50',
  'p99',
  'most',
  'late',
  'spoilt',
  'asked',
  'breaker',
];

function faultTable(measured: readonly Measured[], baselines: readonly Spread[], coloured: boolean): string {
  const rows = [...Map.groupBy(measured, ({ fault }) => fault)].map(([fault, rounds]): TableCell[] => {
    const middle = (pick: (one: Measured) => number): number => median(rounds.map(pick));
    const sum = (pick: (one: Measured) => number): number => rounds.reduce((total, one) => total + pick(one), 0);
    const answers = sum(({ healthy, mixed }) => healthy.answers + mixed.answers);
    const ratio = middle(({ healthy, round }) => healthy.p99 / (baselines[round]?.p99 ?? NaN));
    const most = Math.max(...rounds.map(({ healthy, mixed }) => Math.max(healthy.most, mixed.most)));
    const late = sum((one) => one.late);
    const spoilt = sum((one) => one.spoilt);
    return [
      { text: fault },
      { text: String(answers) },
      { text: middle(({ healthy }) => healthy.p50).toFixed(1) },
      { text: middle(({ healthy }) => healthy.p99).toFixed(1) },
      { text: ratio.toFixed(2), holds: ratio <= demands.ratio },
      { text: middle(({ mixed }) => mixed.p50).toFixed(1) },
      { text: middle(({ mixed }) => mixed.p99).toFixed(1) },
      { text: most.toFixed(0), holds: most <= deadline + demands.latest },
      { text: String(late), holds: late <= answers * (1 - demands.share) },
      { text: String(spoilt), holds: spoilt === 0 },
      { text: String(sum((one) => one.asked)) },
      { text: String(sum(({ reasons }) => reasons['BREAKER_OPEN'] ?? 0)) },
    ];
  });
  return table(headings, rows, coloured);
}
