import { MikroORM, PostgreSqlDriver } from '@mikro-orm/postgresql';
import type { Pool, QueryArrayResult } from 'pg';
import { databaseFault } from './database-faults.js';
import { gathering } from './gathered-statements.js';
import type { DatabaseLocation, Mapping, OpenedOrm, Orm } from './open-orm.js';
import { watchPool } from './pool-watch.js';
import type { StatementWatch } from './statement-watch.js';
import { writeTextsWhole } from './text-literals.js';

/** Milliseconds for a connection, free or new, and for one statement outside migrations and imports. */
const patience = { connectionTimeoutMillis: 5_000, statement_timeout: 20_000 } as const;

/** Says as a Fault what is the server's trouble and no defect. */
class ServerDriver extends PostgreSqlDriver {
  protected override rethrow<T>(promise: Promise<T>): Promise<T> {
    return promise.catch((error: Error) => {
      throw databaseFault(error) ?? this.convertException(error);
    });
  }
}

/** Opens the mapper over a PostgreSQL server; nothing is connected before the first statement. */
export async function openServer(
  { url, connections }: DatabaseLocation & { readonly kind: 'server' },
  mapping: Mapping,
  watch?: StatementWatch,
): Promise<OpenedOrm> {
  let leave = (): void => {};
  let created: Pool | undefined;
  let givenBackAt = Number.NEGATIVE_INFINITY;
  const opened = await MikroORM.init({
    driver: ServerDriver,
    clientUrl: url,
    pool: { min: 0, max: connections },
    driverOptions: {
      ...patience,
      keepAlive: true,
      onPoolCreated: (pool: Pool) => {
        leave = watchPool(pool, url);
        created = pool;
        pool.on('release', (error) => {
          if (!error) givenBackAt = performance.now();
        });
      },
    },
    ...mapping,
  });
  const orm = opened as unknown as Orm;
  writeTextsWhole(orm.em.getPlatform());
  const connection = orm.em.getConnection() as unknown as { getNativeClient(): Promise<Pool> };
  return {
    orm,
    native: { kind: 'server', url },
    rowsOf: gathering(async (text) => {
      const pool = await connection.getNativeClient();
      const results = (await pool.query<unknown[]>({ text, rowMode: 'array' }).catch((error: Error) => {
        throw databaseFault(error) ?? error;
      })) as QueryArrayResult | QueryArrayResult[];
      return [results].flat().map(({ rows }) => rows);
    }, watch),
    connections: () =>
      created && {
        total: created.totalCount,
        idle: created.idleCount,
        waiting: created.waitingCount,
        most: connections,
        givenBackAt,
      },
    close: async () => {
      await orm.close();
      leave();
    },
  };
}
