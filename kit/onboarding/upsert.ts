import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { Database, Execute } from '../data/database.js';
import type { Class } from '../module/define.js';
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

/** A line of a file as it is remembered: the values of its key, as JSON, and a digest of all its values. */
interface Line {
  readonly key: string;
  readonly digest: string;
  readonly row: SheetRow;
}

const batchSize = 1000;

const ledger = `create table if not exists kit.sheet_lines (
  county text not null, file text not null, key text not null, digest text not null, primary key (county, file, key))`;

/** The table of an entity: its qualified name, and its columns by property. */
export function tableOf(database: Database, entity: Class): Table {
  const metadata = database.metadata(entity);
  return {
    table: `"${metadata.schema}"."${metadata.tableName}"`,
    columns: new Map(metadata.props.map((property) => [property.name, `"${property.fieldNames[0]}"`])),
    types: new Map(metadata.props.map((property) => [property.name, property.columnTypes[0] ?? 'text'])),
  };
}

/**
 * Writes the lines of a file that are not as the county's last load left them, in one transaction. Where the file is the
 * whole list, rows of lines that it no longer has are removed.
 */
export async function upsert(
  database: Database,
  county: string,
  sheet: Sheet,
  rows: readonly SheetRow[],
): Promise<UpsertOutcome> {
  const table = tableOf(database, sheet.entity);
  const lines = rows.map((row) => lineOf(sheet, row));
  return database.administer(async (execute) => {
    await execute(ledger);
    const known = await knownLines(execute, county, sheet);
    const fresh = lines.filter(({ key, digest }) => known.get(key) !== digest);
    const present = new Set(lines.map(({ key }) => key));
    const gone = [...known.keys()].filter((key) => !present.has(key));
    const removed = sheet.whole ? await remove(execute, table, sheet, gone) : 0;
    const { inserted, changedKeys } = await write(execute, table, sheet, fresh);
    await remember(execute, county, sheet, fresh, gone);
    // The embedded PostgreSQL has no background process that would count a table's rows for the planner.
    if (fresh.length > 0) await execute(`analyze ${table.table}`);
    return { inserted, updated: changedKeys.length, removed, changedKeys };
  });
}

function lineOf(sheet: Sheet, row: SheetRow): Line {
  return {
    key: JSON.stringify(Object.fromEntries(sheet.key.map((property) => [property, row[property]]))),
    digest: createHash('sha256').update(JSON.stringify(row)).digest('base64'),
    row,
  };
}

async function knownLines(execute: Execute, county: string, sheet: Sheet): Promise<Map<string, string>> {
  const rows = await execute('select key, digest from kit.sheet_lines where county = ? and file = ?', [
    county,
    sheet.file,
  ]);
  return new Map(rows.map((row) => [row['key'] as string, row['digest'] as string]));
}

async function remember(
  execute: Execute,
  county: string,
  sheet: Sheet,
  fresh: readonly Line[],
  gone: readonly string[],
) {
  if (gone.length > 0) {
    await execute(
      `delete from kit.sheet_lines where county = ? and file = ?
        and key in (select jsonb_array_elements_text(?::jsonb))`,
      [county, sheet.file, JSON.stringify(gone)],
    );
  }
  if (fresh.length === 0) return;
  await execute(
    `insert into kit.sheet_lines (county, file, key, digest)
     select ?, ?, line.key, line.digest from jsonb_to_recordset(?::jsonb) as line(key text, digest text)
     on conflict (county, file, key) do update set digest = excluded.digest`,
    [county, sheet.file, JSON.stringify(fresh.map(({ key, digest }) => ({ key, digest })))],
  );
}

async function remove(
  execute: Execute,
  { table, columns, types }: Table,
  sheet: Sheet,
  gone: readonly string[],
): Promise<number> {
  if (gone.length === 0) return 0;
  const source = sheet.key.map((property) => `"${property}" ${types.get(property)}`).join(', ');
  const equal = sheet.key.map((property) => `target.${columns.get(property)} = source."${property}"`).join(' and ');
  const removed = await execute(
    `delete from ${table} as target using jsonb_to_recordset(?::jsonb) as source(${source}) where ${equal} returning 1`,
    [`[${gone.join(',')}]`],
  );
  return removed.length;
}

async function write(execute: Execute, table: Table, sheet: Sheet, lines: readonly Line[]) {
  const statement = statementFor(table, sheet);
  let inserted = 0;
  const changedKeys: string[] = [];
  for (let start = 0; start < lines.length; start += batchSize) {
    const batch = lines.slice(start, start + batchSize).map(({ row }) => ({ id: uuid(), ...row }));
    const touched = await execute(statement, [JSON.stringify(batch)]);
    inserted += touched.filter((row) => row['inserted']).length;
    changedKeys.push(...touched.filter((row) => !row['inserted']).map((row) => row['key'] as string));
  }
  return { inserted, changedKeys };
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
  const assignments = changing.map((property) => `${column(property)} = excluded.${column(property)}`);
  // Whoever has seen the row before must read it again.
  if (columns.has('version')) assignments.push('version = target.version + 1');
  const stored = changing.map((property) => `target.${column(property)}`).join(', ');
  const arriving = changing.map((property) => `excluded.${column(property)}`).join(', ');
  const conflict =
    changing.length === 0
      ? 'do nothing'
      : `do update set ${assignments.join(', ')} where (${stored}) is distinct from (${arriving})`;
  // A row that this statement inserted has no deleting transaction yet: xmax is 0.
  return `insert into ${table} as target (${all.map(column).join(', ')})
    select ${selected} from jsonb_to_recordset(?::jsonb) as source(${source})
    on conflict (${sheet.key.map(column).join(', ')}) ${conflict}
    returning (xmax = 0) as inserted, concat_ws(' ', ${sheet.key.map((each) => `target.${column(each)}`).join(', ')}) as key`;
}
