import { type GraphQLError, parse } from 'graphql';
import type { DockedSubgraph, Obstacle } from '../../kit/docking/dock.js';

/** Which schemas of some subgraphs are not GraphQL, and where they are not. */
export function unreadable(docked: readonly DockedSubgraph[]): Obstacle[] {
  return docked.flatMap(({ name, sdl }) => {
    try {
      parse(sdl, { noLocation: true });
      return [];
    } catch (error) {
      return [notGraphQL(name, error as GraphQLError)];
    }
  });
}

function notGraphQL(name: string, { message, locations }: GraphQLError): Obstacle {
  const at = `${locations?.[0]?.line ?? 1}:${locations?.[0]?.column ?? 1}`;
  return {
    rule: 'SDL_NOT_GRAPHQL',
    sentence: {
      zh: `子图 ${name} 的 SDL 不合 GraphQL 语法(${at}):${message}`,
      en: `The SDL of "${name}" is not GraphQL (${at}): ${message}`,
    },
  };
}
