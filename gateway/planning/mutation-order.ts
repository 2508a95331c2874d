import { OperationTypeNode } from 'graphql';
import { dividedMutation } from './divided-mutation.js';
import type { EntityFetch, PathSegment, PlanNode, RootFetch } from './plan.js';
import { selectedKeys, type SelectedKeys } from './selected-keys.js';

interface Guard {
  readonly variable: string;
  readonly expected: boolean;
}

interface Step {
  readonly guards: readonly Guard[];
  readonly fetch: RootFetch | EntityFetch;
}

/**
 * Puts a mutation's fetches in a strict sequence: each root fetch, then every join below its fields, then the next root
 * fetch, so that a later root field never runs before an earlier one's selection is complete (GraphQL specification,
 * "Mutation"). A fetch of several root fields is divided after each that joins stand below. Any other plan is returned as
 * it is.
 */
export function inMutationOrder(node: PlanNode): PlanNode {
  const whole = stepsOf(node, []);
  if (!whole.some((step) => startsMutation(step))) return node;
  const steps = divided(whole);
  const groups: { keys: SelectedKeys; steps: Step[] }[] = [];
  for (const step of steps) {
    if (startsMutation(step)) groups.push({ keys: selectedKeys(step.fetch.document), steps: [step] });
    else
      for (const group of groups) {
        const part = restrictedTo(step, group.keys);
        if (part) group.steps.push(part);
      }
  }
  return { kind: 'Sequence', nodes: groups.flatMap((group) => group.steps.map(nodeOf)) };
}

function stepsOf(node: PlanNode | undefined, guards: readonly Guard[]): Step[] {
  if (!node) return [];
  if (node.kind === 'Sequence' || node.kind === 'Parallel')
    return node.nodes.flatMap((child) => stepsOf(child, guards));
  if (node.kind !== 'Condition') return [{ guards, fetch: node }];
  return [
    ...stepsOf(node.ifTrue, [...guards, { variable: node.variable, expected: true }]),
    ...stepsOf(node.ifFalse, [...guards, { variable: node.variable, expected: false }]),
  ];
}

function startsMutation({ fetch }: Step): boolean {
  return fetch.kind === 'Fetch' && fetch.operationKind === OperationTypeNode.MUTATION && fetch.path.length === 0;
}

function divided(steps: readonly Step[]): Step[] {
  const joined = new Set(steps.flatMap((step) => (startsMutation(step) ? [] : rootKeysOf(step.fetch))));
  return steps.flatMap((step) => {
    if (step.fetch.kind !== 'Fetch' || !startsMutation(step)) return [step];
    return dividedMutation(step.fetch, joined).map((fetch) => ({ ...step, fetch }));
  });
}

function rootKeysOf(fetch: RootFetch | EntityFetch): string[] {
  const paths = fetch.kind === 'Fetch' ? [fetch.path] : fetch.joins.flatMap((join) => join.paths);
  return paths.flatMap((path) => path.find((segment) => segment.kind === 'Field')?.name ?? []);
}

function nodeOf({ guards, fetch }: Step): PlanNode {
  return guards.reduceRight<PlanNode>(
    (node, guard) => ({
      kind: 'Condition',
      variable: guard.variable,
      ifTrue: guard.expected ? node : undefined,
      ifFalse: guard.expected ? undefined : node,
    }),
    fetch,
  );
}

// A batch may serve entities below several root fields; it is then sent once for each.
function restrictedTo(step: Step, keys: SelectedKeys): Step | undefined {
  const { fetch } = step;
  if (fetch.kind === 'Fetch') return isBelow(keys, fetch.path) ? step : undefined;
  const joins = fetch.joins.map((join) => ({ ...join, paths: join.paths.filter((path) => isBelow(keys, path)) }));
  if (joins.every((join) => join.paths.length === 0)) return undefined;
  return { guards: step.guards, fetch: { ...fetch, joins } };
}

function isBelow(keys: SelectedKeys, path: readonly PathSegment[]): boolean {
  const first = path.find((segment) => segment.kind === 'Field');
  return first !== undefined && keys.has(first.name);
}
