import { getNamedType, getNullableType, isCompositeType, isListType, type GraphQLOutputType } from 'graphql';
import { completeObject, type Completion, type PendingPart, type Scope } from './complete.js';
import type { Part } from './defer-keys.js';
import { below, fetchedKeysOf, type ResponsePath } from './response-path.js';
import { isResponseObject, newObject, type ResponseObject } from './response-tree.js';
import { fieldsTypeOf, partedFieldsOf, type FieldsType, type Selections } from './selections.js';

/** A part that has all that it needs; the first part of an answer adds to no object. */
export interface ReadyPart extends Omit<PendingPart, 'directive' | 'answer'> {
  readonly directive: Part;
  readonly answer: ResponseObject | undefined;
}

/** An object of the answer that a part adds fields to. */
interface Spot {
  readonly type: FieldsType;
  readonly source: ResponseObject;
  readonly place: Selections;
  readonly path: ResponsePath | undefined;
  /** The object as earlier parts show it, the latest first. */
  readonly shown: readonly ResponseObject[];
}

/** What a part does not have at a place where earlier parts hold something. */
const nothing = Symbol('nothing more to bring');
const failed = Symbol('null in a non-null place of an object that has left');

/** Completes deferred parts, each of an object that earlier parts hold. */
export class PartCompletion {
  readonly #completion: Completion;
  readonly #root: ResponseObject;
  readonly #shownBefore: WeakMap<ResponseObject, readonly ResponseObject[]>;

  /** `shownBefore` is kept for all parts of one answer. */
  constructor(
    completion: Completion,
    root: ResponseObject,
    shownBefore: WeakMap<ResponseObject, readonly ResponseObject[]>,
  ) {
    this.#completion = completion;
    this.#root = root;
    this.#shownBefore = shownBefore;
  }

  /**
   * The fields of a part that no earlier part holds; null where one that may not be null is, for what has left stays as it
   * is. Adds what is wrong to the completion's errors, and what comes in parts of their own to its pending parts.
   */
  complete({ type, source, place, path, answer }: ReadyPart): ResponseObject | null {
    const { pending } = this.#completion;
    const before = pending.length;
    const shown = answer ? [answer, ...(this.#shownBefore.get(answer) ?? [])] : [];
    const completed = this.#object({ type, source, place, path, shown });
    if (completed === null) pending.length = before;
    return completed;
  }

  #object({ type, source, place, path, shown }: Spot): ResponseObject | null {
    const { shape } = this.#completion;
    const answer = completeObject(this.#completion, type, source, place, path, this.#failuresAbove(path));
    if (answer === null) return null;
    this.#shownBefore.set(answer, shown);
    for (const { key, fetched, type: fieldType, below: placeBelow } of partedFieldsOf(shape, type, place).shared) {
      const at = below(path, key, fetched);
      const more = fieldType && this.#more(fieldType, source[fetched], placeBelow, at, valuesIn(shown, key));
      if (more === failed) return null;
      if (more !== undefined && more !== nothing) answer[key] = more;
    }
    return answer;
  }

  // What this part adds to a value that has left.
  #more(
    type: GraphQLOutputType,
    value: unknown,
    place: Selections,
    path: ResponsePath,
    shown: readonly unknown[],
  ): unknown {
    if (shown.includes(null)) return nothing;
    const inner = getNullableType(type);
    if (isListType(inner)) return this.#moreOfItems(inner.ofType, value, place, path, shown);
    const named = getNamedType(inner);
    if (!isResponseObject(value) || !isCompositeType(named)) return nothing;
    const fieldsType = fieldsTypeOf(this.#completion.shape, named, value['__typename'], place);
    if (!fieldsType) return nothing;
    const answer = this.#object({
      type: fieldsType,
      source: value,
      place,
      path,
      shown: shown.filter(isResponseObject),
    });
    if (answer === null) return failed;
    return Object.keys(answer).length === 0 ? nothing : answer;
  }

  // Clients merge lists by index, so each item stays in its place.
  #moreOfItems(
    type: GraphQLOutputType,
    values: unknown,
    place: Selections,
    path: ResponsePath,
    shown: readonly unknown[],
  ): unknown {
    if (!Array.isArray(values)) return nothing;
    const items = values.map((value: unknown, index) => {
      const shownHere = shown.map((list) => (Array.isArray(list) ? (list as unknown[])[index] : undefined));
      const item = this.#more(type, value, place, below(path, index), shownHere);
      return shownHere.includes(null) ? null : item;
    });
    if (items.includes(failed)) return failed;
    if (items.every((item) => item === nothing || item === null)) return nothing;
    return items.map((item, index) => (item !== nothing ? item : Array.isArray(values[index]) ? [] : newObject()));
  }

  #failuresAbove(path: ResponsePath | undefined): readonly Scope[] {
    let value: unknown = this.#root;
    let scopes: readonly Scope[] = [];
    for (const key of fetchedKeysOf(path)) {
      if (isResponseObject(value)) {
        const failures = this.#completion.report.failures.get(value) ?? [];
        scopes = [...scopes, ...failures.map((failure) => ({ failure, keys: failure.supplied() }))];
      }
      if (typeof key === 'string') scopes = scopes.flatMap((scope) => narrowed(scope, key));
      value = isResponseObject(value) || Array.isArray(value) ? (value as ResponseObject)[key] : undefined;
    }
    return scopes;
  }
}

function narrowed({ failure, keys }: Scope, key: string): Scope[] {
  const own = keys.get(key);
  return own ? [{ failure, keys: own }] : [];
}

function valuesIn(shown: readonly ResponseObject[], key: string): unknown[] {
  return shown.flatMap((object) => (key in object ? [object[key]] : []));
}
