import type { Clock } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import type { Log } from '../../kit/module/host.js';
import type { KeycloakGrants } from './keycloak-grants.js';
import { refusedToken, type VerifiedClaims } from './verify-token.js';

/**
 * Adds to verification the question whether the token's session still stands, asked once for as long as a verified token
 * is remembered: so a logout or a disabled account acts within 60 seconds. While the issuer is away tokens are taken at
 * their signature's word, and the log says so. Faults: UNAUTHENTICATED for a token that was revoked.
 */
export function onlyInForce(
  verify: (token: string) => Promise<VerifiedClaims>,
  grants: KeycloakGrants,
  log: Log,
): (token: string) => Promise<VerifiedClaims> {
  const asked = new WeakMap<VerifiedClaims, Promise<boolean>>();
  const isInForce = (token: string): Promise<boolean> =>
    grants.isInForce(token).catch((error: unknown) => {
      if (!(error instanceof Fault)) throw error;
      log.warn({ err: error }, 'The issuer is away; a token is taken without asking whether it was revoked.');
      return true;
    });
  return async (token) => {
    // Verification gives the same object for as long as it remembers the token.
    const claims = await verify(token);
    const answer = asked.get(claims) ?? isInForce(token);
    asked.set(claims, answer);
    if (!(await answer)) throw refusedToken();
    return claims;
  };
}

/**
 * Makes the function that asks whether a token is good at this very moment, without remembering the answer; `grants` is
 * null where nobody can be asked for its session. Faults: UNAUTHENTICATED for one that expired or was revoked, UPSTREAM
 * when the issuer is away.
 */
export function confirmer(
  verify: (token: string) => Promise<VerifiedClaims>,
  grants: KeycloakGrants | null,
  clock: Clock,
): (token: string) => Promise<void> {
  return async (token) => {
    const { exp } = await verify(token);
    if (exp * 1000 <= clock.now().getTime()) throw refusedToken();
    if (grants && !(await grants.isInForce(token))) throw refusedToken();
  };
}
