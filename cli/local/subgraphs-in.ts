import { Supergraph } from '@apollo/federation-internals';

/** A subgraph as composition reads it. */
export interface LocalSubgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/**
 * The subgraphs that a supergraph was composed of. What a supergraph does not keep by subgraph is lost: who may see a field,
 * costs, descriptions; so a graph composed of them shows more than the portal's would.
 */
export function subgraphsIn(supergraphSdl: string): LocalSubgraph[] {
  const supergraph = Supergraph.build(supergraphSdl, { supportedFeatures: null, validateSupergraph: false });
  return [...supergraph.subgraphs().values()].map((subgraph) => ({
    name: subgraph.name,
    url: subgraph.url,
    sdl: subgraph.toString(),
  }));
}
