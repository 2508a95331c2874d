import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { Constructor, EntityManager, EntityMetadata } from '@mikro-orm/postgresql';
import type { Caller } from '../identity/caller.js';
import type { Class, EntityDeclaration } from '../module/define.js';
import { Fault } from '../module/fault.js';
import { storableTexts } from './storable-texts.js';

/** Where the rows are: a PostgreSQL server, or the embedded PostgreSQL in a folder or in memory. */
export type DatabaseLocation =
  | { readonly kind: 'server'; readonly url: string; readonly connections: number }
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'memory' };

type Orm = {
  readonly em: EntityManager;
  discoverEntity(entities: Constructor[]): void;
  getMetadata(entity: Constructor): EntityMetadata;
  close(): Promise<void>;
};

/** The driver below the mapper: the embedded PostgreSQL itself, or the address of the server. */
export type NativeDatabase =
  { readonly kind: 'embedded'; readonly pglite: PGlite } | { readonly kind: 'server'; readonly url: string };

/** Thrown when the database cannot be reached; its message is for the person who started the portal. */
export class DatabaseAway extends Error {}

/** Thrown when another process has the data folder open; its message is for the person who started the portal. */
export class FolderInUse extends Error {}

/** Milliseconds that one transaction may take. */
const patience = 5_000;

// The server's own patience with an idle transaction is longer than ours: it ends the connection, and a rollback that
// finds its connection ended never gives it back to the pool.
const timeouts = `select set_config('statement_timeout', '5s', true),
  set_config('idle_in_transaction_session_timeout', '10s', true)`;

/**
 * The county's rows. One MikroORM over one PostgreSQL, shared by every in-process module; each module's tables stand in
 * the PostgreSQL schema of its name, and no foreign key crosses.
 */
export class Database {
  readonly #orm: Orm;
  readonly #release: () => Promise<void>;
  readonly #declared = new Map<string, EntityDeclaration>();
  readonly embedded: boolean;
  readonly #url: string | null;
  #closed = false;

  private constructor(orm: Orm, url: string | null, release: () => Promise<void>) {
    this.#orm = orm;
    this.#url = url;
    this.#release = release;
    this.embedded = url === null;
    orm.em.getEventManager().registerSubscriber(storableTexts);
    // On the root manager, so that every fork inherits it: a query without a caller throws, and an entity nobody
    // declared matches nothing.
    orm.em.addFilter({
      name: 'visible',
      cond: (parameters, _type, _em, _options, entityName) => this.#condition(parameters, entityName),
      default: true,
    });
  }

  /** Opens the database. The first opening of a folder creates the cluster, which takes some seconds. */
  static async open(location: DatabaseLocation): Promise<Database> {
    const database = await Database.#connect(location);
    await database.ping().catch(async (error: Error) => {
      await database.close();
      throw new DatabaseAway(`The database does not answer: ${error.message}`, { cause: error });
    });
    return database;
  }

