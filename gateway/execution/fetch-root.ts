import type { RootFetch } from '../planning/plan.js';
import { clientKey } from '../planning/private-keys.js';
import { selectedKeys, type SelectedKeys } from '../planning/selected-keys.js';
import type { SubgraphResponse } from '../sources/source.js';
import { placesAt, type Place } from './entity-places.js';
import { variablesFor, type PlanRun } from './plan-run.js';
import { addFailure, errorOfSource, errorOfSubgraph, unusableAnswer } from './report.js';
import { spelled } from './response-path.js';
import { renamedPath } from './rewrites.js';
import { takeIn } from './take-in.js';

/** Fetches fields of a root type and merges them into the tree. */
export async function fetchRoot(fetch: RootFetch, run: PlanRun): Promise<void> {
  const places = placesAt(run.root, fetch.path, run.plan.possibleTypes);
  if (places.length === 0) return;
  let response: SubgraphResponse;
  try {
    response = await run.send(fetch, variablesFor(fetch, run));
  } catch (thrown) {
    addFailure(run.report, objectsOf(places), {
      error: errorOfSource(thrown, fetch.subgraph),
      supplied: () => selectedKeys(fetch.document),
    });
    return;
  }
  takeRootAnswer(fetch, response, places, run);
}

/** Merges the answer to a root fetch into the tree, its errors into the report. */
export function takeRootAnswer(
  fetch: RootFetch,
  response: SubgraphResponse,
  places: readonly Place[],
  run: PlanRun,
): void {
  const { data } = response;
  for (const answered of response.errors ?? []) {
    const own = answered.path && renamedPath(answered.path, fetch.outputRewrites);
    if (own === undefined && !data)
      addFailure(run.report, objectsOf(places), {
        error: errorOfSubgraph(answered, fetch.subgraph, undefined),
        supplied: () => selectedKeys(fetch.document),
      });
    else if (own === undefined) run.report.errors.push(errorOfSubgraph(answered, fetch.subgraph, undefined));
    else
      for (const { path } of places)
        run.report.errors.push(errorOfSubgraph(answered, fetch.subgraph, [...spelled(path), ...own].map(clientKey)));
  }
  if (!data) {
    if (!response.errors?.length)
      addFailure(run.report, objectsOf(places), {
        error: errorOfSource(unusableAnswer(fetch.subgraph), fetch.subgraph),
        supplied: () => selectedKeys(fetch.document),
      });
    return;
  }
  const supplied = (): SelectedKeys => selectedKeys(fetch.document);
  const { subgraph, outputRewrites } = fetch;
  const answered = { subgraph, outputRewrites, keys: supplied() };
  const error = takeIn(answered, data, objectsOf(places), run.plan.possibleTypes);
  if (error) addFailure(run.report, objectsOf(places), { error, supplied });
  run.report.supplies.push({ subgraph: fetch.subgraph, objects: () => objectsOf(places), supplied });
}

function objectsOf(places: readonly Place[]) {
  return places.map(({ object }) => object);
}
