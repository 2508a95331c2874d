// Assumes that who only reads needs no manager: an entity's columns are its properties, one each, and no row is changed.
// An entity with anything else (a relation, an embedded part) has no plain rows and is read through a manager, and so is
// everything inside a transaction.
import { type EntityMetadata, type EntityProperty, type Platform, raw, ReferenceKind, Type } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import type { Caller } from '../identity/caller.js';
import type { Class } from '../module/define.js';
import type { ListedRows } from './gathered-statements.js';
import type { Condition } from './visibility.js';

/** What plain rows are read with. */
export interface PlainRowsParts {
  readonly manager: EntityManager;
  metadata(entity: Class): EntityMetadata;
  /** Which rows of an entity a caller may see. */
  visible(entity: Class, caller: Caller): Condition;
  rowsOf(statement: string): Promise<ListedRows>;
}

/** How an entity's rows are read. */
interface Layout {
  /** `"code"` by `code`, for each property that is read. */
  readonly columns: ReadonlyMap<string, string>;
  readonly table: string;
  /** Makes a row of a statement's columns, which are those above in their order. */
  row(values: readonly unknown[]): object;
}

type Read = (value: unknown) => unknown;

const where = ' where ';

/** Rows as a caller may see them, for reading alone: objects of the entity's class that no manager knows. */
export class PlainRows {
  readonly #parts: PlainRowsParts;
  readonly #layouts = new Map<Class, Layout | null>();
  // A Caller is built once for each token, and what it may see follows from it alone.
  readonly #visible = new WeakMap<Caller, Map<Class, string>>();

  constructor(parts: PlainRowsParts) {
    this.#parts = parts;
  }

  /** The rows whose `column` equals one of the keys, in the order of the columns named; null for an entity without plain rows. */
  byColumn<T extends object>(
    caller: Caller,
    entity: Class<T>,
    {
      column,
      keys,
      order,
    }: { readonly column: string; readonly keys: readonly string[]; readonly order: readonly string[] },
  ): Promise<T[]> | null {
    const layout = this.#layoutOf(entity);
    if (layout === null) return null;
    if (keys.length === 0) return Promise.resolve([]);
    const among = `e.${columnOf(layout, column)} in (${keys.map((key) => pg.escapeLiteral(key)).join(', ')})`;
    const source = `${layout.table} as e where ${this.#visibleTo(caller, entity)} and ${among}`;
    return this.#select(layout, source, order);
  }

  /** The rows of a statement over the entity's own columns, which has their visibility in it; null as `byColumn` answers it. */
  ofStatement<T extends object>(entity: Class<T>, statement: string, order: readonly string[]): Promise<T[]> | null {
    const layout = this.#layoutOf(entity);
    return layout && this.#select(layout, `(${statement}) as e`, order);
  }

  async #select<T extends object>(layout: Layout, source: string, order: readonly string[]): Promise<T[]> {
    const columns = [...layout.columns.values()].map((column) => `e.${column}`).join(', ');
    const by = order.map((each) => `e.${columnOf(layout, each)}`).join(', ');
    const rows = await this.#parts.rowsOf(`select ${columns} from ${source} order by ${by}`);
    return rows.map((values) => layout.row(values)) as T[];
  }

  #visibleTo(caller: Caller, entity: Class): string {
    const known = this.#visible.get(caller) ?? new Map<Class, string>();
    this.#visible.set(caller, known);
    const condition = known.get(entity) ?? this.#conditionOf(caller, entity);
    known.set(entity, condition);
    return condition;
  }

  #conditionOf(caller: Caller, entity: Class): string {
    const condition = this.#parts.visible(entity, caller);
    if (Object.keys(condition).length === 0) return 'true';
    const builder = this.#parts.manager.createQueryBuilder(entity as never, 'e');
    builder.select(raw('1') as never).where(condition as never);
    const statement = builder.getFormattedQuery();
    const at = statement.indexOf(where);
    if (at < 0) throw new Error(`The visibility of ${entity.name} is no condition.`);
    return `(${statement.slice(at + where.length)})`;
  }

  #layoutOf(entity: Class): Layout | null {
    let layout = this.#layouts.get(entity);
    if (layout === undefined) {
      layout = layoutOf(this.#parts.metadata(entity), this.#parts.manager.getPlatform());
      this.#layouts.set(entity, layout);
    }
    return layout;
  }
}

function columnOf({ columns }: Layout, property: string): string {
  const column = columns.get(property);
  if (column === undefined) throw new Error(`No column is read for ${property}.`);
  return column;
}

function layoutOf(metadata: EntityMetadata, platform: Platform): Layout | null {
  const properties = metadata.props.filter(({ persist, lazy }) => persist !== false && !lazy);
  if (!properties.every(isPlain)) return null;
  const names = properties.map(({ name }) => String(name));
  const reads = properties.map((property) => readOf(property, platform));
  // The mapper puts accessors on the class's prototype that record changes; here they are properties again.
  const prototype = Object.create(
    metadata.prototype as object,
    Object.fromEntries(names.map((name) => [name, { value: null, writable: true }])),
  ) as object;
  return {
    columns: new Map(properties.map(({ name, fieldNames }) => [String(name), `"${fieldNames[0]}"`])),
    table: `"${metadata.schema}"."${metadata.tableName}"`,
    row: (values) => {
      const row = Object.create(prototype) as Record<string, unknown>;
      for (const [index, name] of names.entries()) {
        const read = reads[index];
        const value = values[index];
        row[name] = read && value !== null ? read(value) : value;
      }
      return row;
    },
  };
}

function isPlain({ kind, fieldNames, formula, object }: EntityProperty): boolean {
  return kind === ReferenceKind.SCALAR && fieldNames?.length === 1 && !formula && !object;
}

/** What the mapper does to a value that comes from the driver; null for nothing. */
function readOf({ customType, runtimeType }: EntityProperty, platform: Platform): Read | null {
  if (customType) {
    if (customType.convertToJSValue === Type.prototype.convertToJSValue) return null;
    return (value) => customType.convertToJSValue(value, platform) as unknown;
  }
  if (runtimeType === 'Date') return (value) => (value instanceof Date ? value : new Date(String(value)));
  return null;
}
