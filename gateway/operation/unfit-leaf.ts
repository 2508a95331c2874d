import {
  getNamedType,
  GraphQLID,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  isSpecifiedScalarType,
  type GraphQLInputType,
} from 'graphql';

const depthLimit = 100;

interface Visit {
  readonly type: GraphQLInputType | undefined;
  readonly value: unknown;
  readonly path: readonly (string | number)[];
}

/**
 * Finds the first value that JSON numbers or plain recursion cannot carry: nested beyond 100 levels, a number that is
 * infinite, or an integer beyond ±(2^53 − 1) where an ID or a custom scalar would lose its last digits.
 */
export function unfitLeaf(
  type: GraphQLInputType,
  value: unknown,
): { path: readonly (string | number)[]; value: unknown } | undefined {
  const pending: Visit[] = [{ type, value, path: [] }];
  for (let visit = pending.pop(); visit; visit = pending.pop()) {
    if (visit.path.length > depthLimit) return { path: visit.path.slice(0, 3), value: visit.value };
    if (typeof visit.value === 'number' && !isExact(visit.type, visit.value)) return visit;
    for (const next of visitsBelow(visit)) pending.push(next);
  }
  return undefined;
}

// A single value stands for a list of one.
function isExact(type: GraphQLInputType | undefined, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  const leaf = type && getNamedType(type);
  const mustBeSafe = leaf === undefined || leaf === GraphQLID || (isScalarType(leaf) && !isSpecifiedScalarType(leaf));
  return !mustBeSafe || !Number.isInteger(value) || Number.isSafeInteger(value);
}

function visitsBelow({ type, value, path }: Visit): Visit[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = isNonNullType(type) ? type.ofType : type;
  if (Array.isArray(value)) {
    const itemType = isListType(inner) ? inner.ofType : undefined;
    return value.map((item: unknown, index) => ({ type: itemType, value: item, path: [...path, index] }));
  }
  const fields = isInputObjectType(inner) ? inner.getFields() : {};
  return Object.entries(value).map(([key, item]: [string, unknown]) => ({
    type: Object.hasOwn(fields, key) ? fields[key]?.type : undefined,
    value: item,
    path: [...path, key],
  }));
}
