import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JWTPayload } from 'jose';
import { logIn } from '../support/demo-login.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { type LogoutIssuer, logoutEvent, openLogoutIssuer, postLogout } from './logout-issuer.js';

let issuer: LogoutIssuer;
let portal: TestPortal;
let token: string;
beforeAll(async () => {
  issuer = await openLogoutIssuer();
  portal = await openPortal({
    environment: { ISSUER: issuer.url, RATE_REFUSALS: '1000', CORS_ORIGINS: 'https://desk.example' },
  });
  ({ token } = await logIn(issuer.url, 'town.leader'));
});
afterAll(async () => {
  await portal.close();
  await issuer.close();
});

async function statusWith(bearer: string): Promise<number> {
  return (await portal.ask('{ me { name } }', {}, { headers: { authorization: `Bearer ${bearer}` } })).status;
}

const now = () => Math.floor(Date.now() / 1_000);

describe('A logout token that is refused ends nothing', () => {
  const changes: readonly (readonly [string, JWTPayload, string])[] = [
    ['of another issuer', { iss: 'https://other.example/realms/yimen' }, 'The logout token does not hold.'],
    ['for a client that is none of the portal’s', { aud: 'another' }, 'The logout token does not hold.'],
    ['for no client', { aud: undefined }, 'The logout token does not hold.'],
    ['of three minutes ago', { iat: now() - 180 }, 'The logout token does not hold.'],
    ['of tomorrow', { iat: now() + 86_400 }, 'The logout token does not hold.'],
    ['without a moment', { iat: undefined }, 'The logout token does not hold.'],
    ['that has expired', { exp: now() - 60 }, 'The logout token does not hold.'],
    ['without an identifier', { jti: undefined }, 'The logout token does not hold.'],
    ['with an endless identifier', { jti: 'x'.repeat(256) }, 'The claim jti is no identifier.'],
    ['without events', { events: undefined }, 'The logout token does not hold.'],
    ['of another event', { events: { other: {} } }, 'The claim events does not tell of a logout.'],
    ['whose event is no object', { events: { [logoutEvent]: true } }, 'The claim events does not tell of a logout.'],
    ['with a nonce, as ID tokens have', { nonce: 'n' }, 'A logout token has no claim nonce.'],
    ['of nobody', { sid: undefined }, 'Neither sid nor sub says whose login ended.'],
  ];

  test.each(changes)('%s', async (_what, change, sentence) => {
    const response = await postLogout(portal.origin, await issuer.sign({ ...issuer.claimsFor(token), ...change }));
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: 'invalid_request', error_description: sentence },
    ]);
    expect(await statusWith(token)).toBe(200);
  });

  test('of another type, or signed by nobody, or with the secret of a form', async () => {
    const claims = issuer.claimsFor(token);
    const other = await postLogout(portal.origin, await issuer.sign(claims, { typ: 'at+jwt' }));
    expect(await other.json()).toMatchObject({ error_description: 'The token is of another type.' });
    const text = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
    const unsigned = `${text({ alg: 'none', typ: 'logout+jwt' })}.${text(claims)}.`;
    const signed = `${text({ alg: 'HS256', typ: 'logout+jwt' })}.${text(claims)}`;
    const forged = `${signed}.${createHmac('sha256', 'public key').update(signed).digest('base64url')}`;
    for (const each of [unsigned, forged, 'nonsense', '', token]) {
      expect((await postLogout(portal.origin, each)).status).toBe(400);
    }
    expect(await statusWith(token)).toBe(200);
  });

  test('in a request of another shape', async () => {
    const good = await issuer.sign(issuer.claimsFor(token));
    const send = (body: string | URLSearchParams | null, method = 'POST', headers: Record<string, string> = {}) =>
      fetch(`${portal.origin}/logout`, { method, body, headers });
    expect((await send(null, 'GET')).status).toBe(405);
    expect(
      (await send(JSON.stringify({ logout_token: good }), 'POST', { 'content-type': 'application/json' })).status,
    ).toBe(400);
    expect(
      (
        await send(
          new URLSearchParams([
            ['logout_token', good],
            ['logout_token', good],
          ]),
        )
      ).status,
    ).toBe(400);
    expect((await send(new URLSearchParams({ token: good }))).status).toBe(400);
    expect((await send(new URLSearchParams({ logout_token: 'x'.repeat(30_000) }))).status).toBe(400);
    expect(await statusWith(token)).toBe(200);
  });
});

test('no page elsewhere may send one: the room speaks to no origin, also where /graphql does', async () => {
  const headers = { origin: 'https://desk.example', 'access-control-request-method': 'POST' };
  const preflight = await fetch(`${portal.origin}/logout`, { method: 'OPTIONS', headers });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([405, null]);
  const graphql = await fetch(`${portal.origin}/graphql`, { method: 'OPTIONS', headers });
  expect(graphql.headers.get('access-control-allow-origin')).toBe('https://desk.example');
});

test('a session that ended is refused from the next request on, and the token of another goes on', async () => {
  const other = await logIn(issuer.url, 'town.leader');
  expect(await statusWith(token)).toBe(200);
  const response = await postLogout(portal.origin, await issuer.sign(issuer.claimsFor(token)));
  expect([response.status, response.headers.get('cache-control'), await response.text()]).toEqual([
    200,
    'no-store',
    '',
  ]);
  expect(await statusWith(token)).toBe(401);
  expect(await statusWith(other.token)).toBe(200);
});

test('an account whose logins all ended gets in again with the next', async () => {
  const { token: old } = await logIn(issuer.url, 'bureau.head');
  const { sub } = JSON.parse(Buffer.from(old.split('.')[1] ?? '', 'base64url').toString()) as { sub: string };
  const whole = await issuer.sign({ ...issuer.claimsFor(old), sid: undefined, sub });
  expect((await postLogout(portal.origin, whole)).status).toBe(200);
  expect(await statusWith(old)).toBe(401);
  const again = await postLogout(portal.origin, whole);
  expect(await again.json()).toEqual({
    error: 'invalid_request',
    error_description: 'This logout token has come before.',
  });
  // Tokens have their moment in whole seconds.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(await statusWith((await logIn(issuer.url, 'bureau.head')).token)).toBe(200);
});

test('an address that sends nonsense again and again is not listened to for a while', async () => {
  const strict = await openPortal({ environment: { ISSUER: issuer.url, RATE_REFUSALS: '1' } });
  const statuses: number[] = [];
  for (let count = 0; count < 11; count += 1) statuses.push((await postLogout(strict.origin, randomUUID())).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 400), 429]);
  const { token: logged } = await logIn(issuer.url, 'town.leader2');
  const refused = await postLogout(strict.origin, await issuer.sign(issuer.claimsFor(logged)));
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
  await strict.close();
});
