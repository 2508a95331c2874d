import type { PathSegment, PossibleTypes } from '../planning/plan.js';
import { satisfies } from '../planning/possible-types.js';
import { below, type ResponsePath } from './response-path.js';
import { isResponseObject, type ResponseObject } from './response-tree.js';

/** An object of the tree and where it stands in the response. */
export interface Place {
  readonly object: ResponseObject;
  readonly path: ResponsePath | undefined;
}

/** Finds every object at a plan's path, through lists of any depth, in the order of the response. */
export function placesAt(root: ResponseObject, path: readonly PathSegment[], types: PossibleTypes): Place[] {
  let places: Place[] = [{ object: root, path: undefined }];
  for (const segment of path) {
    if (segment.kind === 'TypeCondition') {
      places = places.filter(({ object, path: at }) => at === undefined || isOneOf(object, segment.names, types));
      continue;
    }
    const next: Place[] = [];
    for (const { object, path: parent } of places) addObjects(object[segment.name], below(parent, segment.name), next);
    places = next;
  }
  return places;
}

// The root is not asked: its own name says nothing, and planners put conditions on it that it always meets.
function isOneOf(object: ResponseObject, names: readonly string[], types: PossibleTypes): boolean {
  return names.some((name) => satisfies(types, object['__typename'], name));
}

function addObjects(value: unknown, path: ResponsePath, places: Place[]): void {
  if (Array.isArray(value)) value.forEach((item: unknown, index) => addObjects(item, below(path, index), places));
  else if (isResponseObject(value)) places.push({ object: value, path });
}
