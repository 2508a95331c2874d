import type { EntityJoin, PossibleTypes, Requirement } from '../planning/plan.js';
import { satisfies } from '../planning/possible-types.js';
import { placesAt, type Place } from './entity-places.js';
import { isResponseObject, newObject, type ResponseObject } from './response-tree.js';
import { rewrite } from './rewrites.js';

/** A join's entities, each different representation once, with every place that shares it. */
export interface Representations {
  readonly values: readonly ResponseObject[];
  /** `places[i]` are the places of `values[i]`. */
  readonly places: readonly (readonly Place[])[];
}

/**
 * Collects the representations of a join from the tree. An object that lacks a required field is left out: the fetch
 * that should have found the field has failed and has said so.
 */
export function representationsOf(
  join: EntityJoin,
  root: ResponseObject,
  types: PossibleTypes,
  variables: Readonly<Record<string, unknown>>,
): Representations {
  const indexes = new Map<string, number>();
  const values: ResponseObject[] = [];
  const places: Place[][] = [];
  const seen = new Set<ResponseObject>();
  for (const path of join.paths)
    for (const place of placesAt(root, path, types)) {
      if (seen.has(place.object)) continue;
      seen.add(place.object);
      const representation = newObject();
      if (!require(join.requires, place.object, representation, types, variables)) continue;
      if (representation['__typename'] === undefined) continue;
      rewrite(representation, join.inputRewrites, types);
      const identity = JSON.stringify(representation);
      const index = indexes.get(identity);
      if (index !== undefined) {
        places[index]?.push(place);
        continue;
      }
      indexes.set(identity, values.length);
      values.push(representation);
      places.push([place]);
    }
  return { values, places };
}

// False when something required is missing.
function require(
  requires: readonly Requirement[],
  source: ResponseObject,
  representation: ResponseObject,
  types: PossibleTypes,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  return requires.every((requirement) => {
    if (requirement.kind === 'Field') {
      const value = requiredValue(source[requirement.from], requirement.selections, types, variables);
      if (value === undefined) return false;
      representation[requirement.to] = merge(representation[requirement.to], value);
      return true;
    }
    const { skipIf, includeIf, typeCondition, selections } = requirement;
    if (skipIf !== undefined && variables[skipIf] === true) return true;
    if (includeIf !== undefined && variables[includeIf] !== true) return true;
    if (!satisfies(types, source['__typename'], typeCondition)) return true;
    return require(selections, source, representation, types, variables);
  });
}

function requiredValue(
  value: unknown,
  selections: readonly Requirement[] | undefined,
  types: PossibleTypes,
  variables: Readonly<Record<string, unknown>>,
): unknown {
  if (selections === undefined || value === null || value === undefined) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => requiredValue(item, selections, types, variables));
    return items.includes(undefined) ? undefined : items;
  }
  if (!isResponseObject(value)) return undefined;
  const nested = newObject();
  return require(selections, value, nested, types, variables) ? nested : undefined;
}

// The same field may be required by two fragments that both apply, each for other fields below it.
function merge(present: unknown, value: unknown): unknown {
  if (Array.isArray(present) && Array.isArray(value)) return value.map((item, index) => merge(present[index], item));
  if (!isResponseObject(present) || !isResponseObject(value)) return value;
  for (const key of Object.keys(value)) present[key] = merge(present[key], value[key]);
  return present;
}
