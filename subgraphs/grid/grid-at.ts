import { raw } from '@mikro-orm/core';
import type { Session } from '../../kit/data/session.js';
import { Grid, GridState } from './grid.js';

// PostgreSQL's index of polygons is asked for polygons only, so the point is one whose corners coincide.
function around(longitude: number, latitude: number) {
  const probe = 'polygon(box(point(?, ?), point(?, ?)))';
  return raw((alias) => `grid.area_of(${alias}.boundary) @> ${probe}`, [longitude, latitude, longitude, latitude]);
}

/**
 * The lowest grid that contains a point, in degrees of CGCS2000: a basic grid in service before one being set up, whose
 * ground is covered as well, before the grids above; null outside every grid. PostgreSQL compares coordinates to a
 * millionth of a degree, so a point within a decimetre of a border lies on both sides of it: the lowest code has it.
 */
export async function gridAt(session: Session, longitude: number, latitude: number): Promise<Grid | null> {
  const inService = raw((alias) => `${alias}.state in ('ACTIVE', 'ADJUSTING')`);
  const [lowest] = await session.manager.find(
    Grid,
    { [around(longitude, latitude)]: [], state: { $ne: GridState.RETIRED } },
    { orderBy: [{ level: 'desc' }, { [inService]: 'desc' }, { code: 'asc' }], limit: 1 },
  );
  return lowest ?? null;
}

/** Whether a grid's ground contains every one of some points, in degrees of CGCS2000. */
export async function containsPoints(
  { manager }: Session,
  code: string,
  points: readonly { readonly longitude: number; readonly latitude: number }[],
): Promise<boolean> {
  const [row] = (await manager.execute(
    `select coalesce(bool_and(grid.area_of(boundary) @> polygon(box(place, place))), true) as contained
       from grid.grids, jsonb_to_recordset(?::jsonb) as given(longitude float8, latitude float8),
            lateral (select point(longitude, latitude) as place) as places
      where code = ?`,
    [JSON.stringify(points), code],
  )) as { contained: boolean }[];
  return row?.contained === true;
}
