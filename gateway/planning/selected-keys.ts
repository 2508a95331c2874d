import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/** The response keys that a selection can yield, each with those below it, whatever the type of the object. */
export interface SelectedKeys extends ReadonlyMap<string, SelectedKeys> {}

/** Reads the response keys of a document's operation, fragments expanded. */
export function selectedKeys(document: DocumentNode): SelectedKeys {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const keys = new Map<string, SelectedKeys>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) collect(definition.selectionSet, fragments, keys);
  return keys;
}

type OpenKeys = Map<string, SelectedKeys>;

function collect(
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  keys: OpenKeys,
): void {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const below: OpenKeys = new Map(keys.get(key));
      if (selection.selectionSet) collect(selection.selectionSet, fragments, below);
      keys.set(key, below);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      collect(selection.selectionSet, fragments, keys);
    } else {
      const fragment = fragments.get(selection.name.value);
      if (fragment) collect(fragment.selectionSet, fragments, keys);
    }
  }
}
