import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/** The response keys that a selection can yield, each with those below it, whatever the type of the object. */
export interface SelectedKeys extends ReadonlyMap<string, SelectedKeys> {}

const known = new WeakMap<DocumentNode, SelectedKeys>();

/** The response keys of a document's operation, fragments expanded; read once for each document. */
export function selectedKeys(document: DocumentNode): SelectedKeys {
  const keys = known.get(document) ?? readKeys(document);
  known.set(document, keys);
  return keys;
}

function readKeys(document: DocumentNode): SelectedKeys {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const keys: OpenKeys = new Map();
  const collect = (selectionSet: SelectionSetNode, into: OpenKeys): void => {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const below: OpenKeys = new Map(into.get(key));
        if (selection.selectionSet) collect(selection.selectionSet, below);
        into.set(key, below);
        continue;
      }
      const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (inner) collect(inner.selectionSet, into);
    }
  };
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) collect(definition.selectionSet, keys);
  return keys;
}

type OpenKeys = Map<string, SelectedKeys>;
