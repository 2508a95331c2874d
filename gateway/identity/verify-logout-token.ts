import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../../kit/module/context.js';

/** What a logout token says: whose login ended, and when. */
export interface EndedLogin {
  /** The claim `jti`: the same token counts once. */
  readonly tokenId: string;
  /** The session that ended; null when all of the subject's did. */
  readonly session: string | null;
  readonly subject: string | null;
  readonly endedAt: Date;
}

/** What a logout token is measured against. */
export interface LogoutRules {
  readonly issuer: string;
  /** The OAuth clients whose logins end here; the claim `aud` must name one. */
  readonly clients: readonly string[];
  readonly keys: JWTVerifyGetKey;
  readonly clock: Clock;
}

/** Thrown for what is no logout token that counts; its message is for the issuer's administrator. */
export class RefusedLogout extends Error {}

const algorithms = ['RS256', 'PS256', 'ES256'];
const headerTypes: readonly unknown[] = [undefined, 'JWT', 'logout+jwt', 'application/logout+jwt'];
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';
const longestIdentifier = 255;

/**
 * Makes the function that reads a logout token (OpenID Connect Back-Channel Logout 1.0, 2.4 and 2.6), at most two minutes
 * old. Throws RefusedLogout, and Fault UPSTREAM when the issuer's keys cannot be had.
 */
export function logoutVerifier(rules: LogoutRules): (token: string) => Promise<EndedLogin> {
  return async (token) => {
    const { payload, protectedHeader } = await jwtVerify(token, rules.keys, {
      issuer: rules.issuer,
      audience: [...rules.clients],
      algorithms,
      requiredClaims: ['jti', 'events'],
      maxTokenAge: 120,
      clockTolerance: 5,
      currentDate: rules.clock.now(),
    }).catch((error: unknown) => {
      throw error instanceof errors.JOSEError
        ? new RefusedLogout('The logout token does not hold.', { cause: error })
        : error;
    });
    if (!headerTypes.includes(protectedHeader.typ)) throw new RefusedLogout('The token is of another type.');
    if (!isLogout(payload['events'])) throw new RefusedLogout('The claim events does not tell of a logout.');
    if (payload['nonce'] !== undefined) throw new RefusedLogout('A logout token has no claim nonce.');
    const [tokenId, session, subject] = [payload.jti, payload['sid'], payload.sub].map(identifierIn);
    if (!tokenId) throw new RefusedLogout('The claim jti is no identifier.');
    if (!session && !subject) throw new RefusedLogout('Neither sid nor sub says whose login ended.');
    // Where a session is named, the subject's others go on.
    const endedAt = new Date((payload.iat ?? 0) * 1_000);
    return { tokenId, session: session ?? null, subject: subject ?? null, endedAt };
  };
}

function isLogout(events: unknown): boolean {
  if (typeof events !== 'object' || events === null) return false;
  const event: unknown = Reflect.get(events, logoutEvent);
  return typeof event === 'object' && event !== null && !Array.isArray(event);
}

function identifierIn(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim !== '' && claim.length <= longestIdentifier ? claim : undefined;
}
