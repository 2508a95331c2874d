import {
  isLeafType,
  isListType,
  isNonNullType,
  type DirectiveNode,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { nestedValue } from '../planning/nested-introspection.js';
import type { SelectedKeys } from '../planning/selected-keys.js';
import { completeLeaf } from './complete-leaf.js';
import { explanations, missingValue, wrongValue } from './completion-errors.js';
import { located, type Failure, type Report } from './report.js';
import { below, type ResponsePath } from './response-path.js';
import { isResponseObject, newObject, type ResponseObject } from './response-tree.js';
import {
  fieldsTypeOf,
  partedFieldsOf,
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

/** The work of completing an answer, or the parts of it that are ready. */
export interface Completion {
  readonly shape: Shape;
  readonly report: Report;
  /** Complete answers of introspection fields: the root's by response name, those below it as `nestedValue` knows them. */
  readonly introspected: Readonly<Record<string, unknown>>;
  readonly errors: GraphQLError[];
  readonly isExplained: (path: ResponsePath) => boolean;
  readonly supplier: (path: ResponsePath) => string | undefined;
  readonly named: Map<GraphQLError, number>;
  /** Parts of the answer that are still to come, of objects that are in it. */
  readonly pending: PendingPart[];
  /** The first non-null place that is null because nobody knows the entity; named only when the whole answer falls by it. */
  unknownEntity?: { readonly path: ResponsePath; readonly type: string };
}

/** What is deferred at one object of the answer. */
export interface PendingPart {
  readonly directive: DirectiveNode;
  readonly place: Selections;
  readonly type: FieldsType;
  readonly source: ResponseObject;
  readonly path: ResponsePath | undefined;
  /** The object as the part that it is in shows it. */
  readonly answer: ResponseObject;
}

/** A failed fetch as it concerns one place: what it should have supplied from here down. */
export interface Scope {
  readonly failure: Failure;
  readonly keys: SelectedKeys;
}

/** Begins to complete an answer, or a part of it. */
export function beginCompletion(
  shape: Shape,
  root: ResponseObject,
  report: Report,
  introspected: Readonly<Record<string, unknown>>,
): Completion {
  return {
    shape,
    report,
    introspected,
    errors: [],
    isExplained: explanations(report.errors),
    supplier: supplierOf(report.supplies, root),
    named: new Map(),
    pending: [],
  };
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
  const completion = beginCompletion(shape, root, report, introspected);
  const place = selections([shape.asked.operation.selectionSet], [shape.granted.operation.selectionSet]);
  const answer = completeObject(completion, type, root, place, undefined, []);
  for (const error of completion.errors) report.errors.push(error);
  for (const error of report.unnamed) report.errors.push(error);
  if (answer === null && report.errors.length === 0) report.errors.push(...unknownEntityOf(completion));
  return answer;
}

/** Why an answer is null where nothing else says it: nobody knows an entity that it cannot be without. */
export function unknownEntityOf({ unknownEntity }: Completion): GraphQLError[] {
  if (!unknownEntity) return [];
  return [located(missingValue(unknownEntity.path, unknownEntity.type), unknownEntity.path)];
}

/** Completes the fields of one object; null where one that may not be null is, which the completion's errors explain. */
export function completeObject(
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
  const { pending } = completion;
  const before = pending.length;
  const { own, deferred } = partedFieldsOf(completion.shape, type, place);
  for (const field of own) {
    const value = completeField(completion, type, source, field, path, scopes);
    if (value === nulled) {
      pending.length = before;
      return null;
    }
    answer[field.key] = value;
  }
  for (const later of deferred) pending.push({ ...later, type, source, path, answer });
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
  if (!field.type) return introspectedValue(completion, field, path);
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

function introspectedValue({ introspected }: Completion, { key, nodes }: ShapedField, path: ResponsePath | undefined) {
  return (path === undefined ? introspected[key] : nestedValue(introspected, nodes)) ?? null;
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
  const fieldsType = fieldsTypeOf(completion.shape, type, value['__typename'], place);
  if (!fieldsType) return refuse(completion, path, type.name);
  return completeObject(completion, fieldsType, value, place, path, scopes);
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
  const before = completion.pending.length;
  for (const [index, value] of values.entries()) {
    const item = completeValue(completion, itemType, value, place, below(path, index), scopes);
    if (item === nulled) {
      completion.pending.length = before;
      return null;
    }
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
