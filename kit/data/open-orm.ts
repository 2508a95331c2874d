import path from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { Constructor, EntityManager, EntityMetadata } from '@mikro-orm/postgresql';
import type { Pool, QueryArrayResult } from 'pg';
import { lockFolder } from './folder-lock.js';
import { gathering, type ListedRows } from './gathered-statements.js';

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
  close(): Promise<void>;
}

type Orm = OpenedOrm['orm'] & { close(): Promise<void> };

const common = {
  entities: [],
  discovery: { warnWhenNoEntities: false },
  // Entities are read by their columns alone; modules never relate tables of others.
  ensureDatabase: false,
} as const;

/** Opens the mapper over a database. Throws FolderInUse. */
export async function openOrm(location: DatabaseLocation): Promise<OpenedOrm> {
  if (location.kind === 'server') return openServer(location.url, location.connections);
  if (location.kind === 'memory') return embed('memory://', async () => {});
  const unlock = await lockFolder(location.folder);
  return embed(path.join(location.folder, 'postgres'), unlock);
}

async function openServer(url: string, connections: number): Promise<OpenedOrm> {
  const { MikroORM } = await import('@mikro-orm/postgresql');
  const opened = await MikroORM.init({ clientUrl: url, pool: { min: 0, max: connections }, ...common });
  const orm = opened as unknown as Orm;
  const connection = orm.em.getConnection() as unknown as { getNativeClient(): Promise<Pool> };
  return {
    orm,
    native: { kind: 'server', url },
    rowsOf: gathering(async (text) => {
      const pool = await connection.getNativeClient();
      const results = (await pool.query<unknown[]>({ text, rowMode: 'array' })) as
        QueryArrayResult | QueryArrayResult[];
      return [results].flat().map(({ rows }) => rows);
    }),
    close: () => orm.close(),
  };
}

async function embed(place: string, unlock: () => Promise<void>): Promise<OpenedOrm> {
  const { MikroORM, createPostgreSqlTypeParsers } = await import('@mikro-orm/pglite');
  const { EmbeddedPostgres } = await import('./embedded-postgres.js');
  const pglite = await EmbeddedPostgres.open(place, createPostgreSqlTypeParsers);
  const opened = await MikroORM.init({ dbName: place, driverOptions: { pglite }, ...common });
  const orm = opened as unknown as Orm;
  return {
    orm,
    native: { kind: 'embedded', pglite },
    rowsOf: gathering(async (text) => (await pglite.lists(text)).map(({ rows }) => rows)),
    close: async () => {
      await orm.close();
      await pglite.close();
      await unlock();
    },
  };
}
