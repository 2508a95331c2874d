// Assumes of the driver's pool that a connection which ends while somebody has it is given back by nobody: the mapper
// gives a connection back after a rollback, and a rollback on an ended connection fails. Each such connection would be
// one less until none is left.
import pg from 'pg';

/** Milliseconds after which a connection that somebody has is looked after, and that a probe may take. */
const suspicious = 4_000;
const patience = 2_000;
const interval = 1_000;

/**
 * Gives connections of a pool back that ended while somebody had them, and ends those that somebody has for four seconds
 * where the server answers nobody any more: it may be frozen, or unplugged. What it answers ends the watch.
 */
export function watchPool(pool: pg.Pool, url: string): () => void {
  const taken = new Map<pg.PoolClient, number>();
  pool.on('acquire', (client) => taken.set(client, performance.now()));
  pool.on('release', (_error, client) => taken.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => {
      if (taken.has(client)) giveBack(client);
    });
  });
  let probing = false;
  const look = async (): Promise<void> => {
    const now = performance.now();
    const suspects = [...taken].filter(([, since]) => now - since > suspicious);
    if (suspects.length === 0 || (await answers(url))) return;
    // Whoever got another connection meanwhile has given the old one back.
    for (const [client, since] of suspects) if (taken.get(client) === since) end(client);
  };
  const timer = setInterval(() => {
    if (probing) return;
    probing = true;
    void look().finally(() => (probing = false));
  }, interval).unref();
  return () => clearInterval(timer);
}

function giveBack(client: pg.PoolClient): void {
  const release = client.release.bind(client);
  // Whoever has it may still give it back, which the pool takes for a mistake the second time.
  client.release = () => {};
  release(true);
}

/** Ends a connection, also where the server takes no farewell. */
function end(client: pg.PoolClient): void {
  void (client as pg.PoolClient & pg.Client).end();
}

/** Whether the server answers anything at all: a refusal with a code of its own is an answer. */
async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patience });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    return error instanceof pg.DatabaseError;
  }
}
