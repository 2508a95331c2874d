import type { QueryPlan } from '@graphql-hive/router-query-planner';
import { parse } from 'graphql';
import { withExactNumbers } from './exact-numbers.js';
import { PlannerProcess } from './planner-process.js';
import { type PlannedGraph, type Planner, planningLimit } from './planner.js';
import { possibleTypesOf } from './possible-types.js';
import { preparePlan } from './prepare-plan.js';
import { withReadableStrings } from './readable-strings.js';

/**
 * Opens the native planner on a graph, in a process of its own: it aborts that process over some valid operations, and
 * cannot be interrupted. `limit` is how many milliseconds one plan may take, waiting included.
 */
export async function createNativePlanner({
  supergraphSdl,
  supergraph = parse(supergraphSdl, { noLocation: true }),
  schema,
  limit = planningLimit,
}: PlannedGraph & { readonly limit?: number }): Promise<Planner> {
  const program = new URL('./native-process.mjs', import.meta.url);
  const engine = await PlannerProcess.open({ program, supergraphSdl, limit });
  const possibleTypes = possibleTypesOf(supergraph);
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
      return preparePlan(draft as QueryPlan, possibleTypes, exact.constants);
    },
    close: () => engine.close(),
  };
}
