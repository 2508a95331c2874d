import { raw } from '@mikro-orm/core';
import { GridLevel } from './grid.js';
import { standard } from './sizing.js';

/** The condition that finds third-level grids outside the standard of GR-02. */
export function outOfSize(town: string | undefined, waived: boolean | undefined): Record<string, unknown> {
  const units = raw((alias) => `${alias}.households + ${alias}.enterprises`);
  const people = raw((alias) => `${alias}.registered_population + ${alias}.floating_population`);
  return {
    level: GridLevel.L3_BASIC,
    ...(town === undefined || town === null ? {} : { townCode: town }),
    ...(waived === undefined || waived === null ? {} : { sizeWaiver: waived ? { $ne: null } : null }),
    $or: [
      { [units]: { $lt: standard.units.from } },
      { [units]: { $gt: standard.units.to } },
      { [people]: { $lt: standard.people.from } },
      { [people]: { $gt: standard.people.to } },
    ],
  };
}
