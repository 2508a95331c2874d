import { areaOf, type Corner } from './boundaries.js';
import { sizeStandard } from './grid-sizes.js';
import { isWithin } from './premises.js';
import { cell, type Row, type Tables } from './tables.js';

/** How much of a grid's area its parts may miss (GR-01). */
const tolerance = 0.005;
const counted = ['户数', '企业数', '户籍人口', '流动人口'];

/**
 * Throws with a sentence when the parts of a grid do not have its area and its people, when a corner between two parts
 * is not theirs exactly, when the share of grids outside the standard is off, or when a place lies outside its grid.
 */
export function checkGrids(tables: Tables): void {
  const grids = tables.rows('grids.csv');
  const rings = new Map(grids.map((row) => [cell(row, '网格编码'), ringOf(cell(row, '边界'))]));
  const ring = (code: string): Corner[] => rings.get(code) ?? [];
  const children = Map.groupBy(grids, (row) => cell(row, '上级网格'));
  for (const grid of grids) {
    const code = cell(grid, '网格编码');
    const parts = children.get(code) ?? [];
    if (cell(grid, '级别') === 'L3_BASIC') continue;
    checkParts(
      code,
      ring(code),
      parts.map((part) => ring(cell(part, '网格编码'))),
    );
    for (const heading of counted) {
      const sum = parts.reduce((all, part) => all + Number(cell(part, heading)), 0);
      if (sum !== Number(cell(grid, heading))) throw new Error(`Grid ${code}: ${heading} is not the sum of its parts.`);
    }
  }
  checkSizes(grids.filter((row) => cell(row, '级别') === 'L3_BASIC'));
  for (const row of tables.rows('regulated-premises.csv')) {
    const place = [micro(cell(row, '经度')), micro(cell(row, '纬度'))] as const;
    if (!isWithin(place, ring(cell(row, '所在网格'))))
      throw new Error(`${cell(row, '场所编码')} lies outside its grid.`);
  }
}

/** Every edge of a part is either an edge of the whole, or another part's the other way round. */
function checkParts(code: string, whole: readonly Corner[], parts: readonly (readonly Corner[])[]): void {
  const covered = parts.reduce((sum, part) => sum + areaOf(part), 0);
  const wanted = areaOf(whole);
  if (wanted <= 0 || Math.abs(covered - wanted) > wanted * tolerance) {
    throw new Error(`Grid ${code} has an area of ${wanted} and its parts ${covered}.`);
  }
  const outline = new Set(edgesOf(whole));
  const inner = new Set(parts.flatMap((part) => edgesOf(part)));
  for (const edge of inner) {
    const [from, to] = edge.split(' ');
    if (!outline.has(edge) && !inner.has(`${to} ${from}`))
      throw new Error(`Grid ${code}: its parts do not meet at ${edge}.`);
  }
}

function checkSizes(basics: readonly Row[]): void {
  const outside = basics.filter((row) => {
    const units = Number(cell(row, '户数')) + Number(cell(row, '企业数'));
    const people = Number(cell(row, '户籍人口')) + Number(cell(row, '流动人口'));
    return !within(units, sizeStandard.units) || !within(people, sizeStandard.people);
  });
  const share = outside.length / basics.length;
  if (share < 0.05 || share > 0.06) throw new Error(`${outside.length} third-level grids are outside the standard.`);
  const waived = outside.filter((row) => cell(row, '规模豁免理由') !== '').length;
  if (waived * 2 !== outside.length)
    throw new Error(`${waived} of ${outside.length} grids outside the standard have a waiver.`);
}

function within(value: number, [smallest, largest]: readonly [number, number]): boolean {
  return smallest <= value && value <= largest;
}

function edgesOf(ring: readonly Corner[]): string[] {
  return ring.map((corner, index) => `${corner.join()} ${ring[(index + 1) % ring.length]?.join()}`);
}

function ringOf(polygon: string): Corner[] {
  const corners = polygon.replace('POLYGON ((', '').replace('))', '').split(', ');
  return corners.slice(1).map((corner): Corner => {
    const [longitude = '', latitude = ''] = corner.split(' ');
    return [micro(longitude), micro(latitude)];
  });
}

function micro(degrees: string): number {
  return Math.round(Number(degrees) * 1e6);
}
