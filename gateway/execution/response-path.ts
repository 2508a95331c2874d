/** A place in the response, linked towards the root: made for every place visited, spelt out only for an error. */
export interface ResponsePath {
  readonly parent: ResponsePath | undefined;
  readonly key: string | number;
}

export function below(parent: ResponsePath | undefined, key: string | number): ResponsePath {
  return { parent, key };
}

/** The path as an error of the GraphQL specification spells it: response names and list indexes from the root. */
export function spelled(path: ResponsePath | undefined): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let place = path; place; place = place.parent) keys.push(place.key);
  return keys.reverse();
}
