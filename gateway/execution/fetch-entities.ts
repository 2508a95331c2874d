import type { GraphQLFormattedError } from 'graphql';
import type { Fault } from '../../kit/module/fault.js';
import type { EntityFetch, EntityJoin, PossibleTypes } from '../planning/plan.js';
import { satisfies } from '../planning/possible-types.js';
import { clientKey } from '../planning/private-keys.js';
import { selectedKeys, type SelectedKeys } from '../planning/selected-keys.js';
import type { SubgraphResponse } from '../sources/source.js';
import { unusable } from '../sources/subgraph-answer.js';
import { variablesFor, type PlanRun } from './plan-run.js';
import { addFailure, errorOfSource, errorOfSubgraph, unusableAnswer } from './report.js';
import { representationsOf, type Representations } from './representations.js';
import { spelled } from './response-path.js';
import { isResponseObject, type ResponseObject } from './response-tree.js';
import { renamedPath } from './rewrites.js';
import { takeIn } from './take-in.js';

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
    // Of another number than was asked nobody knows which entity is whose.
    const isComplete = Array.isArray(entities) && entities.length === one.representations.values.length;
    if (isComplete) merge(fetch, one, entities, run);
    else if (entities != null || !response.errors?.length)
      addJoinFailure(fetch, one, errorOfSource(unusableAnswer(fetch.subgraph), fetch.subgraph), run);
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
      run.report.errors.push(errorOfSubgraph(answered, fetch.subgraph, [...spelled(path), ...own].map(clientKey)));
    return;
  }
  const error = errorOfSubgraph(answered, fetch.subgraph, undefined);
  const failed = (owner ? [owner] : open).filter(({ join }) => !response.data?.[join.responseKey]);
  if (failed.length === 0) run.report.errors.push(error);
  for (const one of failed) addJoinFailure(fetch, one, error, run);
}

function merge(
  fetch: EntityFetch,
  { join, representations }: OpenJoin,
  entities: readonly unknown[],
  run: PlanRun,
): void {
  const { possibleTypes } = run.plan;
  const { subgraph } = fetch;
  const supplied = suppliedBy(fetch, join);
  const answered = { subgraph, outputRewrites: join.outputRewrites, keys: supplied() };
  representations.places.forEach((shared, index) => {
    const entity = entities[index];
    const objects = shared.map(({ object }) => object);
    if (entity === null) return addFailure(run.report, objects, { error: null, supplied });
    const error = isOfType(entity, representations.values[index]?.['__typename'], possibleTypes)
      ? takeIn(answered, entity, objects, possibleTypes)
      : errorOfSource(anotherEntity(subgraph), subgraph);
    if (error) addFailure(run.report, objects, { error, supplied });
  });
  const objects = () => representations.places.flat().map(({ object }) => object);
  run.report.supplies.push({ subgraph, objects, supplied });
}

// A subgraph that knows the entity as an interface object answers with the interface's name.
function isOfType(entity: unknown, asked: unknown, types: PossibleTypes): entity is ResponseObject {
  if (!isResponseObject(entity)) return false;
  const { __typename: answered } = entity;
  if (answered === undefined || answered === asked) return true;
  return typeof answered === 'string' && (types.has(answered) || satisfies(types, answered, String(asked)));
}

function anotherEntity(subgraph: string): Fault {
  return unusable(subgraph, 'it is not of the entity that was asked for', '并非所求的实体');
}
