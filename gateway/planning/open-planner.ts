import { setImmediate as turn } from 'node:timers/promises';
import { Fault } from '../../kit/module/fault.js';
import { createApolloPlanner } from './apollo-planner.js';
import { mindfulOfTypes } from './every-type.js';
import { createNativePlanner, openNativeEngine } from './native-planner.js';
import { plainlyWorded } from './plannable-text.js';
import type { PlannerProcess } from './planner-process.js';
import type { PlannedGraph, Planner } from './planner.js';
import { settlingConditions } from './settled-conditions.js';

/** A planner whose process reads the supergraph already. */
export interface BegunPlanner {
  /** The planner, once it has read the supergraph. Rejects, in its words, where it does not take that. */
  finish(graph: PlannedGraph): Promise<Planner>;
  /** Lets go of what was begun, where it is not to be finished or could not be. */
  abandon(): void;
}

/**
 * Opens the planner that this machine can run: the native one, or Apollo's where there is no native build. A few valid
 * operations are beyond the native planner (an object type's own field below an entity found as an interface object), and
 * over some it aborts; Apollo's, opened at the first of them, plans those. Where `only` names a planner, it is that one
 * alone.
 */
export function openPlanner(graph: PlannedGraph, only?: Planner['name']): Promise<Planner> {
  return beginPlanner(graph.supergraphSdl, only).finish(graph);
}

/** The same for who has still to make the schema: the process takes about as long to read a large supergraph. */
export function beginPlanner(supergraphSdl: string, only?: Planner['name']): BegunPlanner {
  const beginning = beginNative(supergraphSdl, only);
  // Whoever finishes is told.
  beginning.catch(() => {});
  return {
    async finish(graph) {
      const begun = await beginning;
      if (begun === null) return prepared(await apolloPlanner(graph), graph);
      const planner = await createNativePlanner({ ...graph, opened: begun.engine });
      // Each of these steps reads a large graph for some hundredths of a second.
      await turn();
      const native = mindfulOfTypes(planner, graph);
      await turn();
      if (only === 'native') return prepared(native, graph);
      return prepared(withApolloBehind(native, { supergraphSdl, schema: graph.schema }), graph);
    },
    abandon: () =>
      void beginning
        .then(async (begun) => (await begun?.engine)?.close())
        .catch(() => {
          // There is none to let go of.
        }),
  };
}

/** The engine, which reads the supergraph; null where the planner is to be Apollo's. */
async function beginNative(
  supergraphSdl: string,
  only?: Planner['name'],
): Promise<{ readonly engine: Promise<PlannerProcess> } | null> {
  if (only === 'apollo' || !(await hasNativeBuild())) return null;
  const engine = openNativeEngine(supergraphSdl);
  // Whoever finishes is told.
  engine.catch(() => {});
  return { engine };
}

/** Plans with the native planner, and what it cannot plan with Apollo's, which is opened when it is first needed. */
function withApolloBehind(native: Planner, graph: PlannedGraph): Planner {
  let apollo: Promise<Planner> | undefined;
  return {
    name: native.name,
    async plan(request) {
      try {
        return await native.plan(request);
      } catch (thrown) {
        if (thrown instanceof Fault) throw thrown;
        apollo ??= apolloPlanner(graph);
        // One that could not be opened is not remembered.
        apollo.catch(() => (apollo = undefined));
        return (await apollo).plan(request);
      }
    },
    close() {
      native.close();
      void apollo?.then((planner) => planner.close());
    },
  };
}

// What is done to every operation before it is planned.
function prepared(planner: Planner, graph: PlannedGraph): Planner {
  return settlingConditions(plainlyWorded(planner, graph));
}

async function apolloPlanner(graph: PlannedGraph): Promise<Planner> {
  const planner = await createApolloPlanner(graph);
  return {
    ...planner,
    async plan(request) {
      const plan = await planner.plan(request);
      // It answers what it cannot reach with an empty plan, which would pass for an empty answer.
      if (!plan.node && !plan.subscribe) throw new Error(`No subgraph can be reached that answers ${request.text}`);
      return plan;
    },
  };
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
