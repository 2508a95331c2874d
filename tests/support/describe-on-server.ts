import { describe } from '@jest/globals';
import { template } from './template.js';

/**
 * `describe` where tests run on a PostgreSQL server: an embedded one has no second process. Elsewhere it is skipped and says
 * in one line what is.
 */
export function describeOnServer(what: string): typeof describe {
  if (template().url !== null) return describe;
  process.stderr.write(`skipped: ${what}; set DATABASE_URL to run them\n`);
  return describe.skip as typeof describe;
}
