import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isNonNullType,
  locatedError,
} from 'graphql';
import type { Path } from 'graphql/jsutils/Path.js';
import { keysOf, type LocalRun } from './local-run.js';

/** One field of a document at one type: what is known of it before it runs. */
export class FieldSite {
  readonly key: string;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly parentType: GraphQLObjectType;
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
  readonly #isNonNull: boolean;

  constructor(
    key: string,
    definition: GraphQLField<unknown, unknown>,
    parentType: GraphQLObjectType,
    nodes: readonly [FieldNode, ...FieldNode[]],
  ) {
    this.key = key;
    this.definition = definition;
    this.parentType = parentType;
    this.nodes = nodes;
    this.#isNonNull = isNonNullType(definition.type);
  }

  /** Its name as messages say it. */
  get coordinate(): string {
    return `${this.parentType.name}.${this.definition.name}`;
  }

  pathBelow(parent: Path | undefined): Path {
    return { prev: parent, key: this.key, typename: this.parentType.name };
  }

  /** What a resolver is told of the field (graphql-js, `GraphQLResolveInfo`). */
  info(run: LocalRun, path: Path): GraphQLResolveInfo {
    return {
      fieldName: this.definition.name,
      fieldNodes: this.nodes,
      returnType: this.definition.type,
      parentType: this.parentType,
      path,
      schema: run.schema,
      fragments: run.fragments,
      rootValue: run.rootValue,
      operation: run.operation,
      variableValues: run.variableValues as Record<string, unknown>,
    };
  }

  /** The same for a place within the field's value. */
  infoWithin(run: LocalRun, path: Path): GraphQLResolveInfo {
    let place = path;
    while (place.prev && place.typename === undefined) place = place.prev;
    return this.info(run, place);
  }

  /** Notes what was thrown at a place and makes it null; throws it on where the place may not be null. */
  fail(thrown: unknown, run: LocalRun, path: Path, isNonNull = this.#isNonNull): null {
    const error = locatedError(thrown, this.nodes, keysOf(path));
    if (isNonNull) throw error;
    run.errors.add(error, path);
    return null;
  }
}
