import { metresBetween } from '../../../kit/files/photo-place.js';

/** A position in degrees of CGCS2000. */
interface Position {
  readonly longitude: number;
  readonly latitude: number;
}

interface Road {
  readonly line: readonly (readonly [longitude: number, latitude: number])[];
}

/** The road that passes a position most closely, of those within some metres; null for none. */
export function nearestRoad<R extends Road>(roads: readonly R[], position: Position, metres: number): R | null {
  const near = roads
    .map((road) => ({ road, distance: metresToLine(position, road.line) }))
    .filter(({ distance }) => distance <= metres)
    .sort((one, other) => one.distance - other.distance);
  return near[0]?.road ?? null;
}

/** Metres over the ground from a position to the nearest point of a line. */
export function metresToLine(position: Position, line: Road['line']): number {
  const distances = line.slice(1).map((end, index) => metresToStretch(position, line[index] ?? end, end));
  return Math.min(Infinity, ...distances);
}

function metresToStretch(position: Position, from: Road['line'][number], to: Road['line'][number]): number {
  // A town is small: a degree east is shorter than one north by the same factor everywhere in it.
  const shrink = Math.cos((position.latitude * Math.PI) / 180);
  const [east, north] = [(to[0] - from[0]) * shrink, to[1] - from[1]];
  const [x, y] = [(position.longitude - from[0]) * shrink, position.latitude - from[1]];
  const length = east ** 2 + north ** 2;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, (x * east + y * north) / length));
  return metresBetween(position, {
    longitude: from[0] + along * (to[0] - from[0]),
    latitude: from[1] + along * (to[1] - from[1]),
  });
}
