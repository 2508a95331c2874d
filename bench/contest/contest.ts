import { setTimeout as pause } from 'node:timers/promises';
import { type Arena, cores, gatewayPort } from './arena.js';
import { type Contender, loadOfOne } from './contender.js';
import { post } from './post.js';
import { press, type Pressing } from './press.js';
import type { Scenario } from './scenario.js';
import { type Started, startOnCore } from './start-on-core.js';

/** What one contender did in one scenario of one round. */
export interface Cell {
  readonly round: number;
  readonly contender: string;
  readonly scenario: string;
  /** Milliseconds of the gateway's CPU for each request. */
  readonly cpu: number;
  /** Milliseconds of the subgraphs' CPU for each request. */
  readonly subgraphCpu: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
  /** Resident memory of the gateway afterwards. */
  readonly megabytes: number;
  /** Milliseconds that the first request of this scenario took. */
  readonly first: number;
  /** Bytes of the answer as JSON. */
  readonly bytes: number;
  /** Share of its core that the gateway had; below 0.95 the load was too small or the core was not its own. */
  readonly share: number;
}

/** How long and how hard. */
export interface Rules {
  readonly rounds: number;
  /** Seconds of load before each measurement, and of the measurement itself, where the gateway has its core for itself. */
  readonly warm: number;
  readonly seconds: number;
  readonly clients: number;
}

/** Who meets where, and what is asked. */
export interface Contest {
  readonly arena: Arena;
  readonly contenders: readonly Contender[];
  readonly scenarios: readonly Scenario[];
  readonly rules: Rules;
  /** Told of each cell as it is there, and of whatever was not measured. */
  readonly tell: (sentence: string) => void;
}

/**
 * Measures every contender in every scenario. In a round all stand at once, each with a port of its own, and one at a time is
 * asked: what neighbours do with the machine changes within seconds, so who is compared is measured one right after the other.
 */
export async function hold({ arena, contenders, scenarios, rules, tell }: Contest): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (let round = 1; round <= rules.rounds; round += 1) {
    const standing: Standing[] = [];
    try {
      for (const contender of contenders) {
        // One that does not start costs its own cells only.
        const gateway = await startGateway(contender, arena).catch((error: Error) => {
          tell(`round ${round}  ${contender.name}  NOT MEASURED: ${error.message}`);
          return null;
        });
        if (gateway) standing.push({ contender, gateway, first: await firstOf(contender, scenarios[0]) });
      }
      for (const scenario of scenarios) {
        const warm: Warm[] = [];
        for (const each of standing) {
          const entered = await enter({ ...each, arena, scenario, rules, round, tell }, scenario === scenarios[0]);
          if (entered) warm.push(entered);
        }
        for (const each of warm) cells.push(await measure(each));
      }
    } finally {
      await Promise.all(standing.map(({ gateway }) => gateway.stop()));
    }
  }
  return cells;
}

/** Starts a gateway and waits until it answers an operation. Throws with what it wrote when it does not. */
export async function startGateway(
  { name, command, environment, folder, path, port = gatewayPort }: Contender,
  { supergraphFile, logs }: Pick<Arena, 'supergraphFile' | 'logs'>,
  extra: Readonly<Record<string, string>> = {},
  core: number | null = cores.gateway,
): Promise<Started> {
  const told = {
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    ...loadOfOne,
    SUPERGRAPH_FILE: supergraphFile,
    PORT: String(port),
  };
  const started = startOnCore({
    name,
    command,
    environment: { ...told, ...environment, ...extra },
    folder,
    core,
    logs,
  });
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (started.hasEnded) throw new Error(`${name} ended at its start: ${started.lastWords()}`);
    if ((await post(urlOf(path, port), '{"query":"{ __typename }"}'))?.data) return started;
    await pause(50);
  }
  await started.stop();
  throw new Error(`${name} answered nothing within 30 s: ${started.lastWords()}`);
}

/** Where a gateway that stands is asked. */
export function urlOf(path: string, port = gatewayPort): string {
  return `http://127.0.0.1:${port}${path}`;
}

