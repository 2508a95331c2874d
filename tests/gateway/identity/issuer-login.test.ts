import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { authorizationRequest } from './issuer-client.js';
import { type ListeningIssuer, startIssuer } from './issuer-server.js';
import { plainBrowser } from './plain-browser.js';

let folder: string;
let at: ListeningIssuer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yimen-issuer-'));
  at = await startIssuer(folder);
});
afterAll(async () => {
  await at.close();
  await rm(folder, { recursive: true });
});

describe('The login page of the development issuer', () => {
  async function openLogin() {
    const browse = plainBrowser();
    const response = await browse(authorizationRequest(at).address);
    return { browse, form: new URL(response.headers.get('location') ?? '', at.origin).href };
  }

  test('says in a sentence that the password is wrong, and gives back the name without running it.', async () => {
    const { browse, form } = await openLogin();
    const page = await browse(form, { username: '"><script>', password: 'wrong' });
    expect(page.status).toBe(401);
    const text = await page.text();
    expect(text).toContain('用户名或密码不正确。');
    expect(text).toContain('value="&quot;&gt;&lt;script&gt;"');
  });

  test('loads nothing from elsewhere and labels its fields.', async () => {
    const { browse, form } = await openLogin();
    const page = await browse(form);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const text = await page.text();
    expect(text).not.toMatch(/src=|https?:/);
    expect(text).toContain('<label for="username">');
    expect(text).toContain('<label for="password">');
  });

  test('says in Chinese that it does not know the address to come back to.', async () => {
    const { address } = authorizationRequest(at, { redirect_uri: 'http://127.0.0.1:1/' });
    expect(await (await fetch(address, { redirect: 'manual' })).text()).toContain('无法完成');
  });
});
