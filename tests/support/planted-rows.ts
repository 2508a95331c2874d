import type { Database } from '../../kit/data/database.js';
import type { Class } from '../../kit/module/define.js';
import { tableOf } from '../../kit/onboarding/upsert.js';

const valueOf: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  int: '1',
  integer: '1',
  boolean: 'true',
  date: "'2026-11-21'",
  timestamptz: "'2026-11-21T02:00:00Z'",
  json: "'[]'",
  jsonb: "'[]'",
  tsvector: "''",
};

const emptyCourse = JSON.stringify({ profileVersion: 0, since: '', counts: {}, answers: {}, length: 0, head: '' });

/**
 * Inserts a row that no file and no verb made: `given` names some properties' values, the others get any of their type.
 * The table's checks go first, because what they ask is known to the module alone.
 */
export async function plantRow(
  database: Database,
  entity: Class,
  given: Readonly<Record<string, string>>,
  otherwise: string,
): Promise<string> {
  const { table, columns, types } = tableOf(database, entity);
  const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const values = [...columns.keys()].map((property) => {
    const value = given[property] ?? (property === 'course' ? emptyCourse : undefined);
    if (value !== undefined) return literal(value);
    const type = types.get(property) ?? 'text';
    if (type === 'text[]') return `array[${literal(otherwise)}]`;
    return valueOf[type] ?? (type.startsWith('numeric') || type.startsWith('double') ? '1' : literal(otherwise));
  });
  await dropChecks(database, table);
  const [row] = await database.administer((run) =>
    run(`insert into ${table} (${[...columns.values()].join(', ')}) values (${values.join(', ')}) returning id::text`),
  );
  return String(row?.['id']);
}

async function dropChecks(database: Database, table: string): Promise<void> {
  await database.administer(async (run) => {
    const checks = await run(
      `select quote_ident(conname) as name from pg_constraint where contype = 'c' and conrelid = ?::regclass`,
      [table],
    );
    for (const { name } of checks) await run(`alter table ${table} drop constraint ${String(name)}`);
  });
}
