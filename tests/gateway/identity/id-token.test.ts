import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import * as wire from './issuer-server.js';

let folder: string;
let at: wire.ListeningIssuer;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yimen-issuer-'));
  at = await wire.startIssuer(folder);
});
afterAll(async () => {
  await at.close();
  await rm(folder, { recursive: true });
});

test('An ID token says who has logged in, as Keycloak’s does.', async () => {
  const { body } = await wire.loginByCode(wire.plainBrowser(), at);
  expect(decodeJwt(body.id_token ?? '')).toMatchObject({
    iss: at.url,
    aud: 'yimen-explorer',
    typ: 'ID',
    azp: 'yimen-explorer',
    preferred_username: 'officer',
    name: '示例甲',
    given_name: '示例甲',
    regions: ['320281001'],
    staff_id: 'S-1',
    organization: { 'station-a': { regions: ['320281100'] }, 'station-b': {} },
  });
});
