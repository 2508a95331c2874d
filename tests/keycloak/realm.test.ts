import { describe, expect, test } from '@jest/globals';
import type { RealmClient } from '../../gateway/identity/realm.js';
import { requestToken } from '../gateway/identity/issuer-client.js';
import { demoRealm, keycloak, writtenRealm } from '../support/issuer.js';
import { administration } from './administration.js';

// schema/realm/yimen.json as an environment in use imports it; here under a name of its own.
const realm = '/yimen-written';
const { get } = administration(keycloak());
const written = await writtenRealm();

interface Named {
  readonly name: string;
}
interface Mapper extends Named {
  readonly protocolMapper: string;
  readonly config: Readonly<Record<string, string>>;
}
interface Scope extends Named {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly protocolMappers?: readonly Mapper[];
}

const namesOf = (all: readonly Named[]): string[] => all.map(({ name }) => name).sort();

describe('What Keycloak makes of the realm’s file', () => {
  test('has its settings.', async () => {
    const plain = Object.entries(written).filter(([key, value]) => key !== 'realm' && typeof value !== 'object');
    expect(plain.length).toBeGreaterThan(10);
    const found = await get<Record<string, unknown>>(realm);
    expect(found).toMatchObject(Object.fromEntries(plain));
    expect((found.supportedLocales as string[]).toSorted()).toEqual((written.supportedLocales as string[]).toSorted());
  });

  test('has its roles and no others but Keycloak’s own three.', async () => {
    const roles = await get<Named[]>(`${realm}/roles?briefRepresentation=false`);
    const own = ['default-roles-yimen-written', 'offline_access', 'uma_authorization'];
    expect(namesOf(roles)).toEqual([...namesOf(written.roles?.realm ?? []), ...own].sort());
    for (const role of written.roles?.realm ?? []) {
      const { composites, ...own } = role;
      expect(roles.find(({ name }) => name === role.name)).toMatchObject(own);
      const brought = await get<Named[]>(`${realm}/roles/${role.name}/composites`);
      expect(namesOf(brought)).toEqual((composites?.client['realm-management'] ?? []).toSorted());
    }
  });

  test('has its client scopes with their mappers, and no others.', async () => {
    const scopes = await get<Scope[]>(`${realm}/client-scopes`);
    expect(namesOf(scopes)).toEqual(namesOf(written.clientScopes));
    for (const scope of written.clientScopes as readonly Scope[]) {
      const found = scopes.find(({ name }) => name === scope.name);
      expect(found?.attributes).toMatchObject({ ...scope.attributes });
      const mappers = (found?.protocolMappers ?? []).map(({ name, protocolMapper, config }) => ({
        ...{ name, protocolMapper, config },
      }));
      const wanted = scope.protocolMappers ?? [];
      expect(namesOf(mappers)).toEqual(namesOf(wanted));
      for (const { name, protocolMapper, config } of wanted) {
        expect(mappers.find((mapper) => mapper.name === name)).toMatchObject({ name, protocolMapper, config });
      }
    }
    const [given, offered] = [
      await get<Named[]>(`${realm}/default-default-client-scopes`),
      await get<Named[]>(`${realm}/default-optional-client-scopes`),
    ];
    expect(namesOf(given)).toEqual((written.defaultDefaultClientScopes as string[]).toSorted());
    expect(namesOf(offered)).toEqual((written.defaultOptionalClientScopes as string[]).toSorted());
  });

  test('has its clients, with the address and the secret of the environment, and no others but Keycloak’s own.', async () => {
    const clients = await get<(RealmClient & { readonly id: string })[]>(`${realm}/clients`);
    const own = ['account', 'account-console', 'admin-cli', 'broker', 'realm-management', 'security-admin-console'];
    expect(clients.map(({ clientId }) => clientId).sort()).toEqual(
      [...written.clients.map(({ clientId }) => clientId), ...own].sort(),
    );
    for (const client of written.clients) {
      const { rootUrl, secret, defaultClientScopes, optionalClientScopes, attributes = {}, ...rest } = client;
      const found = clients.find(({ clientId }) => clientId === client.clientId);
      expect(found).toMatchObject(rest);
      expect(found?.attributes).toMatchObject({ ...attributes });
      expect(found?.defaultClientScopes?.toSorted()).toEqual(defaultClientScopes?.toSorted());
      expect(found?.optionalClientScopes?.toSorted()).toEqual(optionalClientScopes?.toSorted());
      if (rootUrl !== undefined) expect(found?.rootUrl).toBe(keycloak().portalOrigin);
      if (secret !== undefined) expect(found?.secret).toBe(keycloak().clientSecret);
    }
  });

  test('asks accounts for the attributes that it declares, and no others.', async () => {
    const components = written.components as Readonly<
      Record<string, readonly { readonly config: Readonly<Record<string, string[]>> }[]>
    >;
    const [profile] = components['org.keycloak.userprofile.UserProfileProvider'] ?? [];
    const declared = JSON.parse(profile?.config['kc.user.profile.config']?.[0] ?? '{}') as { attributes: Named[] };
    const { attributes } = await get<{ attributes: Named[] }>(`${realm}/users/profile`);
    expect(namesOf(attributes)).toEqual(namesOf(declared.attributes));
    for (const attribute of declared.attributes) {
      expect(attributes.find(({ name }) => name === attribute.name)).toMatchObject({ ...attribute });
    }
  });

  test('has no account, no organisation, and no login by password.', async () => {
    expect(await get(`${realm}/users/count`)).toBe(0);
    expect(await get(`${realm}/organizations`)).toEqual([]);
    const endpoints = `${keycloak().origin}/realms${realm}/protocol/openid-connect`;
    const form = { grant_type: 'password', client_id: 'yimen-cli', username: 'grid.officer', password: 'demo' };
    const { status, body } = await requestToken(endpoints, form);
    expect([status, body.error]).toEqual([401, 'invalid_client']);
  });
});

test('The realm for development has the demonstration accounts, each with its roles alone, in its organisations.', async () => {
  const { users = [], organizations = [] } = await demoRealm();
  expect(users.length).toBeGreaterThan(20);
  const accounts = await get<{ id: string; username: string }[]>('/yimen/users?max=1000');
  const idOf = new Map(accounts.map(({ id, username }) => [username, id]));
  expect([...idOf.keys()].sort()).toEqual(users.map(({ username }) => username).sort());
  for (const { id, username, realmRoles = [], attributes = {} } of users) {
    expect(idOf.get(username)).toBe(id);
    const roles = await get<{ realmMappings?: Named[]; clientMappings?: object }>(`/yimen/users/${id}/role-mappings`);
    expect(namesOf(roles.realmMappings ?? [])).toEqual([...realmRoles].sort());
    expect(roles.clientMappings).toBeUndefined();
    const found = await get<{ attributes?: Record<string, string[]> }>(`/yimen/users/${id}`);
    expect(found.attributes ?? {}).toEqual(attributes);
    const memberOf = await get<{ alias: string }[]>(`/yimen/organizations/members/${id}/organizations`);
    const wanted = organizations.filter(({ members }) => members?.some((member) => member.username === username));
    expect(memberOf.map(({ alias }) => alias).sort()).toEqual(wanted.map(({ alias }) => alias).sort());
  }
});
