import { type GraphQLError, parse } from 'graphql';
import type { DockedSubgraph, LiveOperation, Obstacle, Rehearsal } from '../../kit/docking/dock.js';
import { Fault } from '../../kit/module/fault.js';
import type { Graphs } from '../supergraph/graphs.js';
import { DoesNotCompose } from '../supergraph/served-graph.js';
import { brokenOperations } from './broken-operations.js';
import { changedOperations } from './changed-operations.js';

/** Which operations are looked at. */
export interface Comparison {
  /** Those that are validated. */
  readonly operations: readonly LiveOperation[];
  /** Those of them that are counted and planned as well. */
  readonly compared: readonly LiveOperation[];
  /** Items of a list of which nothing is said. */
  readonly listSize: number;
}

/** Makes the graph that would serve with exactly these docked subgraphs, lets it go, and tells what stands in its way. */
export async function rehearse(
  graphs: Graphs,
  docked: readonly DockedSubgraph[],
  { operations, compared, listSize }: Comparison,
): Promise<Rehearsal> {
  const unread = docked.flatMap(unreadable);
  const none = { broken: [], changed: [] };
  if (unread.length > 0) return { obstacles: unread, ...none, modules: await graphs.subgraphs() };
  try {
    const found = await graphs.rehearse(docked, async (after) => {
      const before = graphs.current;
      const broken = await brokenOperations({ before: before.schema, after: after.schema }, operations);
      const stay = compared.filter(({ digest }) => !broken.some((each) => each.digest === digest));
      return { broken, changed: await changedOperations({ before, after }, stay, listSize) };
    });
    return { obstacles: [], ...found, modules: await graphs.subgraphs() };
  } catch (error) {
    return { obstacles: obstaclesOf(error), ...none, modules: await graphs.subgraphs() };
  }
}

function unreadable({ name, sdl }: DockedSubgraph): Obstacle[] {
  try {
    parse(sdl, { noLocation: true });
    return [];
  } catch (error) {
    const { message, locations } = error as GraphQLError;
    const at = `${locations?.[0]?.line ?? 1}:${locations?.[0]?.column ?? 1}`;
    return [
      {
        rule: 'SDL_NOT_GRAPHQL',
        sentence: {
          zh: `子图 ${name} 的 SDL 不合 GraphQL 语法(${at}):${message}`,
          en: `The SDL of "${name}" is not GraphQL (${at}): ${message}`,
        },
      },
    ];
  }
}

function obstaclesOf(error: unknown): Obstacle[] {
  if (error instanceof DoesNotCompose) {
    return error.reasons.map((reason) => ({
      rule: 'DOES_NOT_COMPOSE',
      sentence: { zh: `与现有子图不能合成:${reason}`, en: `It does not compose: ${reason}` },
    }));
  }
  if (error instanceof Fault)
    return [{ rule: String(error.extensions['reason'] ?? error.code), sentence: error.sentence }];
  throw error;
}
