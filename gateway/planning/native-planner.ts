import type { QueryPlan } from '@graphql-hive/router-query-planner';
import { parse } from 'graphql';
import { withExactNumbers } from './exact-numbers.js';
import { foldableFieldsOf } from './foldable-fields.js';
import { withFoldedFetches } from './folded-fetches.js';
import { PlannerProcess } from './planner-process.js';
import { type PlannedGraph, type Planner, planningLimit } from './planner.js';
import { possibleTypesOf } from './possible-types.js';
import { preparePlan } from './prepare-plan.js';
import { withReadableStrings } from './readable-strings.js';

/** Opens the engine of the native planner, in a process of its own: it aborts that process over some valid operations, and cannot be interrupted. */
export function openNativeEngine(supergraphSdl: string, limit = planningLimit): Promise<PlannerProcess> {
  const program = new URL('./native-process.mjs', import.meta.url);
  return PlannerProcess.open({ program, supergraphSdl: withoutDescriptions(supergraphSdl), limit });
}

/** Descriptions are half of a supergraph, take the engine a fifth of its time, and say nothing to it. Composition prints each on lines of its own. */
function withoutDescriptions(supergraphSdl: string): string {
  return supergraphSdl.replaceAll(/^ *"""(?:\\"""|[^])*?"""\n/gm, '');
}

/**
 * The native planner of a graph, with an engine that was opened before or one of its own. `limit` is how many milliseconds one
 * plan of that may take, waiting included.
 */
export async function createNativePlanner({
  supergraphSdl,
  supergraph = parse(supergraphSdl, { noLocation: true }),
  schema,
  limit,
  opened,
}: PlannedGraph & { readonly limit?: number; readonly opened?: Promise<PlannerProcess> }): Promise<Planner> {
  const opening = opened ?? openNativeEngine(supergraphSdl, limit);
  // Whoever waits for it is told.
  opening.catch(() => {});
  const possibleTypes = possibleTypesOf(supergraph);
  const foldable = foldableFieldsOf(supergraph);
  const engine = await opening;
  return {
    name: 'native',
    async plan({ text, operationName, labels, percentage }) {
      const exact = withExactNumbers(schema, text);
      const draft = await engine.ask({
        text: withReadableStrings(exact.text),
        operationName,
        labels: [...labels],
        percentage,
      });
      const plan = preparePlan(draft as QueryPlan, possibleTypes, exact.constants);
      return { ...plan, node: plan.node && withFoldedFetches(plan.node, foldable) };
    },
    close: () => engine.close(),
  };
}
