import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { keycloakGrants } from '../../../../gateway/identity/keycloak-grants.js';
import { remoteKeys } from '../../../../gateway/identity/remote-keys.js';
import { officerTokens, post } from '../issuer-client.js';
import { openSampleIssuer, type SampleIssuer } from '../sample-issuer.js';

const time = { ahead: 0 };
const clock = { now: () => new Date(Date.now() + time.ahead) };

let at: SampleIssuer;
beforeAll(async () => {
  at = await openSampleIssuer();
});
afterAll(() => at.close());

function open(clientSecret = at.clientSecret) {
  const { find: keys } = remoteKeys(`${at.endpoints}/certs`, clock);
  return keycloakGrants({ issuer: at.url, clientId: 'yimen-gateway', clientSecret, keys, clock });
}

test('The portal’s own token is obtained once, however many ask, and anew before it expires.', async () => {
  const grants = open();
  const [first, second] = await Promise.all([grants.serviceToken(), grants.serviceToken()]);
  expect(second).toBe(first);
  expect(decodeJwt(first)).toMatchObject({ azp: 'yimen-gateway', preferred_username: 'service-account-yimen-gateway' });
  time.ahead += 240_000;
  expect(await grants.serviceToken()).toBe(first);
  time.ahead += 32_000;
  expect(await grants.serviceToken()).not.toBe(first);
});

test('A wrong secret is UPSTREAM.', async () => {
  await expect(open('wrong').serviceToken()).rejects.toMatchObject({
    code: 'UPSTREAM',
    message: '统一身份认证服务没有给出可用的答复。',
  });
});

test('A token is in force until its grant is revoked.', async () => {
  const { body } = await officerTokens(at.endpoints);
  const token = body.access_token ?? '';
  expect(await open().isInForce(token)).toBe(true);
  await post(`${at.endpoints}/revoke`, { client_id: 'yimen-cli', token: body.refresh_token ?? '' });
  expect(await open().isInForce(token)).toBe(false);
  expect(await open().isInForce('nonsense')).toBe(false);
});
