import { isEnumType, isScalarType, isSpecifiedScalarType, type GraphQLLeafType } from 'graphql';
import type { RawJson } from '../sources/json-text.js';

/** What a leaf became: a value fit for the answer, or nothing when the subgraph's value is not of the type. */
export type CompletedLeaf = { readonly value: unknown } | undefined;

/**
 * Checks a subgraph's value of a built-in scalar or enum (GraphQL specification, "Result Coercion"); an enum value that
 * the public schema does not show is not of the type. Custom scalars pass as they are, if JSON can say them and clients
 * can read it.
 */
export function completeLeaf(type: GraphQLLeafType, given: unknown): CompletedLeaf {
  const value = JSON.isRawJSON(given) ? valueOfLongNumber(type, given) : given;
  if (isEnumType(type)) return typeof value === 'string' && type.getValue(value) ? { value } : undefined;
  if (!isSpecifiedScalarType(type)) return isWritable(value) ? { value } : undefined;
  switch (type.name) {
    case 'Int':
      return isInt(value) ? { value } : undefined;
    case 'Float':
      return Number.isFinite(value) ? { value } : undefined;
    case 'Boolean':
      return typeof value === 'boolean' ? { value } : undefined;
    case 'ID':
      if (Number.isSafeInteger(value)) return { value: String(value) };
  }
  return typeof value === 'string' ? { value } : undefined;
}

// Only an ID and a custom scalar take what a double cannot hold.
function valueOfLongNumber(type: GraphQLLeafType, given: RawJson): unknown {
  const value = Number(given.rawJSON);
  if (isScalarType(type) && !isSpecifiedScalarType(type)) return Number.isFinite(value) ? given : value;
  return type.name === 'ID' && /^-?\d+$/.test(given.rawJSON) ? given.rawJSON : value;
}

function isInt(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) <= 2_147_483_647 && Number(value) >= -2_147_483_648;
}

// JSON has no infinity: it would be written as null, in a non-null place too.
function isWritable(value: unknown): boolean {
  return typeof value !== 'number' || Number.isFinite(value);
}
