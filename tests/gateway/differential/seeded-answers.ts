import {
  getNamedType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isUnionType,
  Kind,
  parse,
  valueFromASTUntyped,
  type DirectiveNode,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Outage } from './outages.js';
import { hash, scalar, sorted } from './seeded-values.js';
import type { SupergraphDraft } from './supergraphs.js';

/** What changes from one operation to the next: the values of everything, and whether entities are missing. */
export interface Weather {
  salt: number;
  /** Whether some references are to entities that nobody knows or that cannot be read. */
  holes: boolean;
  /** The subgraph that fails meanwhile; null where all answer. */
  outage: Outage | null;
}

/** An object as resolvers pass it on: everything else follows from its identity. */
interface Being {
  readonly __typename: string;
  readonly identity: string;
  /** The representation that it was referred to by. */
  readonly given?: Readonly<Record<string, unknown>>;
}

interface FieldFacts {
  readonly type: GraphQLOutputType;
  /** The object types that its value may have. */
  readonly possible: readonly string[];
  readonly requires: SelectionSetNode | undefined;
}

/**
 * Resolvers for every field of every subgraph, and of the undivided schema too: a value, a null or an error follows from
 * the entity, the field, its arguments and the salt alone, so that whoever is asked answers the same.
 */
export class SeededAnswers {
  readonly weather: Weather = { salt: 0, holes: false, outage: null };
  readonly #facts = new Map<string, FieldFacts>();
  readonly #steady: ReadonlySet<string>;
  readonly #entities = new Set<string>();
  readonly #interfaces = new Map<string, Set<string>>();

  constructor(draft: SupergraphDraft, schemas: ReadonlyMap<string, GraphQLSchema>) {
    this.#steady = new Set(draft.steady);
    for (const schema of schemas.values()) this.#learnTypes(schema);
    for (const schema of schemas.values()) this.#learnFields(schema);
  }

  /** For `fieldResolver` of graphql-js. */
  readonly resolve: GraphQLFieldResolver<unknown, unknown> = (source, parameters, _context, info) => {
    const being = isBeing(source) ? source : { __typename: info.parentType.name, identity: info.parentType.name };
    const named = getNamedType(info.returnType);
    return this.#valueOf(being, info.fieldName, parameters, isObjectType(named) ? named.name : undefined);
  };

  /** For `__resolveReference`: a being, null, or an error, by the key that the representation holds. */
  readonly refer = async (
    given: Readonly<Record<string, unknown>>,
    _context: unknown,
    { schema }: GraphQLResolveInfo,
  ): Promise<Being | null> => {
    const keys = Object.values(given).filter((value) => typeof value === 'string');
    const [, identity] = keys.flatMap((value) => /^\w+:(\w+\/\d)$/.exec(value) ?? []);
    if (identity === undefined) throw new Error(`no key in ${JSON.stringify(given)}`);
    const lot = hash(`${this.weather.salt} hole ${identity}`) % 100;
    if (this.weather.holes && lot < 5) throw new Error(`reference ${identity}`);
    if (this.weather.holes && lot < 12) return null;
    const named = String(given['__typename']);
    const isObject = isObjectType(schema.getType(named));
    return { __typename: isObject ? named : (identity.split('/')[0] ?? named), identity, given };
  };

