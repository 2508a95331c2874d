import type { Chance } from '../county/random.js';

/** How often what happens, of all events or of those that come so far; what no article or plan gives is ours. */
export const shares = {
  rejected: 0.042,
  falseReport: 0.3,
  merged: 0.055,
  escalated: 0.026,
  returned: 0.06,
  late: 0.055,
  reworked: 0.038,
  feedback: 0.6,
  hotGrids: 0.2,
  inHotGrids: 0.55,
} as const;

/** Where events come from. */
export const sources = [
  ['GRID_PATROL', 0.46],
  ['HOTLINE_12345', 0.24],
  ['CITIZEN', 0.13],
  ['PLATFORM', 0.09],
  ['POLICE_110', 0.04],
  ['DEPARTMENT', 0.04],
] as const;

/** How pressing they are. */
export const priorities = [
  ['NORMAL', 0.9],
  ['URGENT', 0.08],
  ['EMERGENCY', 0.02],
] as const;

/** What those say who say anything. */
export const satisfactions = [
  ['SATISFIED', 0.92],
  ['FAIRLY_SATISFIED', 0.06],
  ['UNSATISFIED', 0.02],
] as const;

/** One of some choices by their shares, which add up to one. */
export function drawn<T>(chance: Chance, choices: readonly (readonly [T, number])[]): T {
  let left = chance.next();
  for (const [choice, share] of choices) {
    left -= share;
    if (left < 0) return choice;
  }
  const [last] = choices.slice(-1);
  if (!last) throw new RangeError('Nothing can be drawn of no choices.');
  return last[0];
}

/** The index of one of `count` things, the first of which are drawn most often (Zipf’s law with exponent 1). */
export function zipf(chance: Chance, count: number): number {
  const harmonic = Array.from({ length: count }, (_each, index) => 1 / (index + 1));
  let left = chance.next() * harmonic.reduce((sum, each) => sum + each, 0);
  const found = harmonic.findIndex((each) => (left -= each) < 0);
  return found < 0 ? count - 1 : found;
}
