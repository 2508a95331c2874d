import type {
  FetchNode as DraftFetch,
  FlattenNodePathSegment,
  FetchNodePathSegment,
  FetchRewrite,
  PlanNode as DraftNode,
  QueryPlan as Draft,
  RequiresSelection,
} from '@graphql-hive/router-query-planner';
import type {
  FetchDataRewrite,
  FetchNode,
  PlanNode,
  QueryPlan,
  QueryPlanSelectionNode,
  SubscriptionNode,
} from '@apollo/query-planner';
import { parse } from 'graphql';
import { withoutSecurityLinks } from '../supergraph/security-links.js';
import { withExactNumbers } from './exact-numbers.js';
import { labelsOf, percentageOf } from './override-labels.js';
import { PlannerProcess } from './planner-process.js';
import { type PlannedGraph, type Planner, planningLimit } from './planner.js';
import { possibleTypesOf } from './possible-types.js';
import { preparePlan } from './prepare-plan.js';

/** Opens Apollo's planner on a supergraph, in a process of its own: it plans for tens of milliseconds without a break. */
export async function createApolloPlanner({
  supergraphSdl,
  supergraph = parse(supergraphSdl, { noLocation: true }),
  schema,
}: PlannedGraph): Promise<Planner> {
  const engine = await PlannerProcess.open({
    program: new URL('./apollo-process.mjs', import.meta.url),
    supergraphSdl: withoutSecurityLinks(supergraphSdl),
    limit: planningLimit,
  });
  const possibleTypes = possibleTypesOf(supergraph);
  const known = labelsOf(supergraphSdl);
  return {
    name: 'apollo',
    async plan({ text, operationName, labels, percentage }) {
      const exact = withExactNumbers(schema, text);
      const overrides = known.map((label) => [label, labels.has(label) || percentage < (percentageOf(label) ?? 0)]);
      const draft = await engine.ask({ text: exact.text, operationName, overrides });
      return preparePlan(translated(draft as QueryPlan), possibleTypes, exact.constants);
    },
    close: () => engine.close(),
  };
}

/** Says Apollo's plan in the words of the native planner, which the runtime understands. */
function translated({ node }: QueryPlan): Draft {
  return { kind: 'QueryPlan', node: node && translatedNode(node) };
}

function translatedNode(node: PlanNode | SubscriptionNode): DraftNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { kind: node.kind, nodes: node.nodes.map(translatedNode) };
    case 'Flatten':
      return { kind: 'Flatten', path: node.path.map(pathSegment), node: translatedNode(node.node) };
    case 'Condition':
      return {
        kind: 'Condition',
        condition: node.condition,
        ifClause: node.ifClause && translatedNode(node.ifClause),
        elseClause: node.elseClause && translatedNode(node.elseClause),
      };
    case 'Subscription': {
      const primary: DraftNode = { kind: 'Subscription', primary: translatedFetch(node.primary) };
      return node.rest ? { kind: 'Sequence', nodes: [primary, translatedNode(node.rest)] } : primary;
    }
    case 'Fetch':
      return translatedFetch(node);
    case 'Defer':
      throw new Error('The planner deferred a part of the plan although it was not asked to.');
  }
}

function translatedFetch(node: FetchNode): DraftFetch {
  if (node.contextRewrites && node.contextRewrites.length > 0)
    throw new Error('The plan sets arguments from context (@fromContext), which is not executable here.');
  return {
    kind: 'Fetch',
    serviceName: node.serviceName,
    variableUsages: node.variableUsages,
    operationKind: node.operationKind,
    operationName: node.operationName,
    operation: node.operation,
    requires: node.requires?.map(requirement),
    inputRewrites: node.inputRewrites?.map(rewrite),
    outputRewrites: node.outputRewrites?.map(rewrite),
  };
}

function pathSegment(segment: string | number): FlattenNodePathSegment {
  return segment === '@' ? '@' : { Field: String(segment) };
}

// Apollo's planner finds a required field in the tree, and names it in the representation, by its response name.
function requirement(selection: QueryPlanSelectionNode): RequiresSelection {
  if (selection.kind === 'Field')
    return {
      kind: 'Field',
      name: selection.alias ?? selection.name,
      selections: selection.selections?.map(requirement),
    };
  if (selection.typeCondition === undefined) throw new Error('The plan requires a fragment without a type.');
  return {
    kind: 'InlineFragment',
    typeCondition: selection.typeCondition,
    selections: selection.selections.map(requirement),
  };
}

function rewrite(draft: FetchDataRewrite): FetchRewrite {
  const path = draft.path.map((element): FetchNodePathSegment => {
    const typeName = /^\.\.\. on (.+)$/.exec(element)?.[1];
    return typeName === undefined ? { Key: element } : { TypenameEquals: [typeName] };
  });
  if (draft.kind === 'KeyRenamer') return { KeyRenamer: { path, renameKeyTo: draft.renameKeyTo } };
  return { ValueSetter: { path, setValueTo: String(draft.setValueTo) } };
}
