import { at, type Chance } from '../county/random.js';
import type { SampleGrid } from './county-facts.js';

const tries = 1_000;

/** A place on a grid’s ground, to a millionth of a degree, drawn from the rectangle around it until one lies inside. */
export function placeInGrid({ code, ring }: SampleGrid, chance: Chance): { longitude: number; latitude: number } {
  const longitudes = ring.map(([longitude]) => longitude);
  const latitudes = ring.map(([, latitude]) => latitude);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  for (let drawn = 0; drawn < tries; drawn += 1) {
    const longitude = Math.round((west + chance.next() * (east - west)) * 1e6) / 1e6;
    const latitude = Math.round((south + chance.next() * (north - south)) * 1e6) / 1e6;
    if (isInside(longitude, latitude, ring)) return { longitude, latitude };
  }
  throw new Error(`No place was found on the ground of the grid ${code}.`);
}

/** Whether a ray to the east crosses the ring an odd number of times. */
function isInside(longitude: number, latitude: number, ring: SampleGrid['ring']): boolean {
  let inside = false;
  for (let index = 0; index + 1 < ring.length; index += 1) {
    const [[x1, y1], [x2, y2]] = [at(ring, index), at(ring, index + 1)];
    if (y1 > latitude === y2 > latitude) continue;
    if (longitude < x1 + ((latitude - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  }
  return inside;
}
