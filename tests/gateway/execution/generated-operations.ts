import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  parse,
  validate,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';

/** Numbers from 0 to 1 that a seed fixes (Mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A random valid query: fields, aliases, fragments on types, `__typename`, `@skip` and `@include` by variable. */
export function generatedQuery(schema: GraphQLSchema, random: () => number, depth: number): string {
  const root = schema.getQueryType();
  if (!root) throw new Error('The schema has no queries.');
  for (;;) {
    const query = `query ($yes: Boolean! = true, $no: Boolean! = false) ${selection(schema, root, random, depth)}`;
    // Not valid: fields of one name and different types in two members of a union, and variables nobody uses.
    if (validate(schema, parse(query)).length === 0) return query;
  }
}

function selection(schema: GraphQLSchema, type: GraphQLCompositeType, random: () => number, depth: number): string {
  const parts: string[] = [];
  const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
  for (const field of fields) {
    const isComposite = isCompositeType(getNamedType(field.type));
    if ((isComposite && depth === 0) || random() < 0.45) continue;
    parts.push(fieldText(schema, type, field, random, depth));
  }
  if (random() < 0.25) parts.push('__typename');
  if (isAbstractType(type))
    for (const possible of schema.getPossibleTypes(type))
      if (random() < 0.7)
        parts.push(`... on ${possible.name}${directive(random)} ${selection(schema, possible, random, depth)}`);
  if (isObjectType(type) && random() < 0.2) parts.push(`...${directive(random)} ${selection(schema, type, random, 0)}`);
  return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
}

// An alias is made of everything that tells two fields apart, so that fields of one name always merge.
function fieldText(
  schema: GraphQLSchema,
  parent: GraphQLCompositeType,
  field: GraphQLField<unknown, unknown>,
  random: () => number,
  depth: number,
): string {
  const number = Math.floor(random() * 3);
  const takesNumber = field.args.length > 0;
  const alias =
    takesNumber || random() < 0.2 ? `${parent.name.toLowerCase()}_${field.name}${takesNumber ? number : ''}: ` : '';
  const named = getNamedType(field.type);
  const below = isCompositeType(named) ? ` ${selection(schema, named, random, depth - 1)}` : '';
  return `${alias}${field.name}${takesNumber ? `(n: ${number})` : ''}${directive(random)}${below}`;
}

function directive(random: () => number): string {
  if (random() > 0.15) return '';
  return ` @${random() < 0.5 ? 'skip' : 'include'}(if: $${random() < 0.5 ? 'yes' : 'no'})`;
}
