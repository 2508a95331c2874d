import { type FieldNode, Kind, print, type SelectionNode } from 'graphql';
import { fragmentsOf } from '../operation/reached-document.js';
import type { RootFetch } from './plan.js';
import { trimmedDocument } from './trimmed-document.js';

/** Divides a mutation's fetch after each root field below which something is `joined`, in the order of its fields. */
export function dividedMutation(fetch: RootFetch, joined: ReadonlySet<string>): RootFetch[] {
  const operation = fetch.document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const fields = operation?.selectionSet.selections ?? [];
  if (!operation || !fields.every(isField)) return [fetch];
  const parts: FieldNode[][] = [[]];
  for (const field of fields) {
    parts.at(-1)?.push(field);
    if (joined.has((field.alias ?? field.name).value) && field !== fields.at(-1)) parts.push([]);
  }
  if (parts.length === 1) return [fetch];
  const fragments = fragmentsOf(fetch.document);
  return parts.map((selections) => {
    const document = trimmedDocument(operation, selections, fragments);
    const used = new Set(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION
          ? (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value)
          : [],
      ),
    );
    const variableNames = fetch.variableNames.filter((name) => used.has(name));
    return { ...fetch, operation: print(document), document, variableNames };
  });
}

function isField(selection: SelectionNode): selection is FieldNode {
  return selection.kind === Kind.FIELD;
}
