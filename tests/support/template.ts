import { fileURLToPath } from 'node:url';

/** Where the onboarded county waits to be cloned: a database on a server, or a data folder of the embedded PostgreSQL. */
export interface Template {
  readonly url: string | null;
  readonly name: string;
  readonly folder: string;
}

/** Where the data folders of templates stand, one for each state of the files that fill them. */
export const templatesFolder = fileURLToPath(new URL('../../.data/test-templates/', import.meta.url));

/** The template of this test run; Jest's workers learn from the global setup which one it is. */
export function template(): Template {
  return {
    url: process.env['DATABASE_URL'] ?? null,
    name: 'yimen_template',
    folder: process.env['TEST_TEMPLATE'] ?? templatesFolder,
  };
}