interface Standing {
  readonly contender: Contender;
  readonly gateway: Started;
  /** Milliseconds that the first of all questions took, which is asked as soon as the gateway stands. */
  readonly first: number;
}

async function firstOf({ path, port }: Contender, scenario: Scenario | undefined): Promise<number> {
  const asked = performance.now();
  if (scenario) await post(urlOf(path, port), scenario.body);
  return performance.now() - asked;
}

interface Turn extends Pick<Contest, 'arena' | 'rules' | 'tell'>, Standing {
  readonly scenario: Scenario;
  readonly round: number;
}

/** A contender that answers a scenario rightly and is warm. */
interface Warm extends Turn {
  readonly load: Pressing;
  readonly bytes: number;
}

async function enter(turn: Turn, isFirst: boolean): Promise<Warm | null> {
  const { arena, contender, gateway, scenario, rules, round, tell } = turn;
  const url = urlOf(contender.path, contender.port);
  const asked = performance.now();
  const answer = await post(url, scenario.body);
  const first = isFirst ? turn.first : performance.now() - asked;
  const fault = scenario.fault(answer);
  if (fault !== null) {
    tell(`round ${round}  ${contender.name}  ${scenario.name}  NOT MEASURED: ${fault}`);
    return null;
  }
  const load = { url, body: scenario.body, clients: rules.clients, core: cores.others, logs: arena.logs };
  const seconds = await warmUp(gateway, load, rules);
  return { ...turn, load: { ...load, seconds }, first, bytes: Buffer.byteLength(JSON.stringify(answer)) };
}

async function measure({ arena, contender, gateway, scenario, round, tell, load, first, bytes }: Warm): Promise<Cell> {
  const before = { cpu: gateway.cpuSeconds(), subgraphs: arena.subgraphCpuSeconds(), at: performance.now() };
  const { requests, ...pressed } = await press(load);
  const cpuSeconds = gateway.cpuSeconds() - before.cpu;
  const cell = {
    round,
    contender: contender.name,
    scenario: scenario.name,
    cpu: rounded((cpuSeconds / requests) * 1000, 4),
    subgraphCpu: rounded(((arena.subgraphCpuSeconds() - before.subgraphs) / requests) * 1000, 4),
    ...pressed,
    megabytes: gateway.megabytes(),
    first: rounded(first, 1),
    bytes,
    share: rounded(cpuSeconds / ((performance.now() - before.at) / 1000), 2),
  };
  tell(
    `round ${round}  ${cell.contender.padEnd(8)} ${cell.scenario.padEnd(5)} ${cell.cpu.toFixed(3)} ms of CPU  ` +
      `${Math.round(cell.perSecond)}/s  p50 ${cell.p50} p99 ${cell.p99} ms  ${cell.megabytes} MB  first ${cell.first} ms` +
      (cell.failed > 0 ? `  ${cell.failed} FAILED` : ''),
  );
  return cell;
}

/** What is under way when the load ends is paid for and not counted, so that many must be counted. */
const countedForEachClient = 15;

/**
 * Presses until the gateway has had the seconds of warming as its own CPU time, so that one which shares its core has
 * compiled as much as one which does not. Answers the seconds of load that measure it: more where its core is shared and
 * where it answers few requests, within bounds.
 */
async function warmUp(gateway: Started, load: Omit<Pressing, 'seconds'>, { warm, seconds }: Rules): Promise<number> {
  const from = { cpu: gateway.cpuSeconds(), at: performance.now() };
  const used = (): number => gateway.cpuSeconds() - from.cpu;
  const elapsed = (): number => (performance.now() - from.at) / 1000;
  let { perSecond } = await press({ ...load, seconds: warm });
  while (used() < 0.8 * warm && elapsed() < 4 * warm) {
    ({ perSecond } = await press({ ...load, seconds: Math.max(1, Math.ceil(warm - used())) }));
  }
  const forCpu = (0.9 * seconds * elapsed()) / used();
  const forCount = (countedForEachClient * load.clients) / perSecond;
  return Math.ceil(Math.min(3 * seconds, Math.max(seconds, forCpu, forCount)));
}

function rounded(number: number, digits: number): number {
  return Number(number.toFixed(digits));
}
