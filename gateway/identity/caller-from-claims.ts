import type { Caller } from '../../kit/identity/caller.js';
import type { RoleDeclaration } from '../../kit/module/define.js';
import { Fault } from '../../kit/module/fault.js';

/** What the declared roles amount to. Grants are written `realm:x`, `client:c:x`, `org:x`. */
export interface GrantTable {
  /** The graph's scopes of each grant. */
  readonly scopes: ReadonlyMap<string, readonly string[]>;
  /** Grants beside which no other of the table may be held. */
  readonly exclusive: ReadonlySet<string>;
}

type Claims = Readonly<Record<string, unknown>>;

/** The table of the realm roles that the modules declare. */
export function grantTable(roles: readonly RoleDeclaration[]): GrantTable {
  const table = new Map<string, readonly string[]>();
  for (const { name, scopes } of roles) {
    const grant = `realm:${name}`;
    table.set(grant, [...new Set([...(table.get(grant) ?? []), ...scopes])]);
  }
  const exclusive = roles.filter((role) => role.exclusive === true).map(({ name }) => `realm:${name}`);
  return { scopes: table, exclusive: new Set(exclusive) };
}

/**
 * Reads the verified claims of a Keycloak access token as a Caller. A claim that is absent or of the wrong shape grants
 * nothing. The OAuth scope only narrows: when it names scopes of the graph, the caller has at most those. Fault
 * FORBIDDEN, reason DUTIES_NOT_APART, for roles that one account may not hold together (GB/T 22239-2019, 8.1.7.1). Who
 * holds one of those answers for no place and belongs to no office.
 */
export function callerFromClaims(claims: Claims, table: GrantTable): Caller {
  const oauthScopes = (textOf(claims.scope) ?? '').split(' ').filter((scope) => scope !== '');
  const roles = [
    ...rolesOf(claims.realm_access).map((role) => `realm:${role}`),
    ...entriesOf(claims.resource_access).flatMap(([client, access]) =>
      rolesOf(access).map((role) => `client:${client}:${role}`),
    ),
  ];
  refuseTogether(roles, table);
  // Rows are seen by place, office and staff number too: whoever holds such a role has none of them, whatever is claimed.
  const post: Claims = roles.some((role) => table.exclusive.has(role)) ? {} : claims;
  const organizations = organizationsOf(post.organization);
  const identities = [...roles, ...organizations.map(({ code }) => `org:${code}`)];
  const username = textOf(claims.preferred_username);
  return Object.freeze({
    kind: isService(claims) ? 'service' : 'person',
    subject: textOf(claims.sub),
    name: textOf(claims.name) ?? username,
    client: textOf(claims.azp) ?? textOf(claims.client_id),
    grants: new Set([...identities, ...oauthScopes.map((scope) => `scope:${scope}`)]),
    scopes: scopesOf(identities, oauthScopes, table),
    regions: [...new Set([...regionsOf(post.regions), ...organizations.flatMap(({ regions }) => regions)])],
    organizations: organizations.map(({ code }) => code),
    staffNumber: textsOf(post.staff_id)[0] ?? null,
  });
}

function refuseTogether(identities: readonly string[], { scopes, exclusive }: GrantTable): void {
  if (!identities.some((grant) => exclusive.has(grant))) return;
  const roles = [...new Set(identities)]
    .filter((grant) => scopes.has(grant))
    .map((grant) => grant.slice('realm:'.length));
  if (roles.length === 1) return;
  throw new Fault(
    'FORBIDDEN',
    {
      zh: `一个账号不得同时承担「${roles.join('」「')}」:系统、安全、审计三类管理员须相互分离,也不办理业务。请安全管理员收回其一。`,
      en: `One account may not hold ${roles.join(' and ')}: the system, security and audit administrators are apart from each other and from the county's work. Ask the security administrator to take one away.`,
    },
    { reason: 'DUTIES_NOT_APART', details: { roles } },
  );
}

function scopesOf(identities: readonly string[], oauthScopes: readonly string[], table: GrantTable): Set<string> {
  const granted = new Set(identities.flatMap((grant) => table.scopes.get(grant) ?? []));
  const graphScopes = new Set([...table.scopes.values()].flat());
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
