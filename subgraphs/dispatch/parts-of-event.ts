import type { Class } from '../../kit/module/define.js';
import type { Context } from '../../kit/module/context.js';

/**
 * The rows of an event in the order of the columns named: whoever sees the event sees them all, its own visibility having
 * let it through. n events cost one statement.
 */
export function partsOf<Part extends { readonly id: string; readonly eventId: string }>(
  { session }: Context,
  entity: Class<Part>,
  eventId: string,
  order: readonly (string & keyof Part)[],
): Promise<Part[]> {
  return session.batch(`parts ${entity.name}`, eventId, async (keys, manager) => {
    const rows: Part[] = await manager.find(
      entity,
      { eventId: { $in: [...keys] } } as never,
      { orderBy: order.map((each) => ({ [each]: 'asc' })), filters: { visible: false } } as never,
    );
    const byEvent = Map.groupBy(rows, (row) => row.eventId);
    return keys.map((key) => byEvent.get(key) ?? []);
  });
}
