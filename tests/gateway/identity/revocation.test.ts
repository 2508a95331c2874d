import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

function toIssuer(path: string, form: Readonly<Record<string, string>>): Promise<Response> {
  const address = `${portal.portal.identity.issuer}/protocol/openid-connect/${path}`;
  return fetch(address, { method: 'POST', body: new URLSearchParams(form) });
}

async function statusWith(token: string): Promise<number> {
  return (await portal.ask('{ me { name } }', {}, { headers: { authorization: `Bearer ${token}` } })).status;
}

test('a token whose session was ended is refused 60 seconds later at the latest, and another’s is not', async () => {
  const other = await portal.tokenOf('grid.admin');
  const form = { grant_type: 'password', client_id: 'yimen-cli', username: 'grid.officer', password: 'demo' };
  const login = await toIssuer('token', { ...form, scope: 'openid' });
  const { access_token: token, refresh_token: refreshToken } = (await login.json()) as Record<string, string>;
  if (!token || !refreshToken) throw new Error('The login gave no tokens.');
  expect([await statusWith(token), await statusWith(other)]).toEqual([200, 200]);
  expect((await toIssuer('revoke', { client_id: 'yimen-cli', token: refreshToken })).status).toBe(200);
  portal.tokens.ahead += 61_000;
  expect([await statusWith(token), await statusWith(other)]).toEqual([401, 200]);
});
