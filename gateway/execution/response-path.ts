/** A place in the response, linked towards the root: made for every place visited, spelt out only for an error. */
export interface ResponsePath {
  readonly parent: ResponsePath | undefined;
  readonly key: string | number;
  /** The key in the merged tree, where that is another. */
  readonly fetched: string | number;
}

export function below(
  parent: ResponsePath | undefined,
  key: string | number,
  fetched: string | number = key,
): ResponsePath {
  return { parent, key, fetched };
}

/** The path as an error of the GraphQL specification spells it: response names and list indexes from the root. */
export function spelled(path: ResponsePath | undefined): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let place = path; place; place = place.parent) keys.push(place.key);
  return keys.reverse();
}

/** The keys by which the same place is found in the merged tree. */
export function fetchedKeysOf(path: ResponsePath | undefined): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let place = path; place; place = place.parent) keys.push(place.fetched);
  return keys.reverse();
}
