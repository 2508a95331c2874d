import type { Class } from '../module/define.js';
import type { Database, Execute } from './database.js';
import type { Sheet, SheetRow } from './sheet.js';

/** How many rows a load added, changed and removed; `changedKeys` names the changed ones. */
export interface UpsertOutcome {
  readonly inserted: number;
  readonly updated: number;
  readonly removed: number;
  readonly changedKeys: readonly string[];
}

interface Table {
  readonly table: string;
  /** Property name to quoted column name. */
  readonly columns: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, string>;
}

const batchSize = 1000;

/** The table of an entity: its qualified name, and its columns by property. */
export function tableOf(database: Database, entity: Class): Table {
  const metadata = database.metadata(entity);
  return {
    table: `"${metadata.schema}"."${metadata.tableName}"`,
    columns: new Map(metadata.props.map((property) => [property.name, `"${property.fieldNames[0]}"`])),
    types: new Map(metadata.props.map((property) => [property.name, property.columnTypes[0] ?? 'text'])),
  };
}

/** Writes all rows of a sheet in one transaction; rows that stand already as given are left alone. */
export async function upsert(database: Database, sheet: Sheet, rows: readonly SheetRow[]): Promise<UpsertOutcome> {
  const stored = tableOf(database, sheet.entity);
  const statement = statementFor(stored, sheet);
  return database.administer(async (execute) => {
    const removed = sheet.whole ? await removeOthers(execute, stored, sheet, rows) : 0;
    let inserted = 0;
    const changedKeys: string[] = [];
    for (let start = 0; start < rows.length; start += batchSize) {
      const batch = rows.slice(start, start + batchSize);
      const touched = await execute(statement, [JSON.stringify(batch)]);
      inserted += touched.filter((row) => row['inserted']).length;
      changedKeys.push(...touched.filter((row) => !row['inserted']).map((row) => row['key'] as string));
    }
    // The embedded PostgreSQL has no background process that would count a table's rows for the planner.
    if (inserted + changedKeys.length > 0) await execute(`analyze ${stored.table}`);
    return { inserted, updated: changedKeys.length, removed, changedKeys };
  });
}

async function removeOthers(
  execute: Execute,
  { table, columns, types }: Table,
  sheet: Sheet,
  rows: readonly SheetRow[],
): Promise<number> {
  const keys = rows.map((row) => Object.fromEntries(sheet.key.map((property) => [property, row[property]])));
  const source = sheet.key.map((property) => `"${property}" ${types.get(property)}`).join(', ');
  const equal = sheet.key.map((property) => `target.${columns.get(property)} = source."${property}"`).join(' and ');
  const gone = await execute(
    `delete from ${table} as target
      where not exists (select 1 from jsonb_to_recordset(?::jsonb) as source(${source}) where ${equal})
     returning 1`,
    [JSON.stringify(keys)],
  );
  return gone.length;
}

function statementFor({ table, columns, types }: Table, sheet: Sheet): string {
  const given = [...Object.keys(sheet.columns), ...Object.keys(sheet.derived ?? {})];
  const column = (property: string): string => {
    const name = columns.get(property);
    if (!name) throw new Error(`${sheet.file} gives ${property}, which ${sheet.entity.name} does not have.`);
    return name;
  };
  const all = ['id', ...given];
  const changing = given.filter((property) => !sheet.key.includes(property));
  const source = all.map((property) => `"${property}" ${types.get(property)}`).join(', ');
  const selected = all.map((property) => `source."${property}"`).join(', ');
  const assignments = changing.map((property) => `${column(property)} = excluded.${column(property)}`).join(', ');
  const stored = changing.map((property) => `target.${column(property)}`).join(', ');
  const arriving = changing.map((property) => `excluded.${column(property)}`).join(', ');
  const conflict =
    changing.length === 0
      ? 'do nothing'
      : `do update set ${assignments} where (${stored}) is distinct from (${arriving})`;
  // A row that this statement inserted has no deleting transaction yet: xmax is 0.
  return `insert into ${table} as target (${all.map(column).join(', ')})
    select ${selected} from jsonb_to_recordset(?::jsonb) as source(${source})
    on conflict (${sheet.key.map(column).join(', ')}) ${conflict}
    returning (xmax = 0) as inserted, concat_ws(' ', ${sheet.key.map((each) => `target.${column(each)}`).join(', ')}) as key`;
}
