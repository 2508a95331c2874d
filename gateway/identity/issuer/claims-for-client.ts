import type { Realm } from '../realm.js';
import type { AccountClaims } from './accounts.js';

/**
 * What of an account's claims a client is told. As Keycloak: a client without the full scope is told the realm roles alone
 * that are mapped to it.
 */
export function claimsForClient(
  { clients, scopeMappings = [] }: Realm,
  clientId: string,
  claims: AccountClaims,
): AccountClaims {
  const client = clients.find((each) => each.clientId === clientId);
  if (client?.fullScopeAllowed !== false) return claims;
  const mapped = new Set(scopeMappings.flatMap(({ client: to, roles }) => (to === clientId ? roles : [])));
  const rest = Object.fromEntries(
    Object.entries(claims).filter(([name]) => name !== 'realm_access' && name !== 'resource_access'),
  );
  const held = (claims.realm_access as { readonly roles: readonly string[] } | undefined)?.roles ?? [];
  const told = held.filter((role) => mapped.has(role));
  return told.length === 0 ? rest : { ...rest, realm_access: { roles: told } };
}
