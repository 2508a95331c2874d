import { v5 as nameBasedIdentifier } from 'uuid';
import type { RoleDeclaration } from '../../kit/module/define.js';

type Attributes = Readonly<Record<string, readonly string[]>>;

/** The parts of Keycloak's RealmRepresentation that the portal writes or its development issuer reads. */
export interface Realm {
  readonly realm: string;
  readonly accessTokenLifespan: number;
  readonly ssoSessionIdleTimeout: number;
  readonly ssoSessionMaxLifespan: number;
  readonly clients: readonly RealmClient[];
  readonly clientScopes: readonly RealmClientScope[];
  readonly roles?: { readonly realm?: readonly RealmRole[] };
  readonly organizations?: readonly RealmOrganization[];
  readonly users?: readonly RealmUser[];
  /** The realm roles that clients without the full scope are told of. */
  readonly scopeMappings?: readonly { readonly client: string; readonly roles: readonly string[] }[];
  readonly [setting: string]: unknown;
}

/** Keycloak's ClientRepresentation, as far as it is read here. */
export interface RealmClient {
  readonly clientId: string;
  readonly name?: string;
  readonly enabled?: boolean;
  readonly rootUrl?: string;
  readonly publicClient?: boolean;
  readonly secret?: string;
  readonly redirectUris?: readonly string[];
  readonly standardFlowEnabled?: boolean;
  readonly directAccessGrantsEnabled?: boolean;
  readonly serviceAccountsEnabled?: boolean;
  readonly clientAuthenticatorType?: string;
  /** Whether its tokens tell every role of the account. */
  readonly fullScopeAllowed?: boolean;
  readonly defaultClientScopes?: readonly string[];
  readonly optionalClientScopes?: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
  readonly [setting: string]: unknown;
}

/** Keycloak's ClientScopeRepresentation, as far as it is read here. */
export interface RealmClientScope {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly [setting: string]: unknown;
}

/** Keycloak's RoleRepresentation. */
export interface RealmRole {
  readonly name: string;
  readonly description: string;
  readonly attributes?: Attributes;
  readonly composite?: boolean;
  readonly composites?: { readonly client: Readonly<Record<string, readonly string[]>> };
}

/** Keycloak's OrganizationRepresentation. */
export interface RealmOrganization {
  readonly name: string;
  readonly alias: string;
  readonly enabled: boolean;
  readonly domains: readonly { readonly name: string; readonly verified: boolean }[];
  readonly attributes?: Attributes;
  readonly members?: readonly { readonly username: string; readonly membershipType: 'UNMANAGED' }[];
}

/** Keycloak's UserRepresentation, as far as it is read here. */
export interface RealmUser {
  readonly id: string;
  readonly username: string;
  readonly enabled: boolean;
  readonly firstName?: string;
  readonly serviceAccountClientId?: string;
  readonly credentials?: readonly { readonly type: string; readonly value: string; readonly temporary: boolean }[];
  readonly realmRoles?: readonly string[];
  readonly clientRoles?: Readonly<Record<string, readonly string[]>>;
  readonly attributes?: Attributes;
}

/** An organisation of the county; its code becomes Keycloak's alias, and so the claim `organization`. */
export interface OrganizationOfCounty {
  readonly code: string;
  readonly name: string;
  readonly regions?: readonly string[];
}

/** A demonstration account. Its password is for development only. */
export interface Account {
  readonly username: string;
  readonly name: string;
  readonly password: string;
  readonly roles: readonly string[];
  readonly organizations: readonly string[];
  readonly regions: readonly string[];
  readonly staffNumber: string | null;
}

const accountNamespace = 'b7c0ab5c-6a0b-5d39-8f1e-7b1a0c3d2e4f';

/** The claim `sub` of an account that `withAccounts` adds: the same in every county's realm, and before anyone logs in. */
export function subjectOf(username: string): string {
  return nameBasedIdentifier(username, accountNamespace);
}

/**
 * The realm that Keycloak imports: the hand-written base with the roles of the modules, a client scope for each scope of
 * the graph (so that a token can be narrowed to it) and the county's organisations, in an order that does not depend on
 * theirs. Throws when two modules give one role different titles.
 */
