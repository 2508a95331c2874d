import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** A field of a schema, as operations are made for it. */
export type AnyField = GraphQLField<unknown, unknown>;

/** The fields of a root type; none when the schema lacks it. */
export function fieldsOf(type: GraphQLObjectType | null | undefined): AnyField[] {
  return Object.values(type?.getFields() ?? {}).filter(({ name }) => !name.startsWith('_'));
}

/** Whether a field may be asked without an argument. */
export function needsNoArgument({ args }: AnyField): boolean {
  return !args.some(isRequiredArgument);
}

/** Whether a field answers a page of rows (Relay's connections). */
export function isConnection({ type }: AnyField): boolean {
  return getNamedType(type).name.endsWith('Connection');
}

/**
 * A selection of every field that needs no argument, following `depth` joins; the parts of a connection are no joins.
 * `__typename` stands in every selection, so none is empty.
 */
export function selectionOf(type: GraphQLNamedType, depth: number): string {
  if (!isObjectType(type) && !isInterfaceType(type)) return isLeafType(type) ? '' : '{ __typename }';
  const fields = fieldsOf(type as GraphQLObjectType).filter(needsNoArgument);
  const parts = fields.flatMap((field) => {
    const below = getNamedType(field.type);
    if (isLeafType(below)) return [field.name];
    const left = isPartOfConnection(type.name, below.name) ? depth : depth - 1;
    return left < 0 ? [] : [`${field.name} ${selectionOf(below, left)}`];
  });
  return `{ ${['__typename', ...parts].join(' ')} }`;
}

function isPartOfConnection(type: string, below: string): boolean {
  return below === 'PageInfo' || type.endsWith('Edge') || below.endsWith('Edge');
}

/** One operation that calls one root field with the given arguments as variables. */
export function callOf(
  kind: 'query' | 'mutation',
  field: AnyField,
  given: Readonly<Record<string, unknown>>,
  depth = -1,
): { readonly query: string; readonly variables: Readonly<Record<string, unknown>> } {
  const used = field.args.filter(({ name }) => name in given);
  const declared = used.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = used.map(({ name }) => `${name}: $${name}`).join(', ');
  const named = getNamedType(field.type);
  const selection = isLeafType(named) ? '' : depth < 0 ? '{ __typename }' : selectionOf(named, depth);
  const call = `${field.name}${passed ? `(${passed})` : ''}`;
  return { query: `${kind}${declared ? `(${declared})` : ''} { ${call} ${selection} }`, variables: given };
}

/** Values for a field's required arguments, the least that their types allow; `given` goes before. */
export function leastArguments(
  args: readonly GraphQLArgument[],
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const needed = args.filter((argument) => isRequiredArgument(argument) || argument.name in given);
  return Object.fromEntries(needed.map(({ name, type }) => [name, name in given ? given[name] : leastValue(type)]));
}

const leastScalars: Readonly<Record<string, unknown>> = {
  ID: 'x',
  String: 'x',
  Int: 1,
  Float: 1,
  Boolean: true,
  Date: '2026-11-21',
  DateTime: '2026-11-21T02:00:00Z',
  Decimal: '1',
  GeoJSON: { type: 'Point', coordinates: [120.3, 31.9] },
};

/** The least valid value of an input type. */
export function leastValue(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return leastValue(type.ofType as GraphQLInputType);
  if (isListType(type)) return [leastValue(type.ofType as GraphQLInputType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(fields.map((field) => [field.name, leastValue(field.type)]));
  }
  if (!(type.name in leastScalars)) throw new Error(`No value is known for the scalar ${type.name}.`);
  return leastScalars[type.name];
}
