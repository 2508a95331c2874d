import { GraphQLError, Kind } from 'graphql';
import { type SelectedKeys, selectedKeys } from '../planning/selected-keys.js';
import type { Shape } from './selections.js';

/**
 * The errors, without the path of those that a field met for which the client did not ask: a key or a required field, of
 * which not even the name is for everybody (GraphQL specification, "Errors": the path is of a field in the response).
 */
export function atAskedPlaces(errors: readonly GraphQLError[], { asked }: Shape): GraphQLError[] {
  let keys: SelectedKeys | undefined;
  return errors.map((error) => {
    if (!error.path) return error;
    keys ??= selectedKeys({ kind: Kind.DOCUMENT, definitions: [asked.operation, ...asked.fragments.values()] });
    return isAsked(error.path, keys) ? error : withoutPath(error);
  });
}

function isAsked(path: readonly (string | number)[], keys: SelectedKeys): boolean {
  let place: SelectedKeys | undefined = keys;
  for (const key of path) if (typeof key === 'string') place = place?.get(key);
  return place !== undefined;
}

function withoutPath(error: GraphQLError): GraphQLError {
  const { message, originalError, extensions } = error;
  return new GraphQLError(message, { originalError, extensions });
}