export function realmFrom(
  base: Realm,
  roles: readonly RoleDeclaration[],
  organizations: readonly OrganizationOfCounty[] = [],
): Realm {
  const merged = new Map<string, RoleDeclaration>();
  for (const role of roles) {
    const known = merged.get(role.name);
    if (known !== undefined && (known.title.zh !== role.title.zh || known.title.en !== role.title.en)) {
      throw new Error(`The role "${role.name}" has two titles: "${known.title.zh}" and "${role.title.zh}".`);
    }
    merged.set(role.name, { ...role, scopes: [...(known?.scopes ?? []), ...role.scopes] });
  }
  const scopes = [...new Set(roles.flatMap((role) => role.scopes))].sort();
  const realmRoles = [...(base.roles?.realm ?? []), ...[...merged.values()].sort(by('name')).map(realmRole)];
  const known = new Set(realmRoles.map(({ name }) => name));
  const mapped = base.scopeMappings?.map(({ client, roles: names }) => ({
    client,
    roles: names.filter((name) => known.has(name)),
  }));
  return {
    ...base,
    // Keycloak imports no realm that maps a role which it does not have: its module may be gone.
    ...(mapped === undefined ? {} : { scopeMappings: mapped }),
    clients: base.clients.map((client) => ({
      ...client,
      optionalClientScopes: [...(client.optionalClientScopes ?? []), ...scopes],
    })),
    clientScopes: [...base.clientScopes, ...scopes.map(realmScope)],
    roles: { realm: realmRoles },
    organizations: [...organizations].sort(by('code')).map(realmOrganization),
  };
}

/**
 * The realm with accounts in it, and with the clients switched on that the base marks `yimen.development`: for the
 * development issuer or a test's Keycloak. What an environment in use imports has neither. Throws when an account names
 * an organisation that the realm does not have.
 */
export function withAccounts(realm: Realm, accounts: readonly Account[]): Realm {
  const aliases = new Set(realm.organizations?.map(({ alias }) => alias));
  for (const { username, organizations } of accounts) {
    const unknown = organizations.find((code) => !aliases.has(code));
    if (unknown !== undefined) throw new Error(`The account "${username}" names no known organisation: "${unknown}".`);
  }
  return {
    ...realm,
    clients: realm.clients.map((client) =>
      client.attributes?.['yimen.development'] === 'true' ? { ...client, enabled: true } : client,
    ),
    users: [...(realm.users ?? []), ...accounts.map(realmUser)],
    organizations: realm.organizations?.map((organization) => ({
      ...organization,
      members: accounts
        .filter(({ organizations }) => organizations.includes(organization.alias))
        .map(({ username }) => ({ username, membershipType: 'UNMANAGED' as const })),
    })),
  };
}

function realmRole({ name, title, scopes, keycloakRoles = [] }: RoleDeclaration): RealmRole {
  const sorted = [...new Set(scopes)].sort();
  return {
    name,
    description: `${title.zh} ${title.en}`,
    // Keycloak keeps no attribute without a value.
    attributes: { title_zh: [title.zh], title_en: [title.en], ...(sorted.length === 0 ? {} : { scopes: sorted }) },
    ...(keycloakRoles.length === 0
      ? {}
      : { composite: true, composites: { client: { 'realm-management': [...keycloakRoles] } } }),
  };
}

function realmScope(name: string): RealmClientScope {
  return {
    name,
    protocol: 'openid-connect',
    attributes: { 'include.in.token.scope': 'true', 'display.on.consent.screen': 'false' },
  };
}

function realmOrganization({ code, name, regions = [] }: OrganizationOfCounty): RealmOrganization {
  return {
    name,
    alias: code,
    enabled: true,
    // Keycloak wants a mail domain for each organisation; `.invalid` is reserved for names that never exist (RFC 2606).
    domains: [{ name: `${code.toLowerCase()}.invalid`, verified: false }],
    attributes: regions.length === 0 ? {} : { regions: [...regions] },
  };
}

function realmUser({ username, name, password, roles, regions, staffNumber }: Account): RealmUser {
  return {
    id: subjectOf(username),
    username,
    enabled: true,
    firstName: name,
    credentials: [{ type: 'password', value: password, temporary: false }],
    realmRoles: [...roles],
    attributes: {
      ...(regions.length === 0 ? {} : { regions: [...regions] }),
      ...(staffNumber === null ? {} : { staff_id: [staffNumber] }),
    },
  };
}

function by<Key extends string>(
  key: Key,
): (a: Readonly<Record<Key, string>>, b: Readonly<Record<Key, string>>) => number {
  return (a, b) => (a[key] < b[key] ? -1 : Number(a[key] > b[key]));
}
