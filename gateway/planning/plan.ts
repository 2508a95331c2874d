import type { DocumentNode, OperationTypeNode } from 'graphql';
import type { FetchedKeys } from './private-keys.js';

/** The possible object types of every interface and union of a supergraph, hidden ones included. */
export type PossibleTypes = ReadonlyMap<string, ReadonlySet<string>>;

/** One step down the response tree; lists on the way are walked through without a step of their own. */
export type PathSegment =
  | { readonly kind: 'Field'; readonly name: string }
  | { readonly kind: 'TypeCondition'; readonly names: readonly string[] };

/** A change that the planner wants made to a value on its way into or out of a subgraph. */
export type Rewrite =
  | { readonly kind: 'ValueSetter'; readonly path: readonly PathSegment[]; readonly value: string }
  | { readonly kind: 'KeyRenamer'; readonly path: readonly PathSegment[]; readonly name: string };

/** What a subgraph must be told of an entity: fields as they stand in the tree (`from`) and as it calls them (`to`). */
export type Requirement =
  | {
      readonly kind: 'Field';
      readonly from: string;
      readonly to: string;
      readonly selections: readonly Requirement[] | undefined;
    }
  | {
      readonly kind: 'InlineFragment';
      readonly typeCondition: string;
      readonly skipIf: string | undefined;
      readonly includeIf: string | undefined;
      readonly selections: readonly Requirement[];
    };

/** An operation sent to one subgraph, its text equal for every execution of the plan. */
export interface SubgraphOperation {
  readonly subgraph: string;
  readonly operationKind: OperationTypeNode;
  readonly operation: string;
  readonly operationName: string | undefined;
  readonly document: DocumentNode;
  readonly variableNames: readonly string[];
}

/** Fields of a root type, merged into the tree's root or, below a field that returns the root type, at `path`. */
export interface RootFetch extends SubgraphOperation {
  readonly kind: 'Fetch';
  readonly path: readonly PathSegment[];
  readonly outputRewrites: readonly Rewrite[];
}

/** One `_entities` field of a fetch: the objects at `paths` become representations, the answers are merged into them. */
export interface EntityJoin {
  readonly responseKey: string;
  readonly variableName: string;
  readonly paths: readonly (readonly PathSegment[])[];
  readonly requires: readonly Requirement[];
  readonly inputRewrites: readonly Rewrite[];
  readonly outputRewrites: readonly Rewrite[];
}

/** One request that joins fields of one subgraph to entities that other subgraphs found. */
export interface EntityFetch extends SubgraphOperation {
  readonly kind: 'EntityFetch';
  readonly joins: readonly EntityJoin[];
}

export type PlanNode =
  | RootFetch
  | EntityFetch
  | { readonly kind: 'Sequence'; readonly nodes: readonly PlanNode[] }
  | { readonly kind: 'Parallel'; readonly nodes: readonly PlanNode[] }
  | {
      readonly kind: 'Condition';
      readonly variable: string;
      readonly ifTrue: PlanNode | undefined;
      readonly ifFalse: PlanNode | undefined;
    };

/** How one operation is answered: what is asked of which subgraph, in what order. */
export interface Plan {
  /** The source stream of a subscription; `node` then runs once for each of its events. */
  readonly subscribe: RootFetch | undefined;
  readonly node: PlanNode | undefined;
  readonly possibleTypes: PossibleTypes;
  /** Values of variables that the planner itself put into the operation, by name. */
  readonly constants: Readonly<Record<string, unknown>>;
  /** Left out where every field stands in the tree under its response name. */
  readonly fetchedKeys?: FetchedKeys;
  /** Where `@skip` and `@include` decide what is asked: the plan for coerced values. The other members are then empty. */
  readonly under?: (values: Readonly<Record<string, unknown>>) => Promise<Plan>;
}
