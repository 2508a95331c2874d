declare global {
  interface JSON {
    /** Text that `JSON.stringify` writes as it stands (ECMAScript proposal "JSON.parse source text access"). */
    rawJSON(text: string): RawJson;
    isRawJSON(value: unknown): value is RawJson;
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
    ): unknown;
  }
}

/** A number of JSON text that no JavaScript number holds: its text. `JSON.stringify` writes it as it stands. */
export interface RawJson {
  readonly rawJSON: string;
}

// A number, not the digits of a text, as far as can be told at a glance: in values like these numbers may be inexact.
const suspicious = /[:[,]\s*-?(?:\d{16}|[\d.]+[eE]\+?\d)/;

/**
 * Parses JSON whose numbers a custom scalar or a key may have to hand on: an integer beyond ±(2^53 − 1) and a number
 * beyond a double's range keep their text.
 */
export function exactJson(text: string): unknown {
  return suspicious.test(text) ? JSON.parse(text, keepingLongNumbers) : JSON.parse(text);
}

/** A reviver for `JSON.parse` that keeps the text of long numbers. */
export function keepingLongNumbers(
  _key: string,
  value: unknown,
  { source }: { readonly source?: string } = {},
): unknown {
  if (typeof value !== 'number' || source === undefined) return value;
  const isExact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return isExact ? value : JSON.rawJSON(source);
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
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return keepingMinusZero('', value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withRawZeros(each)]));
}

function holdsMinusZero(value: unknown): boolean {
  if (typeof value === 'number') return Object.is(value, -0);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsMinusZero);
  for (const key in value) if (holdsMinusZero((value as Record<string, unknown>)[key])) return true;
  return false;
}
