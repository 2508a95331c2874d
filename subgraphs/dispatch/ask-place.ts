import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import type { Place } from './event-inputs.js';

/** A position as it is sent, in degrees of CGCS2000. */
interface Position {
  readonly longitude: number;
  readonly latitude: number;
}

interface GridAnswer {
  readonly gridAt: { readonly code: string; readonly town: { readonly code: string } | null } | null;
}

const question = `query ($longitude: Float!, $latitude: Float!) {
  gridAt(longitude: $longitude, latitude: $latitude) { code town { code } }
}`;

/** Asks in which grid a position lies. Fault INVALID, reason OUTSIDE_COUNTY, for one in no grid. */
export async function askPlace(context: Context, position: Position): Promise<Place> {
  const { longitude, latitude } = position;
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) throw outsideCounty(position);
  const { gridAt } = await context.ask<GridAnswer>(question, { longitude, latitude });
  if (!gridAt?.town) throw outsideCounty(position);
  return { longitude, latitude, gridCode: gridAt.code, townCode: gridAt.town.code };
}

/** The position that two arguments give; null without both. Fault INVALID, reason POSITION_INCOMPLETE, for half of one. */
export function positionOf(
  longitude: number | null | undefined,
  latitude: number | null | undefined,
): { longitude: number; latitude: number } | null {
  if (longitude != null && latitude != null) return { longitude, latitude };
  if (longitude == null && latitude == null) return null;
  throw new Fault(
    'INVALID',
    { zh: '经度和纬度须一并给出。', en: 'Longitude and latitude come together.' },
    { reason: 'POSITION_INCOMPLETE' },
  );
}

function outsideCounty({ longitude, latitude }: Position): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `坐标(${longitude}, ${latitude})不在任何网格内。`,
      en: `The point (${longitude}, ${latitude}) lies in no grid.`,
    },
    { reason: 'OUTSIDE_COUNTY', details: { longitude, latitude } },
  );
}
