import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import type { ClueInput } from './case-inputs.js';

/** Where a case lies: the town that runs the grid, or the region that was named. */
export interface CasePlace {
  readonly regionCode: string;
  readonly gridCode: string | null;
  readonly longitude: number | null;
  readonly latitude: number | null;
}

interface Answer {
  readonly gridAt: { readonly code: string; readonly town: { readonly code: string } | null } | null;
}

/**
 * Finds the grid of a position, asking the grid subgraph before any transaction; without a position the named region.
 * Faults INVALID: PLACE_MISSING, OUTSIDE_COUNTY.
 */
export async function placeOf(context: Context, input: ClueInput): Promise<CasePlace> {
  const { longitude = null, latitude = null, regionCode = null } = input;
  if (longitude !== null && latitude !== null) {
    const { gridAt } = await context.ask<Answer>(
      'query ($longitude: Float!, $latitude: Float!) { gridAt(longitude: $longitude, latitude: $latitude) { code town { code } } }',
      { longitude, latitude },
    );
    if (!gridAt?.town) throw outsideCounty(longitude, latitude);
    return { regionCode: gridAt.town.code, gridCode: gridAt.code, longitude, latitude };
  }
  if (longitude !== null || latitude !== null || regionCode === null) {
    throw new Fault(
      'INVALID',
      {
        zh: '请给出案发地点:经度和纬度,或者所在区划代码。',
        en: 'Say where the act was done: longitude and latitude, or the code of the region.',
      },
      { reason: 'PLACE_MISSING' },
    );
  }
  return { regionCode, gridCode: null, longitude, latitude };
}

function outsideCounty(longitude: number, latitude: number): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `坐标(${longitude}, ${latitude})不在任何网格内。`,
      en: `The position ${longitude}, ${latitude} lies in no grid.`,
    },
    { reason: 'OUTSIDE_COUNTY', details: { longitude, latitude } },
  );
}
