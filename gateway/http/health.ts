import type { IncomingMessage, ServerResponse } from 'node:http';
import { Fault } from '../../kit/module/fault.js';
import type { Room } from './server.js';

/** What must work before a balancer may send requests here, by name. */
export type Checks = Readonly<Record<string, () => Promise<void>>>;

const patience = 2_000;

/**
 * `GET /live`: the process answers. `GET /ready`: every check passes within two seconds; otherwise 503, which failed, and
 * the reason of those that gave one.
 */
export function healthRoom(checks: () => Checks): Room {
  return {
    accepts: (path) => path === '/live' || path === '/ready',
    isProbe: true,
    respond: async (request: IncomingMessage, response: ServerResponse) => {
      const failures = request.url?.startsWith('/ready') ? await failing(checks()) : [];
      response.writeHead(failures.length === 0 ? 200 : 503, {
        'content-type': 'application/json',
        'cache-control': 'no-store',
      });
      response.end(JSON.stringify(failures.length === 0 ? { status: 'ok' } : unavailable(failures)));
    },
  };
}

/** A check that failed: its name, and why where that is known. */
type Failure = readonly [name: string, reason: string | null];

function unavailable(failures: readonly Failure[]) {
  const reasons = Object.fromEntries(failures.filter(([, reason]) => reason !== null));
  return { status: 'unavailable', failed: failures.map(([name]) => name), reasons };
}

async function failing(checks: Checks): Promise<Failure[]> {
  const outcomes = await Promise.all(
    Object.entries(checks).map(async ([name, check]): Promise<Failure[]> => {
      const outcome = await outcomeOf(check);
      return outcome === 'passed' ? [] : [[name, outcome]];
    }),
  );
  return outcomes.flat();
}

/** `passed`, or why it did not: the Fault's reason, NO_ANSWER when it came too late, null when nobody says. */
function outcomeOf(check: () => Promise<void>): Promise<string | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('NO_ANSWER'), patience);
    check()
      .then(
        () => resolve('passed'),
        (error: unknown) => resolve(error instanceof Fault ? String(error.extensions['reason']) : null),
      )
      .finally(() => clearTimeout(timer));
  });
}
