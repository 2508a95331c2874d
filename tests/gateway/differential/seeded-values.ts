/** A value of a scalar that a number decides; of a custom scalar, JSON of any shape. */
export function scalar(name: string, number: number): unknown {
  switch (name) {
    case 'Int':
      return (number % 2_000) - 1_000;
    case 'Float':
      return number % 3 === 0 ? number % 100 : (number % 1_000) / 8;
    case 'Boolean':
      return number % 2 === 0;
    case 'ID':
    case 'String':
      return `text ${number % 1_000}`;
    default:
      return [{ k: number % 10, constructor: [null, -1.5] }, `raw ${number % 10}`, number % 1_000, ['x', {}]][
        number % 4
      ];
  }
}

/** JSON whose keys are in order, so that equal values are equal texts. */
export function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

/** FNV-1a, mixed once more so that neighbours part. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
