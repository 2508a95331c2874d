import type { GraphQLError } from 'graphql';
import type { PossibleTypes, Rewrite } from '../planning/plan.js';
import type { SelectedKeys } from '../planning/selected-keys.js';
import { unusable } from '../sources/subgraph-answer.js';
import { errorOfSource } from './report.js';
import { mergeInto, newObject, Unmergeable, type ResponseObject } from './response-tree.js';
import { rewrite } from './rewrites.js';

interface Brought {
  readonly subgraph: string;
  /** What the subgraph was asked for, and nothing else is taken. */
  readonly keys: SelectedKeys;
  readonly outputRewrites: readonly Rewrite[];
}

/**
 * Merges what a fetch brought, as its rewrites want it, into objects of the tree. Answers why it could not be taken in;
 * keys before the one that is at fault may be there then.
 */
export function takeIn(
  { subgraph, outputRewrites, keys }: Brought,
  answer: Readonly<Record<string, unknown>>,
  objects: Iterable<ResponseObject>,
  types: PossibleTypes,
): GraphQLError | undefined {
  try {
    if (outputRewrites.length === 0) {
      for (const object of objects) mergeInto(object, answer, types, keys);
      return undefined;
    }
    const copy = newObject();
    mergeInto(copy, answer, types, keys);
    rewrite(copy, outputRewrites, types);
    for (const object of objects) mergeInto(object, copy, types);
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof Unmergeable)) throw thrown;
    return errorOfSource(unusable(subgraph, thrown.sentence.en, thrown.sentence.zh), subgraph);
  }
}
