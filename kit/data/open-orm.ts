import path from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { Constructor, EntityManager, EntityMetadata } from '@mikro-orm/postgresql';
import { lockFolder } from './folder-lock.js';
import { gathering, type ListedRows } from './gathered-statements.js';
import { mapperStatements } from './mapper-statements.js';
import type { StatementWatch } from './statement-watch.js';
import { writeTextsWhole } from './text-literals.js';

/** Where the rows are: a PostgreSQL server, or the embedded PostgreSQL in a folder or in memory. */
export type DatabaseLocation =
  | { readonly kind: 'server'; readonly url: string; readonly connections: number }
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'memory' };

/** The driver below the mapper: the embedded PostgreSQL itself, or the address of the server. */
export type NativeDatabase =
  { readonly kind: 'embedded'; readonly pglite: PGlite } | { readonly kind: 'server'; readonly url: string };

/** The mapper over an open database, and what lies below it. */
export interface OpenedOrm {
  readonly orm: {
    readonly em: EntityManager;
    discoverEntity(entities: Constructor[]): void;
    getMetadata(entity: Constructor): EntityMetadata;
  };
  readonly native: NativeDatabase;
  /** The rows of one statement that only reads, without values, whose texts the mapper's parsers read. */
  rowsOf(statement: string): Promise<ListedRows>;
  /** The connections to a server as they are now; left out by the embedded database, which has none. */
  readonly connections?: () => ConnectionNumbers | undefined;
  close(): Promise<void>;
}

/**
 * How many connections are open, how many of them nobody has, who waits for one, and how many there may be; and when one
 * was last given back in order, by `performance.now()`.
 */
export interface ConnectionNumbers {
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
  readonly most: number;
  readonly givenBackAt: number;
}

/** The mapper as it closes. */
export type Orm = OpenedOrm['orm'] & { close(): Promise<void> };

const mapping = {
  entities: [] as [],
  discovery: { warnWhenNoEntities: false },
  // Entities are read by their columns alone; modules never relate tables of others.
  ensureDatabase: false,
} as const;

/** What the mapper is told whatever the database. */
export type Mapping = typeof mapping & Partial<ReturnType<typeof mapperStatements>>;

/** Opens the mapper over a database; `watch` hears of its statements. Throws FolderInUse. */
export async function openOrm(location: DatabaseLocation, watch?: StatementWatch): Promise<OpenedOrm> {
  const told: Mapping = { ...mapping, ...(watch && mapperStatements(watch)) };
  if (location.kind === 'server') {
    const { openServer } = await import('./server-postgres.js');
    return openServer(location, told, watch);
  }
  if (location.kind === 'memory') return embed('memory://', async () => {}, told, watch);
  const unlock = await lockFolder(location.folder);
  return embed(path.join(location.folder, 'postgres'), unlock, told, watch);
}

async function embed(
  place: string,
  unlock: () => Promise<void>,
  told: Mapping,
  watch?: StatementWatch,
): Promise<OpenedOrm> {
  const { MikroORM, createPostgreSqlTypeParsers } = await import('@mikro-orm/pglite');
  const { EmbeddedPostgres } = await import('./embedded-postgres.js');
  const pglite = await EmbeddedPostgres.open(place, createPostgreSqlTypeParsers);
  const opened = await MikroORM.init({ dbName: place, driverOptions: { pglite }, ...told });
  const orm = opened as unknown as Orm;
  writeTextsWhole(orm.em.getPlatform());
  return {
    orm,
    native: { kind: 'embedded', pglite },
    rowsOf: gathering(async (text) => (await pglite.lists(text)).map(({ rows }) => rows), watch),
    close: async () => {
      await orm.close();
      await pglite.close();
      await unlock();
    },
  };
}
