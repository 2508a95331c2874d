import { AsyncResource } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { NativeDatabase } from '../data/open-orm.js';
import { type OutageLog, outageLog } from '../data/outage-log.js';
import type { Log } from '../module/host.js';

/** What listens to PostgreSQL's notices. */
export interface Notices {
  close(): Promise<void>;
}

/** Milliseconds before a lost connection is opened again; between two questions whether it still stands; for their answer. */
const reconnectAfter = 1_000;
const askEvery = 10_000;
const patience = 5_000;

/**
 * Listens on a channel. On a server the connection is its own and comes back by itself; `again` tells that notices may
 * have been missed meanwhile.
 */
export async function listenToNotices(
  native: NativeDatabase,
  channel: string,
  hear: (payload: string) => void,
  { again, log }: { readonly again: () => void; readonly log: Log },
): Promise<Notices> {
  if (native.kind === 'embedded') {
    // It calls back while whoever made the notice is at work: what is done then is not done on that one's behalf.
    const leave = await native.pglite.listen(channel, AsyncResource.bind(hear));
    return { close: () => leave().catch(() => {}) };
  }
  const outage = outageLog(
    log,
    `the connection for notices of ${channel} is away`,
    `the connection for notices of ${channel} is back`,
  );
  const connect = (): Promise<Connection> => openConnection(native.url, channel, hear, outage);
  const closing = new AbortController();
  let connection: Connection | null = await connect();
  const listening = (async () => {
    while (connection && !closing.signal.aborted) {
      await connection.lost;
      connection = await reconnected(connect, closing.signal, outage);
      if (connection) again();
    }
  })();
  return {
    close: async () => {
      closing.abort();
      connection?.end();
      await listening;
    },
  };
}

/** A connection that listens. */
interface Connection {
  /** Fulfilled when it has ended, for whatever reason. */
  readonly lost: Promise<void>;
  end(): void;
}

async function openConnection(
  url: string,
  channel: string,
  hear: (payload: string) => void,
  outage: OutageLog,
): Promise<Connection> {
  const client = new pg.Client({
    connectionString: url,
    keepAlive: true,
    connectionTimeoutMillis: patience,
    query_timeout: patience,
  });
  const end = (): void => void client.end().catch(outage.failed);
  const lost = new Promise<void>((resolve) => client.once('end', resolve));
  client.on('notification', ({ payload }) => hear(payload ?? ''));
  client.on('error', outage.failed);
  try {
    await client.connect();
    await client.query(`listen ${channel}`);
  } catch (error) {
    // Whether it was connected or not: nothing of it may come back later and listen beside its successor.
    end();
    throw error;
  }
  outage.passed();
  // A server that is frozen or unplugged ends nothing by itself.
  const asking = setInterval(() => {
    client.query('select 1').then(outage.passed, (error: unknown) => {
      outage.failed(error);
      end();
    });
  }, askEvery).unref();
  void lost.then(() => clearInterval(asking));
  return { lost, end };
}

/** A new connection, as soon as there is one; null when it is no longer wanted. */
async function reconnected(
  connect: () => Promise<Connection>,
  closing: AbortSignal,
  outage: OutageLog,
): Promise<Connection | null> {
  while (!closing.aborted) {
    try {
      await pause(reconnectAfter, undefined, { ref: false, signal: closing });
      const connection = await connect();
      if (!closing.aborted) return connection;
      connection.end();
      await connection.lost;
    } catch (error) {
      if (!closing.aborted) outage.failed(error);
    }
  }
  return null;
}
