import { Fault } from '../../kit/module/fault.js';
import { createNativePlanner } from './native-planner.js';
import type { PlannedGraph, Planner } from './planner.js';
import { settlingConditions } from './settled-conditions.js';

/**
 * Opens the planner that this machine can run: the native one, or Apollo's where there is no native build. A few valid
 * operations are beyond the native planner (an object type's own field below an entity found as an interface object);
 * Apollo's, opened at the first of them, plans those. Where `only` names a planner, it is that one alone.
 */
export async function openPlanner(graph: PlannedGraph, only?: Planner['name']): Promise<Planner> {
  if (only === 'apollo' || !(await hasNativeBuild())) return settlingConditions(await apolloPlanner(graph));
  const native = await createNativePlanner(graph);
  if (only === 'native') return settlingConditions(native);
  let apollo: Planner | undefined;
  return settlingConditions({
    name: native.name,
    async plan(request) {
      try {
        return await native.plan(request);
      } catch (thrown) {
        if (thrown instanceof Fault) throw thrown;
        apollo ??= await apolloPlanner(graph);
        const plan = await apollo.plan(request);
        // Apollo's planner answers what it cannot reach with an empty plan, which would pass for an empty answer.
        if (!plan.node && !plan.subscribe) throw thrown;
        return plan;
      }
    },
  });
}

// Loaded by those who need it: it takes longer to load than everything else of the gateway together.
async function apolloPlanner(graph: PlannedGraph): Promise<Planner> {
  const { createApolloPlanner } = await import('./apollo-planner.js');
  return createApolloPlanner(graph);
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
