import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { Database, type Execute } from './database.js';
import { lockFolder } from './folder-lock.js';
import { lockOfFiles } from './lock-of-files.js';
import { runProgram, writeStatements } from './postgres-programs.js';

/** What a copy of a database holds, as of one moment. */
export interface CopiedRows {
  /** Version of the PostgreSQL that it was made on: `15`. */
  readonly major: number;
  /** Rows of each table, by its name with its schema. */
  readonly tables: Readonly<Record<string, number>>;
}

/** A copy cannot be put into a database as it is; the message says why, and what to do. */
export class CannotRestore extends Error {}

type Server = { readonly url: string };
type Look = (execute: Execute) => Promise<void>;

/**
 * Copies a server's database by `pg_dump` of one snapshot, while others go on. `look` sees the same moment; until it ends
 * no file is removed that a row of that moment names.
 */
export async function copyServer({ url }: Server, file: string, look: Look): Promise<CopiedRows> {
  return withClient(url, async (execute) => {
    // Before the snapshot: what is removed until then is removed in it too.
    await execute(`select pg_advisory_lock_shared(${lockOfFiles})`);
    await execute('begin isolation level repeatable read read only');
    const [{ snapshot } = {}] = await execute('select pg_export_snapshot() as snapshot');
    const major = await majorOf(execute);
    const copied = { major, tables: await countRows(execute) };
    await runProgram('pg_dump', { url, major }, [
      ...['--format=custom', '--no-owner', '--no-privileges', `--snapshot=${String(snapshot)}`, `--file=${file}`],
    ]);
    await look(execute);
    return copied;
  });
}

/** Copies the embedded database of a folder that no process has open. Throws FolderInUse. */
export async function copyEmbedded(folder: string, file: string, look: Look): Promise<CopiedRows> {
  const database = await Database.open({ kind: 'folder', folder });
  try {
    const copied = await database.administer(async (execute) => {
      await look(execute);
      return { major: await majorOf(execute), tables: await countRows(execute) };
    });
    if (database.native.kind !== 'embedded') throw new Error('A folder holds the embedded database.');
    const dumped = await database.native.pglite.dumpDataDir('gzip');
    await writeFile(file, Buffer.from(await dumped.arrayBuffer()), { mode: 0o600 });
    return copied;
  } finally {
    await database.close();
  }
}

/** Whether the server's database holds any table. Throws CannotRestore for one that is in use or older than the copy. */
export async function serverHoldsTables({ url }: Server, { major }: CopiedRows): Promise<boolean> {
  return withClient(url, async (execute) => {
    const here = await majorOf(execute);
    if (here < major) throw new CannotRestore(`The copy is of PostgreSQL ${major}; this server is older (${here}).`);
    const others = await execute(
      `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
         and backend_type = 'client backend'`,
    );
    if (others.length > 0) {
      throw new CannotRestore(`${others.length} others are connected to this database. Stop every portal first.`);
    }
    return (await tablesOf(execute)).length > 0;
  });
}

/**
 * Puts a copy into a server's database in one transaction: what stands in the schemas of the copy and of the modules goes,
 * the copy comes, its rows are counted; or all stays as it was.
 */
export async function restoreServer({ url }: Server, file: string, draft: string, copied: CopiedRows): Promise<void> {
  const { major, schemas } = await withClient(url, async (execute) => ({
    major: await majorOf(execute),
    schemas: new Set([...(await tablesOf(execute)), ...Object.keys(copied.tables)].map((table) => table.split('.')[0])),
  }));
  schemas.delete('public');
  const [before, statements, after] = ['before', 'statements', 'after'].map((name) => path.join(draft, `${name}.sql`));
  if (before === undefined || statements === undefined || after === undefined)
    throw new Error('Three files are named.');
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await writeFile(before, [...schemas].map((schema) => `drop schema if exists "${schema}" cascade;\n`).join(''));
  await writeStatements(file, statements, major);
  await writeFile(after, checksOf(copied));
  await runProgram('psql', { url, major }, [
    ...['--no-psqlrc', '--quiet', '--output=/dev/null', '--single-transaction', '--set=ON_ERROR_STOP=1'],
    ...[before, statements, after].map((each) => `--file=${each}`),
  ]);
}

/** Puts a copy into a folder in place of the embedded database there; it is opened aside and its rows counted first. */
export async function restoreEmbedded(folder: string, file: string, draft: string, copied: CopiedRows): Promise<void> {
  const unlock = await lockFolder(folder);
  try {
    const { PGlite } = await import('@electric-sql/pglite');
    const aside = path.join(draft, 'postgres');
    const opened = await PGlite.create({ dataDir: aside, loadDataDir: new Blob([await readFile(file)]) });
    const execute: Execute = async (sql) => (await opened.query<Record<string, unknown>>(sql)).rows;
    const tables = await countRows(execute).finally(() => opened.close());
    if (JSON.stringify(tables) !== JSON.stringify(copied.tables)) {
      throw new CannotRestore('The rows of the copy are not as many as its manifest says. Nothing was changed.');
    }
    const place = path.join(folder, 'postgres');
    const old = path.join(draft, 'replaced');
    await rename(place, old).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(aside, place);
    await rm(old, { recursive: true, force: true });
  } finally {
    await unlock();
  }
}

async function withClient<T>(url: string, work: (execute: Execute) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'yimen copy' });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(
      async (sql, parameters) => (await client.query<Record<string, unknown>>(sql, [...(parameters ?? [])])).rows,
    );
  } finally {
    await client.end();
  }
}

async function majorOf(execute: Execute): Promise<number> {
  const [row] = await execute(`select current_setting('server_version_num') as version`);
  return Math.floor(Number(row?.['version']) / 10_000);
}

async function tablesOf(execute: Execute): Promise<string[]> {
  const rows = await execute(
    `select nspname || '.' || relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
     where relkind in ('r', 'p') and nspname !~ '^pg_' and nspname <> 'information_schema' order by 1`,
  );
  return rows.map((row) => String(row['name']));
}

async function countRows(execute: Execute): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of await tablesOf(execute)) {
    const [row] = await execute(`select count(*) as rows from ${quoted(table)}`);
    counts[table] = Number(row?.['rows']);
  }
  return counts;
}

/** Statements that fail, and with them the transaction, where a table has not as many rows as the copy. */
function checksOf({ tables }: CopiedRows): string {
  const checks = Object.entries(tables).map(
    ([table, rows]) =>
      `if (select count(*) from ${quoted(table)}) <> ${rows} then raise exception 'rows of % differ', '${table}'; end if;`,
  );
  return `do $$ begin\n${checks.join('\n')}\nend $$;\n`;
}

function quoted(table: string): string {
  return table
    .split('.')
    .map((part) => pg.escapeIdentifier(part))
    .join('.');
}
