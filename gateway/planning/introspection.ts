import {
  executeSync,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { trimmedDocument } from './trimmed-document.js';

/** An operation parted in two; a part without fields is undefined. */
export interface SplitOperation {
  /** The fields `__schema` and `__type` of the query's root. */
  readonly introspection: DocumentNode | undefined;
  /** Everything that needs a plan. */
  readonly remainder: DocumentNode | undefined;
}

/**
 * Parts a query's introspection from what subgraphs answer, also inside fragments on the root and below `@skip` and
 * `@include`; the remainder is the document itself when there is no introspection. A `__typename` of the root belongs
 * to neither part: the response's shape knows it.
 */
export function splitIntrospection(document: DocumentNode, operation: OperationDefinitionNode): SplitOperation {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const selections = expandedRoot(operation.selectionSet, fragments);
  const introspection = part(selections, isIntrospection);
  const remainder = part(selections, (name) => name !== '__typename' && !isIntrospection(name));
  if (operation.operation !== OperationTypeNode.QUERY || introspection.length === 0)
    return { introspection: undefined, remainder: remainder.length === 0 ? undefined : document };
  return {
    introspection: trimmedDocument(operation, introspection, fragments),
    remainder: remainder.length === 0 ? undefined : trimmedDocument(operation, remainder, fragments),
  };
}

/** Answers the introspection part from the schema that the caller may see, with coerced variable values. */
export function answerIntrospection(
  schema: GraphQLSchema,
  introspection: DocumentNode,
  values: Readonly<Record<string, unknown>>,
): ExecutionResult {
  return executeSync({ schema, document: introspection, variableValues: values });
}

function isIntrospection(name: string): boolean {
  return name === '__schema' || name === '__type';
}

function expandedRoot(
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): SelectionNode[] {
  return selectionSet.selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return [selection];
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (!inner) return [];
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        typeCondition: inner.typeCondition,
        directives: selection.directives,
        selectionSet: { kind: Kind.SELECTION_SET, selections: expandedRoot(inner.selectionSet, fragments) },
      },
    ];
  });
}

function part(selections: readonly SelectionNode[], belongs: (name: string) => boolean): SelectionNode[] {
  return selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return belongs(selection.name.value) ? [selection] : [];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    const inner = part(selection.selectionSet.selections, belongs);
    if (inner.length === 0) return [];
    return [{ ...selection, selectionSet: { kind: Kind.SELECTION_SET, selections: inner } }];
  });
}
