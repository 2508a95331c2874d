import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../execution/federation.js';

type Key = string | number;

/** What is compared of an answer: its data, and the places at which its errors are felt. */
export interface Outcome {
  readonly data: unknown;
  /** Each error's path as JSON, up to the null that it led to; sorted, each once. */
  readonly places: readonly string[];
}

/** Reads an answer as it is compared. */
export function outcomeOf({ data, errors }: Answer): Outcome {
  const places = (errors ?? []).map(({ path }) => JSON.stringify(path ? feltAt(data, path) : []));
  return { data: data ?? null, places: [...new Set(places)].sort() };
}

/** The errors that are felt where the client asked for something: a field that a join requires may fail unasked. */
export function asked({ data, places }: Outcome): Outcome {
  return { data, places: places.filter((place) => isAsked(data, JSON.parse(place))) };
}

/** The same of an answer whose list indexes do not count: each is read as any. */
export function blurredOutcomeOf({ data, errors }: Answer): Outcome {
  const blurred = (errors ?? []).map(({ path = [] }) =>
    path.map((key) => (typeof key === 'number' || key === '@' ? '#' : key)),
  );
  const places = blurred.map((path) => JSON.stringify(feltAt(data, path)));
  return { data: data ?? null, places: [...new Set(places)].sort() };
}

export function areEqual(one: Outcome, other: Outcome): boolean {
  return isDeepStrictEqual(one, other);
}

// Below a place that is null the specification lets errors be dropped, and which are depends on who meets them first.
function feltAt(data: unknown, path: readonly Key[]): readonly Key[] {
  let values: unknown[] = [data];
  for (const [index, key] of path.entries()) {
    if (values.every((value) => value === null || value === undefined)) return path.slice(0, index);
    values = membersOf(values, key);
  }
  return path;
}

function isAsked(data: unknown, path: readonly Key[]): boolean {
  // Ours gives such an error no path; an answer that is null altogether feels any.
  if (path.length === 0) return data === null;
  let values: unknown[] = [data];
  for (const key of path) values = membersOf(values, key);
  return values.some((value) => value !== undefined);
}

// "#" stands for every index of a list.
function membersOf(values: readonly unknown[], key: Key): unknown[] {
  return values.flatMap((value): unknown[] => {
    if (key === '#' && Array.isArray(value)) return value;
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [undefined];
    return [(value as Record<Key, unknown>)[key]];
  });
}
