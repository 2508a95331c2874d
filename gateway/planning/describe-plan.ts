import type { Plan, PlanNode } from './plan.js';

/** A plan as people read it, for `extensions.queryPlan`: what is asked of which subgraph, in what order. */
export type DescribedPlan =
  | { readonly kind: string; readonly nodes: readonly DescribedPlan[] }
  | { readonly kind: string; readonly subgraph: string; readonly operation: string }
  | null;

/** Describes a plan; null when no subgraph has anything to answer. */
export function describePlan(plan: Plan | undefined): DescribedPlan {
  return plan?.node ? describe(plan.node) : null;
}

function describe(node: PlanNode): DescribedPlan {
  switch (node.kind) {
    case 'Fetch':
    case 'EntityFetch':
      return { kind: node.kind, subgraph: node.subgraph, operation: node.operation };
    case 'Condition': {
      const branches = [node.ifTrue, node.ifFalse].filter((branch) => branch !== undefined);
      return { kind: `Condition $${node.variable}`, nodes: branches.map(describe) };
    }
    default:
      return { kind: node.kind, nodes: node.nodes.map(describe) };
  }
}
