import type { IncomingMessage, ServerResponse } from 'node:http';
import { Fault } from '../../kit/module/fault.js';
import type { Log } from '../../kit/module/host.js';
import type { Rates } from '../guard/rates.js';
import { clientAddress } from '../http/client-address.js';
import { readBody } from '../http/read-body.js';
import type { Room } from '../http/server.js';
import { type EndedLogin, RefusedLogout } from './verify-logout-token.js';

/** What answers logouts. */
export interface LogoutRoomParts {
  readonly verify: (token: string) => Promise<EndedLogin>;
  /** False when the token has come before. */
  readonly revoke: (login: EndedLogin) => Promise<boolean>;
  readonly rates: Rates;
  /** Proxies of one's own that a request comes through. */
  readonly proxies: number;
  readonly log: Log;
}

const largestBody = 20_000;

/**
 * `POST /logout`, at which the issuer tells that a login ended (OpenID Connect Back-Channel Logout 1.0, 2.5 to 2.8): 200
 * when its tokens are refused at every replica, 400 otherwise. An address that is refused too often waits, as with tokens.
 */
export function logoutRoom(parts: LogoutRoomParts): Room {
  return {
    accepts: (path) => path === '/logout',
    respond: async (request, response) => {
      response.setHeader('cache-control', 'no-store');
      if (request.method !== 'POST') {
        response.writeHead(405, { allow: 'POST' }).end();
        return;
      }
      const address = clientAddress(request.socket.remoteAddress, request.headers, parts.proxies);
      try {
        parts.rates.admit(address);
        await end(request, parts);
        response.writeHead(200).end();
      } catch (error) {
        refuse(response, error, address, parts);
      }
    },
  };
}

async function end(request: IncomingMessage, { verify, revoke, log }: LogoutRoomParts): Promise<void> {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/x-www-form-urlencoded')
    throw new RefusedLogout('The body is no form.');
  const tokens = new URLSearchParams(await readBody(request, largestBody)).getAll('logout_token');
  const [token] = tokens;
  if (token === undefined || tokens.length > 1) throw new RefusedLogout('The form has not one logout_token.');
  const login = await verify(token);
  if (!(await revoke(login))) throw new RefusedLogout('This logout token has come before.');
  log.info({ of: login.session === null ? 'account' : 'session' }, 'The issuer ended a login.');
}

function refuse(response: ServerResponse, error: unknown, address: string, { rates, log }: LogoutRoomParts): void {
  const { status, code, description } = refusalOf(error);
  if (error instanceof RefusedLogout) rates.refused(address);
  log.warn({ err: error }, 'A logout was refused.');
  const { retryAfter } = error instanceof Fault ? ((error.extensions['details'] ?? {}) as { retryAfter?: number }) : {};
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
  // What is still on its way of a body that was refused is not read.
  response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: code, error_description: description }));
}

function refusalOf(error: unknown): { readonly status: number; readonly code: string; readonly description: string } {
  if (error instanceof RefusedLogout) return { status: 400, code: 'invalid_request', description: error.message };
  if (error instanceof Fault && error.code === 'LIMITED' && error.extensions['reason'] === 'TOO_MANY_REFUSALS')
    return { status: 429, code: 'slow_down', description: error.sentence.en };
  if (error instanceof Fault && error.code !== 'UPSTREAM')
    return { status: 400, code: 'invalid_request', description: error.sentence.en };
  // The keys or the database are away: the standard knows no other status for a logout that failed.
  return { status: 400, code: 'temporarily_unavailable', description: 'The logout could not be taken down.' };
}
