import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { actorOf } from '../../../kit/workflow/interpret.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { fieldInvalid } from '../field-invalid.js';
import { Grid, GridLevel, type Polygon } from '../grid.js';
import type { GridAdjustmentInput } from './adjustment-input.js';
import { adjustmentWorkflow } from './adjustment-workflow.js';
import type { GridAdjustment } from './grid-adjustment.js';
import type { ProposedGrid, ProposedGridInput } from './proposed-grid.js';

const mostGrids = 10;
const mostPoints = 2_000;
const largestCount = 100_000;

/**
 * Proposes what shall become of basic grids of one village. Faults: NOT_FOUND for a grid; INVALID, reasons TEXT_LENGTH and
 * FIELD_INVALID, with the field in the details; those of the workflow's table.
 */
export async function proposeGridAdjustment(context: Context, input: GridAdjustmentInput): Promise<GridAdjustment> {
  requireRole(policyOf(adjustmentWorkflow, 'proposeGridAdjustment'), context);
  requireWritten({ zh: '理由', en: 'The reason' }, input.reason, 500);
  const place = await villageOf(context, input.grids);
  if (input.proposed.length === 0 || input.proposed.length > mostGrids) {
    throw fieldInvalid('proposed', `须为 1—${mostGrids} 个`, `need 1 to ${mostGrids} grids`);
  }
  const adjustment = {
    id: uuid(),
    number: '',
    regionCode: place.town,
    kind: input.kind,
    villageCode: place.village,
    gridCodes: [...input.grids].sort(),
    proposed: input.proposed.map(proposedOf),
    reason: input.reason.trim(),
    proposedBy: actorOf({ context }),
    opinion: null,
    effectiveOn: null,
    newCodes: [],
  };
  return begin(adjustmentWorkflow, 'proposeGridAdjustment', adjustment, context, {});
}

async function villageOf({ session }: Context, codes: readonly string[]) {
  const unfit = fieldInvalid(
    'grids',
    `须为同一村社区的 1—${mostGrids} 个三级网格,不重复`,
    `need 1 to ${mostGrids} basic grids of one village, each once`,
  );
  if (codes.length === 0 || codes.length > mostGrids || new Set(codes).size < codes.length) throw unfit;
  const grids = await Promise.all(codes.map((code) => session.one(Grid, 'code', code)));
  const missing = grids.indexOf(null);
  if (missing >= 0) throw notFound(Grid, codes[missing] ?? '');
  const [first] = grids;
  if (!first?.parentCode || grids.some((grid) => grid?.parentCode !== first.parentCode)) throw unfit;
  if (grids.some((grid) => grid?.level !== GridLevel.L3_BASIC)) throw unfit;
  return { village: first.parentCode, town: first.townCode };
}

function proposedOf(input: ProposedGridInput): ProposedGrid {
  const { households, enterprises, registeredPopulation, floatingPopulation } = input;
  requireWritten({ zh: '名称', en: 'The name' }, input.name, 100);
  for (const count of [households, enterprises, registeredPopulation, floatingPopulation]) {
    if (count < 0 || count > largestCount) {
      throw fieldInvalid(
        'proposed',
        `户数、企业数、人口须为 0—${largestCount}`,
        `needs counts of 0 to ${largestCount}`,
      );
    }
  }
  const sizeWaiver = input.sizeWaiver ?? null;
  if (sizeWaiver !== null) requireWritten({ zh: '豁免理由', en: 'The waiver' }, sizeWaiver, 500);
  const boundary = input.boundary ?? null;
  return {
    code: input.code ?? null,
    name: input.name.trim(),
    boundary: boundary === null ? null : polygonOf(boundary),
    households,
    enterprises,
    registeredPopulation,
    floatingPopulation,
    sizeWaiver: sizeWaiver?.trim() ?? null,
  };
}

/** A polygon of one closed ring on the earth, as PostgreSQL's index of grids takes it. */
function polygonOf(geometry: object): Polygon {
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  const ring = Array.isArray(coordinates) && coordinates.length === 1 ? (coordinates[0] as unknown) : null;
  const points = Array.isArray(ring) ? ring : [];
  const onEarth = points.every(isPosition);
  const closed = points.length >= 4 && String(points[0]) === String(points.at(-1));
  if (type !== 'Polygon' || !onEarth || !closed || points.length > mostPoints) {
    throw fieldInvalid(
      'boundary',
      `须为一环闭合的 Polygon,4—${mostPoints} 点,经纬度在范围内`,
      `must be a Polygon of one closed ring of 4 to ${mostPoints} positions`,
    );
  }
  return { type: 'Polygon', coordinates: [points as [number, number][]] };
}

function isPosition(point: unknown): boolean {
  if (!Array.isArray(point) || point.length !== 2) return false;
  const [longitude, latitude] = point as unknown[];
  const bounded = (value: unknown, most: number) => typeof value === 'number' && Math.abs(value) <= most;
  return bounded(longitude, 180) && bounded(latitude, 90);
}
