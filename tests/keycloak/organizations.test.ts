import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { identify, requestToken } from '../gateway/identity/issuer-client.js';
import { issuerSettings, keycloak } from '../support/issuer.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { administration } from './administration.js';

// A realm that this file alone changes.
const realm = 'yimen-changed';
const { origin, clientSecret, portalOrigin } = keycloak();
const url = `${origin}/realms/${realm}`;
const at = { url, endpoints: `${url}/protocol/openid-connect`, home: portalOrigin, clientSecret };
const { get, send } = administration(keycloak());

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal({ environment: issuerSettings(realm) });
});
afterAll(() => portal.close());

async function tokenOfVisitor(scope: string): Promise<string> {
  const form = { grant_type: 'password', client_id: 'yimen-cli', username: 'visitor', password: 'right', scope };
  return (await requestToken(at.endpoints, form)).body.access_token ?? '';
}

async function visitor(scope = 'openid organization:*') {
  const { caller } = await identify(at, `Bearer ${await tokenOfVisitor(scope)}`);
  return { organizations: caller.organizations.toSorted(), regions: caller.regions.toSorted() };
}

test('An account acts in the organisations of which the administrator has made it a member, from its next token on.', async () => {
  expect(await visitor()).toEqual({ organizations: ['station-a'], regions: ['320281100'] });
  const organizations = await get<{ id: string; alias: string }[]>(`/${realm}/organizations`);
  const second = organizations.find(({ alias }) => alias === 'station-b');
  const [account] = await get<{ id: string }[]>(`/${realm}/users?username=visitor&exact=true`);
  if (second === undefined || account === undefined) throw new Error('The realm is not the sample.');

  const members = `/${realm}/organizations/${second.id}/members`;
  await send('POST', members, account.id);
  expect(await visitor()).toEqual({ organizations: ['station-a', 'station-b'], regions: ['320281100'] });
  expect(await visitor('openid organization:station-b')).toEqual({ organizations: ['station-b'], regions: [] });
  // Which of the two is meant must be said.
  expect(await visitor('openid')).toEqual({ organizations: [], regions: [] });

  const both = await tokenOfVisitor('openid organization:*');
  const { status, data } = await portal.ask(
    '{ me { name regions { code } } }',
    {},
    { headers: { authorization: `Bearer ${both}` } },
  );
  expect([status, data]).toEqual([200, { me: { name: '示例乙', regions: [{ code: '320281100' }] } }]);

  const standing = await get<Record<string, unknown>>(`/${realm}/organizations/${second.id}`);
  await send('PUT', `/${realm}/organizations/${second.id}`, { ...standing, attributes: { regions: ['320281001'] } });
  expect(await visitor()).toEqual({ organizations: ['station-a', 'station-b'], regions: ['320281001', '320281100'] });

  await send('DELETE', `${members}/${account.id}`);
  expect(await visitor()).toEqual({ organizations: ['station-a'], regions: ['320281100'] });
});
