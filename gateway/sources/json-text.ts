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

function keepingMinusZero(_key: string, value: unknown): unknown {
  return Object.is(value, -0) ? JSON.rawJSON('-0') : value;
}

function holdsMinusZero(value: unknown): boolean {
  if (typeof value === 'number') return Object.is(value, -0);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsMinusZero);
  for (const key in value) if (holdsMinusZero((value as Record<string, unknown>)[key])) return true;
  return false;
}
