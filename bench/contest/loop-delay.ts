import { type Arena, cores } from './arena.js';
import type { Contender } from './contender.js';
import { startGateway, urlOf } from './contest.js';
import { probeOf, type Seen } from './probe.js';
import { press } from './press.js';
import { post } from './post.js';
import type { Scenario } from './scenario.js';

/** How long one contender blocked its loop in one scenario under so many clients. */
export interface BlockedLine extends Pick<Seen, 'elapsed' | 'worked'> {
  readonly contender: string;
  readonly scenario: string;
  readonly clients: number;
}

/** A document has been seen this often before its blocking counts. */
const sights = 20;

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
  const probe = probeOf(contender.name, arena.logs);
  const gateway = await startGateway(contender, arena, probe.environment);
  const url = urlOf(contender.path);
  const lines: BlockedLine[] = [];
  try {
    for (const scenario of scenarios) {
      for (let sight = 0; sight < sights; sight += 1) await post(url, scenario.body);
      for (const count of clients) {
        const load = { url, body: scenario.body, clients: count, seconds, core: cores.others, logs: arena.logs };
        await probe.look(gateway);
        await press(load);
        const { elapsed, worked } = await probe.look(gateway);
        lines.push({ contender: contender.name, scenario: scenario.name, clients: count, elapsed, worked });
      }
    }
  } finally {
    await gateway.stop();
  }
  return lines;
}
