/**
 * A repeatable stream of chance that belongs to a purpose: the same purpose gives the same numbers on every machine, and
 * a change in one family of sheets leaves the others as they were. The generator is mulberry32; its seed is the FNV-1a
 * hash of the purpose.
 */
export class Chance {
  #state: number;

  constructor(purpose: string) {
    this.#state = fnv1a(purpose);
  }

  /** A number from 0 up to but not including 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both bounds included. */
  integer(smallest: number, largest: number): number {
    return smallest + Math.floor(this.next() * (largest - smallest + 1));
  }

  /** One of `choices`. */
  pick<T>(choices: readonly T[]): T {
    return at(choices, this.integer(0, choices.length - 1));
  }

  /** A copy of `items` in another order. */
  shuffle<T>(items: readonly T[]): T[] {
    const copy = [...items];
    for (let last = copy.length - 1; last > 0; last -= 1) {
      const other = this.integer(0, last);
      const moved = at(copy, last);
      copy[last] = at(copy, other);
      copy[other] = moved;
    }
    return copy;
  }

  /** A value of the normal distribution. */
  normal(mean: number, deviation: number): number {
    // The sum of twelve uniforms has variance 1; no logarithm, so no rounding that differs between machines.
    let sum = -6;
    for (let count = 0; count < 12; count += 1) sum += this.next();
    return mean + deviation * sum;
  }
}

/** The item at `index`; a defect when there is none. */
export function at<T>(items: readonly T[], index: number): T {
  if (index < 0 || index >= items.length) throw new RangeError(`There is no item ${index} among ${items.length}.`);
  return items[index] as T;
}

/**
 * Shares `total` among weights in whole numbers by largest remainder, none below `smallest`; ties go to the earlier.
 */
export function apportion(total: number, weights: readonly number[], smallest = 0): number[] {
  const sum = weights.reduce((whole, weight) => whole + weight, 0);
  const free = total - smallest * weights.length;
  if (free < 0) throw new RangeError(`${total} is too little for ${weights.length} shares of ${smallest} or more.`);
  const exact = weights.map((weight) => (weight / sum) * free);
  const shares = exact.map((value) => smallest + Math.floor(value));
  const missing = total - shares.reduce((whole, share) => whole + share, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index);
  for (const { index } of byRemainder.slice(0, missing)) shares[index] = at(shares, index) + 1;
  return shares;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
