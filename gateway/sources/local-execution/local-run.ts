import type { FragmentDefinitionNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Path } from 'graphql/jsutils/Path.js';
import type { Fetched } from '../../telemetry/fetched.js';

/** What one run of a compiled operation is given, and what it notes. */
export interface LocalRun {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly rootValue: unknown;
  readonly contextValue: unknown;
  readonly variableValues: Readonly<Record<string, unknown>>;
  readonly errors: FieldErrors;
  /** Where fields are told of; left out where the request is not traced. */
  readonly fetched: Fetched | undefined;
  /** Arguments that are the same for every call of a field in this run, by the field's number. */
  readonly knownArguments: (Readonly<Record<string, unknown>> | undefined)[];
}

/** The errors of a run's fields, in the order in which they came. */
export class FieldErrors {
  readonly all: GraphQLError[] = [];
  #positions: Set<Path | undefined> | undefined = undefined;

  /** Notes an error whose place becomes null; what is below a place that is null already says nothing any more. */
  add(error: GraphQLError, path: Path | undefined): void {
    this.#positions ??= new Set();
    for (let place = path; place; place = place.prev) if (this.#positions.has(place)) return;
    if (this.#positions.has(undefined)) return;
    this.#positions.add(path);
    this.all.push(error);
  }
}

/** The keys from the root to a place. */
export function keysOf(path: Path | undefined): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let place = path; place; place = place.prev) keys.push(place.key);
  return keys.reverse();
}
