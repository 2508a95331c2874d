import { createHash } from 'node:crypto';
import type { Database, Execute } from './database.js';

/** One step of a module's tables: numbered, forward-only; its comment says what it locks. */
export interface Migration {
  /** `0001-grids`: the number gives the order. */
  readonly name: string;
  /** Statements in PostgreSQL 15's language, each ended by a semicolon at a line's end. */
  readonly sql: string;
}

/** A module's migrations in the order to run them. */
export interface ModuleMigrations {
  readonly module: string;
  readonly migrations: readonly Migration[];
}

const ledger = [
  'create schema if not exists kit',
  `create table if not exists kit.migrations (
     module text not null, name text not null, digest text not null, applied_at timestamptz not null default now(),
     primary key (module, name))`,
];

// Any number that no other use of advisory locks takes; it spells YIMEN on a telephone.
const lock = 94636;

/**
 * Brings the tables of every module up to date, all in one transaction, so that twenty processes may start at once and a
 * crash leaves nothing half-made. Returns what was applied, as `module/name`.
 */
export async function migrate(database: Database, modules: readonly ModuleMigrations[]): Promise<string[]> {
  return database.administer(async (execute) => {
    await execute(`select pg_advisory_xact_lock(${lock})`);
    for (const statement of ledger) await execute(statement);
    const applied: string[] = [];
    for (const { module, migrations } of modules) {
      await execute(`create schema if not exists ${module}`);
      const known = await execute('select name, digest from kit.migrations where module = ?', [module]);
      const digests = new Map(known.map((row) => [row['name'] as string, row['digest'] as string]));
      for (const migration of migrations) {
        if (await applyOnce(execute, module, migration, digests)) applied.push(`${module}/${migration.name}`);
      }
    }
    return applied;
  });
}

async function applyOnce(execute: Execute, module: string, migration: Migration, digests: Map<string, string>) {
  const digest = createHash('sha256').update(migration.sql).digest('hex');
  const known = digests.get(migration.name);
  if (known === digest) return false;
  if (known !== undefined) {
    throw new Error(`Migration ${module}/${migration.name} was changed after it ran. Add a new one instead.`);
  }
  for (const statement of statementsOf(migration.sql)) await execute(statement);
  await execute('insert into kit.migrations (module, name, digest) values (?, ?, ?)', [module, migration.name, digest]);
  return true;
}

function statementsOf(sql: string): string[] {
  return sql
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
