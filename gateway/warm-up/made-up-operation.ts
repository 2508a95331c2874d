/*
 * Makes up an operation that a schema can answer: fields from the query type down that need no arguments, the leaves of each
 * type in a fragment, as clients write them. Assumes that such fields lead to most of what clients ask for; where there is
 * none, there is no operation.
 */
import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** Enough for joins of joins; below each field of the root no more than this, so that large schemas cost no more. */
const most = { depth: 5, roots: 5, objects: 2, leaves: 6, leavesBelowRoot: 16 };

/** An operation of this name, or undefined where the schema has no field to begin with. */
export function madeUpOperation(schema: GraphQLSchema, name: string): string | undefined {
  const query = schema.getQueryType();
  if (!query) return undefined;
  const operation = new MadeUpOperation(schema);
  const selections = operation.selectionsOf(query, 0);
  if (selections.length === 0) return undefined;
  return [`query ${name} { ${selections.join(' ')} }`, ...operation.fragments.values()].join('\n');
}

class MadeUpOperation {
  /** By the type that they are on. */
  readonly fragments = new Map<string, string>();
  readonly #schema: GraphQLSchema;
  #room = 0;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  selectionsOf(type: GraphQLObjectType, depth: number): string[] {
    const free = Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument));
    const selections = this.#leavesOf(type, free);
    const wanted = selections.length + (depth === 0 ? most.roots : most.objects);
    for (const field of depth < most.depth ? free : []) {
      if (selections.length === wanted) break;
      if (depth === 0) this.#room = most.leavesBelowRoot;
      const selected = this.#room > 0 && this.#below(field, depth + 1);
      if (selected) selections.push(selected);
    }
    return selections;
  }

  #leavesOf(type: GraphQLObjectType, free: readonly GraphQLField<unknown, unknown>[]): string[] {
    const leaves = free.filter((field) => isLeafType(getNamedType(field.type))).slice(0, most.leaves);
    if (leaves.length === 0) return [];
    this.#room -= leaves.length;
    const fragment = `${type.name}Leaves`;
    this.fragments.set(
      type.name,
      `fragment ${fragment} on ${type.name} { ${leaves.map(({ name }) => name).join(' ')} }`,
    );
    return [`...${fragment}`];
  }

  #below({ name, type }: GraphQLField<unknown, unknown>, depth: number): string | undefined {
    const named = getNamedType(type);
    const object = isAbstractType(named) ? this.#schema.getPossibleTypes(named)[0] : named;
    if (!isObjectType(object)) return undefined;
    const selections = this.selectionsOf(object, depth).join(' ');
    if (selections === '') return undefined;
    return `${name} { ${object === named ? selections : `__typename ... on ${object.name} { ${selections} }`} }`;
  }
}
