import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Room } from './server.js';

/** What must work before a balancer may send requests here, by name. */
export type Checks = Readonly<Record<string, () => Promise<void>>>;

const patience = 2_000;

/** `GET /live`: the process answers. `GET /ready`: every check passes within two seconds; otherwise 503 and which failed. */
export function healthRoom(checks: () => Checks): Room {
  return {
    accepts: (path) => path === '/live' || path === '/ready',
    respond: async (request: IncomingMessage, response: ServerResponse) => {
      const failed = request.url?.startsWith('/ready') ? await failing(checks()) : [];
      response.writeHead(failed.length === 0 ? 200 : 503, {
        'content-type': 'application/json',
        'cache-control': 'no-store',
      });
      response.end(JSON.stringify(failed.length === 0 ? { status: 'ok' } : { status: 'unavailable', failed }));
    },
  };
}

async function failing(checks: Checks): Promise<string[]> {
  const outcomes = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => ((await passes(check)) ? [] : [name])),
  );
  return outcomes.flat();
}

function passes(check: () => Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), patience);
    check()
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(() => clearTimeout(timer));
  });
}
