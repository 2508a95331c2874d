import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from './config.js';
import { WrongSetting } from './read-setting.js';

/**
 * The key that signs the daily head: HEAD_SIGNING_KEY, or outside production one of this machine's own, made once and
 * kept in the data folder, readable by this process's user alone.
 */
export async function headKey({ headSigningKey, production, dataFolder }: Config): Promise<KeyObject> {
  if (headSigningKey) return headSigningKey;
  if (production) {
    throw new WrongSetting(
      'HEAD_SIGNING_KEY is not set: in production the office keeps the key that signs each day; give its PEM (Ed25519).',
    );
  }
  const file = path.join(dataFolder, 'head-key.pem');
  if (existsSync(file)) return createPrivateKey(await readFile(file, 'utf8'));
  const { privateKey } = generateKeyPairSync('ed25519');
  await mkdir(dataFolder, { recursive: true });
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await handle.sync();
  } finally {
    await handle.close();
  }
  return privateKey;
}
