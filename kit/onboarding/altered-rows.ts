import type { Database } from '../data/database.js';
import type { Sheet, SheetProblem, SheetRow } from './sheet.js';
import { tableOf } from './upsert.js';

/**
 * The rows that would alter what stands for good: a row of a group that was loaded before, with other values than it then
 * had or not among its rows at all. Empty for a sheet whose rows may change.
 */
export async function alteredRows(
  database: Database,
  sheet: Sheet,
  rows: readonly SheetRow[],
): Promise<SheetProblem[]> {
  const { unchangeable } = sheet;
  if (!unchangeable) return [];
  const { table, columns, types } = tableOf(database, sheet.entity);
  const given = Object.keys(sheet.columns);
  const values = given.filter((property) => !sheet.key.includes(property));
  const source = given.map((property) => `"${property}" ${types.get(property)}`).join(', ');
  const equal = (properties: readonly string[], alias: string): string =>
    properties.map((property) => `${alias}.${columns.get(property)} = source."${property}"`).join(' and ');
  const altered = await database.administer((execute) =>
    execute(
      `select source."row", target.id is null as added
         from jsonb_to_recordset(?::jsonb) as source("row" integer, ${source})
         left join ${table} as target on ${equal(sheet.key, 'target')}
        where exists (select 1 from ${table} as standing where ${equal(unchangeable.group, 'standing')})
          and (target.id is null
            or (${values.map((property) => `target.${columns.get(property)}`).join(', ')})
               is distinct from (${values.map((property) => `source."${property}"`).join(', ')}))
        order by source."row"`,
      [JSON.stringify(rows.map((row, index) => ({ row: index, ...row })))],
    ),
  );
  return altered.map(({ row, added }) => ({
    row: Number(row),
    heading: sheet.columns[unchangeable.heading]?.heading ?? '',
    problem: added === true ? `would add to ${unchangeable.sentence}` : `would change ${unchangeable.sentence}`,
  }));
}
