import { createHash, timingSafeEqual } from 'node:crypto';
import { type Realm, type RealmUser, subjectOf } from '../realm.js';

/** Claims about an account, under Keycloak's names. */
export type AccountClaims = Readonly<Record<string, unknown>>;

/** The accounts of a realm, as the development issuer asks for them. */
export interface Accounts {
  /** The subject of the account with this user name and password, or null. */
  login(username: string, password: string): string | null;
  has(subject: string): boolean;
  /** What a token of this account says of it, when these OAuth scopes were asked for. */
  claimsOf(subject: string, scopes: ReadonlySet<string>): AccountClaims;
  /** The subject of a client's service account. */
  serviceOf(clientId: string): string;
}

/** Reads the accounts of a realm, and gives each client with a service account the user that Keycloak would give it. */
export function accountsOf(realm: Realm): Accounts {
  const written = (realm.users ?? []).filter(({ enabled }) => enabled);
  const services = realm.clients
    .filter(({ clientId, serviceAccountsEnabled }) => serviceAccountsEnabled === true && !hasService(written, clientId))
    .map(({ clientId }) => serviceUser(clientId));
  const bySubject = new Map([...written, ...services].map((user) => [user.id, user]));
  const byName = new Map(written.map((user) => [user.username, user]));
  return {
    login(username, password) {
      const user = byName.get(username);
      const expected = user?.credentials?.find(({ type }) => type === 'password')?.value;
      return user !== undefined && expected !== undefined && equal(expected, password) ? user.id : null;
    },
    has: (subject) => bySubject.has(subject),
    claimsOf(subject, scopes) {
      const user = bySubject.get(subject);
      return user === undefined ? {} : claimsOf(user, organizationClaim(realm, user, scopes));
    },
    serviceOf: (clientId) =>
      [...bySubject.values()].find(({ serviceAccountClientId }) => serviceAccountClientId === clientId)?.id ?? clientId,
  };
}

function claimsOf(user: RealmUser, organization: AccountClaims): AccountClaims {
  const { username, firstName, realmRoles = [], clientRoles = {}, attributes = {} } = user;
  return {
    preferred_username: username,
    ...(firstName === undefined ? {} : { name: firstName }),
    ...(realmRoles.length === 0 ? {} : { realm_access: { roles: [...realmRoles] } }),
    ...(Object.keys(clientRoles).length === 0
      ? {}
      : {
          resource_access: Object.fromEntries(
            Object.entries(clientRoles).map(([client, roles]) => [client, { roles: [...roles] }]),
          ),
        }),
    ...(attributes.regions === undefined ? {} : { regions: [...attributes.regions] }),
    ...(attributes.staff_id === undefined ? {} : { staff_id: attributes.staff_id[0] }),
    ...organization,
  };
}

/** As Keycloak: `organization:*` gives all, `organization:alias` that one, and `organization` only the sole one. */
function organizationClaim(realm: Realm, user: RealmUser, scopes: ReadonlySet<string>): AccountClaims {
  const own = (realm.organizations ?? []).filter(
    ({ enabled, members = [] }) => enabled && members.some(({ username }) => username === user.username),
  );
  const shown = own.filter(
    ({ alias }) =>
      scopes.has('organization:*') ||
      scopes.has(`organization:${alias}`) ||
      (scopes.has('organization') && own.length === 1),
  );
  if (shown.length === 0) return {};
  return { organization: Object.fromEntries(shown.map(({ alias, attributes }) => [alias, { ...attributes }])) };
}

function hasService(users: readonly RealmUser[], clientId: string): boolean {
  return users.some(({ serviceAccountClientId }) => serviceAccountClientId === clientId);
}

function serviceUser(clientId: string): RealmUser {
  const username = `service-account-${clientId.toLowerCase()}`;
  return { id: subjectOf(username), username, enabled: true, serviceAccountClientId: clientId };
}

function equal(expected: string, given: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(expected), digest(given));
}
