import { Fault } from '../module/fault.js';
import type { StoredFile } from './stored-file.js';

/** A position in degrees, CGCS2000. */
export interface StatedPlace {
  readonly longitude: number;
  readonly latitude: number;
}

/**
 * Compares where photos say they were taken with the place that is stated. `unknown` when none of them says. Fault
 * INVALID, reason PHOTO_ELSEWHERE, for a photo taken further than `metres` away.
 */
export function photoPlace(
  files: readonly StoredFile[],
  stated: StatedPlace,
  metres: number,
): { readonly unknown: boolean } {
  let unknown = true;
  for (const { id, longitude, latitude } of files) {
    if (longitude === null || latitude === null) continue;
    unknown = false;
    const distance = Math.round(metresBetween({ longitude, latitude }, stated));
    if (distance > metres) throw photoElsewhere(id, distance, metres);
  }
  return { unknown };
}

/** Mean radius of the Earth in metres (IUGG). */
const radius = 6_371_008.8;

/** Metres between two places over the ground, by the haversine formula. */
export function metresBetween(one: StatedPlace, other: StatedPlace): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const north = Math.sin(radians(other.latitude - one.latitude) / 2) ** 2;
  const east = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  const along = north + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * east;
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(along)));
}

function photoElsewhere(id: string, distance: number, most: number): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `照片「${id}」的拍摄位置距所报地点 ${distance} 米,超过 ${most} 米。`,
      en: `The photo "${id}" was taken ${distance} m from the stated place; at most ${most} m are allowed.`,
    },
    { reason: 'PHOTO_ELSEWHERE', details: { id, distance, most } },
  );
}
