/** The keys of objects that one selection makes of one type, in the order of the answer. */
export interface LocalLayout {
  readonly typename: string;
  readonly keys: readonly string[];
  /** By key's place: whether objects stand there, themselves or in lists. */
  readonly isNested: readonly boolean[];
}

/** An object of a module's answer: its values by their place among the layout's keys. */
export class LocalObject {
  readonly layout: LocalLayout;
  readonly values: unknown[];

  constructor(layout: LocalLayout, values: unknown[]) {
    this.layout = layout;
    this.values = values;
  }
}

/** The same as an object of GraphQL's response map. */
export function plainObject({ layout, values }: LocalObject): Record<string, unknown> {
  const { keys, isNested } = layout;
  const plain: Record<string, unknown> = {};
  for (const [index, key] of keys.entries()) {
    const value = values[index];
    plain[key] = isNested[index] ? plainValue(value) : value;
  }
  return plain;
}

function plainValue(value: unknown): unknown {
  if (value instanceof LocalObject) return plainObject(value);
  return Array.isArray(value) ? value.map(plainValue) : value;
}
