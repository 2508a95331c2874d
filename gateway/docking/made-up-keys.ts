import {
  type DefinitionNode,
  type DirectiveNode,
  type FieldNode,
  Kind,
  parse,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { argumentsOf, linksOf } from '../supergraph/links.js';

/** An entity as another subgraph would name it, by values that name nobody. */
export interface MadeUpEntity {
  readonly type: string;
  /** The key as its `@key` writes it. */
  readonly key: string;
  readonly representation: Readonly<Record<string, unknown>>;
}

const nobody = 'yimen-check-names-nobody';

const scalars: Readonly<Record<string, unknown>> = {
  ID: nobody,
  String: nobody,
  Int: 2_147_483_646,
  Float: 2_147_483_646.5,
  Boolean: false,
};

/**
 * A made-up entity for each key that a subgraph's schema says it resolves. Left out are keys with a scalar of the subgraph's own,
 * of which nobody else knows a value, and keys that lead through an abstract type.
 */
export function madeUpEntities(sdl: string): MadeUpEntity[] {
  const { definitions } = parse(sdl, { noLocation: true });
  const types = new TypesOf(definitions);
  const names = keyNames(definitions);
  return definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
    const type = definition.name.value;
    return (definition.directives ?? [])
      .filter(({ name }) => names.has(name.value))
      .flatMap((applied) => {
        const key = resolvableKey(applied);
        const values = key === null ? null : types.values(type, fieldsOf(key));
        return key === null || values === null ? [] : [{ type, key, representation: { __typename: type, ...values } }];
      });
  });
}

/** What `@key` is called in this schema: by its import, or whole; in Federation 1 by itself. */
function keyNames(definitions: readonly DefinitionNode[]): ReadonlySet<string> {
  const link = linksOf(definitions).find(({ name }) => name === 'federation');
  if (!link) return new Set(['key']);
  return new Set([link.imports.get('@key')?.slice(1) ?? 'key', `${link.as ?? 'federation'}__key`]);
}

function resolvableKey(applied: DirectiveNode): string | null {
  const given = argumentsOf(applied);
  const fields = given.get('fields');
  return given.get('resolvable') === false || typeof fields !== 'string' ? null : fields;
}

function fieldsOf(key: string): SelectionSetNode {
  const [operation] = parse(`{ ${key} }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`The key "${key}" is no set of fields.`);
  return operation.selectionSet;
}

/** The types of a schema's fields, and the values that are made up for them. */
class TypesOf {
  readonly #fields = new Map<string, TypeNode>();
  readonly #enums = new Map<string, string>();

  constructor(definitions: readonly DefinitionNode[]) {
    for (const definition of definitions) {
      if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) {
        for (const field of definition.fields ?? [])
          this.#fields.set(`${definition.name.value}.${field.name.value}`, field.type);
      } else if (definition.kind === Kind.ENUM_TYPE_DEFINITION) {
        const [first] = definition.values ?? [];
        if (first) this.#enums.set(definition.name.value, first.name.value);
      }
    }
  }

  /** Null where one of them cannot be made up. */
  values(type: string, { selections }: SelectionSetNode): Record<string, unknown> | null {
    const values: Record<string, unknown> = {};
    for (const selection of selections) {
      const given = selection.kind === Kind.FIELD ? this.#fields.get(`${type}.${selection.name.value}`) : undefined;
      const value = given && this.#value(given, selection as FieldNode);
      if (value === undefined || value === null) return null;
      values[(selection as FieldNode).name.value] = value;
    }
    return values;
  }

  #value(type: TypeNode, field: FieldNode): unknown {
    if (type.kind === Kind.NON_NULL_TYPE) return this.#value(type.type, field);
    if (type.kind === Kind.LIST_TYPE) {
      const value = this.#value(type.type, field);
      return value === undefined || value === null ? value : [value];
    }
    const name = type.name.value;
    return field.selectionSet ? this.values(name, field.selectionSet) : (scalars[name] ?? this.#enums.get(name));
  }
}
