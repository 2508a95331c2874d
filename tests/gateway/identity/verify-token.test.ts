import { createPublicKey, KeyObject } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  type CryptoKey,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { grantTable } from '../../../gateway/identity/caller-from-claims.js';
import { identifier } from '../../../gateway/identity/identify.js';
import { tokenVerifier } from '../../../gateway/identity/verify-token.js';
import { Fault } from '../../../kit/module/fault.js';

const issuer = 'https://id.example/realms/yimen';
const start = Date.parse('2026-03-02T09:00:00+08:00');
const seconds = start / 1000;
const refusal = '访问令牌无效或已过期,请重新登录。';
const good: JWTPayload = { iss: issuer, aud: 'yimen', sub: 'u-1', typ: 'Bearer', exp: seconds + 300, iat: seconds };

let own: CryptoKey;
let stranger: CryptoKey;
let publicKey: KeyObject;
let keys: ReturnType<typeof createLocalJWKSet>;

beforeAll(async () => {
  const pair = await generateKeyPair('RS256', { extractable: true });
  own = pair.privateKey;
  publicKey = createPublicKey(KeyObject.from(own).export({ type: 'pkcs1', format: 'pem' }));
  stranger = (await generateKeyPair('RS256')).privateKey;
  keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] });
});

async function sign(claims: JWTPayload, header: Partial<JWTHeaderParameters> = {}, key: CryptoKey | Uint8Array = own) {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'k1', typ: 'JWT', ...header })
    .sign(key, { crit: { 'urn:x': true } });
}

function openVerifier() {
  const time = { now: start, revision: 1 };
  const verify = tokenVerifier({
    issuer,
    audience: 'yimen',
    keys,
    keysRevision: () => time.revision,
    clock: { now: () => new Date(time.now) },
  });
  return { time, identify: identifier(verify, () => grantTable([])) };
}

