import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { createIssuer } from '../../../gateway/identity/issuer/create-issuer.js';
import * as client from './issuer-client.js';
import { type ListeningIssuer, sampleRealm, startIssuer } from './issuer-server.js';
import { fillIn, plainBrowser } from './plain-browser.js';

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

describe('The development issuer', () => {
  test('shows its public key only.', async () => {
    const { keys } = (await (await fetch(`${at.endpoints}/certs`)).json()) as { keys: object[] };
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'e', 'kid', 'kty', 'n', 'use']]);
  });

  test('keeps its key in a file that only its owner reads.', async () => {
    expect((await stat(join(folder, 'issuer-secrets.json'))).mode & 0o777).toBe(0o600);
  });

  test('refuses production, and any address but this machine’s.', async () => {
    const realm = await sampleRealm();
    await expect(createIssuer({ issuer: at.url, realm, folder, production: true })).rejects.toThrow(
      'The development issuer does not run in production; set ISSUER to the address of a Keycloak realm.',
    );
    await expect(
      createIssuer({ issuer: 'http://10.0.0.1:4000/realms/yimen', realm, folder, production: false }),
    ).rejects.toThrow('The development issuer runs on a loopback address only, and "10.0.0.1" is none.');
  });

  test('accepts its own addresses and no others.', () => {
    const accepted = ['/realms/yimen', '/realms/yimen/protocol/openid-connect/token', '/realms/yimen2', '/graphql'];
    expect(accepted.map((path) => at.issuer.accepts(path))).toEqual([true, true, false, false]);
  });
});

test('A restart leaves tokens and sessions as they were.', async () => {
  const browse = plainBrowser();
  const { body } = await client.loginByCode(browse, at);
  const port = Number(new URL(at.origin).port);
  const secret = at.clientSecret;
  await at.close();
  at = await startIssuer(folder, port);
  expect(at.clientSecret).toBe(secret);
  expect((await client.identify(at, `Bearer ${body.access_token}`)).caller.name).toBe('示例甲');
  expect((await client.refresh(at, 'yimen-explorer', body.refresh_token)).status).toBe(200);
  const { back } = await fillIn(browse, client.authorizationRequest(at).address, at.home, {});
  expect(back?.searchParams.get('code')).toEqual(expect.any(String));
});
