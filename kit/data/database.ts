import { randomUUID } from 'node:crypto';
import type { Constructor, EntityManager, EntityMetadata } from '@mikro-orm/postgresql';
import type { Caller } from '../identity/caller.js';
import type { Class, EntityDeclaration } from '../module/define.js';
import { Fault } from '../module/fault.js';
import {
  databaseAway,
  databaseFault,
  inDoubt,
  isAway,
  isFull,
  isOutage,
  takesNoChanges,
  wordsForOperator,
} from './database-faults.js';
import type { ListedRows } from './gathered-statements.js';
import {
  type ConnectionNumbers,
  type DatabaseLocation,
  type NativeDatabase,
  openOrm,
  type OpenedOrm,
} from './open-orm.js';
import { PlainRows } from './plain-rows.js';
import type { StatementWatch } from './statement-watch.js';
import { storableTexts } from './storable-texts.js';
import type { Condition } from './visibility.js';

/** Thrown when the database cannot be reached; its message is for the person who started the portal. */
export class DatabaseAway extends Error {}

/** Milliseconds that one transaction may take. */
const patience = 5_000;

/** Milliseconds after a connection was given back for which the server counts as answering. */
const lively = 1_500;

/** Milliseconds for which a disk counts as full after a change that did not fit. */
const fullFor = 5_000;

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
  /** What tells this opening of the database from others of it, by which `kit.processes` knows who serves. */
  readonly process = randomUUID();
  /** Rows for reading alone, of which no manager knows. */
  readonly plainRows: PlainRows;
  #closed = false;
  #awaited = false;
  #pinging: Promise<void> | null = null;
  /** A change did not fit on the disk, not long ago. */
  #full: { readonly fault: Fault; readonly until: number } | null = null;

  private constructor(opened: OpenedOrm) {
    const { orm, native } = opened;
    this.#opened = opened;
    this.#orm = orm;
    this.embedded = native.kind === 'embedded';
    this.plainRows = new PlainRows({
      manager: orm.em,
      metadata: (entity) => this.metadata(entity),
      visible: (entity, caller) => this.#condition({ caller }, entity.name),
      rowsOf: (statement) => this.listed(statement),
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

  /**
   * Opens the database. The first opening of a folder creates the cluster, which takes some seconds. Throws DatabaseAway;
   * where it may be away, it is awaited instead.
   */
  static async open(location: DatabaseLocation, watch?: StatementWatch, mayBeAway = false): Promise<Database> {
    const database = new Database(await openOrm(location, watch));
    await database.execute('select 1', []).catch(async (error: Error) => {
      database.#awaited = mayBeAway && isOutage(error);
      if (database.#awaited) return;
      await database.close();
      throw new DatabaseAway(`The database does not answer: ${wordsForOperator(error)}`, { cause: error });
    });
    return database;
  }

  /**
   * Whether it was away when it was opened and nobody has admitted callers since: whatever is asked then has the Fault of a
   * database that is away, but for `administer`, by which it is made ready.
   */
  get isAwaited(): boolean {
    return this.#awaited;
  }

  /** It is as it would be had it been there from the start: everybody may ask it. */
  admit(): void {
    this.#awaited = false;
  }

  /** The mapper's driver, of which a database has one. */
  get driver(): object {
    return this.#orm.em.getDriver();
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
    this.#requireAdmitted();
    const manager = this.#orm.em.fork();
    manager.setFilterParams('visible', { caller });
    return manager;
  }

  /**
   * Runs `work` in one transaction as the caller, rolled back after five seconds: Fault TIMEOUT, reason
   * TRANSACTION_TIMEOUT. A server's trouble is a Fault with one of the reasons DATABASE_…; DATABASE_IN_DOUBT where the
   * connection broke so late that the change may stand. Inside it only the given manager may be used: on the embedded
   * PostgreSQL any other query would wait for ever.
   */
  async transact<T>(caller: Caller, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    let ending = false;
    const transaction = this.reader(caller).transactional(async (manager) => {
      // The server's own timeouts end its embedded sibling, which has one process for all, and for good.
      if (!this.embedded) await manager.execute(timeouts);
      const outcome = await inTime(work(manager));
      await manager.flush();
      ending = true;
      return outcome;
    });
    return transaction.catch((error: Error) => {
      const fault = this.#faultOf(error);
      throw ending && isAway(fault) ? inDoubt(error) : fault;
    });
  }

  /**
   * Runs SQL of migrations and imports, outside any caller's sight; a transaction of its own around `work`, which may take
   * its time.
   */
  async administer<T>(work: (execute: Execute) => Promise<T>): Promise<T> {
    const transaction = this.#orm.em.fork().transactional(async (manager) => {
      if (!this.embedded) await manager.execute('set local statement_timeout = 0');
      return work(async (sql, parameters) => (await manager.execute(sql, [...(parameters ?? [])])) as Row[]);
    });
    return transaction.catch((error: Error) => {
      throw this.#faultOf(error);
    });
  }

  /** The rows of a statement that only reads, without values, outside any caller's sight. */
  listed(statement: string): Promise<ListedRows> {
    return this.#awaited ? Promise.reject(databaseAway()) : this.#opened.rowsOf(statement);
  }

  /** Runs one statement outside any caller's sight; it is a transaction of its own, without what begins and ends one. */
  async execute(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    this.#requireAdmitted();
    const rows = this.#orm.em.getConnection().execute(sql, [...parameters]);
    return (await rows.catch((error: Error) => {
      throw this.#faultOf(error);
    })) as Row[];
  }

  /** The connections to the server as they are now; undefined for the embedded database. */
  get connections(): ConnectionNumbers | undefined {
    return this.#opened.connections?.();
  }

  /** What stands below, for queues and notices, which no other room may use. */
  get native(): NativeDatabase {
    return this.#opened.native;
  }

  /** Answers when the database takes changes. Rejects with its Fault when it is away, busy, full or read-only. */
  async ping(): Promise<void> {
    this.#pinging ??= this.#ping().finally(() => (this.#pinging = null));
    await this.#pinging;
  }

  async #ping(): Promise<void> {
    // Who asks behind all that wait finds out how many they are, not whether the database answers; and it does.
    const { waiting = 0, givenBackAt = 0 } = this.connections ?? {};
    if (waiting === 0 || performance.now() - givenBackAt > lively) {
      const [row] = await this.execute(`select current_setting('transaction_read_only') as "readOnly"`, []);
      if (row?.['readOnly'] !== 'off') throw takesNoChanges();
    }
    if (this.#full && performance.now() < this.#full.until) throw this.#full.fault;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#opened.close();
  }

  #requireAdmitted(): void {
    if (this.#awaited) throw databaseAway();
  }

  /** An error as it is told: the server's trouble as its Fault, anything else as it is. */
  #faultOf(error: Error): Error {
    const fault = databaseFault(error);
    const told = fault ?? error;
    if (isFull(told)) this.#full = { fault: told, until: performance.now() + fullFor };
    return told;
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
