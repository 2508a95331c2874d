import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { subjectOf } from '../../gateway/identity/realm.js';
import { readySocket } from '../gateway/streams/socket.js';
import { openStreamingPortal, type StreamingPortal } from '../gateway/streams/streaming-portal.js';
import { logIn, type Login, logOut } from '../support/demo-login.js';
import { issuerSettings, keycloak } from '../support/issuer.js';
import { administration } from './administration.js';

// In real time: what becomes of a token when its session ends, over HTTP and under a live stream.
const { get, send } = administration(keycloak());
const { ISSUER: issuer = '' } = issuerSettings();

let portal: StreamingPortal;
beforeAll(async () => {
  portal = await openStreamingPortal({ environment: issuerSettings() });
});
afterAll(() => portal.close());

type End = (login: Login, username: string) => Promise<void>;

const ends: readonly (readonly [string, string, End])[] = [
  ['A logout by the person', 'town.leader', (login) => logOut(issuer, login)],
  [
    'A logout by the administrator',
    'town.leader2',
    (_login, username) => send('POST', `/yimen/users/${subjectOf(username)}/logout`),
  ],
  [
    'An account that is disabled',
    'module.leader',
    (_login, username) => send('PUT', `/yimen/users/${subjectOf(username)}`, { enabled: false }),
  ],
];

async function statusWith(token: string): Promise<number> {
  return (await portal.ask('{ me { name } }', {}, { headers: { authorization: `Bearer ${token}` } })).status;
}

async function untilRefused(token: string): Promise<number> {
  const started = performance.now();
  for (;;) {
    const status = await statusWith(token);
    const passed = performance.now() - started;
    if (status === 401) return passed;
    if (passed > 60_500) throw new Error(`The status is ${status} still, after a minute.`);
    await pause(250);
  }
}

async function untilStreamEnds(token: string, end: () => Promise<void>): Promise<number> {
  const socket = await readySocket(portal.origin, { authorization: `Bearer ${token}` });
  socket.subscribe('1', 'subscription { silent }');
  await pause(500);
  await end();
  const started = performance.now();
  const last = await socket.next();
  expect(last).toMatchObject({ type: 'error', id: '1', payload: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  socket.close();
  return performance.now() - started;
}

// All three at once: each waits out the minute for which an answer about a token is remembered.
test('However a session ends, its token is refused within 60 seconds, its live stream ends within 5.', async () => {
  const after = await Promise.all(
    ends.map(async ([what, username, end]) => {
      const login = await logIn(issuer, username);
      expect(await statusWith(login.token)).toBe(200);
      const stream = await untilStreamEnds(login.token, () => end(login, username));
      return { what, stream, http: stream + (await untilRefused(login.token)) };
    }),
  );
  const lines = after.map(
    ({ what, stream, http }) =>
      `${what} ended the stream after ${(stream / 1000).toFixed(1)} s, the token after ${(http / 1000).toFixed(1)} s.`,
  );
  console.info(lines.join('\n'));
  for (const { stream, http } of after) {
    expect(stream).toBeLessThan(5_000);
    expect(http).toBeLessThan(60_500);
  }
  const enabled = { enabled: true };
  await send('PUT', `/yimen/users/${subjectOf('module.leader')}`, enabled);
  expect(await get(`/yimen/users/${subjectOf('module.leader')}`)).toMatchObject(enabled);
});
