declare global {
  interface JSON {
    /** Text that `JSON.stringify` writes as it stands (ECMAScript proposal "JSON.parse source text access"). */
    rawJSON(text: string): unknown;
  }
}

/** Writes JSON that keeps the sign of minus zero, which `JSON.stringify` drops and JSON allows. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, holdsMinusZero(value) ? keepingMinusZero : undefined);
}

/** A replacer for `JSON.stringify` that keeps the sign of minus zero. */
export function keepingMinusZero(_key: string, value: unknown): unknown {
  return Object.is(value, -0) ? JSON.rawJSON('-0') : value;
}

/** A JSON value that others may write by `JSON.stringify` alone: itself, or a copy whose minus zeros are raw text. */
export function plainlyWritable<T>(value: T): T {
  return holdsMinusZero(value) ? (withRawZeros(value) as T) : value;
}

function withRawZeros(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withRawZeros);
  if (typeof value !== 'object' || value === null) return keepingMinusZero('', value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withRawZeros(each)]));
}

function holdsMinusZero(value: unknown): boolean {
  if (typeof value === 'number') return Object.is(value, -0);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsMinusZero);
  for (const key in value) if (holdsMinusZero((value as Record<string, unknown>)[key])) return true;
  return false;
}
