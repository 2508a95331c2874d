import type {
  BatchFetchNode,
  FetchNode,
  FetchNodePathSegment,
  FetchRewrite,
  FlattenNodePathSegment,
  PlanNode as DraftNode,
  QueryPlan,
  RequiresSelection,
} from '@graphql-hive/router-query-planner';
import { parse, print, stripIgnoredCharacters, type OperationTypeNode } from 'graphql';
import { inMutationOrder } from './mutation-order.js';
import type { PathSegment, Plan, PlanNode, PossibleTypes, Requirement, Rewrite, RootFetch } from './plan.js';
import { withTypenamesFirst } from './typenames-first.js';

/**
 * Makes a planner's draft executable: operations parsed once, paths carried down to the fetches, a mutation's fetches
 * put in the order that the specification asks for. Throws on a node that this runtime cannot execute.
 */
export function preparePlan(
  draft: QueryPlan,
  possibleTypes: PossibleTypes,
  constants: Readonly<Record<string, unknown>> = {},
): Plan {
  const [subscribe, rest] = splitSubscription(draft.node);
  const node = rest && prepareNode(rest, []);
  return { subscribe, node: node && inMutationOrder(node), possibleTypes, constants };
}

function splitSubscription(node: DraftNode | undefined): [RootFetch | undefined, DraftNode | undefined] {
  if (node?.kind === 'Subscription') return [prepareRoot(node.primary, []), undefined];
  if (node?.kind !== 'Sequence' || node.nodes[0]?.kind !== 'Subscription') return [undefined, node];
  return [prepareRoot(node.nodes[0].primary, []), { kind: 'Sequence', nodes: node.nodes.slice(1) }];
}

function prepareNode(node: DraftNode, path: readonly PathSegment[]): PlanNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return {
        kind: node.kind,
        nodes: node.nodes.flatMap((child) => nodesWithin(node.kind, prepareNode(child, path))),
      };
    case 'Flatten':
      return prepareNode(node.node, [...path, ...segments(node.path)]);
    case 'Condition':
      return {
        kind: 'Condition',
        variable: node.condition,
        ifTrue: node.ifClause ? prepareNode(node.ifClause, path) : undefined,
        ifFalse: node.elseClause ? prepareNode(node.elseClause, path) : undefined,
      };
    case 'Fetch':
      return node.requires && node.requires.length > 0 ? prepareJoin(node, path) : prepareRoot(node, path);
    case 'BatchFetch':
      return prepareBatch(node, path);
    default:
      throw new Error(`A plan holds a node of kind ${node.kind}, which is not executable here.`);
  }
}

// A sequence in a sequence is one sequence.
function nodesWithin(kind: 'Sequence' | 'Parallel', node: PlanNode): readonly PlanNode[] {
  return node.kind === kind ? node.nodes : [node];
}

function subgraphOperation(node: FetchNode | BatchFetchNode) {
  const drafted = parse(node.operation, { noLocation: true });
  const document = withTypenamesFirst(drafted);
  return {
    subgraph: node.serviceName,
    operationKind: (node.operationKind ?? 'query') as OperationTypeNode,
    operation: document === drafted ? node.operation : stripIgnoredCharacters(print(document)),
    operationName: node.operationName,
    document,
    variableNames: node.variableUsages ?? [],
  };
}

function prepareRoot(node: FetchNode, path: readonly PathSegment[]): RootFetch {
  return { kind: 'Fetch', ...subgraphOperation(node), path, outputRewrites: rewrites(node.outputRewrites) };
}

function prepareJoin(node: FetchNode, path: readonly PathSegment[]): PlanNode {
  const join = {
    responseKey: '_entities',
    variableName: 'representations',
    paths: [path],
    requires: requirements(node.requires ?? []),
    inputRewrites: rewrites(node.inputRewrites),
    outputRewrites: rewrites(node.outputRewrites),
  };
  return { kind: 'EntityFetch', ...subgraphOperation(node), joins: [join] };
}

function prepareBatch(node: BatchFetchNode, path: readonly PathSegment[]): PlanNode {
  const joins = node.entityBatch.aliases.map((alias) => ({
    responseKey: alias.alias,
    variableName: alias.representationsVariableName,
    paths: alias.paths.map((own) => [...path, ...segments(own)]),
    requires: requirements(alias.requires),
    inputRewrites: rewrites(alias.inputRewrites),
    outputRewrites: rewrites(alias.outputRewrites),
  }));
  return { kind: 'EntityFetch', ...subgraphOperation(node), joins };
}

function segments(path: readonly FlattenNodePathSegment[]): PathSegment[] {
  return path.flatMap((segment): PathSegment[] => {
    if (segment === '@') return [];
    if ('Field' in segment) return [{ kind: 'Field', name: segment.Field }];
    return [{ kind: 'TypeCondition', names: segment.TypeCondition }];
  });
}

function rewrites(drafts: readonly FetchRewrite[] | undefined): Rewrite[] {
  return (drafts ?? []).map((draft): Rewrite => {
    if ('KeyRenamer' in draft)
      return { kind: 'KeyRenamer', path: rewritePath(draft.KeyRenamer.path), name: draft.KeyRenamer.renameKeyTo };
    const setter = 'ValueSetter' in draft ? draft.ValueSetter : draft;
    return { kind: 'ValueSetter', path: rewritePath(setter.path), value: setter.setValueTo };
  });
}

function rewritePath(path: readonly FetchNodePathSegment[]): PathSegment[] {
  return path.map((segment) =>
    'Key' in segment ? { kind: 'Field', name: segment.Key } : { kind: 'TypeCondition', names: segment.TypenameEquals },
  );
}

function requirements(selections: readonly RequiresSelection[]): Requirement[] {
  return selections.map((selection): Requirement => {
    if (selection.kind === 'FragmentSpread')
      throw new Error(`A plan requires the named fragment ${selection.value}, which is not executable here.`);
    if (selection.kind === 'InlineFragment')
      return {
        kind: 'InlineFragment',
        typeCondition: selection.typeCondition,
        skipIf: selection.skipIf,
        includeIf: selection.includeIf,
        selections: requirements(selection.selections),
      };
    const nested = selection.selections;
    return {
      kind: 'Field',
      from: selection.name,
      to: selection.alias ?? selection.name,
      selections: nested && nested.length > 0 ? requirements(nested) : undefined,
    };
  });
}
