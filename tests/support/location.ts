import { readConfig } from '../../gateway/config.js';
import type { DatabaseLocation } from '../../kit/data/open-orm.js';
import type { ClonedDatabase } from './database.js';

/** Where a cloned database is, for tests that open it without a portal. */
export function locationOf({ environment }: ClonedDatabase): DatabaseLocation {
  return readConfig(environment).database;
}
