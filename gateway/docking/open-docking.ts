import { dockingTopic } from '../../kit/docking/dock.js';
import type { Bus } from '../../kit/events/bus.js';
import type { Clock } from '../../kit/module/context.js';
import type { Config } from '../config.js';
import type { Graphs } from '../supergraph/graphs.js';
import { Addresses } from './addresses.js';
import { CallSigner } from './call-signer.js';
import { Docking, type DockingParts } from './docking.js';

/** Milliseconds between two looks at the registers, for what no notice told of. */
const interval = 30_000;

/** Reads which subgraphs of departments are docked. What closes their connections again goes onto `closing`. */
export async function openDocking(
  config: Config,
  parts: Pick<DockingParts, 'database' | 'bus' | 'clock' | 'log' | 'modules' | 'copies' | 'kept'> & {
    readonly tokenClock: Clock;
  },
  closing: (() => Promise<void>)[],
): Promise<Docking> {
  const {
    production,
    docking: { networks, perDepartment, answerLimit },
    calls,
    limits: { listSize },
  } = config;
  const addresses = new Addresses(production, networks);
  const signer = await CallSigner.open(config, parts.tokenClock);
  const less = { ...calls, answerLimit: Math.min(answerLimit, calls.answerLimit) };
  const docking = await Docking.open({ ...parts, calls: less, listSize, addresses, signer, perDepartment });
  closing.push(() => docking.close());
  return docking;
}

/**
 * Follows the registers whenever one changes, by this process or another, and now and then besides, and asks the docked subgraphs
 * whether they are well: every `heartbeat` milliseconds, never where that is 0. Returns what ends it.
 */
export function watchDocking(bus: Bus, docking: Docking, graphs: Graphs, heartbeat: number): () => Promise<void> {
  const changes = bus.listen([dockingTopic]);
  const watch = async (): Promise<void> => {
    while (!(await changes.next()).done) await docking.follow();
  };
  docking.serve(graphs);
  const watching = docking.follow().then(watch);
  const looking = setInterval(() => void docking.follow(), interval).unref();
  const beating = heartbeat > 0 ? setInterval(() => void docking.beat(), heartbeat).unref() : undefined;
  return async () => {
    clearInterval(looking);
    clearInterval(beating);
    await changes.return?.();
    await watching;
  };
}
