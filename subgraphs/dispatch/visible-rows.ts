import type { EntityManager } from '@mikro-orm/postgresql';
import type { Class } from '../../kit/module/define.js';

/** A statement, and the values that stand for its question marks. */
export interface VisibleRows {
  readonly statement: string;
  readonly values: readonly unknown[];
}

/** The rows of an entity that the manager's caller may see, as a statement that others count in. */
export async function visibleRows<Row extends object>(
  manager: EntityManager,
  entity: Class<Row>,
  columns: readonly (string & keyof Row)[],
): Promise<VisibleRows> {
  const visible = manager.createQueryBuilder(entity as Class, 'visible');
  visible.select([...columns] as never);
  await visible.applyFilters();
  return { statement: visible.getQuery(), values: visible.getParams() };
}
