import { Fault } from '../../kit/module/fault.js';
import { createApolloPlanner } from './apollo-planner.js';
import { createNativePlanner } from './native-planner.js';
import type { PlannedGraph, Planner } from './planner.js';
import { settlingConditions } from './settled-conditions.js';

/**
 * Opens the planner that this machine can run: the native one, or Apollo's where there is no native build. A few valid
 * operations are beyond the native planner (an object type's own field below an entity found as an interface object);
 * Apollo's, opened at the first of them, plans those.
 */
export async function openPlanner(graph: PlannedGraph): Promise<Planner> {
  if (!(await hasNativeBuild())) return settlingConditions(createApolloPlanner(graph));
  const native = await createNativePlanner(graph);
  let apollo: Planner | undefined;
  return settlingConditions({
    name: native.name,
    async plan(request) {
      try {
        return await native.plan(request);
      } catch (thrown) {
        if (thrown instanceof Fault) throw thrown;
        apollo ??= createApolloPlanner(graph);
        const plan = await apollo.plan(request);
        // Apollo's planner answers what it cannot reach with an empty plan, which would pass for an empty answer.
        if (!plan.node && !plan.subscribe) throw thrown;
        return plan;
      }
    },
  });
}

async function hasNativeBuild(): Promise<boolean> {
  try {
    await import('@graphql-hive/router-query-planner');
    return true;
  } catch (thrown) {
    // The package loads the library of its platform as it is imported, and says so when there is none.
    if (thrown instanceof Error && /native binding/i.test(thrown.message)) return false;
    throw thrown;
  }
}
