/*
 * Makes the functions that complete what resolvers give (GraphQL specification, "Value Completion"), with the results and the
 * errors of graphql-js.
 */
import {
  GraphQLError,
  type GraphQLAbstractType,
  type GraphQLList,
  type GraphQLObjectType,
  type GraphQLOutputType,
  defaultTypeResolver,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLSchema,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import type { Path } from 'graphql/jsutils/Path.js';
import { leafCompleter } from './complete-leaf.js';
import type { FieldSite } from './field-site.js';
import type { LocalRun } from './local-run.js';
import { isThenable, settled, thrownAfter } from './pending.js';

/** Completes a result at a path; answers a value or a promise of this program's own. Throws errors of the field. */
export type Completer = (result: unknown, run: LocalRun, path: Path) => unknown;

/** Gives the function that completes an object of a type below a field. */
export type ObjectCompleters = (type: GraphQLObjectType) => Completer;

/** Makes the function that completes the results of a field. */
export function completerOf(type: GraphQLOutputType, site: FieldSite, objects: ObjectCompleters): Completer {
  if (isNonNullType(type)) {
    const complete = completerOf(type.ofType, site, objects);
    return (result, run, path) => {
      const completed = complete(result, run, path);
      if (completed === null) throw new Error(`Cannot return null for non-nullable field ${site.coordinate}.`);
      return completed;
    };
  }
  if (isLeafType(type)) return leafCompleter(type);
  const complete = isListType(type)
    ? listCompleter(type, site, objects)
    : isObjectType(type)
      ? objects(type)
      : abstractCompleter(type, site, objects);
  return (result, run, path) => {
    if (result === null || result === undefined) return null;
    if (result instanceof Error) throw result;
    return complete(result, run, path);
  };
}

function listCompleter(type: GraphQLList<GraphQLOutputType>, site: FieldSite, objects: ObjectCompleters): Completer {
  const complete = completerOf(type.ofType, site, objects);
  const completeItem = itemCompleter(complete, site, isNonNullType(type.ofType));
  return (result, run, path) => {
    if (!isIterableObject(result))
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${site.coordinate}".`);
    const items: readonly unknown[] = Array.isArray(result) ? result : Array.from(result);
    return completeEach(items, path, (item, _index, at) => completeItem(item, run, at));
  };
}

/** Completes the items of a list in their order; a promise where one of them is. */
export function completeEach<Item>(
  items: readonly Item[],
  path: Path,
  complete: (item: Item, index: number, path: Path) => unknown,
): unknown {
  const completed: unknown[] = new Array(items.length);
  let isPending = false;
  try {
    for (let index = 0; index < items.length; index += 1) {
      const item = complete(items[index] as Item, index, { prev: path, key: index, typename: undefined });
      completed[index] = item;
      if (item instanceof Promise) isPending = true;
    }
  } catch (thrown) {
    if (isPending) return thrownAfter(completed, thrown);
    throw thrown;
  }
  return isPending ? settled(completed, completed) : completed;
}

/** Completes one item of a list: an error of it is noted at its place, and thrown on where the item may not be null. */
export function itemCompleter(complete: Completer, site: FieldSite, isNonNull: boolean): Completer {
  return (item, run, path) => {
    try {
      if (isThenable(item)) return settledItem(item, complete, site, isNonNull, run, path);
      const completed = complete(item, run, path);
      if (!(completed instanceof Promise)) return completed;
      return completed.then(undefined, (thrown: unknown) => site.fail(thrown, run, path, isNonNull));
    } catch (thrown) {
      return site.fail(thrown, run, path, isNonNull);
    }
  };
}

function settledItem(
  item: PromiseLike<unknown>,
  complete: Completer,
  site: FieldSite,
  isNonNull: boolean,
  run: LocalRun,
  path: Path,
): Promise<unknown> {
  return Promise.resolve(item)
    .then((result) => complete(result, run, path))
    .then(undefined, (thrown: unknown) => site.fail(thrown, run, path, isNonNull));
}

function isIterableObject(value: unknown): value is Iterable<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Symbol.iterator in value &&
    typeof value[Symbol.iterator] === 'function'
  );
}

function abstractCompleter(type: GraphQLAbstractType, site: FieldSite, objects: ObjectCompleters): Completer {
  const known = new Map<unknown, Completer>();
  const completeAs = (typename: unknown, result: unknown, run: LocalRun, path: Path): unknown => {
    let complete = known.get(typename);
    if (!complete) {
      complete = objects(runtimeType(typename, result, type, site, run.schema));
      known.set(typename, complete);
    }
    return complete(result, run, path);
  };
  return (result, run, path) => {
    const resolveType = type.resolveType ?? defaultTypeResolver;
    const typename: unknown = resolveType(result, run.contextValue, site.infoWithin(run, path), type);
    if (!isThenable(typename)) return completeAs(typename, result, run, path);
    return Promise.resolve(typename).then((resolved) => completeAs(resolved, result, run, path));
  };
}

function runtimeType(
  typename: unknown,
  result: unknown,
  abstract: GraphQLAbstractType,
  { coordinate, nodes }: FieldSite,
  schema: GraphQLSchema,
): GraphQLObjectType {
  const { name } = abstract;
  if (typename === null || typename === undefined)
    throw new GraphQLError(
      `Abstract type "${name}" must resolve to an Object type at runtime for field "${coordinate}". Either the "${name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
      { nodes },
    );
  if (isObjectType(typename))
    throw new GraphQLError(
      'Support for returning GraphQLObjectType from resolveType was removed in graphql-js@16.0.0 please return type name instead.',
    );
  if (typeof typename !== 'string')
    throw new GraphQLError(
      `Abstract type "${name}" must resolve to an Object type at runtime for field "${coordinate}" with value ${inspect(result)}, received "${inspect(typename)}".`,
    );
  const type = schema.getType(typename);
  if (!type)
    throw new GraphQLError(
      `Abstract type "${name}" was resolved to a type "${typename}" that does not exist inside the schema.`,
      { nodes },
    );
  if (!isObjectType(type))
    throw new GraphQLError(`Abstract type "${name}" was resolved to a non-object type "${typename}".`, { nodes });
  if (!schema.isSubType(abstract, type))
    throw new GraphQLError(`Runtime Object type "${typename}" is not a possible type for "${name}".`, { nodes });
  return type;
}
