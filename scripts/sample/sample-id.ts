import type { Chance } from '../county/random.js';

/** An identifier of the form of UUIDv7 (RFC 9562): the moment, and chance that can be had again. */
export function sampleId(moment: Date, chance: Chance): string {
  const time = moment.getTime().toString(16).padStart(12, '0');
  const hex = (digits: number) =>
    chance
      .integer(0, 16 ** digits - 1)
      .toString(16)
      .padStart(digits, '0');
  const variant = (8 + chance.integer(0, 3)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(6)}${hex(6)}`;
}
