import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { cloneDatabase } from '../support/database.js';
import { openOwnPortal, type OwnPortal, secondsUntil } from '../support/own-postgres-portal.js';
import { copyProject } from '../support/project.js';

/** A county's database and a project of which a plug-in of the fixtures runs beside its portals. */
export interface ChildGround {
  /** The settings of a portal with a child. */
  readonly environment: Readonly<Record<string, string>>;
  readonly dataFolder: string;
  /** The rows of a statement on that database. */
  rows(statement: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** Starts a portal with further settings, which closes with the ground unless it is closed before. */
  open(more?: Readonly<Record<string, string>>): Promise<OwnPortal>;
  /** Has the module crash at its start from now on, or no longer. */
  crash(itDoes: boolean): void;
  /** Writes other code in place of a piece of the module's. */
  rewrite(piece: string, by: string): Promise<void>;
  /** Ends the portals that are open and has the module as it was. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

/** Makes both. */
export async function openChildGround(fixture: 'hazard' | 'errand' = 'hazard'): Promise<ChildGround> {
  const project = await copyProject();
  await project.add(fixture);
  const database = await cloneDatabase();
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'yimen-children-'));
  const code = path.join(project.root, 'plugins', fixture, 'index.ts');
  const switched = path.join(project.root, 'plugins', fixture, 'crash');
  const environment = {
    ...database.environment,
    DATA_FOLDER: dataFolder,
    DATABASE_CONNECTIONS: '5',
    CHILD_MODULES: fixture,
    CHILD_MEMORY: '128',
    LOG_LEVEL: 'info',
  };
  const opened: OwnPortal[] = [];
  const original = await readFile(code, 'utf8');
  const endAll = async (): Promise<void> => {
    for (const portal of opened.splice(0)) await portal.close();
  };
  return {
    environment,
    dataFolder,
    rows: async (statement, values = []) => {
      const client = new pg.Client({ connectionString: database.environment['DATABASE_URL'] });
      await client.connect();
      return client
        .query<Record<string, unknown>>(statement, [...values])
        .then(({ rows }) => rows)
        .finally(() => client.end());
    },
    open: async (more) => {
      const program = ['tests/support/own-postgres-version.ts', project.root];
      const portal = await openOwnPortal({ ...environment, ...more }, program);
      opened.push(portal);
      return portal;
    },
    crash: (itDoes) => (itDoes ? writeFileSync(switched, '') : rmSync(switched, { force: true })),
    rewrite: async (piece, by) => {
      const before = await readFile(code, 'utf8');
      if (!before.includes(piece)) throw new Error(`The module has no "${piece}".`);
      await writeFile(code, before.replace(piece, by));
    },
    restore: async () => {
      await endAll();
      rmSync(switched, { force: true });
      await writeFile(code, original);
    },
    close: async () => {
      await endAll();
      await project.drop();
      await database.drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** The process of the module that a portal started last; waits for the first. */
export async function childOf({ log }: OwnPortal): Promise<number> {
  const pids = (): (number | undefined)[] =>
    log.flatMap(({ msg, pid }) => (msg === 'The process of a module has started and serves.' ? [pid] : []));
  await secondsUntil(async () => pids().length > 0, 45);
  return Number(pids().at(-1));
}

/** Whether a process runs; one that has ended and was not asked for by its parent does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** What a query of the module and of another was told: both fields, and each error's path, code and reason. */
export async function told(portal: OwnPortal, field: string) {
  const { status, data, errors, milliseconds } = await portal.ask(
    `{ theirs: ${field} regions(first: 1) { totalCount } }`,
  );
  return {
    status,
    theirs: data?.['theirs'],
    others: data?.['regions'],
    errors: errors.map(({ extensions: { code, reason } }) => reason ?? code),
    milliseconds,
  };
}

/** Seconds until the module answers again. */
export function secondsUntilBack(portal: OwnPortal, field = 'calm'): Promise<number> {
  return secondsUntil(async () => (await told(portal, field)).theirs === 'calm', 45);
}
