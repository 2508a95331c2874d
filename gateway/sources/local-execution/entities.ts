/*
 * `_entities` without a promise for every entity that a module has at hand. Assumes that a name that begins with `_` is the
 * federation specification's, so that the root field `_entities` is @apollo/subgraph's, and does what it does: each
 * representation goes to its type's `__resolveReference`, and what comes is of that type. A representation of an interface or
 * of a type that is not there makes the whole list @apollo/subgraph's own.
 */
import { type GraphQLObjectType, type GraphQLResolveInfo, type GraphQLUnionType, isObjectType } from 'graphql';
import type { Path } from 'graphql/jsutils/Path.js';
import { argumentsOf } from './argument-values.js';
import { completeEach, type Completer, itemCompleter, type ObjectCompleters } from './complete-value.js';
import type { FieldSite } from './field-site.js';
import type { LocalRun } from './local-run.js';
import type { FieldRunner } from './run-fields.js';

type Representation = Readonly<Record<string, unknown>>;
type ResolveReference = (reference: Representation, context: unknown, info: GraphQLResolveInfo) => unknown;

interface KnownEntity {
  readonly resolveReference: ResolveReference | undefined;
  readonly complete: Completer;
}

/** What `_entities` is made of: the union of its types, and how values are completed. */
export interface EntitiesField {
  readonly site: FieldSite;
  readonly union: GraphQLUnionType;
  readonly number: number;
  readonly objects: ObjectCompleters;
  /** Completes a value that is of no known type yet. */
  readonly completeItem: Completer;
  /** Runs the field by its own resolver. */
  readonly otherwise: FieldRunner;
}

/** Makes the function that runs `_entities`. */
export function entitiesRunner(field: EntitiesField): FieldRunner {
  const { site, number, otherwise } = field;
  const valuesOf = argumentsOf(site, number);
  const entities = new KnownEntities(field);
  return (source, run, parent) => {
    const path = site.pathBelow(parent);
    try {
      const representations = valuesOf(run)['representations'] as readonly Representation[];
      const known = representations.map(({ __typename }) => entities.of(__typename, run));
      if (known.some((each) => each === undefined)) return otherwise(source, run, parent);
      const info = site.info(run, path);
      const resolved = (): unknown[] =>
        representations.map((representation, index) => {
          const resolve = known[index]?.resolveReference;
          return resolve ? resolve(representation, run.contextValue, info) : representation;
        });
      const results = run.fetched ? run.fetched.resolve(site.coordinate, resolved) : resolved();
      const completed = completeAll(results, known, run, path);
      return completed instanceof Promise
        ? completed.then(undefined, (thrown: unknown) => site.fail(thrown, run, path))
        : completed;
    } catch (thrown) {
      return site.fail(thrown, run, path);
    }
  };
}

function completeAll(
  results: readonly unknown[],
  known: readonly (KnownEntity | undefined)[],
  run: LocalRun,
  path: Path,
): unknown {
  return completeEach(results, path, (result, index, at) => known[index]?.complete(result, run, at));
}

/** The entities of a document's `_entities`, each made ready when it is first asked for. */
class KnownEntities {
  readonly #field: EntitiesField;
  readonly #known = new Map<unknown, KnownEntity>();

  constructor(field: EntitiesField) {
    this.#field = field;
  }

  of(typename: unknown, { schema }: LocalRun): KnownEntity | undefined {
    const known = this.#known.get(typename);
    if (known || typeof typename !== 'string') return known;
    const { union } = this.#field;
    const type = schema.getType(typename);
    if (!isObjectType(type) || !schema.isSubType(union, type)) return undefined;
    const entity = this.#entity(type);
    this.#known.set(typename, entity);
    return entity;
  }

  #entity(type: GraphQLObjectType): KnownEntity {
    const { site, objects, completeItem } = this.#field;
    const completeObject = objects(type);
    const complete: Completer = (result, run, path) => {
      if (result instanceof Error) throw result;
      if (typeof result !== 'object' || result === null) return completeItem(result, run, path);
      return completeObject(named(result, type.name), run, path);
    };
    return { resolveReference: referenceResolver(type), complete: itemCompleter(complete, site, false) };
  }
}

// As @apollo/subgraph marks what a module gives for an entity.
function named(entity: object, typename: string): object {
  if (!('__typename' in entity)) return Object.defineProperty(entity, '__typename', { value: typename });
  return entity.__typename === typename ? entity : { ...entity, __typename: typename };
}

function referenceResolver({ extensions }: GraphQLObjectType): ResolveReference | undefined {
  const apollo = extensions['apollo'] as { readonly subgraph?: { readonly resolveReference?: ResolveReference } };
  return (apollo as typeof apollo | undefined)?.subgraph?.resolveReference;
}
