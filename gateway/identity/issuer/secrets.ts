import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, type JsonWebKey } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, type JWK } from 'jose';

/** What the development issuer must keep so that tokens and sessions outlive a restart. */
export interface IssuerSecrets {
  /** The private RS256 key as a JSON Web Key with `kid`. */
  readonly signingKey: JWK;
  readonly publicKey: JWK;
  /** The same public key, DER in base64, as Keycloak's realm page shows it. */
  readonly publicKeyInfo: string;
  readonly cookieKey: string;
  readonly refreshTokenKey: string;
  /** The secret of the confidential clients whose secret the realm leaves to the environment. */
  readonly clientSecret: string;
}

type KeptSecrets = Pick<IssuerSecrets, 'signingKey' | 'cookieKey' | 'refreshTokenKey' | 'clientSecret'>;

/** Reads the issuer's secrets from `folder`, or makes them at the first start, in a file that only its owner reads. */
export async function issuerSecrets(folder: string): Promise<IssuerSecrets> {
  const file = join(folder, 'issuer-secrets.json');
  const kept = (await read(file)) ?? (await create(folder, file));
  const publicKey = createPublicKey(createPrivateKey({ key: kept.signingKey as JsonWebKey, format: 'jwk' }));
  const { kty, n, e } = kept.signingKey;
  return {
    ...kept,
    publicKey: { kty, n, e, kid: kept.signingKey.kid, alg: 'RS256', use: 'sig' },
    publicKeyInfo: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}

async function read(file: string): Promise<KeptSecrets | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new Error(`The issuer's secrets in ${file} cannot be read.`, { cause: error });
  });
  return text === null ? null : (JSON.parse(text) as KeptSecrets);
}

async function create(folder: string, file: string): Promise<KeptSecrets> {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }) as JWK;
  const secrets: KeptSecrets = {
    signingKey: { ...key, kid: await calculateJwkThumbprint(key), alg: 'RS256', use: 'sig' },
    cookieKey: randomBytes(32).toString('base64url'),
    refreshTokenKey: randomBytes(64).toString('base64url'),
    clientSecret: randomBytes(32).toString('base64url'),
  };
  await mkdir(folder, { recursive: true });
  // Written aside and renamed, so that a start cut short leaves no half key behind.
  await writeFile(`${file}.draft`, JSON.stringify(secrets), { mode: 0o600 });
  await rename(`${file}.draft`, file);
  return secrets;
}
