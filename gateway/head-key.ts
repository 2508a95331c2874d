import { createPrivateKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
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
  await make(file);
  return createPrivateKey(await readFile(file, 'utf8'));
}

/** Makes the key whole or not at all; of processes that start at once on one folder the first one's stays. */
async function make(file: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519');
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await handle.sync();
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await handle.close();
    await rm(draft);
  }
}
