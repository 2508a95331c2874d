import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decodeJwt, importJWK, type JWTPayload, SignJWT } from 'jose';
import { issuerSecrets } from '../../gateway/identity/issuer/secrets.js';
import { startIssuer } from '../gateway/identity/issuer-server.js';
import { demoRealm } from '../support/issuer.js';

/** The embedded issuer as a server of its own, which several portals can trust, and which signs logout tokens. */
export interface LogoutIssuer {
  readonly url: string;
  /** The claims of a good logout token for a session. */
  claimsFor(token: string): JWTPayload;
  /** Signs claims; `typ` and `alg` as Keycloak writes them unless told. */
  sign(claims: JWTPayload, header?: { readonly typ?: string }): Promise<string>;
  close(): Promise<void>;
}

export const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';

/** Opens one with the demonstration accounts. Close it when done. */
export async function openLogoutIssuer(): Promise<LogoutIssuer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-issuer-'));
  const listening = await startIssuer(folder, 0, undefined, demoRealm());
  const { signingKey } = await issuerSecrets(folder);
  const key = await importJWK(signingKey, 'RS256');
  return {
    url: listening.url,
    claimsFor: (token) => ({
      iss: listening.url,
      aud: 'yimen-cli',
      iat: Math.floor(Date.now() / 1_000),
      jti: randomUUID(),
      sid: String(decodeJwt(token)['sid']),
      events: { [logoutEvent]: {} },
    }),
    sign: (claims, { typ = 'logout+jwt' } = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: signingKey.kid, typ }).sign(key),
    close: async () => {
      await listening.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Posts a logout token, as the issuer does. */
export function postLogout(origin: string, token: string): Promise<Response> {
  return fetch(`${origin}/logout`, { method: 'POST', body: new URLSearchParams({ logout_token: token }) });
}
