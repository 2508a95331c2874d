import type { KeyObject } from 'node:crypto';
import path from 'node:path';
import type { Config } from './config.js';
import { keptKey } from './kept-key.js';
import { WrongSetting } from './read-setting.js';

/**
 * The key that signs the daily head: HEAD_SIGNING_KEY, or outside production one of this machine's own, made once and
 * kept in the data folder.
 */
export async function headKey({ headSigningKey, production, dataFolder }: Config): Promise<KeyObject> {
  if (headSigningKey) return headSigningKey;
  if (production) {
    throw new WrongSetting(
      'HEAD_SIGNING_KEY is not set: in production the office keeps the key that signs each day; give its PEM (Ed25519).',
    );
  }
  return keptKey(path.join(dataFolder, 'head-key.pem'));
}
