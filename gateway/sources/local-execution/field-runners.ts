/*
 * How a field is run. Assumes that a field without a resolver and without arguments is a property, which is read at once;
 * where the property is a function or a promise, it is called or waited for as graphql-js does it.
 */
import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  isLeafType,
  isNonNullType,
  type GraphQLOutputType,
} from 'graphql';
import { argumentsOf } from './argument-values.js';
import type { Completer } from './complete-value.js';
import type { FieldSite } from './field-site.js';
import type { LocalRun } from './local-run.js';
import { afterwards, isThenable } from './pending.js';
import type { FieldRunner } from './run-fields.js';

/** Makes the function that runs a field; `number` is the field's own in its document. */
export function fieldRunner(site: FieldSite, complete: Completer, number: number): FieldRunner {
  const { resolve, args, type } = site.definition;
  if (resolve === undefined && args.length === 0)
    return isLeaf(type) ? leafProperty(site, complete) : property(site, complete);
  return resolved(site, resolve ?? defaultFieldResolver, complete, argumentsOf(site, number));
}

function isLeaf(type: GraphQLOutputType): boolean {
  return isLeafType(isNonNullType(type) ? type.ofType : type);
}

function resolved(
  site: FieldSite,
  resolve: GraphQLFieldResolver<unknown, unknown>,
  complete: Completer,
  valuesOf: (run: LocalRun) => Record<string, unknown>,
): FieldRunner {
  return (source, run, parent) => {
    const path = site.pathBelow(parent);
    try {
      const { fetched } = run;
      const result: unknown =
        fetched === undefined
          ? resolve(source, valuesOf(run), run.contextValue, site.info(run, path))
          : fetched.resolve(site.coordinate, () =>
              resolve(source, valuesOf(run), run.contextValue, site.info(run, path)),
            );
      if (isThenable(result)) return waitFor(result, site, complete, run, path);
      return guarded(complete(result, run, path), site, run, path);
    } catch (thrown) {
      return site.fail(thrown, run, path);
    }
  };
}

function property(site: FieldSite, complete: Completer): FieldRunner {
  const read = propertyReader(site);
  return (source, run, parent) => {
    const path = site.pathBelow(parent);
    try {
      const result = read(source, run, parent);
      if (isThenable(result)) return waitFor(result, site, complete, run, path);
      return guarded(complete(result, run, path), site, run, path);
    } catch (thrown) {
      return site.fail(thrown, run, path);
    }
  };
}

// The path of a leaf is made only where it is at fault.
function leafProperty(site: FieldSite, complete: Completer): FieldRunner {
  const read = propertyReader(site);
  const nowhere = site.pathBelow(undefined);
  return (source, run, parent) => {
    try {
      const result = read(source, run, parent);
      if (typeof result === 'object' && isThenable(result))
        return waitFor(result, site, complete, run, site.pathBelow(parent));
      const completed = complete(result, run, nowhere);
      return completed instanceof Promise ? guarded(completed, site, run, site.pathBelow(parent)) : completed;
    } catch (thrown) {
      return site.fail(thrown, run, site.pathBelow(parent));
    }
  };
}

function propertyReader(site: FieldSite): FieldRunner {
  const { name } = site.definition;
  return (source, run, parent) => {
    if ((typeof source !== 'object' && typeof source !== 'function') || source === null) return undefined;
    const value: unknown = (source as Record<string, unknown>)[name];
    if (typeof value !== 'function') return value;
    const info = site.info(run, site.pathBelow(parent));
    return defaultFieldResolver(source, {}, run.contextValue, info);
  };
}

function waitFor(
  result: PromiseLike<unknown>,
  site: FieldSite,
  complete: Completer,
  run: LocalRun,
  path: ReturnType<FieldSite['pathBelow']>,
): Promise<unknown> {
  return afterwards(
    result,
    (value) => complete(value, run, path),
    (thrown) => site.fail(thrown, run, path),
  );
}

function guarded(
  completed: unknown,
  site: FieldSite,
  run: LocalRun,
  path: ReturnType<FieldSite['pathBelow']>,
): unknown {
  if (!(completed instanceof Promise)) return completed;
  return completed.then(undefined, (thrown: unknown) => site.fail(thrown, run, path));
}
