import type { DimensionScore } from './card-scores.js';

/** Digits behind the point of every score that is kept. */
const digits = 4;
const scale = 10 ** digits;

/** Digits that a product of scores has for certain; what is behind them is the machine’s. */
const certain = 12;

/** A number as scores are kept, to four decimals, halves up. */
export function rounded(value: number): number {
  return Math.round(Number((value * scale).toPrecision(certain))) / scale;
}

/** The mean to four decimals; null of nothing: what was not given leaves it. */
export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : rounded(values.reduce((sum, value) => sum + value, 0) / values.length);
}

/** The sum to four decimals, 100 at most. */
export function cappedSum(values: readonly number[]): number {
  return Math.min(100, rounded(values.reduce((sum, value) => sum + value, 0)));
}

/** A score’s part of the total. */
export function weightedBy(weight: string, raw: number | null): number | null {
  return raw === null ? null : rounded(Number(weight) * raw);
}

/** The weighted mean of the dimensions that have a score; null where none has. */
export function totalOf(scores: readonly Pick<DimensionScore, 'weight' | 'raw'>[]): number | null {
  const rated = scores.filter(({ raw }) => raw !== null);
  const weights = rounded(rated.reduce((sum, { weight }) => sum + Number(weight), 0));
  if (weights === 0) return null;
  return rounded(rated.reduce((sum, { weight, raw }) => sum + Number(weight) * Number(raw), 0) / weights);
}

/** What one rater gave one person. */
export interface Given {
  readonly rater: string;
  readonly about: string;
  readonly score: number;
}

/**
 * Takes the leniency of each rater out: a score keeps its distance from its rater’s mean in that rater’s standard deviations,
 * and is set on the mean and deviation of all. Whoever rated one person only cannot be compared, so that score stays.
 */
export function withoutLeniency(given: readonly Given[]): (Given & { readonly corrected: number })[] {
  const all = spreadOf(given);
  return [...Map.groupBy(given, ({ rater }) => rater).values()].flatMap((ofRater) => {
    const own = spreadOf(ofRater);
    return ofRater.map((each) => {
      if (ofRater.length === 1) return { ...each, corrected: each.score };
      const distance = own.deviation === 0 ? 0 : (each.score - own.mean) / own.deviation;
      return { ...each, corrected: Math.min(100, Math.max(0, rounded(all.mean + distance * all.deviation))) };
    });
  });
}

function spreadOf(given: readonly Given[]): { mean: number; deviation: number } {
  const mean = given.reduce((sum, { score }) => sum + score, 0) / given.length;
  const variance = given.reduce((sum, { score }) => sum + (score - mean) ** 2, 0) / given.length;
  return { mean, deviation: Math.sqrt(variance) };
}

/** A number as a decimal text; null for none. */
export function textOf(value: number | null): string | null {
  return value === null ? null : String(value);
}
