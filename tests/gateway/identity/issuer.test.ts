import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { createIssuer } from '../../../gateway/identity/issuer/create-issuer.js';
import { subjectOf } from '../../../gateway/identity/realm.js';
import * as wire from './issuer-server.js';

let folder: string;
let at: wire.ListeningIssuer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yimen-issuer-'));
  at = await wire.startIssuer(folder);
});
afterAll(async () => {
  await at.close();
  await rm(folder, { recursive: true });
});

describe('The development issuer', () => {
  test('describes itself as a Keycloak realm does.', async () => {
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
      code_challenge_methods_supported: ['S256'],
    });
    const realm: unknown = await (await fetch(at.url)).json();
    expect(realm).toMatchObject({ realm: 'yimen', 'token-service': at.endpoints });
  });

  test('shows its public key only.', async () => {
    const { keys } = (await (await fetch(`${at.endpoints}/certs`)).json()) as { keys: object[] };
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'e', 'kid', 'kty', 'n', 'use']]);
  });

  test('keeps its key in a file that only its owner reads.', async () => {
    expect((await stat(join(folder, 'issuer-secrets.json'))).mode & 0o777).toBe(0o600);
  });

  test('refuses production, and any address but this machine’s.', async () => {
    const realm = await wire.sampleRealm();
    await expect(createIssuer({ issuer: at.url, realm, folder, production: true })).rejects.toThrow(
      'The development issuer does not run in production; set ISSUER to the address of a Keycloak realm.',
    );
    await expect(
      createIssuer({ issuer: 'http://10.0.0.1:4000/realms/yimen', realm, folder, production: false }),
    ).rejects.toThrow('The development issuer runs on a loopback address only, and "10.0.0.1" is none.');
  });

  test('accepts its own addresses and no others.', () => {
    const accepted = ['/realms/yimen', '/realms/yimen/protocol/openid-connect/token', '/realms/yimen2', '/graphql'];
    expect(accepted.map((path) => at.issuer.accepts(path))).toEqual([true, true, false, false]);
  });
});

describe('A grant', () => {
  test('by password is for the command line only.', async () => {
    expect((await wire.officerTokens(at.endpoints)).status).toBe(200);
    const form = { grant_type: 'password', username: 'officer', password: 'right' };
    const explorer = await wire.requestToken(at.endpoints, { ...form, client_id: 'yimen-explorer' });
    expect([explorer.status, explorer.body.error]).toEqual([400, 'invalid_request']);
    const wrong = await wire.requestToken(at.endpoints, { ...form, client_id: 'yimen-cli', password: 'wrong' });
    expect([wrong.status, wrong.body.error]).toEqual([400, 'invalid_grant']);
  });

  test('may ask for less: a scope of the graph narrows the caller.', async () => {
    const { body } = await wire.requestToken(at.endpoints, {
      grant_type: 'password',
      client_id: 'yimen-cli',
      username: 'officer',
      password: 'right',
      scope: 'openid grid:read',
    });
    const { caller } = await wire.identify(at, `Bearer ${body.access_token}`);
    expect([...caller.scopes]).toEqual(['grid:read']);
    expect(caller.organizations).toEqual([]);
  });

  test('names the sole organisation of who asks for `organization`.', async () => {
    const { body } = await wire.requestToken(at.endpoints, {
      grant_type: 'password',
      client_id: 'yimen-cli',
      username: 'visitor',
      password: 'right',
      scope: 'organization',
    });
    expect((await wire.identify(at, `Bearer ${body.access_token}`)).caller).toMatchObject({
      organizations: ['station-a'],
      regions: ['320281100'],
      staffNumber: null,
    });
  });

  test('can be refreshed, each refresh token once.', async () => {
    const { body } = await wire.officerTokens(at.endpoints);
    const renewed = await wire.refresh(at, 'yimen-cli', body.refresh_token);
    expect((await wire.identify(at, `Bearer ${renewed.body.access_token}`)).caller.organizations).toEqual([
      'station-a',
      'station-b',
    ]);
    expect((await wire.refresh(at, 'yimen-cli', body.refresh_token)).body.error).toBe('invalid_grant');
  });

  test('can be revoked.', async () => {
    const { body } = await wire.officerTokens(at.endpoints);
    expect(await wire.isActive(at, body.access_token)).toBe(true);
    await wire.post(`${at.endpoints}/revoke`, { client_id: 'yimen-cli', token: body.refresh_token ?? '' });
    expect(await wire.isActive(at, body.access_token)).toBe(false);
    expect((await wire.refresh(at, 'yimen-cli', body.refresh_token)).body.error).toBe('invalid_grant');
  });

  test('by client credentials makes a service of the caller, and needs the secret.', async () => {
    const form = { grant_type: 'client_credentials' };
    const { body } = await wire.requestToken(at.endpoints, form, `yimen-gateway:${at.issuer.clientSecret}`);
    expect((await wire.identify(at, `Bearer ${body.access_token}`)).caller).toMatchObject({
      kind: 'service',
      client: 'yimen-gateway',
      name: 'service-account-yimen-gateway',
    });
    const wrong = await wire.requestToken(at.endpoints, form, 'yimen-gateway:wrong');
    expect([wrong.status, wrong.body.error]).toEqual([401, 'invalid_client']);
  });
});

describe('About one token', () => {
  test('introspection tells its claims to a client with a secret, sent once or twice, and to no other.', async () => {
    const { body } = await wire.officerTokens(at.endpoints);
    const token = body.access_token ?? '';
    const secret = at.issuer.clientSecret;
    const twice = { token, client_id: 'yimen-gateway', client_secret: secret };
    const told = await wire.post(`${at.endpoints}/token/introspect`, twice, `yimen-gateway:${secret}`);
    expect(told.body).toMatchObject({ active: true, username: 'officer', client_id: 'yimen-cli', aud: 'yimen' });
    expect(await wire.isActive(at, `${token}x`)).toBe(false);
    expect((await wire.post(`${at.endpoints}/token/introspect`, { token }, 'yimen-gateway:wrong')).status).toBe(401);
    expect((await wire.post(`${at.endpoints}/token/introspect`, { token, client_id: 'yimen-cli' })).status).toBe(401);
  });

  test('userinfo tells whose it is.', async () => {
    const { body } = await wire.officerTokens(at.endpoints);
    const ask = (token = '') => fetch(`${at.endpoints}/userinfo`, { headers: { authorization: `Bearer ${token}` } });
    const told: unknown = await (await ask(body.access_token)).json();
    expect(told).toMatchObject({ sub: subjectOf('officer'), name: '示例甲', staff_id: 'S-1' });
    expect((await ask(body.refresh_token)).status).toBe(401);
  });
});

test('A restart leaves tokens and sessions as they were.', async () => {
  const browse = wire.plainBrowser();
  const { body } = await wire.loginByCode(browse, at);
  const port = Number(new URL(at.origin).port);
  const secret = at.issuer.clientSecret;
  await at.close();
  at = await wire.startIssuer(folder, port);
  expect(at.issuer.clientSecret).toBe(secret);
  expect((await wire.identify(at, `Bearer ${body.access_token}`)).caller.name).toBe('示例甲');
  expect((await wire.refresh(at, 'yimen-explorer', body.refresh_token)).status).toBe(200);
  const { form } = await wire.openLogin(browse, at);
  expect(new URL(form).searchParams.get('code')).toEqual(expect.any(String));
});
