import type { Target } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { changeGraph, mooredOf } from './change-graph.js';
import type { SubgraphVersion } from './subgraph-version.js';

/** Makes a kept version part of the graph again, in the place of the one that is. */
export function rollbackSubgraph(
  context: Context,
  target: Target,
  mayBreak: readonly string[],
): Promise<SubgraphVersion> {
  return changeGraph('rollbackSubgraph', target, context, (row, others) => {
    return { docked: [...others, mooredOf(row)], mayBreak };
  });
}
