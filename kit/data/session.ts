import DataLoader from 'dataloader';
import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import type { Caller } from '../identity/caller.js';
import type { Class } from '../module/define.js';
import { mayHold } from './column-values.js';
import type { Database } from './database.js';
import type { ListedRows } from './gathered-statements.js';

/** Largest number of keys that one batch sends to PostgreSQL. */
const batchSize = 5000;

/**
 * The rows of one fetch, as its caller may see them. Reads by key are batched and remembered for the session's life, so
 * n references cost one statement.
 */
export class Session {
  readonly #database: Database;
  readonly #caller: Caller;
  readonly #loaders = new Map<string, DataLoader<string, unknown>>();
  /** Whether this session reads inside a transaction, whose rows may be changed. */
  readonly #writes: boolean;
  #manager: EntityManager | null;

  constructor(database: Database, caller: Caller, manager?: EntityManager) {
    this.#database = database;
    this.#caller = caller;
    this.#writes = manager !== undefined;
    this.#manager = manager ?? null;
  }

  /** Reads; nothing may be flushed through it outside `write`. */
  get manager(): EntityManager {
    this.#manager ??= this.#database.reader(this.#caller);
    return this.#manager;
  }

  /** The row whose unique `column` equals `key`, or null when there is none or it is out of sight. */
  one<T extends object>(entity: Class<T>, column: string & keyof T, key: string): Promise<T | null> {
    const loader = this.#loader(`one ${entity.name}.${column}`, async (keys) => {
      const rows = await this.#find(entity, column, keys, [column]);
      const byKey = new Map(rows.map((row) => [String(row[column]), row]));
      return keys.map((each) => byKey.get(each) ?? null);
    });
    const possible = mayHold(this.#database.metadata(entity), column, key);
    return (possible ? loader.load(key) : Promise.resolve(null)) as Promise<T | null>;
  }

  /** The same as it is now, whatever this session has read before. */
  async afresh<T extends object>(entity: Class<T>, column: string & keyof T, key: string): Promise<T | null> {
    const [row] = await this.#find(entity, column, [key], [column]);
    return row ?? null;
  }

  /** The rows whose `column` equals `key`, in the order of the columns named in `order`. */
  many<T extends object>(
    entity: Class<T>,
    column: string & keyof T,
    key: string,
    order: readonly (string & keyof T)[],
  ): Promise<T[]> {
    const loader = this.#loader(`many ${entity.name}.${column} ${order.join()}`, async (keys) => {
      const rows = await this.#find(entity, column, keys, order);
      const byKey = Map.groupBy(rows, (row) => String(row[column]));
      return keys.map((each) => byKey.get(each) ?? []);
    });
    return loader.load(key) as Promise<T[]>;
  }

  /** The rows of a statement that only reads, without values; what its caller may see is for the statement to say. */
  async listed(statement: string): Promise<ListedRows> {
    if (!this.#writes) return this.#database.listed(statement);
    const rows = (await this.manager.execute(statement)) as object[];
    return rows.map((row) => Object.values(row));
  }

  /** The rows of a statement that selects whole rows of an entity, as its caller may see them, in the order of the columns named. */
  async select<T extends object>(
    entity: Class<T>,
    statement: string,
    order: readonly (string & keyof T)[],
  ): Promise<T[]> {
    const plain = this.#writes ? null : this.#database.plainRows.ofStatement(entity, statement, order);
    if (plain) return plain;
    const found = (await this.manager.execute(`select id from (${statement}) as found`)) as { id: string }[];
    return this.#managed(
      entity,
      'id',
      found.map(({ id }) => id),
      order,
    );
  }

  /**
   * The row with this id, locked until the transaction of `write` ends; null when there is none or it is out of sight.
   * A transaction that needs more rows of the entity names them `alongside`: all are locked in the order of their ids, so
   * that two that need the same rows never wait for each other.
   */
  async locked<T extends { readonly id: string }>(
    entity: Class<T>,
    id: string,
    alongside: readonly string[] = [],
  ): Promise<T | null> {
    const metadata = this.#database.metadata(entity);
    const ids = [id, ...alongside].filter((each) => mayHold(metadata, 'id', each));
    if (!ids.includes(id)) return null;
    const rows: T[] = await this.manager.find(entity as never, { id: { $in: ids } } as never, {
      lockMode: LockMode.PESSIMISTIC_WRITE,
      orderBy: { id: 'asc' } as never,
    });
    return rows.find((row) => row.id === id.toLowerCase()) ?? null;
  }

  /**
   * Batches any other read: `name` tells one kind of read from another, `read` answers many keys with one statement, in
   * the order of the keys.
   */
  batch<V>(
    name: string,
    key: string,
    read: (keys: readonly string[], manager: EntityManager) => Promise<V[]>,
  ): Promise<V> {
    return this.#loader(`batch ${name}`, (keys) => read(keys, this.manager)).load(key) as Promise<V>;
  }

  /**
   * Runs `work` in one transaction, with a session that reads inside it. Afterwards this session reads anew, so what the
   * transaction changed is seen.
   */
  async write<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const outcome = await this.#database.transact(this.#caller, (manager) =>
      work(new Session(this.#database, this.#caller, manager)),
    );
    this.#manager = null;
    this.#loaders.clear();
    return outcome;
  }

  #find<T extends object>(
    entity: Class<T>,
    column: string & keyof T,
    keys: readonly string[],
    order: readonly (string & keyof T)[],
  ): Promise<T[]> {
    const storable = keys.filter((key) => !key.includes('\0'));
    const plain = this.#writes
      ? null
      : this.#database.plainRows.byColumn(this.#caller, entity, { column, keys: storable, order });
    return plain ?? this.#managed(entity, column, storable, order);
  }

  #managed<T extends object>(
    entity: Class<T>,
    column: string,
    keys: readonly string[],
    order: readonly string[],
  ): Promise<T[]> {
    return this.manager.find(entity as never, { [column]: { $in: keys } } as never, {
      orderBy: Object.fromEntries(order.map((each) => [each, 'asc'])) as never,
    }) as unknown as Promise<T[]>;
  }

  #loader(name: string, batch: (keys: readonly string[]) => Promise<unknown[]>): DataLoader<string, unknown> {
    let loader = this.#loaders.get(name);
    if (!loader) {
      loader = new DataLoader(batch, { maxBatchSize: batchSize });
      this.#loaders.set(name, loader);
    }
    return loader;
  }
}
