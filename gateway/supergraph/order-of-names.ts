import { type DefinitionNode, type DocumentNode, Kind } from 'graphql';

/** A schema whose fields, arguments, values, interfaces and members stand in the order of their names, whoever gives them. */
export function inOrderOfNames(schema: DocumentNode): DocumentNode {
  return { ...schema, definitions: schema.definitions.map(ordered) };
}

function ordered(definition: DefinitionNode): DefinitionNode {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const fields = definition.fields?.map((field) => ({ ...field, arguments: byName(field.arguments) }));
      return { ...definition, interfaces: byName(definition.interfaces), fields: byName(fields) };
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return { ...definition, fields: byName(definition.fields) };
    case Kind.ENUM_TYPE_DEFINITION:
      return { ...definition, values: byName(definition.values) };
    case Kind.UNION_TYPE_DEFINITION:
      return { ...definition, types: byName(definition.types) };
    case Kind.DIRECTIVE_DEFINITION:
      return { ...definition, arguments: byName(definition.arguments) };
    default:
      return definition;
  }
}

function byName<Each extends { readonly name: { readonly value: string } }>(list: readonly Each[] = []): Each[] {
  return list.toSorted(({ name: one }, { name: other }) => (one.value < other.value ? -1 : 1));
}