  #learnTypes(schema: GraphQLSchema): void {
    for (const type of Object.values(schema.getTypeMap())) {
      if (directiveOf(type, 'key')) this.#entities.add(type.name);
      if (!isObjectType(type)) continue;
      for (const { name } of type.getInterfaces()) {
        const known = this.#interfaces.get(type.name) ?? new Set();
        this.#interfaces.set(type.name, known.add(name));
      }
    }
  }

  #learnFields(schema: GraphQLSchema): void {
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields())) {
        if (directiveOf(field, 'external')) continue;
        const name = `${type.name}.${field.name}`;
        const requires = directiveOf(field, 'requires');
        const possible = this.#possible(schema, getNamedType(field.type));
        const known = this.#facts.get(name);
        this.#facts.set(name, {
          type: field.type,
          possible: known ? known.possible.filter((one) => possible.includes(one)) : possible,
          requires: requires && requiredBy(requires),
        });
      }
    }
  }

  #possible(schema: GraphQLSchema, type: GraphQLNamedType): readonly string[] {
    if (isUnionType(type) || isInterfaceType(type)) return schema.getPossibleTypes(type).map(({ name }) => name);
    if (!isObjectType(type)) return [];
    // An interface object stands for any object of the interface.
    const behind = [...this.#interfaces].flatMap(([name, implemented]) => (implemented.has(type.name) ? [name] : []));
    return behind.length > 0 ? behind : [type.name];
  }

  #factsOf({ __typename, identity }: Being, field: string): FieldFacts {
    const concrete = identity.split('/')[0] ?? '';
    const names = [__typename, concrete, ...(this.#interfaces.get(concrete) ?? [])];
    for (const name of names) {
      const facts = this.#facts.get(`${name}.${field}`);
      if (facts) return facts;
    }
    throw new Error(`Nobody knows ${__typename}.${field}.`);
  }

  #valueOf(being: Being, field: string, parameters: Readonly<Record<string, unknown>>, known?: string): unknown {
    const facts = this.#factsOf(being, field);
    const { type } = facts;
    const leaf = getNamedType(type);
    const isKey = ['id', 'sku', 'upc'].includes(field) && isScalarType(leaf) && being.identity.includes('/');
    if (isKey) return `${field}:${being.identity}`;
    const required =
      facts.requires && sorted(being.given ? pick(being.given, facts.requires) : this.#required(being, facts.requires));
    const place = `${this.weather.salt} ${being.identity}.${field} ${sorted(parameters)} ${required ?? ''}`;
    const steady =
      this.#steady.has(`${being.__typename}.${field}`) ||
      (field === 'code' && leaf.name === 'ID') ||
      field === 'country';
    const possible = { names: facts.possible, known };
    return this.#generate(type, possible, place, steady ? 'never' : 'sometimes', `${being.identity}.${field}`);
  }

  #generate(
    type: GraphQLOutputType,
    possible: { readonly names: readonly string[]; readonly known: string | undefined },
    place: string,
    fails: 'never' | 'sometimes',
    message: string,
  ): unknown {
    const lot = hash(`${place} fails`) % 100;
    const inner = isNonNullType(type) ? type.ofType : type;
    const isStrict = isNonNullType(type);
    if (fails === 'sometimes' && lot < (isStrict ? 3 : 6)) return new Error(message);
    if (fails === 'sometimes' && lot < (isStrict ? 4 : 14)) return null;
    if (isListType(inner)) {
      const length = hash(`${place} length`) % 4;
      return Array.from({ length }, (_, index) =>
        this.#generate(inner.ofType, possible, `${place} ${index}`, fails, `${message}.${index}`),
      );
    }
    const number = hash(place);
    if (isEnumType(inner)) return inner.getValues()[number % inner.getValues().length]?.value;
    if (isScalarType(inner)) return scalar(inner.name, number);
    const typename = possible.names[number % possible.names.length] ?? inner.name;
    const isEntity = this.#entities.has(typename);
    const identity = isEntity ? `${typename}/${hash(`${place} n`) % 5}` : `${typename}(${place})`;
    return { __typename: possible.known ?? typename, identity };
  }

  /** What `@requires` asks for, as a whole service knows it: null where it fails. */
  #required(being: Being, { selections }: SelectionSetNode): Record<string, unknown> | null {
    const required: Record<string, unknown> = {};
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) throw new Error('A test requires fields only.');
      const name = selection.name.value;
      const parameters = (selection.arguments ?? []).map((one) => [one.name.value, valueFromASTUntyped(one.value)]);
      const value = this.#valueOf(being, name, Object.fromEntries(parameters));
      const { type } = this.#factsOf(being, name);
      const plain = value instanceof Error ? null : value;
      required[name] = isBeing(plain) && selection.selectionSet ? this.#required(plain, selection.selectionSet) : plain;
      if (required[name] === null && isNonNullType(type)) return null;
    }
    return required;
  }
}

function isBeing(value: unknown): value is Being {
  return typeof value === 'object' && value !== null && 'identity' in value;
}

/** A directive that a type or a field carries. */
export function directiveOf(
  { astNode, extensionASTNodes }: { astNode?: unknown; extensionASTNodes?: unknown },
  name: string,
) {
  const nodes = [astNode, ...(Array.isArray(extensionASTNodes) ? extensionASTNodes : [])];
  return nodes
    .flatMap((node) => (node as { directives?: readonly DirectiveNode[] } | undefined)?.directives ?? [])
    .find((directive) => directive.name.value === name);
}

function requiredBy(directive: DirectiveNode): SelectionSetNode {
  const fields = directive.arguments?.[0]?.value;
  if (fields?.kind !== Kind.STRING) throw new Error('@requires names its fields in a string.');
  const [definition] = parse(`{ ${fields.value} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('@requires names its fields in a selection.');
  return definition.selectionSet;
}

// Of a representation that which the field requires: it may hold keys, and what other fields require.
function pick(given: Readonly<Record<string, unknown>>, { selections }: SelectionSetNode): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) continue;
    const value = given[selection.name.value];
    const isNested = selection.selectionSet && typeof value === 'object' && value !== null;
    picked[selection.name.value] = isNested
      ? pick(value as Record<string, unknown>, selection.selectionSet)
      : (value ?? null);
  }
  return picked;
}
