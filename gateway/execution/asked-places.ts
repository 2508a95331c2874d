import { GraphQLError, Kind, type OperationDefinitionNode } from 'graphql';
import { type SelectedKeys, selectedKeys } from '../planning/selected-keys.js';
import type { ResponseError } from './report.js';
import type { Shape } from './selections.js';

const known = new WeakMap<OperationDefinitionNode, SelectedKeys>();

/**
 * The errors, without the path of those that a field met for which the client did not ask: a key or a required field, of
 * which not even the name is for everybody (GraphQL specification, "Errors": the path is of a field in the response).
 */
export function atAskedPlaces(errors: readonly GraphQLError[], shape: Shape): GraphQLError[];
export function atAskedPlaces(errors: readonly ResponseError[], shape: Shape): ResponseError[];
export function atAskedPlaces(errors: readonly ResponseError[], { asked }: Shape): ResponseError[] {
  return errors.map((error) => (!error.path || isAsked(error.path, keysOf(asked)) ? error : withoutPath(error)));
}

function keysOf({ operation, fragments }: Shape['asked']): SelectedKeys {
  const keys =
    known.get(operation) ?? selectedKeys({ kind: Kind.DOCUMENT, definitions: [operation, ...fragments.values()] });
  known.set(operation, keys);
  return keys;
}

function isAsked(path: readonly (string | number)[], keys: SelectedKeys): boolean {
  let place: SelectedKeys | undefined = keys;
  for (const key of path) if (typeof key === 'string') place = place?.get(key);
  return place !== undefined;
}

function withoutPath(error: ResponseError): ResponseError {
  const { message, extensions } = error;
  if (!(error instanceof GraphQLError)) return { message, extensions };
  const { originalError } = error;
  return new GraphQLError(message, { originalError, extensions });
}
