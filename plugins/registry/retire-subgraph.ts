import type { Target } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { changeGraph } from './change-graph.js';
import type { SubgraphVersion } from './subgraph-version.js';

/** Takes an installed version out of the graph; it is kept, and `rollbackSubgraph` brings it back. */
export function retireSubgraph(
  context: Context,
  target: Target,
  mayBreak: readonly string[],
): Promise<SubgraphVersion> {
  return changeGraph('retireSubgraph', target, context, (_row, docked) => ({ docked, mayBreak }));
}
