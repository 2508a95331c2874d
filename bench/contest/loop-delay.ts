import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import { type Arena, cores } from './arena.js';
import type { Contender } from './contender.js';
import { startGateway, urlOf } from './contest.js';
import { press } from './press.js';
import { post } from './post.js';
import type { Scenario } from './scenario.js';
import type { Started } from './start-on-core.js';

/** How long a loop was blocked at a time, in milliseconds. */
interface Spread {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly most: number;
}

interface Blocked {
  /** By the clock: what others did with the core is in it. */
  readonly elapsed: Spread;
  /** By the CPU time of the gateway's main thread. */
  readonly worked: Spread;
}

/** The same for one contender in one scenario under so many clients. */
export interface BlockedLine extends Blocked {
  readonly contender: string;
  readonly scenario: string;
  readonly clients: number;
}

/** A document has been seen this often before its blocking counts. */
const sights = 20;

const probe = new URL('loop-probe.mjs', import.meta.url).href;

/**
 * Measures how long each scenario blocks the loop of a gateway on Node: with one client, where a block is one operation's,
 * and with several, where one turn of the loop may serve many.
 */
export async function measureBlocking(
  contender: Contender,
  scenarios: readonly Scenario[],
  arena: Arena,
  { clients, seconds }: { readonly clients: readonly number[]; readonly seconds: number },
): Promise<BlockedLine[]> {
  const file = path.join(arena.logs, `${contender.name}-loop.json`);
  const gateway = await startGateway(contender, arena, { NODE_OPTIONS: `--import ${probe}`, LOOP_PROBE_FILE: file });
  const url = urlOf(contender.path);
  const lines: BlockedLine[] = [];
  try {
    for (const scenario of scenarios) {
      for (let sight = 0; sight < sights; sight += 1) await post(url, scenario.body);
      for (const count of clients) {
        const load = { url, body: scenario.body, clients: count, seconds, core: cores.others, logs: arena.logs };
        await look(gateway, file);
        await press(load);
        lines.push({
          contender: contender.name,
          scenario: scenario.name,
          clients: count,
          ...(await look(gateway, file)),
        });
      }
    }
  } finally {
    await gateway.stop();
  }
  return lines;
}

/** Reads what the probe saw since the look before. */
async function look({ pid }: Started, file: string): Promise<Blocked> {
  await rm(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Blocked;
    await pause(20);
  }
  throw new Error('The probe in the gateway wrote nothing within 4 s.');
}
