import type { PlanNode } from '../planning/plan.js';
import { fetchEntities } from './fetch-entities.js';
import { fetchRoot } from './fetch-root.js';
import type { PlanRun } from './plan-run.js';

/** Runs a part of a plan. Never rejects for what a subgraph does: that is in the report. */
export async function runNode(node: PlanNode | undefined, run: PlanRun): Promise<void> {
  switch (node?.kind) {
    case undefined:
      return;
    case 'Sequence':
      for (const child of node.nodes) await runNode(child, run);
      return;
    case 'Parallel':
      await Promise.all(node.nodes.map((child) => runNode(child, run)));
      return;
    case 'Condition':
      return runNode(run.values[node.variable] === true ? node.ifTrue : node.ifFalse, run);
    case 'Fetch':
      return fetchRoot(node, run);
    case 'EntityFetch':
      return fetchEntities(node, run);
  }
}
