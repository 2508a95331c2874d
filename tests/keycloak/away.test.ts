import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { generateKeyPair, SignJWT } from 'jose';
import { type Keycloak, startKeycloak } from '../../scripts/keycloak/server.js';
import { officerTokens, post, refresh } from '../gateway/identity/issuer-client.js';
import { listen, sampleRealm } from '../gateway/identity/issuer-server.js';
import { readySocket } from '../gateway/streams/socket.js';
import { openStreamingPortal, type StreamingPortal } from '../gateway/streams/streaming-portal.js';
import { keycloak as standing } from '../support/issuer.js';
import { openPortal, type TestPortal } from '../support/portal.js';

// A Keycloak of this file's own, which goes and comes back on the same database.
const { folder, java, clientSecret, adminPassword, portalOrigin } = standing();
let home: string;
let start: () => Promise<Keycloak>;
let keycloak: Keycloak;
let portal: StreamingPortal;
let issuer: string;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'yimen-keycloak-'));
  const free = createServer();
  const port = await listen(free);
  await new Promise((resolve) => free.close(resolve));
  const variables = { YIMEN_ORIGIN: portalOrigin, YIMEN_GATEWAY_SECRET: clientSecret };
  const realms = [await sampleRealm()];
  start = () => startKeycloak({ folder, home, java, port, realms, variables, adminPassword });
  keycloak = await start();
  issuer = `${keycloak.origin}/realms/yimen`;
  portal = await openStreamingPortal({ environment: settings() });
}, 240_000);
afterAll(async () => {
  await portal?.close();
  await keycloak?.stop();
  await rm(home, { recursive: true, force: true });
});

const settings = () => ({ ISSUER: issuer, CLIENT_SECRET: clientSecret });
const endpoints = () => `${issuer}/protocol/openid-connect`;
const address = () => ({ url: issuer, endpoints: endpoints(), home: portalOrigin, clientSecret });
const login = async () => (await officerTokens(endpoints())).body;

async function ask(token: string | undefined, at: TestPortal = portal) {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const started = performance.now();
  const query = token === undefined ? '{ __typename }' : '{ me { name } }';
  const { status, errors } = await at.ask(query, {}, { headers: { ...headers, 'accept-language': 'en' } });
  const [error] = errors ?? [];
  return { status, code: error?.extensions.code, reason: error?.extensions.reason, after: performance.now() - started };
}

/** A token that says it is signed by a key of which nobody has heard. */
async function unknownKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  const claims = { iss: issuer, aud: 'yimen', sub: 's', typ: 'Bearer' };
  const signer = new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'unknown' }).setExpirationTime('5m');
  return signer.sign(privateKey);
}

const good = { status: 200, code: undefined };
const away = { status: 502, code: 'UPSTREAM', reason: 'ISSUER_UNREACHABLE' };

test('While Keycloak is away, tokens of known keys are good and nobody waits long; when it is back, all is as before.', async () => {
  const [known, fresh, ended] = [await login(), await login(), await login()];
  expect(await ask(known.access_token)).toMatchObject(good);
  const socket = await readySocket(portal.origin, { authorization: `Bearer ${known.access_token}` });
  socket.subscribe('1', 'subscription { silent }');
  await post(`${endpoints()}/revoke`, { client_id: 'yimen-cli', token: ended.refresh_token ?? '' });
  expect(await ask(ended.access_token)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });

  await keycloak.stop();
  // 10 seconds after the keys were had, an unknown one is asked for again.
  await pause(10_000);
  const whileAway = {
    known: await ask(known.access_token),
    fresh: await ask(fresh.access_token),
    unknown: await ask(await unknownKey()),
    anonymous: await ask(undefined),
  };
  expect(whileAway.known).toMatchObject(good);
  expect(whileAway.fresh).toMatchObject(good);
  expect(whileAway.unknown).toMatchObject(away);
  expect(whileAway.anonymous).toMatchObject(good);
  for (const { after } of Object.values(whileAway)) expect(after).toBeLessThan(1_000);
  expect((await fetch(`${portal.origin}/ready`)).status).toBe(200);

  // A portal that starts meanwhile stands, and knows nobody yet.
  const late = await openPortal({ environment: settings() });
  try {
    expect(await ask(fresh.access_token, late)).toMatchObject(away);
    expect(await ask(undefined, late)).toMatchObject(good);
    socket.say({ type: 'ping' });
    expect(await socket.next()).toEqual({ type: 'pong' });

    keycloak = await start();
    const back = performance.now();
    while ((await ask(fresh.access_token, late)).status !== 200) {
      if (performance.now() - back > 11_000) throw new Error('The late portal does not find the issuer again.');
      await pause(250);
    }
  } finally {
    await late.close();
  }
  expect(await ask(fresh.access_token)).toMatchObject(good);
  expect((await refresh(address(), 'yimen-cli', fresh.refresh_token)).status).toBe(200);
  expect(await ask((await login()).access_token)).toMatchObject(good);
  // What ended before Keycloak went has stayed so; what ends now ends the stream.
  expect(await ask(ended.access_token)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  const asked = performance.now();
  await post(`${endpoints()}/revoke`, { client_id: 'yimen-cli', token: known.refresh_token ?? '' });
  expect(await socket.next()).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  expect(performance.now() - asked).toBeLessThan(5_000);
  socket.close();
}, 240_000);

test('While Keycloak takes connections and does not answer, a request waits for it 3 seconds at most.', async () => {
  const [known, fresh] = [await login(), await login()];
  expect(await ask(known.access_token)).toMatchObject(good);
  process.kill(keycloak.pid, 'SIGSTOP');
  try {
    const first = await ask(fresh.access_token);
    expect(first).toMatchObject(good);
    expect(first.after).toBeLessThan(4_000);
    // The answer is remembered, as any is.
    for (const { access_token } of [fresh, known]) expect((await ask(access_token)).after).toBeLessThan(1_000);
  } finally {
    process.kill(keycloak.pid, 'SIGCONT');
  }
  expect(await ask((await login()).access_token)).toMatchObject(good);
});