  static async #connect(location: DatabaseLocation): Promise<Database> {
    if (location.kind === 'server') {
      const { MikroORM } = await import('@mikro-orm/postgresql');
      const orm = await MikroORM.init({
        clientUrl: location.url,
        pool: { min: 0, max: location.connections },
        ...common,
      });
      return new Database(orm as unknown as Orm, location.url, async () => {});
    }
    const { MikroORM } = await import('@mikro-orm/pglite');
    if (location.kind === 'memory') {
      const orm = await MikroORM.init({ dbName: 'memory://', ...common });
      return new Database(orm as unknown as Orm, null, async () => {});
    }
    const unlock = await lockFolder(location.folder);
    const orm = await MikroORM.init({ dbName: path.join(location.folder, 'postgres'), ...common });
    return new Database(orm as unknown as Orm, null, unlock);
  }

  /** Makes a module's entities known; those that are known already stay. Refuses two entities of one name. */
  discover(declarations: readonly EntityDeclaration[]): void {
    for (const { entity } of declarations) {
      const known = this.#declared.get(entity.name);
      if (known && known.entity !== entity) throw new Error(`Two modules declare an entity named ${entity.name}.`);
    }
    const fresh = declarations.filter(({ entity }) => !this.#declared.has(entity.name));
    for (const declaration of fresh) this.#declared.set(declaration.entity.name, declaration);
    if (fresh.length > 0) this.#orm.discoverEntity(fresh.map(({ entity }) => entity as unknown as Constructor));
  }

  /** How an entity is mapped: its table, columns and their types. */
  metadata(entity: Class): EntityMetadata {
    return this.#orm.getMetadata(entity as unknown as Constructor);
  }

  /** A manager that reads as the caller may see; nothing may be flushed through it. */
  reader(caller: Caller): EntityManager {
    const manager = this.#orm.em.fork();
    manager.setFilterParams('visible', { caller });
    return manager;
  }

  /**
   * Runs `work` in one transaction as the caller, rolled back after five seconds: Fault TIMEOUT, reason
   * TRANSACTION_TIMEOUT. Inside it only the given manager may be used: on the embedded PostgreSQL any other query would
   * wait for ever.
   */
  async transact<T>(caller: Caller, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.reader(caller).transactional(async (manager) => {
      // The server's own timeouts end its embedded sibling, which has one process for all, and for good.
      if (!this.embedded) await manager.execute(timeouts);
      return inTime(work(manager));
    });
  }

  /** Runs SQL of migrations and imports, outside any caller's sight; a transaction of its own around `work`. */
  async administer<T>(work: (execute: Execute) => Promise<T>): Promise<T> {
    return this.#orm.em
      .fork()
      .transactional(async (manager) =>
        work(async (sql, parameters) => (await manager.execute(sql, [...(parameters ?? [])])) as Row[]),
      );
  }

  /** What stands below, for queues and notices, which no other room may use. */
  async native(): Promise<NativeDatabase> {
    if (this.#url !== null) return { kind: 'server', url: this.#url };
    const connection = this.#orm.em.getConnection() as unknown as { getNativeClient(): Promise<PGlite> };
    return { kind: 'embedded', pglite: await connection.getNativeClient() };
  }

  /** Answers when the database does; rejects when it is away. */
  async ping(): Promise<void> {
    await this.#orm.em.fork().execute('select 1');
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#orm.close();
    await this.#release();
  }

  #condition(parameters: Readonly<Record<string, unknown>>, entityName: string | undefined): object {
    const visibility = this.#declared.get(entityName ?? '')?.visibility;
    const caller = parameters['caller'] as Caller | undefined;
    if (!visibility || !caller) throw new Error(`No visibility is declared for the entity ${entityName}.`);
    return visibility.condition(caller);
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(transactionTimeout()), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function transactionTimeout(): Fault {
  return new Fault(
    'TIMEOUT',
    { zh: '办理超时,未作任何变更,请稍后再试。', en: 'The change took too long and was not made. Try again later.' },
    { reason: 'TRANSACTION_TIMEOUT' },
  );
}

export type Row = Readonly<Record<string, unknown>>;
export type Execute = (sql: string, parameters?: readonly unknown[]) => Promise<Row[]>;

const common = {
  entities: [],
  discovery: { warnWhenNoEntities: false },
  // Entities are read by their columns alone; modules never relate tables of others.
  ensureDatabase: false,
} as const;

/** Lock files of the folders that this process has open. */
const opened = new Set<string>();

async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, 'process.lock');
  if (existsSync(file)) {
    const holder = Number(await readFile(file, 'utf8'));
    // Two clusters on one folder spoil it, also within one process.
    if (holder === process.pid ? opened.has(file) : isRunning(holder)) {
      throw new FolderInUse(
        `The data folder ${folder} is in use by process ${holder}. Stop that process or set DATA_FOLDER to another folder.`,
      );
    }
    await rm(file);
  }
  const lock = await open(file, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    throw new FolderInUse(`The data folder ${folder} is being opened by another process.`);
  });
  await lock.writeFile(String(process.pid));
  await lock.close();
  opened.add(file);
  return async () => {
    await rm(file, { force: true });
    opened.delete(file);
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
