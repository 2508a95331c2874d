import { Cursor } from '@mikro-orm/core';
import { ArgsType, Directive, Field, Int, ObjectType } from 'type-graphql';
import type { Context } from '../module/context.js';
import type { Class } from '../module/define.js';
import { Fault } from '../module/fault.js';
import { defaultPage } from './sized-connections.js';

/** Largest page. */
const maximum = 100;

/** Relay's arguments of a page (GraphQL Cursor Connections Specification, section 4). */
@ArgsType()
export class PageArguments {
  @Field(() => Int, {
    nullable: true,
    description: '从前取几条,默认 20,最多 100。 How many from the start; 20 unless told, 100 at most.',
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: '在此游标之后。 After this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: '从后取几条。 How many from the end.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: '在此游标之前。 Before this cursor.' })
  before?: string | null;
}

@ObjectType({ description: '分页信息。 Relay page information.' })
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean, { description: '后面还有没有。 Whether more follow.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: '前面还有没有。 Whether more precede.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: '本页第一条的游标。 Cursor of the first edge.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: '本页最后一条的游标。 Cursor of the last edge.' })
  endCursor!: string | null;
}

/** One page of rows, and how many there are in all. */
export interface Connection<T extends object> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: PageInfo;
  /** Counts all rows; asked only when the client asks for `totalCount`. */
  count(): Promise<number>;
}

/** Makes the Relay connection type of an entity, `GridConnection` for `Grid`. */
export function connectionOf<T extends object>(node: Class<T>, title: string): Class<Connection<T>> {
  @ObjectType(`${node.name}Edge`, { description: `${title}及其游标。 One row and its cursor.` })
  class Edge {
    @Field(() => String, { description: '游标。 Cursor.' })
    cursor!: string;

    @Field(() => node, { description: `${title}。 The row.` })
    node!: T;
  }
  @ObjectType(`${node.name}Connection`, { description: `${title}分页。 One page.` })
  class Page {
    @Field(() => [Edge], { description: '本页各条。 The rows of this page.' })
    edges!: Edge[];

    @Field(() => PageInfo, { description: '分页信息。 Page information.' })
    pageInfo!: PageInfo;

    count!: () => Promise<number>;

    @Field(() => Int, { description: '总数(按调用者可见范围)。 How many there are in all, as this caller may see.' })
    totalCount(): Promise<number> {
      return this.count();
    }
  }
  return Page as unknown as Class<Connection<T>>;
}

/**
 * Reads one page in the order of `order`, whose last column is unique.
 * Faults: INVALID with reason PAGE_SIZE or CURSOR_INVALID.
 */
export async function page<T extends object>(
  context: Context,
  entity: Class<T>,
  arguments_: PageArguments,
  where: Readonly<Record<string, unknown>>,
  order: readonly (string & keyof T)[],
): Promise<Connection<T>> {
  const { first, last } = pageSizes(arguments_);
  if (holdsNul(where)) return noRows;
  const { manager } = context.session;
  for (const cursor of [arguments_.after, arguments_.before]) if (cursor) readCursor(cursor, order.length);
  const options = {
    where,
    ...(first === null ? { last: last ?? undefined } : { first }),
    after: arguments_.after ?? undefined,
    before: arguments_.before ?? undefined,
    orderBy: order.map((column) => ({ [column]: 'asc' })),
    includeCount: false,
  };
  const cursor = await manager
    .findByCursor(entity as never, options as never)
    .catch((error: unknown) => rethrowUnreadable(error, arguments_));
  const rows = cursor.items as unknown as T[];
  return {
    edges: rows.map((node) => ({ cursor: cursor.from(node as never), node })),
    pageInfo: {
      hasNextPage: cursor.hasNextPage,
      hasPreviousPage: cursor.hasPrevPage,
      startCursor: cursor.startCursor,
      endCursor: cursor.endCursor,
    },
    count: () => manager.count(entity as never, where as never),
  };
}

/** The page of a condition that no row meets. */
export const noRows: Connection<never> = {
  edges: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  count: () => Promise.resolve(0),
};

/** Whether a condition asks for a text with NUL: PostgreSQL stores none and refuses to be asked for one. */
export function holdsNul(condition: unknown): boolean {
  if (typeof condition === 'string') return condition.includes('\0');
  return typeof condition === 'object' && condition !== null && Object.values(condition).some(holdsNul);
}

/** The checked size of a page; the default is the first 20. Fault INVALID, reason PAGE_SIZE. */
export function pageSizes({ first, last }: PageArguments): { first: number | null; last: number | null } {
  for (const size of [first, last]) {
    if (size !== null && size !== undefined && (size < 0 || size > maximum)) {
      throw new Fault(
        'INVALID',
        {
          zh: `一页最多 ${maximum} 条,且不为负;收到 ${size}。`,
          en: `A page holds 0 to ${maximum} rows; ${size} was asked.`,
        },
        { reason: 'PAGE_SIZE', details: { size, maximum } },
      );
    }
  }
  if (typeof first === 'number' && typeof last === 'number') {
    throw new Fault(
      'INVALID',
      { zh: 'first 与 last 不能同时使用。', en: 'Use either first or last, not both.' },
      { reason: 'PAGE_SIZE', details: { first, last } },
    );
  }
  return { first: first ?? (last === null || last === undefined ? defaultPage : null), last: last ?? null };
}

/** The values of a cursor, one for each column of the order. Fault INVALID, reason CURSOR_INVALID. */
export function readCursor(cursor: string, length: number): readonly (string | number | boolean)[] {
  const values = decode(cursor);
  if (!Array.isArray(values) || values.length !== length || !values.every(isStorable)) throw cursorInvalid(cursor);
  return values as (string | number | boolean)[];
}

// PostgreSQL's codes for a text that is no uuid, no date, or a date that does not exist.
const unreadable = ['22P02', '22007', '22008'];

/** Translates PostgreSQL's refusal of a value into CURSOR_INVALID, where only a cursor can have brought that value. */
export function rethrowUnreadable(error: unknown, { after, before }: PageArguments): never {
  const cursor = after ?? before;
  const { code } = error as { code?: string };
  if (!cursor || !(error instanceof Error) || !unreadable.includes(code ?? '')) throw error;
  throw cursorInvalid(cursor, error);
}

function decode(cursor: string): unknown {
  try {
    return Cursor.decode(cursor);
  } catch (error) {
    throw cursorInvalid(cursor, error as Error);
  }
}

function isStorable(value: unknown): boolean {
  return typeof value === 'string' ? !holdsNul(value) : ['number', 'boolean'].includes(typeof value);
}

function cursorInvalid(cursor: string, cause?: Error): Fault {
  const shown = cursor.slice(0, 100);
  return new Fault(
    'INVALID',
    { zh: `游标「${shown}」无效。`, en: `The cursor "${shown}" is not valid.` },
    { reason: 'CURSOR_INVALID', cause },
  );
}
