import type { Caller } from '../../kit/identity/caller.js';
import type { RoleDeclaration } from '../../kit/module/define.js';

/** Which scopes of the graph a grant (`realm:x`, `client:c:x`, `org:x`) amounts to. */
export type ScopesByGrant = ReadonlyMap<string, readonly string[]>;

type Claims = Readonly<Record<string, unknown>>;

/** The table from realm roles to the graph's scopes, out of the roles that the modules declare. */
export function scopesByGrant(roles: readonly RoleDeclaration[]): ScopesByGrant {
  const table = new Map<string, readonly string[]>();
  for (const { name, scopes } of roles) {
    const grant = `realm:${name}`;
    table.set(grant, [...new Set([...(table.get(grant) ?? []), ...scopes])]);
  }
  return table;
}

/**
 * Reads the verified claims of a Keycloak access token as a Caller. A claim that is absent or of the wrong shape grants
 * nothing. The OAuth scope only narrows: when it names scopes of the graph, the caller has at most those.
 */
export function callerFromClaims(claims: Claims, table: ScopesByGrant): Caller {
  const oauthScopes = (textOf(claims.scope) ?? '').split(' ').filter((scope) => scope !== '');
  const organizations = organizationsOf(claims.organization);
  const identities = [
    ...rolesOf(claims.realm_access).map((role) => `realm:${role}`),
    ...entriesOf(claims.resource_access).flatMap(([client, access]) =>
      rolesOf(access).map((role) => `client:${client}:${role}`),
    ),
    ...organizations.map(({ code }) => `org:${code}`),
  ];
  const username = textOf(claims.preferred_username);
  return Object.freeze({
    kind: isService(claims) ? 'service' : 'person',
    subject: textOf(claims.sub),
    name: textOf(claims.name) ?? username,
    client: textOf(claims.azp) ?? textOf(claims.client_id),
    grants: new Set([...identities, ...oauthScopes.map((scope) => `scope:${scope}`)]),
    scopes: scopesOf(identities, oauthScopes, table),
    regions: [...new Set([...regionsOf(claims.regions), ...organizations.flatMap(({ regions }) => regions)])],
    organizations: organizations.map(({ code }) => code),
    staffNumber: textsOf(claims.staff_id)[0] ?? null,
  });
}

function scopesOf(identities: readonly string[], oauthScopes: readonly string[], table: ScopesByGrant): Set<string> {
  const granted = new Set(identities.flatMap((grant) => table.get(grant) ?? []));
  const graphScopes = new Set([...table.values()].flat());
  const asked = new Set(oauthScopes.filter((scope) => graphScopes.has(scope)));
  return asked.size === 0 ? granted : new Set([...granted].filter((scope) => asked.has(scope)));
}

/** Keycloak writes the claim as a list of aliases, as a map from alias to attributes, or as one alias. */
function organizationsOf(claim: unknown): { code: string; regions: readonly string[] }[] {
  if (typeof claim === 'string' || Array.isArray(claim)) {
    return [...new Set(textsOf(claim))].map((code) => ({ code, regions: [] }));
  }
  return entriesOf(claim).map(([code, attributes]) => ({
    code,
    regions: regionsOf(new Map(entriesOf(attributes)).get('regions')),
  }));
}

/** Only whole codes count: the empty string would begin every code and so open the whole county. */
function regionsOf(claim: unknown): string[] {
  return textsOf(claim).filter((code) => /^\d{2,}$/.test(code));
}

/** A service account of Keycloak, or an access token that a client obtained for itself alone (RFC 9068, section 2.2). */
function isService(claims: Claims): boolean {
  const { sub, preferred_username: username, client_id: client, azp } = claims;
  if (typeof client !== 'string') return typeof azp === 'string' && sub === azp;
  return sub === client || username === undefined || username === `service-account-${client.toLowerCase()}`;
}

function rolesOf(access: unknown): string[] {
  return textsOf(new Map(entriesOf(access)).get('roles'));
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string' && item !== '');
}
