import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../../gateway/config.js';
import { CallSigner } from '../../gateway/docking/call-signer.js';
import { type ArrivedCall, callVerifier } from '../../kit/docking/verify-call.js';
import { listen } from '../gateway/identity/issuer-server.js';
import { install, listAddresses, publish } from '../registry/department.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { guardedSdl, type GuardedService, startGuarded } from './guarded-service.js';

let portal: TestPortal;
let service: GuardedService;

beforeAll(async () => {
  portal = await openPortal();
  service = await startGuarded(portal.origin);
  await listAddresses(portal, [['320281-water', service.origin]]);
});

afterAll(async () => {
  await portal?.close();
  service?.close();
});

const proposal = () => ({ name: 'sluices', url: service.url, sdl: guardedSdl, p95Milliseconds: 5_000 });
const keysOf = async (origin: string): Promise<Response> =>
  fetch(`${origin}/.well-known/http-message-signatures-directory`);

/** The last call that had something in it. */
function lastWith(part: string): ArrivedCall {
  const call = service.calls.findLast(({ body }) => Buffer.from(body).includes(part));
  if (!call) throw new Error(`Nothing with ${part} was asked.`);
  return call;
}

/** What a service of its own, which has seen nothing yet, says to a call. */
const judged = async (call: ArrivedCall, address = service.url) =>
  (await callVerifier({ address, portal: portal.origin })(call))?.reason ?? 'believed';

test('a service that answers nobody but the portal is checked, published, approved, asked and watched', async () => {
  const version = await install(portal, proposal(), 0);
  expect(version).toMatchObject({ state: 'INSTALLED', findings: [] });
  const { data } = await portal.ask('{ sluice(id: "abc") { level } }', {}, { as: 'grid.officer' });
  expect(data).toEqual({ sluice: { level: 3 } });
  await portal.portal.beat();
  const { data: health } = await portal.ask(
    '{ subgraph(name: "sluices") { health { why } } }',
    {},
    { as: 'registry.admin' },
  );
  expect(health).toEqual({ subgraph: { health: { why: null } } });
  expect(service.refused).toEqual([]);
  expect(lastWith('sluice(').headers.authorization).toMatch(/^Bearer /);
});

