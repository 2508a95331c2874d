import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { createSignatureSync } from 'http-message-sig';
import { type ArrivedCall, callVerifier } from '../../../kit/docking/verify-call.js';
import { listen } from '../../gateway/identity/issuer-server.js';
import { closedAfterEach } from '../../support/closed-after.js';

const kept = closedAfterEach();
const address = 'https://water.example.gov.cn/graphql';
const body = Buffer.from('{"query":"{ __typename }"}');
const moment = 1_800_000_000;
const [one, two] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];

interface Published {
  readonly origin: string;
  readonly asked: string[];
  close(): void;
}

/** A portal of which there are only its keys. */
async function publishing(
  keys: () => Readonly<Record<string, KeyObject>>,
  instead?: RequestListener,
): Promise<Published> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (instead) return instead(request, response);
    const told = Object.entries(keys()).map(([kid, key]) => ({ ...key.export({ format: 'jwk' }), kid }));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: told }));
  });
  const origin = `http://127.0.0.1:${await listen(server)}`;
  return kept({ origin, asked, close: () => server.close() });
}

interface Signing {
  readonly components?: readonly string[];
  readonly parameters?: Readonly<Record<string, string | number | undefined>>;
  readonly key?: KeyObject;
  readonly algorithm?: string;
}

const whole = {
  created: moment,
  expires: moment + 30,
  nonce: 'first',
  keyid: 'one',
  alg: 'ed25519',
  tag: 'yimen-call',
};

/** A call that is signed as the portal signs, but for what is given. */
function signed({
  components = ['@method', '@target-uri', 'content-digest'],
  parameters,
  key = one.privateKey,
  algorithm = 'ed25519',
}: Signing = {}): ArrivedCall {
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const { signature, signatureInput } = createSignatureSync(
    { kind: 'request', method: 'POST', targetUri: address, fields: [{ name: 'content-digest', value: digest }] },
    {
      components,
      parameters: { ...whole, ...parameters },
      signer: { algorithm, sign: (base: Uint8Array) => sign(null, base, key) },
    },
  );
  return {
    method: 'POST',
    url: '/graphql',
    headers: { 'content-digest': digest, signature, 'signature-input': signatureInput },
    body,
  };
}

async function judge(call: ArrivedCall): Promise<unknown> {
  const { origin } = await publishing(() => ({ one: one.publicKey }));
  const refusal = await callVerifier({ address, portal: origin, now: () => moment * 1_000 })(call);
  return refusal ? [refusal.status, refusal.code, refusal.reason] : 'believed';
}

const not = (reason: string) => [401, 'UNAUTHENTICATED', reason];

test('a call that the portal signed is believed', async () => {
  expect(await judge(signed())).toBe('believed');
});

describe('A signature that leaves something out is none', () => {
  test.each(['@method', '@target-uri', 'content-digest'])('%s', async (left) => {
    const components = ['@method', '@target-uri', 'content-digest'].filter((each) => each !== left);
    expect(await judge(signed({ components }))).toEqual(not('SIGNATURE_INCOMPLETE'));
  });

  test.each(['created', 'expires', 'nonce', 'keyid', 'tag'])('%s', async (left) => {
    expect(await judge(signed({ parameters: { [left]: undefined } }))).toEqual(not('SIGNATURE_INCOMPLETE'));
  });
});

test.each<[string, Signing, string]>([
  ['for another purpose', { parameters: { tag: 'web-bot-auth' } }, 'SIGNATURE_INCOMPLETE'],
  ['for longer than 30 seconds', { parameters: { expires: moment + 31 } }, 'SIGNATURE_INCOMPLETE'],
  ['by a key that is not published', { parameters: { keyid: 'two' } }, 'SIGNATURE_KEY_UNKNOWN'],
  ['by another key under a published name', { key: two.privateKey }, 'SIGNATURE_WRONG'],
  ['by another algorithm', { parameters: { alg: 'hmac-sha256' }, algorithm: 'hmac-sha256' }, 'SIGNATURE_INCOMPLETE'],
])('a signature %s is refused', async (_what, given, reason) => {
  expect(await judge(signed(given))).toEqual(not(reason));
});

test.each<[string, Readonly<Record<string, string>>]>([
  ['no structured field', { 'signature-input': 'nonsense=(' }],
  ['of another label', { signature: 'other=:AAAA:' }],
  ['no bytes', { signature: 'sig1="text"' }],
])('a signature that is %s is malformed', async (_what, headers) => {
  const call = signed();
  expect(await judge({ ...call, headers: { ...call.headers, ...headers } })).toEqual(not('SIGNATURE_MALFORMED'));
});

