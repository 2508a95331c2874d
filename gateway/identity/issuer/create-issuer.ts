import type { IncomingMessage, ServerResponse } from 'node:http';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import type { Log } from '../../../kit/module/host.js';
import { isLoopback } from '../../loopback.js';
import type { Realm } from '../realm.js';
import { tokenVerifier } from '../verify-token.js';
import { accountsOf } from './accounts.js';
import { clientsOf } from './clients.js';
import { login } from './login.js';
import { keycloakShapedProvider } from './provider.js';
import { audience } from './resource-server.js';
import { issuerSecrets } from './secrets.js';
import { issuerStore } from './store.js';
import { introspect, revoke, type TokenEndpoints, userinfo } from './token-endpoints.js';

/** What the development issuer is made from. */
export interface IssuerOptions {
  /** For example `http://127.0.0.1:4000/realms/yimen`: an address of the portal itself, on this machine. */
  readonly issuer: string;
  readonly realm: Realm;
  /** Where its key and sessions are kept. */
  readonly folder: string;
  readonly production: boolean;
  /** Where a failure of its own is noted; without one it becomes a warning of the process. */
  readonly log?: Pick<Log, 'error'>;
}

/** An issuer inside the portal, with Keycloak's addresses below `/realms/{realm}`. */
export interface Issuer {
  /** Whether a request's address is the issuer's to answer. */
  accepts(url: string): boolean;
  respond(request: IncomingMessage, response: ServerResponse): Promise<void>;
  readonly keys: JWTVerifyGetKey;
  /** The secret of the realm's confidential clients, made at the first start. */
  readonly clientSecret: string;
  close(): Promise<void>;
}

/**
 * Opens the issuer that makes `npm start` need no Keycloak. It knows every account's password from the realm file, so it
 * refuses production and any address but this machine's.
 */
export async function createIssuer(options: IssuerOptions): Promise<Issuer> {
  const { issuer, realm, folder, production, log } = options;
  const { hostname, origin, pathname } = new URL(issuer);
  if (production) {
    throw new Error(
      'The development issuer does not run in production; set ISSUER to the address of a Keycloak realm.',
    );
  }
  if (!isLoopback(hostname)) {
    throw new Error(`The development issuer runs on a loopback address only, and "${hostname}" is none.`);
  }
  const secrets = await issuerSecrets(folder);
  const store = await issuerStore(folder);
  const clients = clientsOf(realm, origin, secrets.clientSecret);
  const accounts = accountsOf(realm);
  const provider = keycloakShapedProvider({ issuer, realm, clients, accounts, secrets, store });
  const report = (error: Error): void => {
    if (log === undefined) process.emitWarning(error);
    else log.error({ err: error }, 'The development issuer failed.');
  };
  provider.on('server_error', (_context, error) => report(error));
  const keys = createLocalJWKSet({ keys: [secrets.publicKey] });
  const verify = tokenVerifier({ issuer, audience, keys, clock: { now: () => new Date() } });
  const endpoints: TokenEndpoints = { provider, clients, verify };
  const answerRest = provider.callback();

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/';
    const path = url.slice(pathname.length).split('?')[0] ?? '';
    const call = `${request.method} ${path}`;
    if (path === '') return describeRealm(response, realm, issuer, secrets.publicKeyInfo);
    if (path === '/login-actions/authenticate') return login(provider, accounts, request, response);
    if (call === 'POST /protocol/openid-connect/token/introspect') return introspect(endpoints, request, response);
    if (path === '/protocol/openid-connect/userinfo') return userinfo(endpoints, request, response);
    if (call === 'POST /protocol/openid-connect/revoke') return revoke(endpoints, request, response);
    // oidc-provider learns from the difference of the two where it is mounted.
    Object.assign(request, { originalUrl: url, url: url.slice(pathname.length) });
    return answerRest(request, response);
  }

  return {
    keys,
    clientSecret: secrets.clientSecret,
    accepts: (url) => url === pathname || url.startsWith(`${pathname}/`) || url.startsWith(`${pathname}?`),
    close: () => store.close(),
    respond: async (request, response) => {
      try {
        await route(request, response);
      } catch (error) {
        report(error instanceof Error ? error : new Error(String(error)));
        if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
        response.end('服务内部错误。 The issuer failed.');
      }
    },
  };
}

function describeRealm(response: ServerResponse, { realm }: Realm, issuer: string, publicKey: string): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      realm,
      public_key: publicKey,
      'token-service': `${issuer}/protocol/openid-connect`,
      'account-service': `${issuer}/account`,
      'tokens-not-before': 0,
    }),
  );
}
