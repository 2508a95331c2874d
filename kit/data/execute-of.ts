import type { EntityManager } from '@mikro-orm/postgresql';
import type { Execute, Row } from './database.js';

/** SQL as its author wrote it, on a manager's connection: inside its transaction, and past the visibility of rows. */
export function executeOf(manager: EntityManager): Execute {
  return async (sql, parameters) => (await manager.execute(sql, [...(parameters ?? [])])) as Row[];
}
