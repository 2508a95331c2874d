import {
  type DocumentNode,
  type InputObjectTypeDefinitionNode,
  type InputObjectTypeExtensionNode,
  type InputValueDefinitionNode,
  Kind,
  type TypeNode,
  type ValueNode,
} from 'graphql';

type InputObject = InputObjectTypeDefinitionNode | InputObjectTypeExtensionNode;

/**
 * Values of the largest default of a schema once all that it leaves out is filled in by the defaults of its own fields, which may
 * double it with each level; infinitely many for one that leads back to itself. Not counted much further than `enough`.
 */
export function valuesOfDefaults(document: DocumentNode, enough: number): number {
  const inputs = new InputObjects(document);
  let most = 0;
  for (const definition of document.definitions) {
    for (const each of inputValuesOf(definition)) {
      most = Math.max(most, inputs.valuesOf(each));
      if (most > enough) return most;
    }
  }
  return most;
}

class InputObjects {
  readonly #fields = new Map<string, InputValueDefinitionNode[]>();
  /** By the field; infinity while it is being counted, which stays where counting leads back to it. */
  readonly #known = new Map<InputValueDefinitionNode, number>();

  constructor({ definitions }: DocumentNode) {
    for (const definition of definitions) {
      if (!isInputObject(definition)) continue;
      const name = definition.name.value;
      this.#fields.set(name, [...(this.#fields.get(name) ?? []), ...(definition.fields ?? [])]);
    }
  }

  /** Values of what an argument or field is where it is left out; none without a default. */
  valuesOf(definition: InputValueDefinitionNode): number {
    const { type, defaultValue } = definition;
    if (!defaultValue) return 0;
    const known = this.#known.get(definition);
    if (known !== undefined) return known;
    this.#known.set(definition, Infinity);
    const values = this.#filled(defaultValue, type);
    this.#known.set(definition, values);
    return values;
  }

  #filled(value: ValueNode, type: TypeNode): number {
    if (type.kind === Kind.NON_NULL_TYPE) return this.#filled(value, type.type);
    if (type.kind === Kind.LIST_TYPE) {
      if (value.kind !== Kind.LIST) return this.#filled(value, type.type);
      return value.values.reduce((sum, each) => sum + this.#filled(each, type.type), 1);
    }
    const fields = value.kind === Kind.OBJECT ? this.#fields.get(type.name.value) : undefined;
    if (value.kind !== Kind.OBJECT || !fields) return sizeOf(value);
    const given = new Map(value.fields.map((each) => [each.name.value, each.value]));
    return fields.reduce((sum, field) => {
      const own = given.get(field.name.value);
      return sum + (own ? this.#filled(own, field.type) : this.valuesOf(field));
    }, 1);
  }
}

function inputValuesOf(definition: DocumentNode['definitions'][number]): readonly InputValueDefinitionNode[] {
  if (isInputObject(definition)) return definition.fields ?? [];
  if (definition.kind === Kind.DIRECTIVE_DEFINITION) return definition.arguments ?? [];
  if (!('fields' in definition)) return [];
  return (definition.fields ?? []).flatMap((field) => ('arguments' in field ? (field.arguments ?? []) : []));
}

function isInputObject(definition: DocumentNode['definitions'][number]): definition is InputObject {
  return definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION || definition.kind === Kind.INPUT_OBJECT_TYPE_EXTENSION;
}

function sizeOf(value: ValueNode): number {
  if (value.kind === Kind.LIST) return value.values.reduce((sum, each) => sum + sizeOf(each), 1);
  if (value.kind === Kind.OBJECT) return value.fields.reduce((sum, each) => sum + sizeOf(each.value), 1);
  return 1;
}
