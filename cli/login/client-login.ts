import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type CryptoKey, importPKCS8 } from 'jose';
import * as oauth from 'oauth4webapi';
import { Fault } from '../../kit/module/fault.js';
import type { Settings } from '../settings.js';
import { askIssuer, issuerOf, requestOptions } from './ask-issuer.js';

/** The algorithm that belongs to a key's kind. */
const algorithms: Readonly<Record<string, string>> = { rsa: 'RS256', ec: 'ES256', ed25519: 'Ed25519' };

/**
 * Logs a pipeline in as the client of the environment: by its secret (client credentials), or by an assertion that its key
 * signs (RFC 7523). Answers the access token, which is kept nowhere. Fault INVALID, reasons CLIENT_INCOMPLETE and KEY_WRONG,
 * and those of the issuer.
 */
export async function logInAsClient(settings: Settings, portal: URL): Promise<string> {
  const { clientId, clientSecret, clientKeyFile } = settings;
  if (clientId === null || (clientSecret === null) === (clientKeyFile === null)) throw incomplete();
  const client = { client_id: clientId };
  const proof =
    clientKeyFile === null
      ? oauth.ClientSecretBasic(clientSecret ?? '')
      : oauth.PrivateKeyJwt(await keyIn(clientKeyFile));
  const issuer = await issuerOf(portal, settings.issuer);
  const { access_token: token } = await askIssuer(issuer, async () => {
    const answer = await oauth.clientCredentialsGrantRequest(issuer, client, proof, {}, requestOptions());
    return oauth.processClientCredentialsResponse(issuer, client, answer);
  });
  return token;
}

async function keyIn(file: string): Promise<CryptoKey> {
  try {
    const pem = await readFile(file, 'utf8');
    const kind = createPrivateKey(pem).asymmetricKeyType ?? '';
    return await importPKCS8(pem, algorithms[kind] ?? kind);
  } catch (error) {
    // The reason may quote what stands in the file, which is a secret.
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new Fault(
      'INVALID',
      {
        zh: `YIMEN_CLIENT_KEY_FILE 为「${file}」,其中须是 PKCS #8 PEM 私钥(RSA、P-256 或 Ed25519)${code && `(${code})`}。`,
        en: `YIMEN_CLIENT_KEY_FILE is "${file}", which must hold a private key as PKCS #8 PEM (RSA, P-256 or Ed25519)${code && ` (${code})`}.`,
      },
      { reason: 'KEY_WRONG' },
    );
  }
}

function incomplete(): Fault {
  return new Fault(
    'INVALID',
    {
      zh: '以客户端登录须有 YIMEN_CLIENT_ID,以及 YIMEN_CLIENT_SECRET、YIMEN_CLIENT_KEY_FILE 之一。',
      en: 'To log in as a client set YIMEN_CLIENT_ID and one of YIMEN_CLIENT_SECRET and YIMEN_CLIENT_KEY_FILE.',
    },
    { reason: 'CLIENT_INCOMPLETE' },
  );
}
