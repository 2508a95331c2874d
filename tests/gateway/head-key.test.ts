import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../../gateway/config.js';
import { headKey } from '../../gateway/head-key.js';
import { WrongSetting } from '../../gateway/read-setting.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yimen-key-'));
});
afterAll(() => rm(folder, { recursive: true }));

const { privateKey } = generateKeyPairSync('ed25519');
const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

test('A portal for development makes its key once and keeps it to itself.', async () => {
  const config = readConfig({ DATA_FOLDER: path.join(folder, 'new') });
  const key = await headKey(config);
  expect(key.asymmetricKeyType).toBe('ed25519');
  expect(pemOf(await headKey(config))).toBe(pemOf(key));
  const { mode } = await stat(path.join(folder, 'new/head-key.pem'));
  if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
});

test('In production the key is the office’s own.', async () => {
  const production = { NODE_ENV: 'production', ISSUER: 'https://id.example/realms/yimen', DATA_FOLDER: folder };
  await expect(headKey(readConfig(production))).rejects.toThrow(
    new WrongSetting(
      'HEAD_SIGNING_KEY is not set: in production the office keeps the key that signs each day; give its PEM (Ed25519).',
    ),
  );
  const given = readConfig({ ...production, HEAD_SIGNING_KEY: pemOf(privateKey) });
  expect(pemOf(await headKey(given))).toBe(pemOf(privateKey));
});

test('The key may stand on one line.', () => {
  const { headSigningKey } = readConfig({ HEAD_SIGNING_KEY: pemOf(privateKey).replaceAll('\n', '\\n') });
  expect(headSigningKey && pemOf(headSigningKey)).toBe(pemOf(privateKey));
});

test.each([
  ['no PEM', 'secret'],
  ['a public key', generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString()],
  ['a key of another kind', pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)],
])('%s is refused, and the value is not repeated.', (_title, value) => {
  expect(() => readConfig({ HEAD_SIGNING_KEY: value })).toThrow(WrongSetting);
  expect(() => readConfig({ HEAD_SIGNING_KEY: value })).toThrow(
    /^HEAD_SIGNING_KEY is not the PEM of an unencrypted Ed25519 private key\.$/,
  );
});
