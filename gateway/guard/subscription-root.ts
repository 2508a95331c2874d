import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  Kind,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Refuses `@skip` and `@include` at the root of a subscription, which the specification forbids ("Single Root Field"):
 * which stream is opened cannot depend on a variable. The validator of graphql-js fails on such a document instead.
 */
export function checkSubscriptionRoot(document: DocumentNode): GraphQLFormattedError | null {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const subscriptions = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.SUBSCRIPTION
      ? [definition.selectionSet]
      : [],
  );
  if (!subscriptions.some((root) => hasCondition(root, fragments, new Set()))) return null;
  return {
    message: 'The root field of a subscription cannot be left out by @skip or @include.',
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  };
}

function hasCondition(
  root: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  seen: Set<string>,
): boolean {
  return root.selections.some((selection) => {
    if (isConditional(selection)) return true;
    if (selection.kind === Kind.INLINE_FRAGMENT) return hasCondition(selection.selectionSet, fragments, seen);
    if (selection.kind === Kind.FIELD || seen.has(selection.name.value)) return false;
    seen.add(selection.name.value);
    const fragment = fragments.get(selection.name.value);
    return fragment !== undefined && hasCondition(fragment.selectionSet, fragments, seen);
  });
}

function isConditional({ directives = [] }: SelectionNode): boolean {
  return directives.some(({ name }) => name.value === 'skip' || name.value === 'include');
}
