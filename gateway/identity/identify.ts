import { anonymous, type Caller } from '../../kit/identity/caller.js';
import { callerFromClaims, type GrantTable } from './caller-from-claims.js';
import { refusedToken, type VerifiedClaims } from './verify-token.js';

/** Who asks, and with which token. */
export interface Identity {
  readonly caller: Caller;
  readonly token: string | null;
}

const nobody: Identity = Object.freeze({ caller: anonymous, token: null });

/**
 * Makes the function that reads a request's `Authorization` header (RFC 6750): no header is the anonymous caller, and
 * anything but a valid bearer token is refused. The Caller of a remembered token is remembered with it, for as long as
 * the same table is in force. Faults: those of `verify`, UNAUTHENTICATED for another scheme.
 */
export function identifier(
  verify: (token: string) => Promise<VerifiedClaims>,
  table: () => GrantTable,
): (authorization: string | undefined) => Promise<Identity> {
  const callers = new WeakMap<VerifiedClaims, { readonly caller: Caller; readonly table: GrantTable }>();
  return async (authorization) => {
    if (authorization === undefined) return nobody;
    const token = /^bearer +([\w.~+/=-]+)$/i.exec(authorization)?.[1];
    if (token === undefined) throw refusedToken();
    const claims = await verify(token);
    const inForce = table();
    const known = callers.get(claims);
    if (known?.table === inForce) return { caller: known.caller, token };
    const caller = callerFromClaims(claims, inForce);
    callers.set(claims, { caller, table: inForce });
    return { caller, token };
  };
}
