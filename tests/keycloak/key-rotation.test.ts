import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeProtectedHeader } from 'jose';
import { openPortal, type TestPortal } from '../support/portal.js';
import { issuerSettings, keycloak } from '../support/issuer.js';
import { isActive, officerTokens } from '../gateway/identity/issuer-client.js';
import { administration } from './administration.js';

// The keys of this realm are this file's alone. The portal has no CLIENT_SECRET: only the keys say what is good.
const realm = 'yimen-keys';
const { ISSUER: issuer = '', CLIENT_SECRET: clientSecret = '' } = issuerSettings(realm);
const endpoints = `${issuer}/protocol/openid-connect`;
const at = { url: issuer, endpoints, home: '', clientSecret };
const { get, send } = administration(keycloak());

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal({ environment: { ISSUER: issuer } });
});
afterAll(() => portal.close());

interface Component {
  readonly id: string;
  readonly parentId: string;
  readonly providerId: string;
  readonly config: Readonly<Record<string, readonly string[]>>;
}

const keyProvider = 'org.keycloak.keys.KeyProvider';

function signingKeys(): Promise<Component[]> {
  return get<Component[]>(`/${realm}/components?type=${keyProvider}`).then((all) =>
    all.filter(({ providerId }) => providerId === 'rsa-generated'),
  );
}

async function newToken(): Promise<string> {
  const { body } = await officerTokens(endpoints);
  return body.access_token ?? '';
}

async function statusWith(token: string): Promise<number> {
  return (await portal.ask('{ me { name } }', {}, { headers: { authorization: `Bearer ${token}` } })).status;
}

/** Asks every quarter of a second until the answer's status is another; milliseconds until then. */
async function untilStatus(token: string, status: number, longest: number): Promise<number> {
  const started = performance.now();
  for (;;) {
    const found = await statusWith(token);
    const passed = performance.now() - started;
    if (found === status) return passed;
    if (passed > longest) throw new Error(`The status is ${found} still, after ${Math.round(passed)} ms.`);
    await pause(250);
  }
}

test('A new signing key is taken within 10 seconds, beside the old one; an old one that is removed, refused within 60.', async () => {
  const old = await newToken();
  expect(await statusWith(old)).toBe(200);
  const [first] = await signingKeys();
  if (first === undefined) throw new Error('The realm has no signing key.');
  const { parentId, providerId } = first;
  const config = { priority: ['200'], enabled: ['true'], active: ['true'], algorithm: ['RS256'] };
  const second = { name: 'second', providerId, providerType: keyProvider, parentId, config };
  await send('POST', `/${realm}/components`, second);
  const young = await newToken();
  expect(decodeProtectedHeader(young).kid).not.toBe(decodeProtectedHeader(old).kid);
  const untilTaken = await untilStatus(young, 200, 10_500);
  expect([await statusWith(old), await statusWith(young)]).toEqual([200, 200]);

  await send('DELETE', `/${realm}/components/${first.id}`);
  // A portal with CLIENT_SECRET hears of it without the keys.
  expect([await isActive(at, old), await isActive(at, young)]).toEqual([false, true]);
  const untilRefused = await untilStatus(old, 401, 61_500);
  expect(await statusWith(young)).toBe(200);
  console.info(
    `A new key was taken after ${seconds(untilTaken)}, a removed one refused after ${seconds(untilRefused)}.`,
  );
});

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
