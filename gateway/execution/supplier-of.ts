import type { SelectedKeys } from '../planning/selected-keys.js';
import { fetchedKeysOf, type ResponsePath } from './response-path.js';
import { isResponseObject, type ResponseObject } from './response-tree.js';

/** A fetch that was answered: its subgraph, and what it was to supply below which objects of the tree. */
export interface Supply {
  readonly subgraph: string;
  readonly objects: () => Iterable<ResponseObject>;
  readonly supplied: () => SelectedKeys;
}

interface Scope {
  readonly subgraph: string;
  readonly keys: SelectedKeys;
}

/**
 * Tells which subgraph supplied what stands at a place: the last whose fetch asked for it there. Undefined where nobody
 * was asked. Costs nothing until it is asked.
 */
export function supplierOf(
  supplies: readonly Supply[],
  root: ResponseObject,
): (path: ResponsePath) => string | undefined {
  let known: ReadonlyMap<ResponseObject, readonly Supply[]> | undefined;
  return (path) => {
    known ??= byObject(supplies);
    let value: unknown = root;
    let scopes: readonly Scope[] = [];
    for (const key of fetchedKeysOf(path)) {
      if (isResponseObject(value)) scopes = [...scopes, ...scopesAt(known, value)];
      if (typeof key === 'string') scopes = narrowed(scopes, key);
      value = isResponseObject(value) || Array.isArray(value) ? (value as ResponseObject)[key] : undefined;
    }
    return scopes.at(-1)?.subgraph;
  };
}

function byObject(supplies: readonly Supply[]): ReadonlyMap<ResponseObject, readonly Supply[]> {
  const known = new Map<ResponseObject, Supply[]>();
  for (const supply of supplies) {
    for (const object of supply.objects()) {
      const ofObject = known.get(object);
      if (ofObject) ofObject.push(supply);
      else known.set(object, [supply]);
    }
  }
  return known;
}

function scopesAt(known: ReadonlyMap<ResponseObject, readonly Supply[]>, object: ResponseObject): Scope[] {
  return (known.get(object) ?? []).map(({ subgraph, supplied }) => ({ subgraph, keys: supplied() }));
}

// A rewrite may have given the key its name; then it is of those who filled the object.
function narrowed(scopes: readonly Scope[], key: string): readonly Scope[] {
  const own = scopes.flatMap(({ subgraph, keys }) => {
    const below = keys.get(key);
    return below ? [{ subgraph, keys: below }] : [];
  });
  return own.length > 0 ? own : scopes;
}
