import {
  getOperationAST,
  Kind,
  parse,
  print,
  validate,
  visit,
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import { trimmedDocument } from '../../../gateway/planning/trimmed-document.js';
import type { GeneratedOperation } from './operation-generator.js';

const mostTries = 1_500;

/** The smallest operation found by taking parts away for which `fails` still holds; values of unused variables go too. */
export async function shrunk(
  schema: GraphQLSchema,
  operation: GeneratedOperation,
  fails: (operation: GeneratedOperation) => Promise<boolean>,
): Promise<GeneratedOperation> {
  let smallest = operation;
  let tries = 0;
  for (let at = 0; tries < mostTries;) {
    const next = without(smallest, at);
    if (!next) break;
    tries += 1;
    if (validate(schema, parse(next.query)).length === 0 && (await fails(next))) smallest = next;
    else at += 1;
  }
  return smallest;
}

/** The operation without its part of number `at`, the largest parts first; undefined when it has no such part. */
function without({ query, variables }: GeneratedOperation, at: number): GeneratedOperation | undefined {
  let left = at;
  let found = false;
  const isMeant = (): boolean => {
    if (found || left > 0) {
      left -= 1;
      return false;
    }
    found = true;
    return true;
  };
  const changed: DocumentNode = visit(parse(query, { noLocation: true }), {
    Field: () => (isMeant() ? null : undefined),
    InlineFragment: (node) => (isMeant() ? null : !node.typeCondition || !isMeant() ? undefined : unconditional(node)),
    FragmentSpread: () => (isMeant() ? null : undefined),
    Directive: () => (isMeant() ? null : undefined),
    Argument: () => (isMeant() ? null : undefined),
  });
  if (!found) return undefined;
  const trimmed = trimmedTo(withFilledSets(changed));
  const used = new Set<string>();
  visit(trimmed, { VariableDefinition: ({ variable }) => void used.add(variable.name.value) });
  return {
    query: print(trimmed),
    variables: Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name))),
  };
}

function unconditional<T extends ASTNode>(node: T): T {
  return { ...node, typeCondition: undefined };
}

function withFilledSets(document: DocumentNode): DocumentNode {
  const typename: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
  return visit(document, {
    SelectionSet: (node) => (node.selections.length === 0 ? { ...node, selections: [typename] } : undefined),
  });
}

/** The document's operation with the fragments and variables that it uses, and no others. */
export function trimmedTo(document: DocumentNode): DocumentNode {
  const operation = getOperationAST(document);
  if (!operation) throw new Error('Nothing is left of the operation.');
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  return trimmedDocument(operation, operation.selectionSet.selections, fragments);
}
