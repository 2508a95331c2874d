import clipping, { type Polygon as Rings } from 'polygon-clipping';
import type { SheetProblem, SheetRow } from '../../kit/onboarding/sheet.js';
import { GridLevel, type Polygon } from './grid.js';

/** How much of an area may be missing or double before a partition is refused (GR-01). */
const tolerance = 0.005;

interface Cell {
  readonly row: number;
  readonly code: string;
  readonly parent: string;
  readonly rings: Rings;
  readonly area: number;
}

/**
 * GR-01: the third-level grids of one second-level grid do not overlap, stay inside it and cover it, within 0.5 % of
 * its area. Grids without a boundary are not looked at.
 */
export function checkTiling(rows: readonly SheetRow[]): SheetProblem[] {
  const cells = rows.flatMap((row, index) => cellOf(row, index));
  const parents = new Map(cells.map((cell) => [cell.code, cell]));
  const basic = cells.filter((cell) => rows[cell.row]?.['level'] === GridLevel.L3_BASIC);
  return [...Map.groupBy(basic, (cell) => cell.parent)].flatMap(([code, children]) => {
    const parent = parents.get(code);
    return parent ? problemsWithin(parent, children) : [];
  });
}

function cellOf(row: SheetRow, index: number): Cell[] {
  const boundary = row['boundary'] as Polygon | null | undefined;
  if (!boundary) return [];
  const rings: Rings = boundary.coordinates.map((ring) => ring.map(([longitude, latitude]) => [longitude, latitude]));
  return [{ row: index, code: String(row['code']), parent: String(row['parentCode']), rings, area: areaOf(rings) }];
}

function problemsWithin(parent: Cell, children: readonly Cell[]): SheetProblem[] {
  const problems: SheetProblem[] = [];
  const allowed = parent.area * tolerance;
  children.forEach((child, index) => {
    for (const other of children.slice(index + 1)) {
      if (shared(child, other) > allowed) {
        problems.push({ row: other.row, heading: '边界', problem: `overlaps grid ${child.code} (GR-01)` });
      }
    }
    if (child.area - shared(child, parent) > allowed) {
      problems.push({ row: child.row, heading: '边界', problem: `reaches beyond grid ${parent.code} (GR-01)` });
    }
  });
  const covered = children.reduce((sum, child) => sum + child.area, 0);
  if (problems.length === 0 && parent.area - covered > allowed) {
    const share = ((covered / parent.area) * 100).toFixed(1);
    problems.push({ row: parent.row, heading: '边界', problem: `is covered by its grids to ${share} % only (GR-01)` });
  }
  return problems;
}

function shared(one: Cell, other: Cell): number {
  return clipping.intersection(one.rings, other.rings).reduce((sum, rings) => sum + areaOf(rings), 0);
}

/** Area in square degrees: only ratios within one town are compared, where a degree is the same everywhere. */
function areaOf(rings: Rings): number {
  return rings.reduce((sum, ring, index) => sum + (index === 0 ? 1 : -1) * Math.abs(shoelace(ring)), 0);
}

function shoelace(ring: Rings[number]): number {
  let doubled = 0;
  for (let index = 0; index + 1 < ring.length; index += 1) {
    const [x1, y1] = ring[index] as [number, number];
    const [x2, y2] = ring[index + 1] as [number, number];
    doubled += x1 * y2 - x2 * y1;
  }
  return doubled / 2;
}
