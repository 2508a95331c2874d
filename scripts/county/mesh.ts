import { at } from './random.js';

/** A place in a plane whose unit is a degree of latitude. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How close to a corner, as a share of the edge, a cut has to end to end in the corner itself. */
const snapping = 0.12;

/** Where a cut meets a face: the edge by its first corner's place in the ring, and how far along it. */
interface Crossing {
  readonly edge: number;
  readonly part: number;
}

/**
 * A plane area cut into faces that share their corners: a corner put on an edge belongs to the faces on both sides, so
 * whatever moves later, the faces keep covering the area without gap or overlap. Faces run counter-clockwise.
 */
export class Mesh {
  readonly points: Point[] = [];
  readonly faces: number[][] = [];
  readonly #faceLeftOf = new Map<string, number>();

  constructor(outline: readonly Point[]) {
    this.points.push(...outline);
    this.#put(
      0,
      outline.map((_, index) => index),
    );
  }

  /**
   * Cuts a convex face along a line square to `angle` (radians); the part that lies back along the angle keeps the
   * number and `share` of the area, the other part gets the returned number.
   */
  split(face: number, share: number, angle: number): number {
    const heights = this.#corners(face).map(({ x, y }) => x * Math.cos(angle) + y * Math.sin(angle));
    const level = this.#levelOf(face, heights, share);
    const [first, second] = this.#ends(face, heights, level);
    const ring = at(this.faces, face);
    const from = ring.indexOf(first);
    const turned = [...ring.slice(from), ...ring.slice(0, from)];
    const middle = turned.indexOf(second);
    const other = this.faces.length;
    this.#put(face, [...turned.slice(middle), first]);
    this.#put(other, turned.slice(0, middle + 1));
    return other;
  }

  /** The direction of the longest chord of a face, in radians. */
  longestDirection(face: number): number {
    const corners = this.#corners(face);
    let longest = { length: 0, angle: 0 };
    for (const one of corners) {
      for (const other of corners) {
        const length = Math.hypot(other.x - one.x, other.y - one.y);
        if (length > longest.length) longest = { length, angle: Math.atan2(other.y - one.y, other.x - one.x) };
      }
    }
    return longest.angle;
  }

  #corners(face: number): Point[] {
    return at(this.faces, face).map((index) => at(this.points, index));
  }

  /** Halves the interval until the part below the level has its share. */
  #levelOf(face: number, heights: readonly number[], share: number): number {
    const corners = this.#corners(face);
    const wanted = area(corners) * share;
    let low = Math.min(...heights);
    let high = Math.max(...heights);
    for (let round = 0; round < 40; round += 1) {
      const level = (low + high) / 2;
      if (area(below(corners, heights, level)) < wanted) low = level;
      else high = level;
    }
    return (low + high) / 2;
  }

  /** The corners in which the cut begins (going up) and ends (going down), made where there were none. */
  #ends(face: number, heights: readonly number[], level: number): [number, number] {
    const ring = [...at(this.faces, face)];
    const crossing = (crosses: (here: number, next: number) => boolean): Crossing => {
      const edge = heights.findIndex((here, index) => crosses(here, at(heights, (index + 1) % heights.length)));
      const next = (edge + 1) % ring.length;
      return { edge, part: (level - at(heights, edge)) / (at(heights, next) - at(heights, edge)) };
    };
    const up = crossing((here, next) => here < level && next >= level);
    const down = crossing((here, next) => here >= level && next < level);
    const [start, end] = mayEndInCorners(up, down, ring.length) ? [snapped(up), snapped(down)] : [kept(up), kept(down)];
    return [this.#cornerAt(ring, start), this.#cornerAt(ring, end)];
  }

  #cornerAt(ring: readonly number[], { edge, part }: Crossing): number {
    const from = at(ring, edge);
    const to = at(ring, (edge + 1) % ring.length);
    if (part === 0) return from;
    return part === 1 ? to : this.#insert(from, to, part);
  }

  /** Puts a corner on the edge between two, for the faces on both sides. */
  #insert(from: number, to: number, part: number): number {
    const start = at(this.points, from);
    const end = at(this.points, to);
    const added =
      this.points.push({ x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part }) - 1;
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const face = this.#faceLeftOf.get(`${one} ${other}`);
      if (face === undefined) continue;
      const ring = at(this.faces, face);
      this.#put(face, ring.toSpliced(ring.indexOf(one) + 1, 0, added));
    }
    return added;
  }

  #put(face: number, ring: number[]): void {
    this.faces[face] = ring;
    ring.forEach((corner, index) => {
      this.#faceLeftOf.set(`${corner} ${at(ring, (index + 1) % ring.length)}`, face);
    });
  }
}

/** The signed area of a ring; positive when it runs counter-clockwise. */
export function area(ring: readonly Point[]): number {
  let doubled = 0;
  ring.forEach((point, index) => {
    const next = at(ring, (index + 1) % ring.length);
    doubled += point.x * next.y - next.x * point.y;
  });
  return doubled / 2;
}

function below(corners: readonly Point[], heights: readonly number[], level: number): Point[] {
  return corners.flatMap((corner, index) => {
    const following = (index + 1) % corners.length;
    const next = at(corners, following);
    const here = at(heights, index);
    const there = at(heights, following);
    const kept = here <= level ? [corner] : [];
    if (here <= level === there <= level) return kept;
    const part = (level - here) / (there - here);
    return [...kept, { x: corner.x + (next.x - corner.x) * part, y: corner.y + (next.y - corner.y) * part }];
  });
}

function snapped({ edge, part }: Crossing): Crossing {
  if (part < snapping) return { edge, part: 0 };
  return { edge, part: part > 1 - snapping ? 1 : part };
}

function kept({ edge, part }: Crossing): Crossing {
  return { edge, part: Math.min(0.98, Math.max(0.02, part)) };
}

/** Whether both parts keep at least three corners of the old ring or two and a half edge between the ends. */
function mayEndInCorners(up: Crossing, down: Crossing, corners: number): boolean {
  const place = (crossing: Crossing): number => snapped(crossing).edge + snapped(crossing).part;
  const between = (place(down) - place(up) + corners) % corners;
  return between > 1.6 && between < corners - 1.6;
}
