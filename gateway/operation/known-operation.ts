import { type DocumentNode, Kind, type OperationDefinitionNode, print, type SelectionSetNode } from 'graphql';
import type { Caller } from '../../kit/identity/caller.js';
import { costOf } from '../guard/operation-cost.js';
import { splitIntrospection } from '../planning/introspection.js';
import { introspectsIn } from '../planning/nested-introspection.js';
import type { ReachedLabels } from '../planning/override-labels.js';
import { overrideStanding, type OverrideStanding } from '../planning/override-standing.js';
import type { Plan } from '../planning/plan.js';
import type { Graph } from '../supergraph/graph.js';
import type { Trail } from '../telemetry/trail.js';
import { type AuthorisedOperation, authoriseUnder, type TouchedRules, touchedRules, verdictOf } from './authorise.js';
import { reachedDocument } from './reached-document.js';
import type { ValidOperation } from './validate.js';

/** An operation as a caller with one verdict may run it, and the plan for that. */
export interface PlannedOperation {
  readonly authorised: AuthorisedOperation;
  /** Undefined when no subgraph has anything to answer. */
  readonly plan: Plan | undefined;
  /** The operation's introspection fields. */
  readonly introspection: DocumentNode | undefined;
}

/** A valid operation of one graph, with what was found out about it once. */
export interface KnownOperation extends ValidOperation {
  /** SHA-256 of document and operation name, in hexadecimal. */
  readonly digest: string;
  readonly rootFields: readonly string[];
  /** Whether it asks for the schema, anywhere in it. */
  readonly introspects: boolean;
  readonly touched: TouchedRules;
  readonly overrides: ReachedLabels;
  /** What it may cost, of its coerced variables. */
  readonly cost: (values: Readonly<Record<string, unknown>>) => number;
  /** By verdict and standing among the overrides: nothing else of a request decides how it is planned. */
  readonly planned: Map<string, Promise<PlannedOperation>>;
}

/** What is found out about an operation once, whoever asks; `listSize` are the items of a list of which nothing is said. */
export function learn(
  graph: Graph,
  digest: string,
  { document, operation }: ValidOperation,
  listSize: number,
): KnownOperation {
  const { schema, rules, costs, callerPolicies: policies } = graph;
  const reached = reachedDocument(document, operation);
  return {
    document,
    operation,
    digest,
    rootFields: fieldNames(document, operation.selectionSet),
    introspects: introspectsIn(reached),
    touched: touchedRules({ document, operation, schema, rules, policies }),
    overrides: graph.overrides.reachedBy(reached),
    cost: costOf({ schema, costs, listSize }, document, operation),
    planned: new Map(),
  };
}

/** The fields of a selection by their own names, those in fragments included: an alias is whatever its sender likes. */
function fieldNames(document: DocumentNode, { selections }: SelectionSetNode): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldNames(document, selection.selectionSet);
    return document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value
        ? fieldNames(document, each.selectionSet)
        : [],
    );
  });
}

/**
 * The operation as this caller may run it: authorised and planned at the first sight of each verdict, and of each bucket
 * of progressive overrides. It draws for those, so it is asked once for a request, or for a whole stream.
 */
export function plannedFor(
  graph: Graph,
  known: KnownOperation,
  caller: Caller,
  trail?: Trail,
): Promise<PlannedOperation> {
  const verdict = verdictOf(known.touched, caller);
  const standing = overrideStanding(known.overrides, graph.overriding);
  const key = `${verdict} ${standing.key}`;
  const kept = known.planned.get(key);
  if (kept) return kept;
  const planned = planUnder(graph, known.touched, verdict, standing);
  known.planned.set(key, planned);
  trail?.plans(planned);
  // A plan that could not be made is not remembered: the next request tries again.
  planned.catch(() => known.planned.delete(key));
  return planned;
}

async function planUnder(
  graph: Graph,
  touched: TouchedRules,
  verdict: string,
  { labels, percentage }: OverrideStanding,
): Promise<PlannedOperation> {
  const authorised = authoriseUnder(touched, verdict);
  const { introspection, remainder } = splitIntrospection(authorised.document, authorised.operation);
  if (remainder === undefined) return { authorised, plan: undefined, introspection };
  const plan = await graph.planner.plan({
    text: remainder === authorised.document ? authorised.text : print(remainder),
    operationName: nameOf(authorised.operation),
    labels,
    percentage,
  });
  return { authorised, plan, introspection };
}

function nameOf(operation: OperationDefinitionNode): string | undefined {
  return operation.name?.value;
}
