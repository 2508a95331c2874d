import path from 'node:path';
import type { DockedSubgraph } from '../kit/docking/dock.js';
import type { Module } from '../kit/module/define.js';
import type { Children } from './children/children.js';
import type { Config } from './config.js';
import type { Docking } from './docking/docking.js';
import { openDocking, watchDocking } from './docking/open-docking.js';
import type { PortalParts } from './portal.js';
import type { SignedCopies } from './signed-copies.js';
import { Graphs, type GraphSurroundings } from './supergraph/graphs.js';

/** Who joins the portal's own modules in the graph, and what all of them stand on. */
interface Joining extends Pick<GraphSurroundings, 'ground' | 'ask'> {
  readonly children: Children;
  readonly copies: SignedCopies;
  /** The subgraphs that were docked when the graph was last well; null where that is not known. */
  readonly kept: readonly DockedSubgraph[] | null;
}

/** The graph, and what of it departments serve. */
interface OpenGraphs {
  readonly graphs: Graphs;
  readonly docking: Docking;
}

/**
 * Composes and installs the graph of the modules and of what is docked. Where what is docked does not fit, the modules serve
 * without it, and it is tried again as the register is followed. What closes all that again goes onto `closing`.
 */
export async function openGraphs(
  config: Config,
  { log, clock, root, tokenClock = clock, progress, random = Math.random, heartbeat = 5_000 }: PortalParts,
  { children, copies, kept, ...surroundings }: Joining,
  modules: readonly Module[],
  closing: (() => Promise<void>)[],
): Promise<OpenGraphs> {
  const { bus } = surroundings.ground;
  const docking = await openDocking(
    config,
    { ...surroundings.ground, log, modules, copies, kept, tokenClock },
    closing,
  );
  const { remoteSubgraphs, remoteStreams, overrideLabels, calls } = config;
  const overriding = { isInForce: (label: string) => overrideLabels.has(label), random };
  const remote = { remoteSubgraphs, remoteStreams, calls, log, elsewhere: children.elsewhere, docking };
  const graphs = new Graphs({ ...surroundings, ...remote, copies, overriding, shipped: path.join(root, 'schema') });
  progress('composing the graph');
  closing.push(() => children.letNobodyJoin().then(() => graphs.close()));
  await children.installFirst(graphs, modules).catch(async (error: unknown) => {
    if (docking.first.length === 0) throw error;
    log.error({ err: error }, 'The graph does not fit with what is docked; it starts without.');
    graphs.forgetDocked();
    await children.installFirst(graphs, modules);
  });
  closing.push(watchDocking(bus, docking, graphs, heartbeat));
  return { graphs, docking };
}
