import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { subjectOf } from '../../../../gateway/identity/realm.js';
import * as client from '../issuer-client.js';
import { fillIn, plainBrowser } from '../plain-browser.js';
import { openSampleIssuer, type SampleIssuer } from '../sample-issuer.js';

let at: SampleIssuer;
beforeAll(async () => {
  at = await openSampleIssuer();
});
afterAll(() => at.close());

/** The account as its tokens tell of it. */
const officer = {
  preferred_username: 'officer',
  name: '示例甲',
  regions: ['320281001'],
  staff_id: 'S-1',
  organization: { 'station-a': { regions: ['320281100'] }, 'station-b': {} },
};

describe('A login by code and PKCE', () => {
  test('leads through the login page to tokens in Keycloak’s form.', async () => {
    const { status, body } = await client.loginByCode(plainBrowser(), at);
    expect(status).toBe(200);
    const access = body.access_token ?? '';
    expect(decodeProtectedHeader(access)).toMatchObject({ alg: 'RS256', typ: 'JWT' });
    const claims = decodeJwt(access);
    expect(claims).toMatchObject({
      iss: at.url,
      sub: subjectOf('officer'),
      typ: 'Bearer',
      azp: 'yimen-explorer',
      sid: expect.any(String),
      realm_access: { roles: ['grid-officer'] },
      ...officer,
    });
    expect([claims.aud].flat()).toContain('yimen');
    expect(String(claims.scope).split(' ').sort()).toEqual(['openid', 'organization:*', 'profile']);
    expect(decodeJwt(body.refresh_token ?? '')).toMatchObject({ typ: 'Refresh' });
    const { caller } = await client.identify(at, `Bearer ${access}`);
    expect(caller).toMatchObject({ kind: 'person', client: 'yimen-explorer', name: '示例甲', staffNumber: 'S-1' });
    expect(caller.organizations.toSorted()).toEqual(['station-a', 'station-b']);
    expect(caller.regions).toEqual(['320281001', '320281100']);
    expect([...caller.scopes]).toEqual(['grid:read', 'pii:plain']);
  });

  test('says in the ID token who has logged in.', async () => {
    const { body } = await client.loginByCode(plainBrowser(), at);
    const claims = decodeJwt(body.id_token ?? '');
    expect(claims).toMatchObject({ iss: at.url, typ: 'ID', azp: 'yimen-explorer', ...officer });
    expect([claims.aud].flat()).toEqual(['yimen-explorer']);
    expect(claims).not.toHaveProperty('given_name');
  });

  test('gives ID and refresh tokens that the portal refuses.', async () => {
    const { body } = await client.loginByCode(plainBrowser(), at);
    for (const token of [body.id_token, body.refresh_token]) {
      expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
      await expect(client.identify(at, `Bearer ${token}`)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  test('stays on the login page with a wrong password.', async () => {
    const { address } = client.authorizationRequest(at);
    const answers = { username: 'visitor', password: 'wrong' };
    const { back, page } = await fillIn(plainBrowser(), address, at.home, answers);
    expect(back).toBe(null);
    expect(page).toContain('name="password"');
  });

  test('is refused with the wrong verifier.', async () => {
    const { address } = client.authorizationRequest(at);
    const answers = { username: 'officer', password: 'right' };
    const { back } = await fillIn(plainBrowser(), address, at.home, answers);
    expect(back?.searchParams.get('code')).toEqual(expect.any(String));
    const answer = await client.requestToken(at.endpoints, client.codeForm(at, back, 'a'.repeat(43)));
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_grant']);
  });

  test('is refused without PKCE.', async () => {
    const { address } = client.authorizationRequest(at, { code_challenge: '', code_challenge_method: '' });
    const { back } = await fillIn(plainBrowser(), address, at.home, {});
    expect(back?.searchParams.get('error')).toBe('invalid_request');
  });

  test('is refused for an address to come back to that the realm does not know.', async () => {
    const { address } = client.authorizationRequest(at, { redirect_uri: 'http://127.0.0.1:1/' });
    const response = await fetch(address, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });

  test('ends with the logout: neither its refresh token nor its access token is in force.', async () => {
    const browse = plainBrowser();
    const { body } = await client.loginByCode(browse, at);
    expect(await client.isActive(at, body.access_token)).toBe(true);
    const { back } = await client.leave(browse, at, body.id_token);
    expect(back?.href).toBe(`${at.home}/`);
    expect(await client.isActive(at, body.access_token)).toBe(false);
    expect((await client.refresh(at, 'yimen-explorer', body.refresh_token)).body.error).toBe('invalid_grant');
  });
});
