/*
 * Variables of leaves and lists of leaves are coerced by a function that is made once. Assumes values that fit; for one that
 * does not, and for input objects, graphql-js coerces all of them and says what is wrong.
 */
import {
  getVariableValues,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputType,
  isLeafType,
  isListType,
  isNonNullType,
  type TypeNode,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';

type Values = Readonly<Record<string, unknown>>;
type Coercer = (value: unknown) => unknown;

/** Coerced variables, or what is wrong with them. */
export type CoercedInput = { readonly coerced: Values } | { readonly errors: readonly GraphQLError[] };

const unfit = Symbol('a value for graphql-js');

/** Makes the function that coerces a request's variables for an operation. */
export function variableCoercer(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): (given: Values) => CoercedInput {
  const known = definitions.map((definition) => coercerOfNode(schema, definition.type));
  const names = definitions.map(({ variable }) => variable.name.value);
  const thoroughly = (given: Values): CoercedInput => {
    const { coerced, errors } = getVariableValues(schema, definitions, given, { maxErrors: 50 });
    return errors ? { errors } : { coerced };
  };
  // An assignment to that name would not make a property.
  if (known.some((coercer) => coercer === undefined) || names.includes('__proto__')) return thoroughly;
  const coercers = known.filter((coercer) => coercer !== undefined);
  return (given) => {
    const coerced: Record<string, unknown> = {};
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index] ?? '';
      if (!Object.hasOwn(given, name)) return thoroughly(given);
      const value = coercers[index]?.(given[name]);
      if (value === unfit) return thoroughly(given);
      coerced[name] = value;
    }
    return { coerced };
  };
}

function coercerOfNode(schema: GraphQLSchema, node: TypeNode): Coercer | undefined {
  const type: unknown = typeFromAST(schema, node as never);
  return isInputType(type) ? coercerOf(type) : undefined;
}

function coercerOf(type: GraphQLInputType): Coercer | undefined {
  if (isNonNullType(type)) {
    const within = coercerOf(type.ofType);
    return within && ((value) => (value === null || value === undefined ? unfit : within(value)));
  }
  if (isListType(type)) {
    const item = coercerOf(type.ofType);
    return item && ((value) => (value === null ? null : coercedList(value, item)));
  }
  if (!isLeafType(type)) return undefined;
  return (value) => {
    if (value === null) return null;
    if (value === undefined) return unfit;
    try {
      const parsed: unknown = type.parseValue(value);
      return parsed === undefined ? unfit : parsed;
    } catch {
      // graphql-js parses it again, and words the refusal.
      return unfit;
    }
  };
}

function coercedList(value: unknown, item: Coercer): unknown {
  if (!Array.isArray(value)) return unfit;
  const items: unknown[] = new Array(value.length);
  for (let index = 0; index < value.length; index += 1) {
    const coerced = item(value[index]);
    if (coerced === unfit) return unfit;
    items[index] = coerced;
  }
  return items;
}
