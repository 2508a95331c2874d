import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { NativeDatabase } from '../data/open-orm.js';
import type { Log } from '../module/host.js';

/** What listens to PostgreSQL's notices. */
export interface Notices {
  close(): Promise<void>;
}

/** Milliseconds before a lost connection is opened again. */
const reconnectAfter = 1_000;

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
    const leave = await native.pglite.listen(channel, hear);
    return { close: () => leave().catch(() => {}) };
  }
  const closing = new AbortController();
  let client = await connect();
  async function connect(): Promise<pg.Client> {
    const opened = new pg.Client({ connectionString: (native as { url: string }).url, keepAlive: true });
    opened.on('notification', ({ payload }) => hear(payload ?? ''));
    opened.on('error', (error) => log.warn({ error: error.message }, 'the connection for notices broke'));
    opened.on('end', () => void reconnect());
    await opened.connect();
    await opened.query(`listen ${channel}`);
    return opened;
  }
  async function reconnect(): Promise<void> {
    while (!closing.signal.aborted) {
      await pause(reconnectAfter, undefined, { ref: false });
      if (closing.signal.aborted) return;
      try {
        client = await connect();
        again();
        return;
      } catch (error) {
        log.warn({ error: (error as Error).message }, 'the connection for notices does not come back yet');
      }
    }
  }
  return {
    close: async () => {
      closing.abort();
      await client.end();
    },
  };
}