test('what opens a stream is signed like any other call', async () => {
  const opened = await fetch(`${portal.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { opened { id } }' }),
  });
  expect(await opened.text()).toContain('data: {"data":{"opened":{"id":"seven"}}}');
  expect(service.refused).toEqual([]);
  expect(await judged(lastWith('subscription'))).toBe('believed');
});

test('whoever asks past the portal is refused', async () => {
  const body = '{"query":"{ sluice(id: \\"1\\") { level } }"}';
  const headers = { 'content-type': 'application/json' };
  const refused = await fetch(service.url, { method: 'POST', headers, body });
  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { reason: 'SIGNATURE_MISSING' } }] });
  service.refused.length = 0;
});

test('a call that was overheard is good for itself alone, once, and for its time', async () => {
  await portal.ask('{ sluice(id: "overheard") { id } }', {}, { as: 'grid.officer' });
  const call = lastWith('overheard');
  const { headers, body } = call;
  const with_ = (changed: object): ArrivedCall => ({ ...call, headers: { ...headers, ...changed } });
  const nobody = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization'));
  const other = Buffer.from(Buffer.from(body).toString().replace('overheard', 'another'));
  const digest = /sha-256=:[^:]+:/.exec(String(with_({}).headers['content-digest']))?.[0];
  expect(await judged(call)).toBe('believed');
  expect(await judged({ ...call, body: other })).toBe('BODY_DIGEST_WRONG');
  expect(await judged(with_({ 'content-digest': `${digest}, sha-256=:AAAA:` }))).toBe('BODY_DIGEST_WRONG');
  expect(await judged(with_({ authorization: `Bearer ${await portal.tokenOf('town.dispatcher')}` }))).toBe(
    'SIGNATURE_WRONG',
  );
  expect(await judged({ ...call, headers: nobody })).toBe('SIGNATURE_MALFORMED');
  expect(await judged({ ...call, method: 'PUT' })).toBe('SIGNATURE_WRONG');
  expect(await judged({ ...call, url: '/graphql?v=2' })).toBe('SIGNATURE_WRONG');
  expect(await judged(call, 'http://127.0.0.1:9/graphql?v=1')).toBe('SIGNATURE_WRONG');

  const again = await fetch(service.url, {
    method: 'POST',
    headers: Object.entries(headers).flatMap(([name, value]) =>
      ['host', 'connection', 'content-length'].includes(name) ? [] : [[name, String(value)] as [string, string]],
    ),
    body: Buffer.from(body),
  });
  expect(await again.json()).toMatchObject({ errors: [{ extensions: { reason: 'CALL_REPLAYED' } }] });
  service.refused.length = 0;

  for (const [later, said] of [
    [33_000, 'believed'],
    [37_000, 'SIGNATURE_OUT_OF_TIME'],
    [-4_000, 'believed'],
    [-7_000, 'SIGNATURE_OUT_OF_TIME'],
  ] as const) {
    const verify = callVerifier({ address: service.url, portal: portal.origin, now: () => Date.now() + later });
    expect([later, (await verify(call))?.reason ?? 'believed']).toEqual([later, said]);
  }
});

test('whose token is none is covered by no signature, so that nobody can add one', async () => {
  await portal.ask('{ sluice(id: "anonymous") { id } }');
  const call = lastWith('anonymous');
  expect(call.headers.authorization).toBe(undefined);
  expect(await judged(call)).toBe('believed');
  const authorization = `Bearer ${await portal.tokenOf('grid.officer')}`;
  expect(await judged({ ...call, headers: { ...call.headers, authorization } })).toBe('SIGNATURE_INCOMPLETE');
});

test('a second try is signed anew, so that it is no replay', async () => {
  service.failOnce(503);
  const { data } = await portal.ask('{ sluice(id: "twice") { id } }');
  expect(data).toEqual({ sluice: { id: 'twice' } });
  expect(service.calls.filter(({ body }) => Buffer.from(body).includes('twice'))).toHaveLength(2);
  expect(service.refused).toEqual([]);
});

test('a system that refuses the portal is not published', async () => {
  const stranger = await startGuarded('http://127.0.0.1:9');
  await listAddresses(portal, [
    ['320281-water', service.origin],
    ['320281-water', stranger.origin],
  ]);
  const answer = await publish(portal, { name: 'weirs', url: stranger.url, sdl: guardedSdl }, 0, 'registry.publisher');
  expect(JSON.stringify(answer.errors)).toContain('SERVICE_TELLS_NOTHING');
  expect(stranger.refused.map(({ reason }) => reason)).toContain('PORTAL_KEYS_AWAY');
  stranger.close();
});

test('the portal publishes its public key, to be read and no more', async () => {
  const told = await keysOf(portal.origin);
  expect(told.status).toBe(200);
  expect(told.headers.get('content-type')).toBe('application/http-message-signatures-directory+json');
  const { keys } = (await told.json()) as { keys: readonly Record<string, string>[] };
  expect(keys).toEqual([
    {
      kty: 'OKP',
      crv: 'Ed25519',
      x: expect.stringMatching(/^[\w-]{43}$/),
      kid: expect.stringMatching(/^[\w-]{43}$/),
      use: 'sig',
      alg: 'EdDSA',
    },
  ]);
  const address = `${portal.origin}/.well-known/http-message-signatures-directory`;
  const posted = await fetch(address, { method: 'POST' });
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  const head = await fetch(address, { method: 'HEAD' });
  expect([head.status, await head.text(), head.headers.get('content-length')]).toEqual([
    200,
    '',
    told.headers.get('content-length'),
  ]);
});

test('portals of one data folder, or of one setting, sign by one key', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-call-key-'));
  const clock = { now: () => new Date() };
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const kidOf = async (environment: Readonly<Record<string, string>>): Promise<unknown> =>
    (await CallSigner.open(readConfig(environment), clock)).keys.keys[0]?.kid;
  const [one, two] = await Promise.all([kidOf({ DATA_FOLDER: folder }), kidOf({ DATA_FOLDER: folder })]);
  expect(two).toBe(one);
  const given = await kidOf({ DATA_FOLDER: folder, CALL_SIGNING_KEY: pem });
  expect(given).not.toBe(one);
  expect(await kidOf({ CALL_SIGNING_KEY: pem.replaceAll('\n', '\\n') })).toBe(given);
  expect(() => readConfig({ CALL_SIGNING_KEY: 'secret' })).toThrow(
    'CALL_SIGNING_KEY is not the PEM of an unencrypted Ed25519 private key.',
  );
  await rm(folder, { recursive: true });
});

test('what the portal’s own modules are asked elsewhere is not signed', async () => {
  const seen: string[][] = [];
  const server = createServer((request, response) => {
    seen.push(Object.keys(request.headers));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"gridTotal":null}}');
  });
  const url = `http://127.0.0.1:${await listen(server)}/`;
  const apart = await openPortal({ beside: portal, environment: { SUBGRAPH_GRID_URL: url } });
  await apart.ask('{ grid(code: "320281104200002") { name } }', {}, { as: 'grid.officer' });
  await apart.close();
  server.close();
  expect(seen).toHaveLength(1);
  expect(seen.flat().filter((name) => /signature|digest/.test(name))).toEqual([]);
});
