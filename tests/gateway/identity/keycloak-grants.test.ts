import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { keycloakGrants } from '../../../gateway/identity/keycloak-grants.js';
import { listen, type ListeningIssuer, officerTokens, post, startIssuer } from './issuer-server.js';

const time = { now: Date.now() };
const clock = { now: () => new Date(time.now) };
const noAnswer = '统一身份认证服务没有给出可用的答复。';

let folder: string;
let at: ListeningIssuer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yimen-grants-'));
  at = await startIssuer(folder);
});
afterAll(async () => {
  await at.close();
  await rm(folder, { recursive: true });
});

function open(clientSecret = at.issuer.clientSecret) {
  return keycloakGrants({ issuer: at.url, clientId: 'yimen-gateway', clientSecret, keys: at.issuer.keys, clock });
}

test('The portal’s own token is obtained once, however many ask, and anew before it expires.', async () => {
  const grants = open();
  const [first, second] = await Promise.all([grants.serviceToken(), grants.serviceToken()]);
  expect(second).toBe(first);
  expect(decodeJwt(first)).toMatchObject({ azp: 'yimen-gateway', preferred_username: 'service-account-yimen-gateway' });
  time.now += 265_000;
  expect(await grants.serviceToken()).toBe(first);
  time.now += 10_000;
  expect(await grants.serviceToken()).not.toBe(first);
});

test('A wrong secret is UPSTREAM.', async () => {
  await expect(open('wrong').serviceToken()).rejects.toMatchObject({ code: 'UPSTREAM', message: noAnswer });
});

test('A token is in force until its grant is revoked.', async () => {
  const { body } = await officerTokens(at.endpoints);
  const token = body.access_token ?? '';
  expect(await open().isInForce(token)).toBe(true);
  await post(`${at.endpoints}/revoke`, { client_id: 'yimen-cli', token: body.refresh_token ?? '' });
  expect(await open().isInForce(token)).toBe(false);
  expect(await open().isInForce('nonsense')).toBe(false);
});

test.each<[string, (response: ServerResponse) => void]>([
  ['an error page with status 200', (response) => response.end('<html>')],
  ['JSON that is no answer', (response) => response.end('[]')],
  ['status 500', (response) => response.writeHead(500).end()],
  ['nothing', () => undefined],
])(
  'A realm that answers %s is UPSTREAM, and the portal goes on.',
  async (_what, answer) => {
    const server = createServer((_request, response) => answer(response));
    const issuer = `http://127.0.0.1:${await listen(server)}/realms/yimen`;
    const grants = keycloakGrants({ issuer, clientId: 'c', clientSecret: 's', keys: at.issuer.keys, clock });
    await expect(grants.serviceToken()).rejects.toMatchObject({ code: 'UPSTREAM', message: noAnswer });
    await expect(grants.isInForce('t')).rejects.toMatchObject({ code: 'UPSTREAM', message: noAnswer });
    server.closeAllConnections();
    server.close();
  },
  15_000,
);
