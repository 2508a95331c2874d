import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { subjectOf } from '../../../../gateway/identity/realm.js';
import * as client from '../issuer-client.js';
import { openSampleIssuer, type SampleIssuer } from '../sample-issuer.js';

let at: SampleIssuer;
beforeAll(async () => {
  at = await openSampleIssuer();
});
afterAll(() => at.close());

test('An issuer describes itself, and says that a code needs PKCE’s S256.', async () => {
  const response = await fetch(`${at.url}/.well-known/openid-configuration`);
  expect(await response.json()).toMatchObject({
    issuer: at.url,
    authorization_endpoint: `${at.endpoints}/auth`,
    token_endpoint: `${at.endpoints}/token`,
    introspection_endpoint: `${at.endpoints}/token/introspect`,
    userinfo_endpoint: `${at.endpoints}/userinfo`,
    revocation_endpoint: `${at.endpoints}/revoke`,
    end_session_endpoint: `${at.endpoints}/logout`,
    jwks_uri: `${at.endpoints}/certs`,
    code_challenge_methods_supported: expect.arrayContaining(['S256']),
  });
  const realm: unknown = await (await fetch(at.url)).json();
  expect(realm).toMatchObject({ realm: at.url.split('/').at(-1), 'token-service': at.endpoints });
});

describe('A grant', () => {
  const visitor = { grant_type: 'password', client_id: 'yimen-cli', username: 'visitor', password: 'right' };

  test('by password is for the command line only.', async () => {
    expect((await client.officerTokens(at.endpoints)).status).toBe(200);
    const explorer = await client.requestToken(at.endpoints, { ...visitor, client_id: 'yimen-explorer' });
    expect([explorer.status, explorer.body.access_token]).toEqual([400, undefined]);
    const wrong = await client.requestToken(at.endpoints, { ...visitor, password: 'wrong' });
    expect([wrong.status, wrong.body.error]).toEqual([400, 'invalid_grant']);
  });

  test('may ask for less: a scope of the graph narrows the caller.', async () => {
    const form = { ...visitor, username: 'officer', scope: 'openid grid:read' };
    const { body } = await client.requestToken(at.endpoints, form);
    const { caller } = await client.identify(at, `Bearer ${body.access_token}`);
    expect([...caller.scopes]).toEqual(['grid:read']);
    expect(caller.organizations).toEqual([]);
  });

  test('names the sole organisation of who asks for `organization`, with its regions.', async () => {
    const { body } = await client.requestToken(at.endpoints, { ...visitor, scope: 'organization' });
    expect((await client.identify(at, `Bearer ${body.access_token}`)).caller).toMatchObject({
      organizations: ['station-a'],
      regions: ['320281100'],
      staffNumber: null,
    });
  });

  test('can be refreshed, each refresh token once.', async () => {
    const { body } = await client.officerTokens(at.endpoints);
    const renewed = await client.refresh(at, 'yimen-cli', body.refresh_token);
    const { caller } = await client.identify(at, `Bearer ${renewed.body.access_token}`);
    expect(caller.organizations.toSorted()).toEqual(['station-a', 'station-b']);
    expect((await client.refresh(at, 'yimen-cli', body.refresh_token)).body.error).toBe('invalid_grant');
  });

  test('can be revoked.', async () => {
    const { body } = await client.officerTokens(at.endpoints);
    expect(await client.isActive(at, body.access_token)).toBe(true);
    await client.post(`${at.endpoints}/revoke`, { client_id: 'yimen-cli', token: body.refresh_token ?? '' });
    expect(await client.isActive(at, body.access_token)).toBe(false);
    expect((await client.refresh(at, 'yimen-cli', body.refresh_token)).body.error).toBe('invalid_grant');
  });

  test('by client credentials makes a service of the caller, and needs the secret.', async () => {
    const form = { grant_type: 'client_credentials' };
    const { body } = await client.requestToken(at.endpoints, form, `yimen-gateway:${at.clientSecret}`);
    expect((await client.identify(at, `Bearer ${body.access_token}`)).caller).toMatchObject({
      kind: 'service',
      client: 'yimen-gateway',
      name: 'service-account-yimen-gateway',
      regions: [],
      organizations: [],
    });
    const wrong = await client.requestToken(at.endpoints, form, 'yimen-gateway:wrong');
    expect([wrong.status, wrong.body.access_token]).toEqual([401, undefined]);
  });
});

describe('About one token', () => {
  test('introspection tells its claims to a client with a secret, sent once or twice, and to no other.', async () => {
    const { body } = await client.officerTokens(at.endpoints);
    const token = body.access_token ?? '';
    const introspect = `${at.endpoints}/token/introspect`;
    const twice = { token, client_id: 'yimen-gateway', client_secret: at.clientSecret };
    const told = await client.post(introspect, twice, `yimen-gateway:${at.clientSecret}`);
    expect(told.body).toMatchObject({ active: true, username: 'officer', client_id: 'yimen-cli' });
    expect(await client.isActive(at, `${token}x`)).toBe(false);
    expect((await client.post(introspect, { token }, 'yimen-gateway:wrong')).status).toBe(401);
    const publicClient = await client.post(introspect, { token, client_id: 'yimen-cli' });
    expect([401, 403]).toContain(publicClient.status);
    expect(publicClient.body).not.toHaveProperty('username');
  });

  test('userinfo tells whose it is.', async () => {
    const { body } = await client.officerTokens(at.endpoints);
    const ask = (token = '') => fetch(`${at.endpoints}/userinfo`, { headers: { authorization: `Bearer ${token}` } });
    const told: unknown = await (await ask(body.access_token)).json();
    expect(told).toMatchObject({ sub: subjectOf('officer'), name: '示例甲', staff_id: 'S-1' });
    expect((await ask(body.refresh_token)).status).toBe(401);
  });
});
