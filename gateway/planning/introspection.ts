import {
  executeSync,
  getOperationAST,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../operation/reached-document.js';
import { isIntrospection, withoutNested } from './nested-introspection.js';
import { trimmedDocument } from './trimmed-document.js';

/** An operation parted in two; a part without fields is undefined. */
export interface SplitOperation {
  /** The fields `__schema` and `__type`, as a query: those of its root, and those below it under names of their own. */
  readonly introspection: DocumentNode | undefined;
  /** Everything that needs a plan. */
  readonly remainder: DocumentNode | undefined;
}

/**
 * Parts an operation's introspection from what subgraphs answer, also inside fragments, below `@skip` and `@include`
 * and below fields that return the query type; the remainder is the document itself when there is no introspection. A
 * `__typename` of the root belongs to neither part: the response's shape knows it.
 */
export function splitIntrospection(document: DocumentNode, operation: OperationDefinitionNode): SplitOperation {
  const fragments = fragmentsOf(document);
  const selections = expandedRoot(operation.selectionSet, fragments);
  const introspection = part(selections, isIntrospection);
  const remainder = part(selections, (field) => field.name.value !== '__typename' && !isIntrospection(field));
  const rest = introspection.length > 0 ? trimmedDocument(operation, remainder, fragments) : document;
  const nested = withoutNested(rest);
  const all = [...introspection, ...nested.fields];
  const query = { ...operation, operation: OperationTypeNode.QUERY, directives: [] };
  return {
    introspection: all.length === 0 ? undefined : trimmedDocument(query, all, fragments),
    remainder: remainder.length === 0 ? undefined : reached(nested.document, rest),
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

// What the fields that were taken out alone used goes with them.
function reached(document: DocumentNode, original: DocumentNode): DocumentNode {
  const operation = getOperationAST(document);
  if (document === original || !operation) return original;
  return trimmedDocument(operation, operation.selectionSet.selections, fragmentsOf(document));
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

function part(selections: readonly SelectionNode[], belongs: (field: FieldNode) => boolean): SelectionNode[] {
  return selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return belongs(selection) ? [selection] : [];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    const inner = part(selection.selectionSet.selections, belongs);
    if (inner.length === 0) return [];
    return [{ ...selection, selectionSet: { kind: Kind.SELECTION_SET, selections: inner } }];
  });
}
