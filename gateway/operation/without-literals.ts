import {
  type ASTNode,
  type DocumentNode,
  getNamedType,
  getNullableType,
  isListType,
  isScalarType,
  Kind,
  type GraphQLSchema,
  type OperationDefinitionNode,
  parseType,
  print,
  TypeInfo,
  type TypeNode,
  visit,
  visitWithTypeInfo,
  type VariableDefinitionNode,
  type VariableNode,
} from 'graphql';
import { reachedDocument } from './reached-document.js';

/**
 * An operation as others may read it: a variable stands wherever its sender wrote a value of a scalar type, and defaults of
 * variables are left out; aliases are numbered. It is valid against the same schemas, and says nothing of anybody.
 */
export function withoutLiterals(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): string {
  const types = new TypeInfo(schema);
  const added: VariableDefinitionNode[] = [];
  const hidden = (): VariableNode | undefined => {
    const type = types.getInputType();
    if (!type || !isScalarType(getNamedType(type))) return undefined;
    const nullable = getNullableType(type);
    const variable: VariableNode = {
      kind: Kind.VARIABLE,
      name: { kind: Kind.NAME, value: `_literal${added.length}` },
    };
    const named = isListType(nullable) ? nullable : getNamedType(nullable);
    added.push({ kind: Kind.VARIABLE_DEFINITION, variable, type: required(parseType(String(named))) });
    return variable;
  };
  const aliases = new Map<string, string>();
  const aliasOf = (alias: string): string => {
    const known = aliases.get(alias) ?? `_alias${aliases.size}`;
    aliases.set(alias, known);
    return known;
  };
  const bare = visit(
    reachedDocument(document, operation),
    visitWithTypeInfo(types, {
      StringValue: hidden,
      IntValue: hidden,
      FloatValue: hidden,
      ObjectValue: hidden,
      Field: (node) =>
        node.alias ? { ...node, alias: { ...node.alias, value: aliasOf(node.alias.value) } } : undefined,
      VariableDefinition: (node) =>
        node.defaultValue ? { ...node, type: required(node.type), defaultValue: undefined } : undefined,
    }),
  );
  return print(visit(bare, { OperationDefinition: (node) => withVariables(node, added) }));
}

function withVariables(operation: OperationDefinitionNode, added: readonly VariableDefinitionNode[]): ASTNode {
  return { ...operation, variableDefinitions: [...(operation.variableDefinitions ?? []), ...added] };
}

function required(type: TypeNode): TypeNode {
  return type.kind === Kind.NON_NULL_TYPE ? type : { kind: Kind.NON_NULL_TYPE, type };
}