async function faultOf(token: string): Promise<Fault> {
  const outcome: unknown = await openVerifier()
    .identify(`Bearer ${token}`)
    .catch((error: unknown) => error);
  if (!(outcome instanceof Fault)) throw new Error(`The token was not refused: ${JSON.stringify(outcome)}`);
  return outcome;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

describe('A bearer token', () => {
  test('that holds names its caller.', async () => {
    const { identify } = openVerifier();
    const identity = await identify(`Bearer ${await sign({ ...good, azp: 'yimen-cli', name: '示例' })}`);
    expect(identity.caller).toMatchObject({ kind: 'person', subject: 'u-1', client: 'yimen-cli', name: '示例' });
  });

  test('may be for several audiences, and carry the header type of RFC 9068.', async () => {
    const token = await sign({ ...good, aud: ['account', 'yimen'] }, { typ: 'at+jwt' });
    expect((await openVerifier().identify(`bearer ${token}`)).caller.subject).toBe('u-1');
  });

  test('may be 4 seconds late, for clocks that differ.', async () => {
    const token = await sign({ ...good, exp: seconds - 4 });
    expect((await openVerifier().identify(`Bearer ${token}`)).caller.subject).toBe('u-1');
  });

  const claims: [string, JWTPayload][] = [
    ['that has expired', { ...good, exp: seconds - 6 }],
    ['that is not valid yet', { ...good, nbf: seconds + 6 }],
    ['of another issuer', { ...good, iss: 'https://id.example/realms/other' }],
    ['of an issuer whose address only begins alike', { ...good, iss: `${issuer}/` }],
    ['without an issuer', { ...good, iss: undefined }],
    ['for another audience', { ...good, aud: 'account' }],
    ['without an audience', { ...good, aud: undefined }],
    ['without an expiry', { ...good, exp: undefined }],
    ['without a subject', { ...good, sub: undefined }],
    ['that is an ID token', { ...good, typ: 'ID' }],
    ['that is a refresh token', { ...good, typ: 'Refresh' }],
    ['that does not say what it is', { ...good, typ: undefined }],
  ];
  test.each(claims)('%s is refused without detail.', async (_what, payload) => {
    const fault = await faultOf(await sign(payload));
    expect(fault.toJSON()).toEqual({ message: refusal, extensions: { code: 'UNAUTHENTICATED' } });
  });

  const forgeries: [string, () => Promise<string>][] = [
    ['signed with a stranger’s key', () => sign(good, {}, stranger)],
    ['naming an unknown key', () => sign(good, { kid: 'k2' })],
    ['whose header says it is something else', () => sign(good, { typ: 'logout+jwt' })],
    ['with a critical extension that is not known', () => sign(good, { crit: ['urn:x'], 'urn:x': 1 })],
    ['without a signature', async () => `${encoded({ alg: 'none' })}.${encoded(good)}.`],
    ['of three empty parts', async () => '..'],
    ['that is no token at all', async () => 'abc'],
    ['longer than any token, though it holds', () => sign({ ...good, padding: 'a'.repeat(16_384) })],
    [
      'signed with the public key as an HMAC secret',
      () => sign(good, { alg: 'HS256' }, Buffer.from(publicKey.export({ type: 'spki', format: 'pem' }))),
    ],
    [
      'whose claims were changed after signing',
      async () => {
        const [header, , signature] = (await sign(good)).split('.');
        return `${header}.${encoded({ ...good, sub: 'u-2' })}.${signature}`;
      },
    ],
  ];
  test.each(forgeries)('%s is refused without detail.', async (_what, forge) => {
    const fault = await faultOf(await forge());
    expect(fault.toJSON()).toEqual({ message: refusal, extensions: { code: 'UNAUTHENTICATED' } });
  });

  test('signed by an algorithm that is not on the list is refused, whatever the key allows.', async () => {
    const pair = await generateKeyPair('RS384');
    const verify = tokenVerifier({
      issuer,
      audience: 'yimen',
      keys: async () => pair.publicKey,
      clock: { now: () => new Date(start) },
    });
    const token = await sign(good, { alg: 'RS384' }, pair.privateKey);
    await expect(verify(token)).rejects.toThrow(refusal);
  });

  test('under another scheme, or none, is refused; a request without the header is anonymous.', async () => {
    const { identify } = openVerifier();
    await expect(identify('Basic dTpw')).rejects.toThrow(refusal);
    await expect(identify('Bearer')).rejects.toThrow(refusal);
    await expect(identify('')).rejects.toThrow(refusal);
    expect((await identify(undefined)).caller.kind).toBe('anonymous');
  });
});

describe('A remembered token', () => {
  test('is refused once it has expired.', async () => {
    const { time, identify } = openVerifier();
    const token = `Bearer ${await sign({ ...good, exp: seconds + 30 })}`;
    await identify(token);
    time.now = start + 36_000;
    await expect(identify(token)).rejects.toThrow(refusal);
  });

  test('gives the same caller again until the table of scopes changes.', async () => {
    const tableOf = (scope: string) => grantTable([{ name: 'x', title: { zh: '某', en: 'X' }, scopes: [scope] }]);
    let table = tableOf('a:read');
    const verify = tokenVerifier({ issuer, audience: 'yimen', keys, clock: { now: () => new Date(start) } });
    const identify = identifier(verify, () => table);
    const token = `Bearer ${await sign({ ...good, realm_access: { roles: ['x'] } })}`;
    const first = await identify(token);
    expect((await identify(token)).caller).toBe(first.caller);
    table = tableOf('b:read');
    expect([...(await identify(token)).caller.scopes]).toEqual(['b:read']);
  });

  test('is verified anew when the issuer’s keys change, and after 60 seconds.', async () => {
    let asked = 0;
    const time = { now: start, revision: 1 };
    const verify = tokenVerifier({
      issuer,
      audience: 'yimen',
      keys: (header, token) => {
        asked += 1;
        return keys(header, token);
      },
      keysRevision: () => time.revision,
      clock: { now: () => new Date(time.now) },
    });
    const token = await sign(good);
    await verify(token);
    await verify(token);
    expect(asked).toBe(1);
    time.revision = 2;
    await verify(token);
    expect(asked).toBe(2);
    time.now = start + 59_999;
    await verify(token);
    expect(asked).toBe(2);
    time.now = start + 60_000;
    await verify(token);
    expect(asked).toBe(3);
  });
});
