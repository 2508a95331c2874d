import type { GraphQLFormattedError } from 'graphql';
import type { EntityFetch, EntityJoin } from '../planning/plan.js';
import { selectedKeys, type SelectedKeys } from '../planning/selected-keys.js';
import type { SubgraphResponse } from '../sources/source.js';
import { variablesFor, type PlanRun } from './plan-run.js';
import { addFailure, errorOfSource, errorOfSubgraph, unusableAnswer } from './report.js';
import { representationsOf, type Representations } from './representations.js';
import { spelled } from './response-path.js';
import { isResponseObject, mergeInto, newObject } from './response-tree.js';
import { renamedPath, rewrite } from './rewrites.js';

interface OpenJoin {
  readonly join: EntityJoin;
  readonly representations: Representations;
}

/** Joins a subgraph's fields to the entities that the tree holds; without entities nothing is asked. */
export async function fetchEntities(fetch: EntityFetch, run: PlanRun): Promise<void> {
  const open = fetch.joins.map((join) => ({
    join,
    representations: representationsOf(join, run.root, run.plan.possibleTypes, run.values),
  }));
  if (open.every(({ representations }) => representations.values.length === 0)) return;
  const variables = variablesFor(fetch, run);
  for (const { join, representations } of open) variables[join.variableName] = representations.values;
  let response: SubgraphResponse;
  try {
    response = await run.send(fetch, variables);
  } catch (thrown) {
    const error = errorOfSource(thrown, fetch.subgraph);
    for (const one of open) addJoinFailure(fetch, one, error, run);
    return;
  }
  for (const answered of response.errors ?? []) takeError(fetch, open, answered, response, run);
  for (const one of open) {
    const entities = response.data?.[one.join.responseKey];
    const isComplete = Array.isArray(entities) && entities.length === one.representations.values.length;
    if (!isComplete && !response.errors?.length)
      addJoinFailure(fetch, one, errorOfSource(unusableAnswer(fetch.subgraph), fetch.subgraph), run);
    merge(fetch, one, entities, run);
  }
}

function addJoinFailure(
  fetch: EntityFetch,
  { join, representations }: OpenJoin,
  error: ReturnType<typeof errorOfSource>,
  run: PlanRun,
): void {
  const objects = representations.places.flat().map(({ object }) => object);
  if (objects.length > 0) addFailure(run.report, objects, { error, supplied: suppliedBy(fetch, join) });
}

function suppliedBy(fetch: EntityFetch, join: EntityJoin): () => SelectedKeys {
  return () => selectedKeys(fetch.document).get(join.responseKey) ?? new Map();
}

function takeError(
  fetch: EntityFetch,
  open: readonly OpenJoin[],
  answered: GraphQLFormattedError,
  response: SubgraphResponse,
  run: PlanRun,
): void {
  const [responseKey, index, ...rest] = answered.path ?? [];
  const owner = open.find(({ join }) => join.responseKey === responseKey);
  const places = typeof index === 'number' ? owner?.representations.places[index] : undefined;
  if (owner && places) {
    const own = renamedPath(rest, owner.join.outputRewrites);
    for (const { path } of places)
      run.report.errors.push(errorOfSubgraph(answered, fetch.subgraph, [...spelled(path), ...own]));
    return;
  }
  const error = errorOfSubgraph(answered, fetch.subgraph, undefined);
  const failed = (owner ? [owner] : open).filter(({ join }) => !response.data?.[join.responseKey]);
  if (failed.length === 0) run.report.errors.push(error);
  for (const one of failed) addJoinFailure(fetch, one, error, run);
}

function merge(fetch: EntityFetch, { join, representations }: OpenJoin, entities: unknown, run: PlanRun): void {
  if (!Array.isArray(entities)) return;
  const { possibleTypes } = run.plan;
  representations.places.forEach((shared, index) => {
    const entity: unknown = entities[index];
    if (entity === null) {
      const objects = shared.map(({ object }) => object);
      addFailure(run.report, objects, { error: null, supplied: suppliedBy(fetch, join) });
    }
    if (!isResponseObject(entity)) return;
    let answer = entity;
    if (join.outputRewrites.length > 0) {
      answer = newObject();
      mergeInto(answer, entity, possibleTypes);
      rewrite(answer, join.outputRewrites, possibleTypes);
    }
    for (const { object } of shared) mergeInto(object, answer, possibleTypes);
  });
}
