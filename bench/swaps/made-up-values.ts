import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql';

const scalars: Readonly<Record<string, unknown>> = { Int: 7, Float: 1.5, Boolean: true };

/** Makes up what a field without a value of its own answers: the same each time, and three of whatever it lists. */
export const madeUpValue: GraphQLFieldResolver<unknown, unknown> = (source, given, context, info) => {
  const own: unknown = defaultFieldResolver(source, given, context, info);
  return own === undefined ? valueOf(info.returnType, info.fieldName, 0, info.schema) : own;
};

function valueOf(type: GraphQLOutputType, field: string, place: number, schema: GraphQLSchema): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, field, place, schema);
  if (isListType(type)) return [0, 1, 2].map((each) => valueOf(type.ofType, field, each, schema));
  if (isScalarType(type)) return scalars[type.name] ?? `${field} ${place}`;
  if (isEnumType(type)) return type.getValues()[0]?.value;
  const [named = type] = isObjectType(type) ? [] : isUnionType(type) ? type.getTypes() : schema.getPossibleTypes(type);
  const id = `${named.name}-${place}`;
  return { __typename: named.name, id, code: id };
}
