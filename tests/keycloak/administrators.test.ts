import { beforeAll, describe, expect, test } from '@jest/globals';
import { requestToken } from '../gateway/identity/issuer-client.js';
import { keycloak } from '../support/issuer.js';
import { administration } from './administration.js';

// The realm as an environment in use imports it, with one account for each of the three administrators.
const realm = 'yimen-administrators';
const { origin } = keycloak();
const { get } = administration(keycloak());
const duties = ['system', 'security', 'audit'] as const;
type Duty = (typeof duties)[number];

const tokens = new Map<string, string>();
beforeAll(async () => {
  for (const username of duties) {
    const form = { grant_type: 'password', client_id: 'yimen-cli', username, password: 'right', scope: 'openid' };
    const { body } = await requestToken(`${origin}/realms/${realm}/protocol/openid-connect`, form);
    tokens.set(username, body['access_token'] ?? '');
  }
});

/** The status with which Keycloak answers one of the three. */
async function statusFor(duty: Duty, method: string, path: string, body?: unknown): Promise<number> {
  const { status } = await fetch(`${origin}/admin/realms/${realm}${path}`, {
    method,
    headers: { authorization: `Bearer ${tokens.get(duty)}`, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return status;
}

const idOf = async (username: string): Promise<string> => {
  const [found] = await get<{ id: string }[]>(`/${realm}/users?username=${username}&exact=true`);
  if (found === undefined) throw new Error(`No account ${username}.`);
  return found.id;
};

describe('In Keycloak itself', () => {
  test('the security administrator alone opens accounts.', async () => {
    const account = (duty: Duty) => ({ username: `opened-by-${duty}`, enabled: true });
    const found = await Promise.all(duties.map((duty) => statusFor(duty, 'POST', '/users', account(duty))));
    expect(found).toEqual([403, 201, 403]);
  });

  test('the audit administrator alone reads what the others did.', async () => {
    for (const path of ['/admin-events', '/events'])
      expect(await Promise.all(duties.map((duty) => statusFor(duty, 'GET', path)))).toEqual([403, 403, 200]);
    const events = await get<{ operationType: string; authDetails: { userId: string } }[]>(
      `/${realm}/admin-events?operationTypes=CREATE&resourceTypes=USER`,
    );
    expect(events.map(({ authDetails }) => authDetails.userId)).toEqual([await idOf('security')]);
  });

  test('none of them changes clients or the realm’s settings.', async () => {
    const client = { clientId: 'made-up', publicClient: true };
    for (const duty of duties) {
      expect(await statusFor(duty, 'POST', '/clients', client)).toBe(403);
      expect(await statusFor(duty, 'PUT', '', { realm, adminEventsEnabled: false })).toBe(403);
      expect(await statusFor(duty, 'DELETE', '/admin-events')).toBe(403);
    }
  });

  const give = async (to: string, mapping: string, role: unknown): Promise<number> =>
    statusFor('security', 'POST', `/users/${await idOf(to)}/role-mappings/${mapping}`, [role]);

  test('the security administrator gives the graph’s roles, and the audit administrator sees which and to whom.', async () => {
    const roles = await get<{ id: string; name: string }[]>(`/${realm}/roles`);
    const to = await idOf('opened-by-security');
    for (const name of ['grid_officer', 'audit_administrator']) {
      const role = roles.find((each) => each.name === name);
      expect(await give('opened-by-security', 'realm', role)).toBe(204);
    }
    const events = await get<{ authDetails: { userId: string }; resourcePath: string; representation: string }[]>(
      `/${realm}/admin-events?operationTypes=CREATE&resourceTypes=REALM_ROLE_MAPPING`,
    );
    const security = await idOf('security');
    expect(events.map(({ authDetails, resourcePath }) => [authDetails.userId, resourcePath])).toEqual(
      Array(2).fill([security, `users/${to}/role-mappings/realm`]),
    );
    expect(events.map(({ representation }) => /"name":"(\w+)"/.exec(representation)?.[1]).sort()).toEqual([
      'audit_administrator',
      'grid_officer',
    ]);
  });

  test('the security administrator gives nobody the administration of Keycloak, which he does not hold himself.', async () => {
    const [client] = await get<{ id: string }[]>(`/${realm}/clients?clientId=realm-management`);
    const roles = await get<{ id: string; name: string }[]>(`/${realm}/clients/${client?.id}/roles`);
    for (const name of ['realm-admin', 'manage-realm', 'manage-clients', 'view-events', 'manage-events']) {
      const role = roles.find((each) => each.name === name);
      expect(role).toBeDefined();
      for (const to of ['opened-by-security', 'security']) {
        expect([name, await give(to, `clients/${client?.id}`, role)]).toEqual([name, 403]);
      }
    }
  });
});
