import { Kind, type DirectiveNode, type FieldNode, type SelectionSetNode } from 'graphql';
import { deferralOf } from '../operation/defer-directive.js';
import { isIncluded, type Selected } from './selections.js';

/** A part of an answer: what one `@defer` puts off, wherever its fragment applies; null is the part that comes first. */
export type Part = DirectiveNode | null;

/** Keys of the response, whatever the type of the object and without list indexes. */
export interface PartKeys {
  /** Whether the part brings the field, and is not merely below it. */
  isSelected: boolean;
  readonly below: Map<string, PartKeys>;
}

/** The keys that each part of an answer selects, in the order of the document, the first part before all. */
export function keysByPart(
  { operation, fragments }: Selected,
  values: Readonly<Record<string, unknown>>,
  keyOf: (field: FieldNode) => string,
): Map<Part, PartKeys> {
  const parts = new Map<Part, PartKeys>([[null, newKeys()]]);
  const keysOf = (part: Part): PartKeys => {
    const keys = parts.get(part) ?? newKeys();
    parts.set(part, keys);
    return keys;
  };
  const walk = ({ selections }: SelectionSetNode, part: Part, path: readonly string[]): void => {
    for (const selection of selections) {
      if (!isIncluded(selection, values)) continue;
      if (selection.kind === Kind.FIELD) {
        const at = [...path, keyOf(selection)];
        const field = keysAt(keysOf(part), at);
        field.isSelected = true;
        if (!selection.selectionSet) continue;
        keysAt(field, ['__typename']);
        walk(selection.selectionSet, part, at);
        continue;
      }
      const inner = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const own = deferralOf(selection, values) ?? part;
      keysOf(own);
      if (inner) walk(inner.selectionSet, own, path);
    }
  };
  walk(operation.selectionSet, null, []);
  return parts;
}

/** The keys at a place, which is made where it is not there. */
export function keysAt(keys: PartKeys, path: readonly string[]): PartKeys {
  let at = keys;
  for (const key of path) {
    const next = at.below.get(key) ?? newKeys();
    at.below.set(key, next);
    at = next;
  }
  return at;
}

/** The keys at a place, undefined where nothing is wanted there. */
export function findKeys(keys: PartKeys, path: readonly string[]): PartKeys | undefined {
  let at: PartKeys | undefined = keys;
  for (const key of path) at = at?.below.get(key);
  return at;
}

function newKeys(): PartKeys {
  return { isSelected: false, below: new Map() };
}
