import type { Point } from './mesh.js';

/** How much shorter a degree of longitude is than one of latitude at 31.8° N. */
const narrowing = 0.85;

/**
 * Where the county lies, in degrees (CGCS2000): a convex area of our own in the place of 江阴市, south of the Yangtze.
 * It is no survey; the bends come from `bent`.
 */
const corners: readonly (readonly [number, number])[] = [
  [120.012, 31.842],
  [120.19, 31.7],
  [120.29, 31.68],
  [120.45, 31.69],
  [120.572, 31.738],
  [120.588, 31.79],
  [120.52, 31.85],
  [120.41, 31.912],
  [120.29, 31.938],
  [120.13, 31.94],
  [120.03, 31.918],
];

/** The outline in the plane of `Point`, counter-clockwise. */
export const countyOutline: readonly Point[] = corners.map(([longitude, latitude]) => ({
  x: longitude * narrowing,
  y: latitude,
}));

/** Bends the plane gently, so that long cuts and the river bank are no straight lines; it folds nothing. */
export function bent({ x, y }: Point): Point {
  return {
    x: x + 0.0035 * Math.sin(y * 55) + 0.0012 * Math.sin(y * 190 + 1),
    y: y + 0.0055 * Math.sin(x * 42 + 2) + 0.0013 * Math.sin(x * 170),
  };
}

/** A place as longitude and latitude in millionths of a degree: whole numbers, so that areas add up exactly. */
export function microDegrees({ x, y }: Point): readonly [number, number] {
  return [Math.round((x / narrowing) * 1e6), Math.round(y * 1e6)];
}
