import { bent, microDegrees } from './county-outline.js';
import { area, type Mesh, type Point } from './mesh.js';
import { at, type Chance } from './random.js';

/** A corner as longitude and latitude in millionths of a degree. */
export type Corner = readonly [number, number];

/** How far a corner may stray, as a share of its shortest edge. */
const strayShare = 0.2;

/** Moves the mesh's corners out of their straight lines; every face stays simple. Answers each corner's place. */
export function settleCorners(mesh: Mesh, chance: Chance): Corner[] {
  const shortest = shortestEdges(mesh);
  const strays = mesh.points.map((_, index): Point => {
    const reach = at(shortest, index) * strayShare;
    return { x: (chance.next() * 2 - 1) * reach, y: (chance.next() * 2 - 1) * reach };
  });
  for (let round = 0; round < 12; round += 1) {
    const corners = mesh.points.map(({ x, y }, index) => {
      const stray = at(strays, index);
      return microDegrees(bent({ x: x + stray.x, y: y + stray.y }));
    });
    const crooked = mesh.faces.filter((face) => !isSimple(face.map((corner) => at(corners, corner))));
    if (crooked.length === 0) return corners;
    for (const corner of new Set(crooked.flat())) {
      const stray = at(strays, corner);
      strays[corner] = { x: stray.x / 2, y: stray.y / 2 };
    }
  }
  throw new Error('The county cannot be cut into simple polygons.');
}

/** The outline of several faces together: the edges that only one of them has, as one ring. */
export function outlineOf(faces: readonly (readonly number[])[]): number[] {
  return ringOf(faces, new Set(faces.flatMap((face) => edgesOf(face))));
}

/** A ring as WKT POLYGON in degrees with six decimals. */
export function polygonText(ring: readonly Corner[]): string {
  const degrees = (micro: number): string => (micro / 1e6).toFixed(6);
  return `POLYGON ((${[...ring, at(ring, 0)].map(([x, y]) => `${degrees(x)} ${degrees(y)}`).join(', ')}))`;
}

/** The area of a ring in square millionths of a degree: a whole number or a half. */
export function areaOf(ring: readonly Corner[]): number {
  return area(ring.map(([x, y]) => ({ x: x - 120_000_000, y: y - 31_000_000 })));
}

function edgesOf(face: readonly number[]): string[] {
  return face.map((corner, index) => `${corner} ${at(face, (index + 1) % face.length)}`);
}

function ringOf(faces: readonly (readonly number[])[], edges: ReadonlySet<string>): number[] {
  const next = new Map<number, number>();
  for (const edge of edges) {
    const [from, to] = edge.split(' ').map(Number) as [number, number];
    if (!edges.has(`${to} ${from}`)) next.set(from, to);
  }
  const start = Math.min(...next.keys());
  const ring = [start];
  for (let corner = next.get(start); corner !== start; corner = next.get(at(ring, ring.length - 1))) {
    if (corner === undefined || ring.length > next.size)
      throw new Error(`${faces.length} faces have no single outline.`);
    ring.push(corner);
  }
  if (ring.length !== next.size) throw new Error(`${faces.length} faces do not lie together.`);
  return ring;
}

function shortestEdges(mesh: Mesh): number[] {
  const shortest = mesh.points.map(() => Number.POSITIVE_INFINITY);
  for (const face of mesh.faces) {
    face.forEach((corner, index) => {
      const following = at(face, (index + 1) % face.length);
      const here = at(mesh.points, corner);
      const there = at(mesh.points, following);
      const length = Math.hypot(there.x - here.x, there.y - here.y);
      shortest[corner] = Math.min(at(shortest, corner), length);
      shortest[following] = Math.min(at(shortest, following), length);
    });
  }
  return shortest;
}

/** Counter-clockwise, and no edge meets another but its neighbours. */
function isSimple(ring: readonly Corner[]): boolean {
  if (areaOf(ring) <= 0) return false;
  const edge = (index: number): readonly [Corner, Corner] => [at(ring, index), at(ring, (index + 1) % ring.length)];
  return ring.every((_, one) =>
    ring.every((__, other) => {
      const apart = Math.min(Math.abs(one - other), ring.length - Math.abs(one - other));
      return apart < 2 || !meets(edge(one), edge(other));
    }),
  );
}

function meets([a, b]: readonly [Corner, Corner], [c, d]: readonly [Corner, Corner]): boolean {
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0;
}

function side([ax, ay]: Corner, [bx, by]: Corner, [cx, cy]: Corner): number {
  return Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
}
