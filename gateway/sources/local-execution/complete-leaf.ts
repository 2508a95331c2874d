/*
 * Assumes that the built-in scalars are graphql-js's own, and then takes a value of the very kind as it is. Every other value
 * and every other type is serialized by the type (GraphQL specification, "Result Coercion").
 */
import { GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, type GraphQLLeafType, GraphQLString } from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';

/** Makes the function that completes a resolver's result as a leaf; it throws what graphql-js throws. */
export function leafCompleter(type: GraphQLLeafType): (result: unknown) => unknown {
  const complete = (result: unknown): unknown => {
    if (result instanceof Error) throw result;
    return result === null || result === undefined ? null : serialized(type, result);
  };
  switch (type) {
    case GraphQLString:
    case GraphQLID:
      return (result) => (typeof result === 'string' ? result : complete(result));
    case GraphQLBoolean:
      return (result) => (typeof result === 'boolean' ? result : complete(result));
    case GraphQLInt:
      return (result) => (typeof result === 'number' && (result | 0) === result ? result : complete(result));
    case GraphQLFloat:
      return (result) => (typeof result === 'number' && Number.isFinite(result) ? result : complete(result));
  }
  return complete;
}

function serialized(type: GraphQLLeafType, result: unknown): unknown {
  const value: unknown = type.serialize(result);
  if (value !== null && value !== undefined) return value;
  throw new Error(
    `Expected \`${inspect(type)}.serialize(${inspect(result)})\` to return non-nullable value, returned: ${inspect(value)}`,
  );
}
