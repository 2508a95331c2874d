import { createHmac, randomUUID } from 'node:crypto';
import type { Model } from 'oidc-provider';

/**
 * A refresh token in Keycloak's form: a JSON Web Token of `typ` Refresh that only the issuer can verify (HS512). It is at
 * the same time the key of the row that the issuer keeps, so a forged one finds nothing.
 */
export function refreshTokenText(token: Model, issuer: string, key: string): string {
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: 'HS512', typ: 'JWT' };
  const claims = {
    exp: now + token.expiration,
    iat: now,
    jti: randomUUID(),
    iss: issuer,
    aud: issuer,
    sub: token.accountId,
    typ: 'Refresh',
    azp: token.clientId,
    sid: token.sessionUid ?? token.grantId,
    scope: token.scope,
  };
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${createHmac('sha512', Buffer.from(key, 'base64url')).update(signed).digest('base64url')}`;
}
