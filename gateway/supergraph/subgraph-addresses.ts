import { type DocumentNode, Kind } from 'graphql';
import { argumentsOf, linksOf } from './links.js';

/** A subgraph as a supergraph names it, with the address that composition wrote down for it. */
export interface SubgraphAddress {
  readonly name: string;
  readonly url: string;
}

/** The subgraphs of a supergraph, out of the values of `join__Graph` (join specification, `@join__graph`). */
export function subgraphAddresses({ definitions }: DocumentNode): SubgraphAddress[] {
  const join = linksOf(definitions).find(({ name }) => name === 'join')?.as ?? 'join';
  return definitions.flatMap((definition) => {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== `${join}__Graph`) return [];
    return (definition.values ?? []).flatMap(({ directives }) =>
      (directives ?? [])
        .filter(({ name }) => name.value === `${join}__graph`)
        .map((application) => {
          const given = argumentsOf(application);
          return { name: String(given.get('name')), url: String(given.get('url') ?? '') };
        }),
    );
  });
}
