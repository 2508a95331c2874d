import { argumentOf, isRoot, typesOf } from './read-schema.js';

/** A subgraph that stands in the graph; `owner` is its department, null for the portal's own modules. */
export interface StandingSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly owner: string | null;
}

/** A field, or a whole type, by which a subgraph changes what another one gave the graph. */
export interface Touch {
  readonly coordinate: string;
  readonly owner: string | null;
}

/**
 * What of others a subgraph changes: fields that it adds to their types, types that it shares, fields that it takes over. To
 * refer to a type by its key changes nothing. A type is of whoever defined it first; `standing` is in that order.
 */
export function touchesOf(sdl: string, standing: readonly StandingSubgraph[]): Touch[] {
  const owners = ownersOf(standing);
  return [...typesOf(sdl).values()].flatMap(({ name, isComposite, own }) => {
    const owner = isRoot(name) ? undefined : owners.get(name);
    const taken = own.flatMap((field) => {
      const from = argumentOf(field.directives, 'override', 'from');
      const of = standing.find((each) => each.name === from)?.owner ?? owner;
      return of === undefined ? [] : [{ coordinate: `${name}.${field.name.value}`, owner: of }];
    });
    return isComposite || owner === undefined ? taken : [{ coordinate: name, owner }];
  });
}

function ownersOf(standing: readonly StandingSubgraph[]): ReadonlyMap<string, string | null> {
  const owners = new Map<string, string | null>();
  for (const { sdl, owner } of standing) {
    for (const { name, isComposite, own } of typesOf(sdl).values()) {
      if (!owners.has(name) && (own.length > 0 || !isComposite)) owners.set(name, owner);
    }
  }
  return owners;
}
