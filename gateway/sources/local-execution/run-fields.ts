import type { Path } from 'graphql/jsutils/Path.js';
import { type LocalLayout, LocalObject } from './local-object.js';
import type { LocalRun } from './local-run.js';
import { settled, thrownAfter } from './pending.js';

/** Runs one field of an object; answers its completed value or a promise. Throws where the object becomes null. */
export type FieldRunner = (source: unknown, run: LocalRun, parent: Path | undefined) => unknown;

/** What is asked of objects of one type at one place. */
export interface Selection {
  readonly layout: LocalLayout;
  readonly runners: readonly FieldRunner[];
}

/** Runs the fields of an object, each as far as it goes without waiting (GraphQL specification, "ExecuteFields"). */
export function runFields(
  { layout, runners }: Selection,
  source: unknown,
  run: LocalRun,
  path: Path | undefined,
): LocalObject | Promise<LocalObject> {
  const values: unknown[] = new Array(runners.length);
  let isPending = false;
  try {
    for (let index = 0; index < runners.length; index += 1) {
      const value = runners[index]?.(source, run, path);
      values[index] = value;
      if (value instanceof Promise) isPending = true;
    }
  } catch (thrown) {
    if (isPending) return thrownAfter(values, thrown);
    throw thrown;
  }
  const object = new LocalObject(layout, values);
  return isPending ? settled(values, object) : object;
}
