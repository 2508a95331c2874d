import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';

/** Claims of an access token whose signature, issuer, audience, kind and times have been checked. */
export type VerifiedClaims = Readonly<JWTPayload> & { readonly sub: string; readonly exp: number };

/** What a token is measured against. */
export interface TokenRules {
  /** Compared letter by letter with the claim `iss`. */
  readonly issuer: string;
  /** Must be among the claim `aud`. */
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
  /** Changes when the issuer's keys do; every remembered token is then verified anew. */
  readonly keysRevision?: () => number;
  /** Whether the login behind a token has ended; asked each time. Raises a Fault where nobody can say. */
  readonly isRevoked?: (claims: JWTPayload) => boolean;
  readonly clock: Clock;
}

const algorithms = ['RS256', 'PS256', 'ES256'];
const headerTypes: readonly unknown[] = [undefined, 'JWT', 'at+jwt', 'application/at+jwt'];
const toleranceSeconds = 5;
const rememberedMilliseconds = 60_000;
const rememberedTokens = 10_000;
const longestToken = 16_384;
/** Characters at a token's end, all of its signature's: they tell tokens apart without all of them being read. */
const ending = 64;

/** The one answer to every token that does not hold, whatever is wrong with it. */
export function refusedToken(): Fault {
  return new Fault('UNAUTHENTICATED', {
    zh: '访问令牌无效或已过期,请重新登录。',
    en: 'The access token is not valid or has expired; log in again.',
  });
}

interface Remembered {
  readonly token: string;
  readonly claims: VerifiedClaims;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/**
 * Makes the function that turns a bearer token into its claims. A verified token is remembered until it
 * expires, 60 seconds at most. Faults: UNAUTHENTICATED without any detail; UPSTREAM when the issuer's keys
 * cannot be had, and what `isRevoked` raises. Rules: OpenID Connect Core 1.0, RFC 8725, and Keycloak's claim `typ`, which tells an access token
 * (`Bearer`) from ID and refresh tokens.
 */
export function tokenVerifier(rules: TokenRules): (token: string) => Promise<VerifiedClaims> {
  const remembered = new Map<string, Remembered>();
  let revision = rules.keysRevision?.();
  const standing = (claims: VerifiedClaims): VerifiedClaims => {
    if (rules.isRevoked?.(claims)) throw refusedToken();
    return claims;
  };

  return async (token) => {
    if (token.length > longestToken) throw refusedToken();
    const now = rules.clock.now();
    if (revision !== rules.keysRevision?.()) {
      revision = rules.keysRevision?.();
      remembered.clear();
    }
    const end = token.slice(-ending);
    const known = remembered.get(end);
    if (known?.token === token && now.getTime() < known.until) return standing(known.claims);

    const claims = standing(await verify(token, rules, now));
    remembered.delete(end);
    // All entries live equally long at most, so the first one inserted is the first to be useless.
    const [oldest] = remembered.size < rememberedTokens ? [] : remembered.keys();
    if (oldest !== undefined) remembered.delete(oldest);
    remembered.set(end, { token, claims, until: Math.min(claims.exp * 1000, now.getTime() + rememberedMilliseconds) });
    return claims;
  };
}

async function verify(token: string, rules: TokenRules, now: Date): Promise<VerifiedClaims> {
  const { payload, protectedHeader } = await jwtVerify(token, rules.keys, {
    issuer: rules.issuer,
    audience: rules.audience,
    algorithms,
    clockTolerance: toleranceSeconds,
    currentDate: now,
  }).catch((error: unknown) => {
    throw error instanceof errors.JOSEError ? refusedToken() : error;
  });
  const { sub, exp, typ } = payload;
  if (typ !== 'Bearer' || !headerTypes.includes(protectedHeader.typ)) throw refusedToken();
  if (sub === undefined || exp === undefined) throw refusedToken();
  return Object.freeze({ ...payload, sub, exp });
}
