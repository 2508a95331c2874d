import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { officerTokens } from '../gateway/identity/issuer-client.js';
import { readySocket } from '../gateway/streams/socket.js';
import { openStreamingPortal, type StreamingPortal } from '../gateway/streams/streaming-portal.js';
import { issuerSettings, keycloak } from '../support/issuer.js';
import { administration } from './administration.js';

// A realm of this file's own, whose clients take the portal of this file for theirs.
const realm = 'yimen-logout';
const { get, send } = administration(keycloak());
const { ISSUER: issuer = '' } = issuerSettings(realm);

let portals: readonly [StreamingPortal, StreamingPortal];
beforeAll(async () => {
  // Without CLIENT_SECRET no portal asks Keycloak: what it knows of logouts, Keycloak has told.
  const first = await openStreamingPortal({ environment: { ISSUER: issuer } });
  const second = await openStreamingPortal({ environment: { ISSUER: issuer }, beside: first, root: first.root });
  portals = [first, second];
  const [client] = await get<{ id: string }[]>(`/${realm}/clients?clientId=yimen-cli`);
  await send('PUT', `/${realm}/clients/${client?.id}`, { ...client, rootUrl: first.origin });
});
afterAll(async () => {
  for (const portal of portals.toReversed()) await portal.close();
});

test('Keycloak tells the portal of a logout, and at each replica the token is refused and its stream ends within a second.', async () => {
  const { body } = await officerTokens(`${issuer}/protocol/openid-connect`);
  const headers = { authorization: `Bearer ${body['access_token']}` };
  const sockets = [];
  for (const portal of portals) {
    expect((await portal.ask('{ me { name } }', {}, { headers })).status).toBe(200);
    const socket = await readySocket(portal.origin, headers);
    socket.subscribe('1', 'subscription { silent }');
    sockets.push(socket);
  }
  await pause(500);
  await send('POST', `/${realm}/users/${decodeJwt(body['access_token'] ?? '').sub}/logout`);
  const started = performance.now();
  for (const socket of sockets)
    expect(await socket.next()).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  for (const portal of portals) expect((await portal.ask('{ me { name } }', {}, { headers })).status).toBe(401);
  expect(performance.now() - started).toBeLessThan(1_000);
  for (const socket of sockets) socket.close();
});
