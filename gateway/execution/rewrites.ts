import type { PathSegment, PossibleTypes, Rewrite } from '../planning/plan.js';
import { satisfies } from '../planning/possible-types.js';
import { isResponseObject, type ResponseObject } from './response-tree.js';

/** Applies a fetch's rewrites to an object in place, in the planner's order. */
export function rewrite(object: ResponseObject, rewrites: readonly Rewrite[], types: PossibleTypes): void {
  for (const one of rewrites) apply(object, one, 0, types);
}

/** The key path of a subgraph's error as it reads once the same rewrites are applied. */
export function renamedPath(path: readonly (string | number)[], rewrites: readonly Rewrite[]): (string | number)[] {
  const renamed = [...path];
  for (const one of rewrites) {
    if (one.kind !== 'KeyRenamer') continue;
    const names = one.path.flatMap((segment) => (segment.kind === 'Field' ? [segment.name] : []));
    const keyed = renamed.flatMap((key, index) => (typeof key === 'string' ? [{ key, index }] : []));
    const last = keyed[names.length - 1];
    if (last && names.every((name, at) => keyed[at]?.key === name)) renamed[last.index] = one.name;
  }
  return renamed;
}

function apply(value: unknown, one: Rewrite, depth: number, types: PossibleTypes): void {
  if (Array.isArray(value)) {
    for (const item of value) apply(item, one, depth, types);
    return;
  }
  const segment: PathSegment | undefined = one.path[depth];
  if (!isResponseObject(value) || !segment) return;
  if (segment.kind === 'TypeCondition') {
    // An entity's type may not be asked for; what is below the condition is then there only where it holds.
    const typename = value['__typename'];
    const holds = typename === undefined || segment.names.some((name) => satisfies(types, typename, name));
    if (holds) apply(value, one, depth + 1, types);
  } else if (depth < one.path.length - 1) {
    apply(value[segment.name], one, depth + 1, types);
  } else if (value[segment.name] !== undefined) {
    finish(value, segment.name, one);
  }
}

function finish(object: ResponseObject, key: string, one: Rewrite): void {
  if (one.kind === 'ValueSetter') {
    object[key] = one.value;
    return;
  }
  object[one.name] = object[key];
  delete object[key];
}
