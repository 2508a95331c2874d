import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { logIn, logOut } from '../../../support/demo-login.js';
import { issuerSettings } from '../../../support/issuer.js';
import { readySocket } from '../../streams/socket.js';
import { openStreamingPortal, type StreamingPortal } from '../../streams/streaming-portal.js';

let portal: StreamingPortal;
beforeAll(async () => {
  portal = await openStreamingPortal({ environment: issuerSettings() });
});
afterAll(() => portal.close());

function issuer(): string {
  return portal.portal.identity.issuer;
}

async function askWith(token: string, query = '{ me { name } }') {
  return portal.ask(query, {}, { headers: { authorization: `Bearer ${token}`, 'accept-language': 'en' } });
}

async function statusWith(token: string): Promise<number> {
  return (await askWith(token)).status;
}

test('an account of the realm is known by its name, roles, scopes, regions and organisations', async () => {
  const { token } = await logIn(issuer(), 'grid.officer');
  const { data } = await askWith(token, '{ me { name roles scopes regions { code } organizations { code } } }');
  expect(data).toEqual({
    me: {
      name: '金清',
      roles: ['grid_officer'],
      scopes: ['grid:read', 'staff:read'],
      regions: [{ code: '320281104' }],
      organizations: [{ code: '320281104-command-centre' }],
    },
  });
});

test('a token whose session was ended is refused 60 seconds later at the latest, and another’s is not', async () => {
  const other = await portal.tokenOf('grid.admin');
  const session = await logIn(issuer(), 'grid.officer');
  const { token } = session;
  expect([await statusWith(token), await statusWith(other)]).toEqual([200, 200]);
  await logOut(issuer(), session);
  portal.tokens.ahead += 61_000;
  expect([await statusWith(token), await statusWith(other)]).toEqual([401, 200]);
});

test('a token that has expired, or is a refresh token, is refused in one sentence', async () => {
  const { token, refreshToken } = await logIn(issuer(), 'grid.officer');
  const before = portal.tokens.ahead;
  expect(await statusWith(token)).toBe(200);
  portal.tokens.ahead = 306_000;
  for (const refused of [token, refreshToken]) {
    const { status, errors } = await askWith(refused);
    expect([status, errors?.map(({ message, extensions }) => [extensions.code, message])]).toEqual([
      401,
      [['UNAUTHENTICATED', 'The access token is not valid or has expired; log in again.']],
    ]);
  }
  portal.tokens.ahead = before;
});

test('a logout ends the live streams of its session within five seconds', async () => {
  const session = await logIn(issuer(), 'grid.officer');
  const socket = await readySocket(portal.origin, { authorization: `Bearer ${session.token}` });
  socket.subscribe('1', 'subscription { count(to: 1) }');
  await socket.all('1');
  socket.subscribe('1', 'subscription { silent }');
  const started = performance.now();
  await logOut(issuer(), session);
  const last = await socket.next();
  expect(last).toMatchObject({ type: 'error', id: '1', payload: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  expect(performance.now() - started).toBeLessThan(5_000);
  socket.close();
});
