import {
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLAbstractType,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import type { SelectedKeys } from '../planning/selected-keys.js';
import { completeLeaf } from './complete-leaf.js';
import { explanations, missingValue, wrongValue } from './completion-errors.js';
import { located, type Failure, type Report } from './report.js';
import { below, type ResponsePath } from './response-path.js';
import { isResponseObject, newObject, type ResponseObject } from './response-tree.js';
import {
  dependsOnObjectType,
  fieldsOf,
  selections,
  type FieldsType,
  type Selections,
  type Shape,
  type ShapedField,
} from './selections.js';
import { supplierOf } from './supplier-of.js';

// One failed fetch of a thousand entities is not worth a thousand errors.
const placesNamedPerFailure = 100;

/** Stands for a null that its parent must not keep. */
const nulled = Symbol('null in a non-null place');

interface Completion {
  readonly shape: Shape;
  readonly report: Report;
  /** Complete answers of the root's introspection fields, by response name. */
  readonly introspected: Readonly<Record<string, unknown>>;
  readonly errors: GraphQLError[];
  readonly isExplained: (path: ResponsePath) => boolean;
  readonly supplier: (path: ResponsePath) => string | undefined;
  readonly named: Map<GraphQLError, number>;
  /** The first non-null place that is null because nobody knows the entity; named only when the whole answer falls by it. */
  unknownEntity?: { readonly path: ResponsePath; readonly type: string };
}

/** A failed fetch as it concerns one place: what it should have supplied from here down. */
interface Scope {
  readonly failure: Failure;
  readonly keys: SelectedKeys;
}

/**
 * Builds the answer from the merged tree as the client's selection over the public schema, by "Value Completion" of the
 * GraphQL specification. Adds what it finds wrong to the report's errors.
 */
export function completeAnswer(
  shape: Shape,
  type: GraphQLObjectType,
  root: ResponseObject,
  report: Report,
  introspected: Readonly<Record<string, unknown>>,
): ResponseObject | null {
  const completion: Completion = {
    shape,
    report,
    introspected,
    errors: [],
    isExplained: explanations(report.errors),
    supplier: supplierOf(report.supplies, root),
    named: new Map(),
  };
  const place = selections([shape.asked.operation.selectionSet], [shape.granted.operation.selectionSet]);
  const answer = completeObject(completion, type, root, place, undefined, []);
  for (const error of completion.errors) report.errors.push(error);
  for (const error of report.unnamed) report.errors.push(error);
  const { unknownEntity } = completion;
  if (answer === null && report.errors.length === 0 && unknownEntity) {
    report.errors.push(located(missingValue(unknownEntity.path, unknownEntity.type), unknownEntity.path));
  }
  return answer;
}

function completeObject(
  completion: Completion,
  type: FieldsType,
  source: ResponseObject,
  place: Selections,
  path: ResponsePath | undefined,
  inherited: readonly Scope[],
): ResponseObject | null {
  const failures = completion.report.failures.get(source);
  const scopes = failures
    ? [...inherited, ...failures.map((failure) => ({ failure, keys: failure.supplied() }))]
    : inherited;
  const answer = newObject();
  for (const field of fieldsOf(completion.shape, type, place)) {
    const value = completeField(completion, type, source, field, path, scopes);
    if (value === nulled) return null;
    answer[field.key] = value;
  }
  return answer;
}

function completeField(
  completion: Completion,
  type: FieldsType,
  source: ResponseObject,
  field: ShapedField,
  path: ResponsePath | undefined,
  scopes: readonly Scope[],
): unknown {
  if (field.name === '__typename') return type.name;
  if (!field.type) return completion.introspected[field.key] ?? null;
  // The refusal is in the answer's errors already, from authorisation.
  if (!field.isGranted) return isNonNullType(field.type) ? nulled : null;
  const scopesBelow = scopes.flatMap(({ failure, keys }): Scope[] => {
    const own = keys.get(field.fetched);
    return own ? [{ failure, keys: own }] : [];
  });
  return completeValue(
    completion,
    field.type,
    source[field.fetched],
    field.below,
    below(path, field.key, field.fetched),
    scopesBelow,
  );
}

function completeValue(
  completion: Completion,
  type: GraphQLOutputType,
  value: unknown,
  place: Selections,
  path: ResponsePath,
  scopes: readonly Scope[],
): unknown {
  if (isNonNullType(type)) {
    const completed =
      value === null || value === undefined
        ? explainNull(completion, path, scopes, String(type))
        : completeValue(completion, type.ofType, value, place, path, scopes);
    return completed ?? nulled;
  }
  if (value === null || value === undefined) return explainNull(completion, path, scopes, undefined);
  if (isListType(type)) {
    if (!Array.isArray(value)) return refuse(completion, path, String(type));
    return completeList(completion, type.ofType, value, place, path, scopes);
  }
  if (isLeafType(type)) {
    const leaf = completeLeaf(type, value);
    return leaf ? leaf.value : refuse(completion, path, type.name);
  }
  if (!isResponseObject(value)) return refuse(completion, path, type.name);
  const fieldsType = isObjectType(type) ? type : fieldsTypeOf(completion.shape, type, value['__typename'], place);
  if (!fieldsType) return refuse(completion, path, type.name);
  return completeObject(completion, fieldsType, value, place, path, scopes);
}

// A subgraph that knows an entity as an interface object names the interface, or nothing where nothing was asked.
function fieldsTypeOf(
  shape: Shape,
  type: GraphQLAbstractType,
  typename: unknown,
  place: Selections,
): FieldsType | undefined {
  const named = typename === undefined ? type : shape.schema.getType(typeof typename === 'string' ? typename : '');
  if (isObjectType(named)) return shape.schema.isSubType(type, named) ? named : undefined;
  if (!isInterfaceType(type) || !isInterfaceType(named)) return undefined;
  return dependsOnObjectType(shape, type, place) ? undefined : type;
}

function completeList(
  completion: Completion,
  itemType: GraphQLOutputType,
  values: readonly unknown[],
  place: Selections,
  path: ResponsePath,
  scopes: readonly Scope[],
): unknown[] | null {
  const items: unknown[] = [];
  for (const [index, value] of values.entries()) {
    const item = completeValue(completion, itemType, value, place, below(path, index), scopes);
    if (item === nulled) return null;
    items.push(item);
  }
  return items;
}

// Always null. A failed fetch that should have supplied the value is named at this place.
function explainNull(
  completion: Completion,
  path: ResponsePath,
  scopes: readonly Scope[],
  nonNullType: string | undefined,
): null {
  const error = scopes.find(({ failure }) => failure.error !== null)?.failure.error;
  if (error) {
    const count = completion.named.get(error) ?? 0;
    completion.named.set(error, count + 1);
    completion.report.unnamed.delete(error);
    if (count < placesNamedPerFailure) completion.errors.push(located(error, path));
  } else if (nonNullType !== undefined && scopes.length > 0) {
    completion.unknownEntity ??= { path, type: nonNullType };
  } else if (nonNullType !== undefined && !completion.isExplained(path)) {
    completion.errors.push(located(missingValue(path, nonNullType), path, completion.supplier(path)));
  }
  return null;
}

function refuse(completion: Completion, path: ResponsePath, type: string): null {
  completion.errors.push(located(wrongValue(path, type), path, completion.supplier(path)));
  return null;
}
