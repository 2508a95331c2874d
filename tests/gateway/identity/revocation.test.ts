import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { logIn, logOut } from '../../support/demo-login.js';
import { openPortal, type TestPortal } from '../../support/portal.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

async function statusWith(token: string): Promise<number> {
  return (await portal.ask('{ me { name } }', {}, { headers: { authorization: `Bearer ${token}` } })).status;
}

test('a token whose session was ended is refused 60 seconds later at the latest, and another’s is not', async () => {
  const other = await portal.tokenOf('grid.admin');
  const { issuer } = portal.portal.identity;
  const session = await logIn(issuer, 'grid.officer');
  const { token } = session;
  expect([await statusWith(token), await statusWith(other)]).toEqual([200, 200]);
  await logOut(issuer, session);
  portal.tokens.ahead += 61_000;
  expect([await statusWith(token), await statusWith(other)]).toEqual([401, 200]);
});
