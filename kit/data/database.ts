import type { Constructor, EntityManager, EntityMetadata } from '@mikro-orm/postgresql';
import type { Caller } from '../identity/caller.js';
import type { Class, EntityDeclaration } from '../module/define.js';
import { Fault } from '../module/fault.js';
import type { ListedRows } from './gathered-statements.js';
import { type DatabaseLocation, type NativeDatabase, openOrm, type OpenedOrm } from './open-orm.js';
import { PlainRows } from './plain-rows.js';
import { storableTexts } from './storable-texts.js';
import type { Condition } from './visibility.js';

/** Thrown when the database cannot be reached; its message is for the person who started the portal. */
export class DatabaseAway extends Error {}

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
  readonly #opened: OpenedOrm;
  readonly #orm: OpenedOrm['orm'];
  readonly #declared = new Map<string, EntityDeclaration>();
  readonly embedded: boolean;
  /** Rows for reading alone, of which no manager knows. */
  readonly plainRows: PlainRows;
  #closed = false;

  private constructor(opened: OpenedOrm) {
    const { orm, native } = opened;
    this.#opened = opened;
    this.#orm = orm;
    this.embedded = native.kind === 'embedded';
    this.plainRows = new PlainRows({
      manager: orm.em,
      metadata: (entity) => this.metadata(entity),
      visible: (entity, caller) => this.#condition({ caller }, entity.name),
      rowsOf: (statement) => opened.rowsOf(statement),
    });
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
    const database = new Database(await openOrm(location));
    await database.ping().catch(async (error: Error) => {
      await database.close();
      throw new DatabaseAway(`The database does not answer: ${error.message}`, { cause: error });
    });
    return database;
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

  /** The rows of a statement that only reads, without values, outside any caller's sight. */
  listed(statement: string): Promise<ListedRows> {
    return this.#opened.rowsOf(statement);
  }

  /** Runs one statement outside any caller's sight; it is a transaction of its own, without what begins and ends one. */
  async execute(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    return (await this.#orm.em.getConnection().execute(sql, [...parameters])) as Row[];
  }

  /** What stands below, for queues and notices, which no other room may use. */
  get native(): NativeDatabase {
    return this.#opened.native;
  }

  /** Answers when the database does; rejects when it is away. */
  async ping(): Promise<void> {
    await this.#orm.em.fork().execute('select 1');
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#opened.close();
  }

  #condition(parameters: Readonly<Record<string, unknown>>, entityName: string | undefined): Condition {
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
