import { aside } from '../../kit/aside/aside.js';
import type { DockedSubgraph, LiveOperation, Obstacle, Rehearsal } from '../../kit/docking/dock.js';
import { Fault } from '../../kit/module/fault.js';
import type { Graphs } from '../supergraph/graphs.js';
import { DoesNotCompose } from '../supergraph/served-graph.js';
import { brokenOperations } from './broken-operations.js';
import { changedOperations } from './changed-operations.js';
import { unreadable } from './unreadable.js';

/** Of composition's complaints, how many are told, and characters of each: a schema may lead to thousands. */
const mostTold = 50;
const longestTold = 1_000;

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
  const unread = await aside(new URL('./unreadable.ts', import.meta.url), unreadable, docked);
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

function obstaclesOf(error: unknown): Obstacle[] {
  if (error instanceof DoesNotCompose) {
    const more = error.reasons.length - mostTold;
    const untold = more > 0 ? [doesNotCompose(`另有 ${more} 项。`, `and ${more} more.`)] : [];
    const told = error.reasons.slice(0, mostTold).map((reason) => reason.slice(0, longestTold));
    return [...told.map((reason) => doesNotCompose(reason, reason)), ...untold];
  }
  if (error instanceof Fault)
    return [{ rule: String(error.extensions['reason'] ?? error.code), sentence: error.sentence }];
  throw error;
}

function doesNotCompose(zh: string, en: string): Obstacle {
  return { rule: 'DOES_NOT_COMPOSE', sentence: { zh: `与现有子图不能合成:${zh}`, en: `It does not compose: ${en}` } };
}
