import { createServer, type ServerResponse } from 'node:http';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { remoteKeys } from '../../../gateway/identity/remote-keys.js';
import { tokenVerifier } from '../../../gateway/identity/verify-token.js';
import { listen } from './issuer-server.js';

const pairs = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
const publicKeys: JWK[] = await Promise.all(
  pairs.map(async ({ publicKey }, index) => ({ ...(await exportJWK(publicKey)), kid: `k${index}`, alg: 'RS256' })),
);
const start = Date.parse('2026-03-02T09:00:00+08:00');
const unreachable = '统一身份认证服务暂时无法访问,请稍后再试。';
const refusal = '访问令牌无效或已过期,请重新登录。';

let fetches = 0;
let answer: (response: ServerResponse) => void;
const server = createServer((_request, response) => {
  fetches += 1;
  answer(response);
});
const origin = `http://127.0.0.1:${await listen(server)}`;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  fetches = 0;
  answer = (response) => response.end(JSON.stringify({ keys: publicKeys.slice(0, 1) }));
});

function open() {
  const time = { now: start };
  const clock = { now: () => new Date(time.now) };
  const keys = remoteKeys(`${origin}/certs`, clock);
  const verify = tokenVerifier({
    issuer: 'i',
    audience: 'yimen',
    keys: keys.find,
    keysRevision: keys.revision,
    clock,
  });
  return { time, verify, revision: keys.revision };
}

async function token(index: 0 | 1, kid = `k${index}`, jti = '1'): Promise<string> {
  const claims = { iss: 'i', aud: 'yimen', sub: 's', typ: 'Bearer', exp: start / 1000 + 3600, jti };
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(pairs[index].privateKey);
}

test('Twenty first requests cost one fetch of the key set.', async () => {
  const { verify } = open();
  const tokens = await Promise.all(Array.from({ length: 20 }, (_, index) => token(0, 'k0', String(index))));
  await Promise.all(tokens.map((each) => verify(each)));
  expect(fetches).toBe(1);
});

test('Tokens that name unknown keys cost one fetch in 10 seconds and are refused.', async () => {
  const { time, verify } = open();
  await verify(await token(0));
  for (const kid of ['a', 'b', 'c']) await expect(verify(await token(0, kid))).rejects.toThrow(refusal);
  expect(fetches).toBe(1);
  time.now += 10_000;
  await expect(verify(await token(0, 'd'))).rejects.toThrow(refusal);
  await expect(verify(await token(0, 'e'))).rejects.toThrow(refusal);
  expect(fetches).toBe(2);
});

test('A new key of the issuer is found, and a key that left is no longer good within a minute.', async () => {
  const { time, verify, revision } = open();
  const old = await token(0);
  await verify(old);
  answer = (response) => response.end(JSON.stringify({ keys: publicKeys.slice(1) }));
  time.now += 10_000;
  expect((await verify(await token(1))).sub).toBe('s');
  expect(revision()).toBe(2);
  await expect(verify(old)).rejects.toThrow(refusal);
});

test('A key set a minute old is renewed behind the request that finds it so.', async () => {
  const { time, verify, revision } = open();
  await verify(await token(0));
  answer = (response) => response.end(JSON.stringify({ keys: publicKeys.slice(1) }));
  time.now += 60_000;
  expect((await verify(await token(0, 'k0', '2'))).sub).toBe('s');
  for (let round = 0; round < 100 && revision() === 1; round += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  await expect(verify(await token(0, 'k0', '3'))).rejects.toThrow(refusal);
});

test('After a quiet time, a key that left meanwhile is not good even once.', async () => {
  const { time, verify } = open();
  await verify(await token(0));
  answer = (response) => response.end(JSON.stringify({ keys: publicKeys.slice(1) }));
  time.now += 600_000;
  await expect(verify(await token(0, 'k0', '2'))).rejects.toThrow(refusal);
});

test('While the issuer is away, known keys stay good and an unknown one is UPSTREAM, not the caller’s fault.', async () => {
  const { time, verify } = open();
  await verify(await token(0));
  answer = (response) => response.writeHead(503).end();
  time.now += 120_000;
  expect((await verify(await token(0, 'k0', '2'))).sub).toBe('s');
  await expect(verify(await token(1))).rejects.toMatchObject({ code: 'UPSTREAM', message: unreachable });
});

test.each([
  ['an error page', '<html>'],
  ['JSON that is no key set', '{"keys":1}'],
])('A key set that is %s is UPSTREAM.', async (_what, text) => {
  answer = (response) => response.end(text);
  await expect(open().verify(await token(0))).rejects.toMatchObject({ code: 'UPSTREAM', message: unreachable });
});

test('An issuer that does not answer is given 3 seconds.', async () => {
  answer = () => undefined;
  const begun = performance.now();
  await expect(open().verify(await token(0))).rejects.toMatchObject({ code: 'UPSTREAM' });
  expect(performance.now() - begun).toBeLessThan(4_500);
});
