import type { EntityManager } from '@mikro-orm/postgresql';
import { answersFor, type Caller } from '../../kit/identity/caller.js';
import { Event } from './event.js';
import { type VisibleRows, visibleRows } from './visible-rows.js';

/** Whether the manager's caller sees every event of these regions: those of one's territory are seen for their place alone. */
export function seesAllEvents(manager: EntityManager, regionCodes: readonly string[]): boolean {
  const { caller } = manager.getFilterParams('visible') as { readonly caller: Caller };
  return regionCodes.every((code) => answersFor(caller, code));
}

/**
 * The events of these regions that the manager's caller may see, as a statement that others count in, which say of which region. Where
 * that is all of them, indexes answer what of each event would have to be read otherwise.
 */
export async function visibleEvents(
  manager: EntityManager,
  columns: readonly (string & keyof Event)[],
  regionCodes: readonly string[],
): Promise<VisibleRows> {
  if (!seesAllEvents(manager, regionCodes)) return visibleRows(manager, Event, columns);
  const all = manager.createQueryBuilder(Event, 'visible').select([...columns] as never);
  return { statement: all.getQuery(), values: all.getParams() };
}
