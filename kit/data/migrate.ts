import { createHash } from 'node:crypto';
import type { Database, Execute } from './database.js';

/** A database that this version of a module cannot serve, or may not change yet; the message is for the operator. */
export class WrongVersion extends Error {}

/** One step of a module's tables: numbered, forward-only; its comment says what it locks. */
export interface Migration {
  /** `0001-grids`: the number gives the order. */
  readonly name: string;
  /** Statements in PostgreSQL 15's language, each ended by a semicolon at a line's end. */
  readonly sql: string;
  /**
   * `expand`, unless it says otherwise: run at the start, while older versions of the module still serve, which must find all
   * that they read and write. `contract` takes away what only those need; `npm run contract` runs it when none serves.
   */
  readonly phase?: 'expand' | 'contract';
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
  `alter table kit.migrations add column if not exists phase text not null default 'expand'`,
  `create table if not exists kit.processes (
     process uuid not null, module text not null, contractions text[] not null, seen_at timestamptz not null default now(),
     primary key (process, module))`,
];

// Any number that no other use of advisory locks takes; it spells YIMEN on a telephone.
const lock = 94636;

/** Seconds for which a process counts as serving after it was last heard of; it tells every ten. */
const serving = 30;

/**
 * Brings the tables of every module up to date, all in one transaction, so that twenty processes may start at once and a
 * crash leaves nothing half-made. Contractions wait for `contract`, but for those of a module that is new here. Returns
 * what was applied, as `module/name`. Throws WrongVersion where a newer version has contracted what this one reads.
 */
export async function migrate(database: Database, modules: readonly ModuleMigrations[]): Promise<string[]> {
  return inTurn(database, async (execute) => {
    const applied: string[] = [];
    for (const { module, migrations } of modules) {
      await execute(`create schema if not exists ${module}`);
      const digests = await knownDigests(execute, module, migrations);
      const due = digests.size === 0 ? migrations : migrations.filter(({ phase }) => phase !== 'contract');
      for (const migration of due) {
        if (await applyOnce(execute, module, migration, digests)) applied.push(`${module}/${migration.name}`);
      }
      await announce(execute, database.process, { module, migrations });
    }
    return applied;
  });
}

/**
 * Runs the contractions of every module that were not run yet, all in one transaction. Throws WrongVersion, with nothing
 * changed, while a process serves that does not know one of them, or where this version is not up to date itself.
 */
export async function contract(database: Database, modules: readonly ModuleMigrations[]): Promise<string[]> {
  return inTurn(database, async (execute) => {
    const applied: string[] = [];
    for (const { module, migrations } of modules) {
      const digests = await knownDigests(execute, module, migrations);
      for (const migration of migrations) {
        if (digests.has(migration.name)) continue;
        const name = `${module}/${migration.name}`;
        if (migration.phase !== 'contract') throw new WrongVersion(`${name} is to run first: start this version once.`);
        await requireNoneBehind(execute, module, migration);
        if (await applyOnce(execute, module, migration, digests)) applied.push(name);
      }
    }
    return applied;
  });
}

/** Says that a process still serves. */
export async function stillServing(database: Database): Promise<void> {
  await database.execute('update kit.processes set seen_at = now() where process = ?', [database.process]);
}

/** Says that it does no more. */
export async function servedLast(database: Database): Promise<void> {
  await database.execute('delete from kit.processes where process = ?', [database.process]);
}

function inTurn<T>(database: Database, work: (execute: Execute) => Promise<T>): Promise<T> {
  return database.administer(async (execute) => {
    await execute(`select pg_advisory_xact_lock(${lock})`);
    for (const statement of ledger) await execute(statement);
    return work(execute);
  });
}

async function knownDigests(execute: Execute, module: string, migrations: readonly Migration[]) {
  const known = await execute('select name, digest, phase from kit.migrations where module = ?', [module]);
  const contracted = known.find(
    (row) => row['phase'] === 'contract' && !migrations.some(({ name }) => name === row['name']),
  );
  if (contracted) {
    throw new WrongVersion(
      `The tables of "${module}" are those of a newer version: ${module}/${String(contracted['name'])} took away what this one reads. Start the newer version.`,
    );
  }
  return new Map(known.map((row) => [row['name'] as string, row['digest'] as string]));
}

async function announce(execute: Execute, process: string, { module, migrations }: ModuleMigrations): Promise<void> {
  const contractions = migrations.filter(({ phase }) => phase === 'contract').map(({ name }) => name);
  await execute(`delete from kit.processes where seen_at < now() - interval '1 day'`);
  await execute(
    `insert into kit.processes (process, module, contractions)
       values (?, ?, array(select jsonb_array_elements_text(?::jsonb)))
     on conflict (process, module) do update set contractions = excluded.contractions, seen_at = now()`,
    [process, module, JSON.stringify(contractions)],
  );
}

async function requireNoneBehind(execute: Execute, module: string, { name }: Migration): Promise<void> {
  const behind = await execute(
    `select 1 from kit.processes where module = ? and not ? = any(contractions)
       and seen_at > now() - interval '${serving} seconds'`,
    [module, name],
  );
  if (behind.length > 0) {
    throw new WrongVersion(
      `An older version of "${module}", which does not know ${name}, serves in ${behind.length} processes or did within ${serving} seconds. Stop those first.`,
    );
  }
}

async function applyOnce(execute: Execute, module: string, migration: Migration, digests: Map<string, string>) {
  const digest = createHash('sha256').update(migration.sql).digest('hex');
  const known = digests.get(migration.name);
  if (known === digest) return false;
  if (known !== undefined) {
    throw new Error(`Migration ${module}/${migration.name} was changed after it ran. Add a new one instead.`);
  }
  for (const statement of statementsOf(migration.sql)) await execute(statement);
  await execute('insert into kit.migrations (module, name, digest, phase) values (?, ?, ?, ?)', [
    module,
    migration.name,
    digest,
    migration.phase ?? 'expand',
  ]);
  return true;
}

function statementsOf(sql: string): string[] {
  return sql
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
