import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
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

describe('A login by code and PKCE', () => {
  test('leads through the login page to tokens in Keycloak’s form.', async () => {
    const { status, body } = await wire.loginByCode(wire.plainBrowser(), at);
    expect(status).toBe(200);
    const access = body.access_token ?? '';
    expect(decodeProtectedHeader(access)).toMatchObject({ alg: 'RS256', typ: 'JWT' });
    expect(decodeJwt(access)).toMatchObject({
      iss: at.url,
      sub: subjectOf('officer'),
      aud: 'yimen',
      typ: 'Bearer',
      azp: 'yimen-explorer',
      sid: expect.any(String),
      scope: 'openid organization:* profile',
      preferred_username: 'officer',
      name: '示例甲',
      realm_access: { roles: ['grid-officer'] },
      regions: ['320281001'],
      staff_id: 'S-1',
      organization: { 'station-a': { regions: ['320281100'] }, 'station-b': {} },
    });
    expect(decodeJwt(body.id_token ?? '')).toMatchObject({ typ: 'ID', aud: 'yimen-explorer', azp: 'yimen-explorer' });
    expect(decodeJwt(body.refresh_token ?? '')).toMatchObject({ typ: 'Refresh' });
    const { caller } = await wire.identify(at, `Bearer ${access}`);
    expect(caller.regions).toEqual(['320281001', '320281100']);
    expect([...caller.scopes]).toEqual(['grid:read', 'pii:plain']);
  });

  test('gives ID and refresh tokens that the portal refuses.', async () => {
    const { body } = await wire.loginByCode(wire.plainBrowser(), at);
    for (const token of [body.id_token, body.refresh_token]) {
      await expect(wire.identify(at, `Bearer ${token}`)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  test('says in a sentence that the password is wrong, and gives back the name without running it.', async () => {
    const browse = wire.plainBrowser();
    const { form } = await wire.openLogin(browse, at);
    const page = await browse(form, { username: '"><script>', password: 'wrong' });
    expect(page.status).toBe(401);
    const text = await page.text();
    expect(text).toContain('用户名或密码不正确。');
    expect(text).toContain('value="&quot;&gt;&lt;script&gt;"');
  });

  test('has a page that loads nothing from elsewhere and labels its fields.', async () => {
    const browse = wire.plainBrowser();
    const { form } = await wire.openLogin(browse, at);
    const page = await browse(form);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const text = await page.text();
    expect(text).not.toMatch(/src=|https?:/);
    expect(text).toContain('<label for="username">');
    expect(text).toContain('<label for="password">');
  });

  test('is refused with the wrong verifier.', async () => {
    const browse = wire.plainBrowser();
    const { form } = await wire.openLogin(browse, at);
    const accepted = await browse(form, { username: 'officer', password: 'right' });
    const back = await browse(accepted.headers.get('location') ?? '');
    const answer = await wire.requestToken(at.endpoints, {
      grant_type: 'authorization_code',
      client_id: 'yimen-explorer',
      redirect_uri: `${at.origin}/`,
      code: new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '',
      code_verifier: 'a'.repeat(43),
    });
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_grant']);
  });

  test('is refused for an address to come back to that the realm does not know.', async () => {
    const request = new URLSearchParams({
      client_id: 'yimen-explorer',
      response_type: 'code',
      redirect_uri: 'http://127.0.0.1:1/',
      scope: 'openid',
      code_challenge: 'a'.repeat(43),
      code_challenge_method: 'S256',
    });
    const response = await fetch(`${at.endpoints}/auth?${request}`, { redirect: 'manual' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('无法完成');
  });

  test('ends with the logout: neither its refresh token nor its access token is in force.', async () => {
    const browse = wire.plainBrowser();
    const { body } = await wire.loginByCode(browse, at);
    expect(await wire.isActive(at, body.access_token)).toBe(true);
    const leaving = new URLSearchParams({
      id_token_hint: body.id_token ?? '',
      post_logout_redirect_uri: `${at.origin}/`,
    });
    const page = await (await browse(`${at.endpoints}/logout?${leaving}`)).text();
    const xsrf = /name="xsrf" value="(\w+)"/.exec(page)?.[1] ?? '';
    const left = await browse(`${at.endpoints}/logout/confirm`, { xsrf, logout: 'yes' });
    expect(left.headers.get('location')).toBe(`${at.origin}/`);
    expect(await wire.isActive(at, body.access_token)).toBe(false);
    expect((await wire.refresh(at, 'yimen-explorer', body.refresh_token)).body.error).toBe('invalid_grant');
  });
});
