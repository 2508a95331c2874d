import { Cursor, raw } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Class } from '../module/define.js';
import type { Session } from '../data/session.js';
import type { Context } from '../module/context.js';
import {
  type Connection,
  holdsNul,
  noRows,
  type PageArguments,
  pageSizes,
  readCursor,
  rethrowUnreadable,
} from './connection.js';

/** The rows of one parent: those whose `column` equals the parent's key, narrowed by `where`, in the order of `order`. */
export interface Within<T extends object> {
  readonly column: string & keyof T;
  readonly where?: Readonly<Record<string, unknown>>;
  /** Columns that are never null; together with `column` they are unique. */
  readonly order: readonly (string & keyof T)[];
}

interface Slice<T extends object> extends Within<T> {
  readonly forward: boolean;
  readonly size: number;
  readonly beyond: Readonly<Record<string, unknown>>;
}

/**
 * Reads one page of the rows below one parent. Pages of the same field over n parents cost one statement, and their
 * totals one more. Faults: INVALID with reason PAGE_SIZE or CURSOR_INVALID.
 */
export async function pageWithin<T extends object>(
  { session }: Context,
  entity: Class<T>,
  arguments_: PageArguments,
  key: string,
  within: Within<T>,
): Promise<Connection<T>> {
  const { first, last } = pageSizes(arguments_);
  if (holdsNul(within.where)) return noRows;
  const forward = first !== null;
  const size = first ?? last ?? 0;
  const slice = { ...within, forward, size, beyond: beyondCursors(arguments_, within.order) };
  const name = `${entity.name} ${JSON.stringify([within, arguments_])}`;
  const rows = await session
    .batch(`page ${name}`, key, (keys, manager) => readPages(session, manager, entity, keys, slice))
    .catch((error: unknown) => rethrowUnreadable(error, arguments_));
  const nodes = forward ? rows.slice(0, size) : rows.slice(Math.max(0, rows.length - size));
  const edges = nodes.map((node) => ({ cursor: Cursor.encode(within.order.map((column) => node[column])), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: forward ? rows.length > size : Boolean(arguments_.before),
      hasPreviousPage: forward ? Boolean(arguments_.after) : rows.length > size,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count: () =>
      session.batch(`count ${name}`, key, (keys, manager) => readTotals(session, manager, entity, keys, within)),
  };
}

async function readPages<T extends object>(
  session: Session,
  manager: EntityManager,
  entity: Class<T>,
  keys: readonly string[],
  { column, where, order, forward, size, beyond }: Slice<T>,
): Promise<T[][]> {
  const direction = forward ? 'asc' : 'desc';
  const by = order.map((each) => `ranked.${columnOf(manager, entity, each)} ${direction}`).join(', ');
  const parent = `ranked.${columnOf(manager, entity, column)}`;
  const rank = raw(`row_number() over (partition by ${parent} order by ${by}) as rank`);
  const conditions = [{ [column]: { $in: storable(keys) } }, where ?? {}, beyond];
  const ranked = manager.createQueryBuilder(entity as never, 'ranked');
  ranked.select(['*', rank] as never).where({ $and: conditions } as never);
  await ranked.applyFilters();
  const statement = `select * from (${ranked.getFormattedQuery()}) as pages where rank <= ${size + 1}`;
  const rows = await session.select(entity, statement, order);
  const byKey = Map.groupBy(rows, (row) => String(row[column]));
  return keys.map((key) => byKey.get(key) ?? []);
}

async function readTotals<T extends object>(
  session: Session,
  manager: EntityManager,
  entity: Class<T>,
  keys: readonly string[],
  { column, where }: Within<T>,
): Promise<number[]> {
  const counted = manager.createQueryBuilder(entity as never, 'counted');
  counted.select([column] as never).where({ $and: [{ [column]: { $in: storable(keys) } }, where ?? {}] } as never);
  await counted.applyFilters();
  const parent = columnOf(manager, entity, column);
  const totals = await session.listed(
    `select ${parent}, count(*)::int from (${counted.getFormattedQuery()}) as rows group by 1`,
  );
  const byKey = new Map(totals.map(([key, total]) => [String(key), Number(total)]));
  return keys.map((key) => byKey.get(key) ?? 0);
}

function columnOf<T extends object>(manager: EntityManager, entity: Class<T>, property: string & keyof T): string {
  const field = manager.getMetadata().get(entity as never).properties[property as never] as { fieldNames: string[] };
  return `"${field.fieldNames[0]}"`;
}

/** PostgreSQL stores no NUL, so no row has such a key. */
function storable(keys: readonly string[]): string[] {
  return keys.filter((key) => !key.includes('\0'));
}

function beyondCursors({ after, before }: PageArguments, order: readonly string[]): Record<string, unknown> {
  const conditions = [];
  if (after) conditions.push(beyond(order, readCursor(after, order.length), '$gt'));
  if (before) conditions.push(beyond(order, readCursor(before, order.length), '$lt'));
  return conditions.length === 0 ? {} : { $and: conditions };
}

function beyond(
  order: readonly string[],
  values: readonly unknown[],
  operator: '$gt' | '$lt',
): Record<string, unknown> {
  const [column = '', ...rest] = order;
  const [value, ...others] = values;
  if (rest.length === 0) return { [column]: { [operator]: value } };
  return { $or: [{ [column]: { [operator]: value } }, { [column]: value, ...beyond(rest, others, operator) }] };
}
