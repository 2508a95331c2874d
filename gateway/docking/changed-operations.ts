import { setImmediate as turn } from 'node:timers/promises';
import { getOperationAST, parse, print, validate } from 'graphql';
import type { ChangedOperation, LiveOperation, OperationExtent } from '../../kit/docking/dock.js';
import { Fault } from '../../kit/module/fault.js';
import { costOf } from '../guard/operation-cost.js';
import { splitIntrospection } from '../planning/introspection.js';
import type { PlanNode } from '../planning/plan.js';
import type { PreparedGraph } from '../supergraph/graph.js';

/** A graph on which operations are counted and planned. */
type Planned = Pick<PreparedGraph, 'schema' | 'costs' | 'planner'>;

/** Which operations, valid on both graphs, cost or fetch otherwise on one than on the other. Requests go on meanwhile. */
export async function changedOperations(
  graphs: { readonly before: Planned; readonly after: Planned },
  operations: readonly LiveOperation[],
  listSize: number,
): Promise<ChangedOperation[]> {
  const changed: ChangedOperation[] = [];
  for (const { digest, shape } of operations) {
    await turn();
    const [before, after] = [
      await extentOn(graphs.before, shape, listSize),
      await extentOn(graphs.after, shape, listSize),
    ];
    if (before && after && JSON.stringify(before) !== JSON.stringify(after)) changed.push({ digest, before, after });
  }
  return changed;
}

/** Null where the operation is not valid, or not planned in time: then nothing is said of it. */
async function extentOn(
  { schema, costs, planner }: Planned,
  shape: string,
  listSize: number,
): Promise<OperationExtent | null> {
  const document = parse(shape, { noLocation: true });
  const operation = getOperationAST(document);
  if (!operation || validate(schema, document, undefined, { maxErrors: 1 }).length > 0) return null;
  // Without the values of variables: lists are counted as where nothing is sent.
  const cost = costOf({ schema, costs, listSize }, document, operation)({});
  const { remainder } = splitIntrospection(document, operation);
  if (!remainder) return { cost, fetches: 0, rounds: 0 };
  const operationName = operation.name?.value;
  const text = print(remainder);
  const plan = await planner
    .plan({ text, operationName, labels: new Set(), percentage: 100 })
    .catch((error: unknown) => {
      if (error instanceof Fault && error.code === 'TIMEOUT') return null;
      throw error;
    });
  return plan && { cost, ...reachOf(plan.node) };
}

type Reach = Pick<OperationExtent, 'fetches' | 'rounds'>;

function reachOf(node: PlanNode | undefined): Reach {
  switch (node?.kind) {
    case undefined:
      return { fetches: 0, rounds: 0 };
    case 'Sequence':
      return summed(node.nodes.map(reachOf), (rounds) => rounds.reduce((sum, each) => sum + each, 0));
    case 'Parallel':
      return summed(node.nodes.map(reachOf), (rounds) => Math.max(0, ...rounds));
    case 'Condition':
      return summed([reachOf(node.ifTrue), reachOf(node.ifFalse)], (rounds) => Math.max(...rounds));
    case 'Fetch':
    case 'EntityFetch':
      return { fetches: 1, rounds: 1 };
  }
}

function summed(parts: readonly Reach[], together: (rounds: readonly number[]) => number): Reach {
  return {
    fetches: parts.reduce((sum, { fetches }) => sum + fetches, 0),
    rounds: together(parts.map(({ rounds }) => rounds)),
  };
}
