import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { typeDefs } from './subgraphs.js';

/** Composes the subgraphs, each at a path of its name below `origin`. */
export function composeSecond(origin: string): string {
  const services = Object.entries(typeDefs).map(([name, sdl]) => ({
    name,
    url: `${origin}/${name}`,
    typeDefs: parse(sdl),
  }));
  const composed = composeServices(services);
  if (composed.errors) throw new AggregateError(composed.errors, 'The second set does not compose.');
  return composed.supergraphSdl;
}
