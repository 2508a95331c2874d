import type { SheetReport } from '../kit/onboarding/onboard.js';
import type { Module } from '../kit/module/define.js';
import type { Children } from './children/children.js';
import type { Config } from './config.js';
import type { Docking } from './docking/docking.js';
import { openDocking, watchDocking } from './docking/open-docking.js';
import { onboardOnce } from './onboarding.js';
import type { PortalParts } from './portal.js';
import { Graphs, type GraphSurroundings } from './supergraph/graphs.js';

/** Who joins the portal's own modules in the graph, and what all of them stand on. */
interface Joining extends Pick<GraphSurroundings, 'ground' | 'ask'> {
  readonly children: Children;
}

/** The graph, and what of it departments serve. */
interface OpenGraphs {
  readonly graphs: Graphs;
  readonly docking: Docking;
}

/**
 * Composes and installs the graph of the modules and of what is docked, and onboards their counties. Where what is docked
 * does not fit, the modules serve without it, and it is tried again as the register is followed. What closes all that again
 * goes onto `closing`.
 */
export async function openGraphs(
  config: Config,
  { log, progress, random = Math.random, heartbeat = 5_000 }: PortalParts,
  { children, ...surroundings }: Joining,
  modules: readonly Module[],
  closing: (() => Promise<void>)[],
): Promise<OpenGraphs> {
  const { database, bus } = surroundings.ground;
  const docking = await openDocking(config, { ...surroundings.ground, log, modules }, closing);
  const { dataFolder, remoteSubgraphs, remoteStreams, countyFolders, overrideLabels, calls } = config;
  const overriding = { isInForce: (label: string) => overrideLabels.has(label), random };
  const remote = { remoteSubgraphs, remoteStreams, calls, log, elsewhere: children.elsewhere, docking };
  const graphs = new Graphs({ ...surroundings, ...remote, folder: dataFolder, overriding });
  progress('composing the graph');
  closing.push(() => children.letNobodyJoin().then(() => graphs.close()));
  await children.installFirst(graphs, modules).catch(async (error: unknown) => {
    if (docking.first.length === 0) throw error;
    log.error({ err: error }, 'The graph does not fit with what is docked; it starts without.');
    graphs.forgetDocked();
    await children.installFirst(graphs, modules);
  });
  progress('onboarding the county');
  for (const folder of countyFolders) await onboardOnce(database, modules, folder, tellBy(progress));
  closing.push(watchDocking(bus, docking, graphs, heartbeat));
  return { graphs, docking };
}

/** Tells, in a sentence, of each file that was loaded or refused. */
export function tellBy(progress: (sentence: string) => void): (report: SheetReport) => void {
  return ({ file, rows, inserted, updated, removed, refusals }) => {
    const [first] = refusals;
    progress(
      first
        ? `${file}: refused, nothing loaded (line ${first.line}, ${first.column}: ${first.reason})`
        : `${file}: ${rows} rows, ${inserted} new, ${updated} changed, ${removed} removed`,
    );
  };
}
