import { raw } from '@mikro-orm/core';

/** The condition that finds categories with none below them: those that events are filed under. */
export function withoutSubcategories(): Record<string, unknown> {
  const lowest = raw(
    (alias) =>
      `(not exists (select 1 from dispatch.event_categories as below where below.parent_code = ${alias}.code))`,
  );
  return { [lowest]: true };
}