test('each call is believed once, for as long as its signature is good', async () => {
  const { origin } = await publishing(() => ({ one: one.publicKey }));
  let now = moment * 1_000;
  const verify = callVerifier({ address, portal: origin, now: () => now });
  const said: unknown[] = [];
  for (const nonce of ['first', 'second', 'first']) {
    said.push((await verify(signed({ parameters: { nonce } })))?.reason ?? null);
    now += 100;
  }
  now = (moment + 35) * 1_000;
  said.push((await verify(signed()))?.reason);
  expect(said).toEqual([null, null, 'CALL_REPLAYED', 'CALL_REPLAYED']);
});

test('more calls than can be remembered are refused, until the first of them are good no longer', async () => {
  const { origin } = await publishing(() => ({ one: one.publicKey }));
  let now = moment * 1_000;
  const verify = callVerifier({ address, portal: origin, now: () => now, remembered: 2 });
  const say = async (nonce: string, created = moment) => {
    const refusal = await verify(signed({ parameters: { nonce, created, expires: created + 30 } }));
    return refusal ? [refusal.status, refusal.code, refusal.reason] : 'believed';
  };
  expect([await say('first'), await say('second')]).toEqual(['believed', 'believed']);
  expect(await say('third')).toEqual([429, 'LIMITED', 'CALLS_TOO_MANY']);
  expect(await say('first')).toEqual(not('CALL_REPLAYED'));
  const again = await verify(signed({ parameters: { nonce: 'third' } }));
  expect(again?.en).toBe('More than 2 calls in half a minute cannot each be remembered.');
  now = (moment + 36) * 1_000;
  expect(await say('third', moment + 36)).toBe('believed');
});

test('a new key is read when it is first named, and made-up names have the portal asked once in five seconds', async () => {
  let keys: Readonly<Record<string, KeyObject>> = { one: one.publicKey };
  const { origin, asked } = await publishing(() => keys);
  let now = moment * 1_000;
  const verify = callVerifier({ address, portal: origin, now: () => now });
  let nonces = 0;
  const say = async (keyid: string, key = one.privateKey) =>
    (await verify(signed({ key, parameters: { keyid, nonce: String((nonces += 1)) } })))?.reason ?? 'believed';
  expect(await Promise.all([say('one'), say('one'), say('one')])).toEqual(['believed', 'believed', 'believed']);
  expect(asked).toEqual(['/.well-known/http-message-signatures-directory']);

  keys = { two: two.publicKey };
  expect(await say('two', two.privateKey)).toBe('SIGNATURE_KEY_UNKNOWN');
  now += 5_000;
  expect(await say('two', two.privateKey)).toBe('believed');
  for (const name of ['three', 'four', 'five']) expect(await say(name)).toBe('SIGNATURE_KEY_UNKNOWN');
  expect(await say('one')).toBe('SIGNATURE_KEY_UNKNOWN');
  expect(asked).toHaveLength(2);
});

test('a key that was withdrawn is good for five minutes at most', async () => {
  let keys: Readonly<Record<string, KeyObject>> = { one: one.publicKey };
  const { origin, asked } = await publishing(() => keys);
  let now = moment * 1_000;
  const verify = callVerifier({ address, portal: origin, now: () => now });
  const say = async () => {
    const created = now / 1_000;
    return (
      (await verify(signed({ parameters: { created, expires: created + 30, nonce: String(now) } })))?.reason ??
      'believed'
    );
  };
  expect(await say()).toBe('believed');
  keys = { two: two.publicKey };
  now += 299_000;
  expect(await say()).toBe('believed');
  expect(asked).toHaveLength(1);
  now += 1_000;
  expect(await say()).toBe('SIGNATURE_KEY_UNKNOWN');
  expect(asked).toHaveLength(2);
});

test.each<[string, RequestListener]>([
  ['fails', (_request, response) => response.writeHead(500).end('{"keys":[]')],
  ['says something else', (_request, response) => response.end('{}')],
  ['leads elsewhere', (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()],
])('where the portal %s, nobody is believed and nobody is accused', async (_what, instead) => {
  const { origin } = await publishing(() => ({}), instead);
  const refusal = await callVerifier({ address, portal: origin, now: () => moment * 1_000 })(signed());
  expect(refusal).toMatchObject({ status: 502, code: 'UPSTREAM', reason: 'PORTAL_KEYS_AWAY' });
});
