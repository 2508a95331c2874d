import { countyOutline } from './county-outline.js';
import { Mesh } from './mesh.js';
import { at, type Chance } from './random.js';

/** A third-level grid to be placed, or a group that has to stay together. */
export interface Part {
  readonly code: string;
  /** How much room it takes beside its neighbours. */
  readonly room: number;
  readonly parts: readonly Part[];
}

/** A cut through the county: its direction in degrees and the first-level grids before and beyond it. */
interface Cut {
  readonly degrees: number;
  readonly before: Cut | string;
  readonly beyond: Cut | string;
}

const cut = (degrees: number, before: Cut | string, beyond: Cut | string): Cut => ({ degrees, before, beyond });

/** The towns beside one another as they lie: 0 cuts west from east, 90 south from north. */
const layout: Cut = cut(
  10,
  cut(-8, '320281100', cut(5, '320281008', '320281007')),
  cut(
    4,
    cut(
      82,
      cut(86, cut(5, '320281103', '320281104'), cut(-6, '320281102', cut(8, '320281004', '320281005'))),
      cut(-4, '320281009', cut(3, '320281001', '320281400')),
    ),
    cut(
      78,
      cut(6, '320281112', cut(12, cut(85, '320281110', '320281109'), '320281111')),
      cut(8, '320281108', '320281107'),
    ),
  ),
);

/** Cuts the county's area into the faces of its third-level grids; answers the mesh and each grid's face. */
export function partitionCounty(
  firstLevel: readonly Part[],
  chance: Chance,
): { mesh: Mesh; faceOf: ReadonlyMap<string, number> } {
  const mesh = new Mesh(countyOutline);
  const faceOf = new Map<string, number>();
  const towns = new Map(firstLevel.map((part) => [part.code, part]));
  const placeTowns = (side: Cut | string, face: number): void => {
    if (typeof side === 'string') return placeAmong(townsOf(side, towns), face, mesh, chance, faceOf);
    const share = roomOf(townsOf(side.before, towns)) / roomOf(townsOf(side, towns));
    const other = mesh.split(face, share, (side.degrees / 180) * Math.PI);
    placeTowns(side.before, face);
    placeTowns(side.beyond, other);
  };
  placeTowns(layout, 0);
  return { mesh, faceOf };
}

function townsOf(side: Cut | string, towns: ReadonlyMap<string, Part>): Part[] {
  if (typeof side !== 'string') return [...townsOf(side.before, towns), ...townsOf(side.beyond, towns)];
  const part = towns.get(side);
  if (!part) throw new Error(`The layout names ${side}, which is no first-level grid.`);
  return [part];
}

/** Halves a face across its longer side until every part that has no parts of its own has a face. */
function placeAmong(
  parts: readonly Part[],
  face: number,
  mesh: Mesh,
  chance: Chance,
  faceOf: Map<string, number>,
): void {
  if (parts.length === 1) {
    const only = at(parts, 0);
    if (only.parts.length > 0) placeAmong(only.parts, face, mesh, chance, faceOf);
    else faceOf.set(only.code, face);
    return;
  }
  const middle = halfOf(parts);
  const before = parts.slice(0, middle);
  const angle = mesh.longestDirection(face) + (chance.next() - 0.5) * 0.9;
  const other = mesh.split(face, roomOf(before) / roomOf(parts), angle);
  placeAmong(before, face, mesh, chance, faceOf);
  placeAmong(parts.slice(middle), other, mesh, chance, faceOf);
}

function roomOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { room }) => sum + room, 0);
}

/** Where to divide a row of parts so that both sides need about the same room. */
function halfOf(parts: readonly Part[]): number {
  const half = roomOf(parts) / 2;
  let middle = 1;
  while (middle < parts.length - 1 && roomOf(parts.slice(0, middle + 1)) <= half) middle += 1;
  return middle;
}
