import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { logIn, type Login, logOut } from '../../support/demo-login.js';
import { readySocket, type Message, type TestSocket } from './socket.js';
import { openStreamingPortal, type StreamingPortal } from './streaming-portal.js';

// One portal for all: what changes it for good comes last.
let portal: StreamingPortal;
beforeAll(async () => {
  portal = await openStreamingPortal({ environment: { STREAM_PATIENCE: '2000' } });
});
afterAll(() => portal.close());

function login(): Promise<Login> {
  return logIn(portal.portal.identity.issuer, 'grid.officer');
}

const noLongerIn = {
  type: 'error',
  id: '1',
  payload: [
    {
      message: 'The access token is not valid or has expired; log in again.',
      extensions: { code: 'UNAUTHENTICATED' },
    },
  ],
};

/** Milliseconds until a stream of a person ends by itself, and the message that it ends with. */
async function endOf(socket: TestSocket): Promise<{ readonly last: Message; readonly after: number }> {
  const started = performance.now();
  const last = await socket.next();
  return { last, after: performance.now() - started };
}

/** A client that asks for a stream over a connection of its own and then reads nothing. */
async function unread(query: string): Promise<Socket> {
  const { hostname, port } = new URL(portal.origin);
  const socket = connect(Number(port), hostname);
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.pause();
  const body = JSON.stringify({ query });
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\naccept: text/event-stream\r\naccept-language: en\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  return socket;
}

test('a client that reads nothing holds the source back, and its stream ends LIMITED', async () => {
  const socket = await unread('subscription { heavy(size: 1000000) }');
  await pause(600);
  const held = await portal.counts();
  expect(held).toMatchObject({ opened: 1, ended: 0 });
  // What the connection's own buffers take, and no more.
  expect(held.events).toBeLessThan(40);
  expect(await portal.allEnded()).toBe(1);
  expect((await portal.counts()).events).toBe(held.events);
  let text = '';
  socket.on('data', (chunk) => (text = (text + chunk.toString()).slice(-2_000)));
  socket.resume();
  while (!text.includes('event: complete')) await pause(20);
  expect(text).toContain(
    '{"errors":[{"message":"The client accepted no answer for 2000 ms. The subscription ends; read anew and subscribe again.","extensions":{"code":"LIMITED","reason":"SUBSCRIBER_TOO_SLOW","details":{"patience":2000}}}]}',
  );
  socket.destroy();
});

test('an announcement reaches the listeners of every portal on the database, and who leaves is let go', async () => {
  const before = await portal.counts();
  const other = await openStreamingPortal({ beside: portal, root: portal.root });
  const sockets = [await readySocket(portal.origin), await readySocket(other.origin)];
  for (const socket of sockets) {
    socket.subscribe('1', 'subscription { announced { code name } }');
    socket.subscribe('2', 'subscription { count(to: 1) }');
    await socket.all('2');
  }
  // The first question of each may still be planned when the second is answered.
  while ((await portal.counts()).opened < before.opened + 4) await pause(20);
  for (const about of ['999', '320281100']) {
    const announcement = JSON.stringify({ topic: 'pulse', about });
    await portal.portal.database.administer((run) => run(`select pg_notify('yimen', ?)`, [announcement]));
  }
  for (const socket of sockets) {
    expect((await socket.next()).payload).toEqual({ data: { announced: { code: '320281100', name: '璜土镇' } } });
    socket.say({ type: 'complete', id: '1' });
  }
  expect(await portal.allEnded()).toBe(before.opened + 4);
  for (const socket of sockets) socket.close();
  await other.close();
});

test('a thousand subscribers are each told each event once, and leave nothing behind', async () => {
  const before = await portal.counts();
  const sockets = await Promise.all(Array.from({ length: 50 }, () => readySocket(portal.origin)));
  const ids = Array.from({ length: 20 }, (_, index) => String(index));
  for (const socket of sockets) for (const id of ids) socket.subscribe(id, 'subscription { count(to: 3, every: 200) }');
  const read = async (socket: TestSocket): Promise<number> => {
    let events = 0;
    for (let completed = 0; completed < ids.length;) {
      const { type } = await socket.next();
      if (type === 'next') events += 1;
      else completed += type === 'complete' ? 1 : 0;
    }
    return events;
  };
  const events = await Promise.all(sockets.map(read));
  expect(events).toEqual(sockets.map(() => 60));
  const after = await portal.counts();
  expect(after).toEqual({
    opened: before.opened + 1_000,
    ended: before.ended + 1_000,
    events: before.events + 3_000,
  });
  for (const socket of sockets) for (const id of ids) socket.subscribe(id, 'subscription { silent }');
  for (let look = 0; (await portal.counts()).opened < after.opened + 1_000 && look < 250; look += 1) await pause(20);
  expect((await portal.counts()).opened).toBe(after.opened + 1_000);
  for (const socket of sockets) socket.socket.terminate();
  expect(await portal.allEnded()).toBe(after.opened + 1_000);
});

test('a logout ends the streams of its session within five seconds, and nobody else’s', async () => {
  const session = await login();
  const socket = await readySocket(portal.origin, { authorization: `Bearer ${session.token}` });
  const other = await readySocket(portal.origin, { authorization: `Bearer ${await portal.tokenOf('grid.admin')}` });
  for (const each of [socket, other]) each.subscribe('1', 'subscription { silent }');
  other.subscribe('2', '{ hello }');
  await other.all('2');
  await logOut(portal.portal.identity.issuer, session);
  const { last, after } = await endOf(socket);
  expect(last).toEqual(noLongerIn);
  expect(after).toBeLessThan(5_000);
  other.say({ type: 'ping' });
  expect(await other.next()).toEqual({ type: 'pong' });
  // What the socket asks from now on is refused as well.
  portal.tokens.ahead += 61_000;
  socket.subscribe('1', '{ hello }');
  expect(await socket.next()).toEqual(noLongerIn);
  const { opened, ended } = await portal.counts();
  expect(opened - ended).toBe(1);
  for (const each of [socket, other]) each.close();
});

test('a token that expires ends its streams within five seconds', async () => {
  const { token } = await login();
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { exp: number };
  const socket = await readySocket(portal.origin, { authorization: `Bearer ${token}` });
  socket.subscribe('1', 'subscription { silent }');
  await pause(100);
  portal.tokens.ahead = claims.exp * 1000 - Date.now();
  const { last, after } = await endOf(socket);
  expect(last).toEqual(noLongerIn);
  expect(after).toBeLessThan(5_000);
  await portal.allEnded();
});

test('a stream keeps the graph that it began with', async () => {
  const socket = await readySocket(portal.origin);
  socket.subscribe('1', 'subscription { count(to: 40) }');
  await socket.next();
  const before = portal.portal.graphs.current;
  const replaced = await portal.portal.graphs.remove('pulse');
  expect(replaced).not.toBe(before);
  expect((await portal.ask('{ hello }')).errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  const rest = await socket.all('1');
  expect(rest.slice(-2)).toEqual([
    { type: 'next', id: '1', payload: { data: { count: 40 } } },
    { type: 'complete', id: '1' },
  ]);
  await portal.portal.graphs.install(before.modules.filter(({ name }) => name === 'pulse'));
  expect((await portal.ask('{ hello }')).data).toEqual({ hello: 'world' });
  socket.close();
});

test('a portal that closes ends sockets with 1012 and event streams without complete, and takes no new ones', async () => {
  const sockets = [await readySocket(portal.origin), await readySocket(portal.origin)];
  for (const socket of sockets) socket.subscribe('1', 'subscription { silent }');
  const stream = await fetch(`${portal.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: '{"query":"subscription { silent }"}',
  });
  const text = stream.text().then(
    (whole) => whole,
    (error: unknown) => String(error),
  );
  const started = performance.now();
  // One that hears nothing of the end holds it up for a second.
  sockets[0]?.socket.pause();
  const closing = portal.portal.close();
  const late = await fetch(`${portal.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'accept-language': 'en' },
    body: '{"query":"subscription { count(to: 1) }"}',
  });
  expect([late.status, await late.json()]).toEqual([
    429,
    {
      errors: [
        {
          message: 'The portal is closing; subscribe again in a moment.',
          extensions: { code: 'LIMITED', reason: 'PORTAL_CLOSING' },
        },
      ],
    },
  ]);
  await expect(readySocket(portal.origin)).rejects.toThrow('503');
  expect((await portal.ask('{ hello }')).data).toEqual({ hello: 'world' });
  sockets[0]?.socket.resume();
  await closing;
  expect(performance.now() - started).toBeLessThan(3_000);
  for (const socket of sockets) expect(await socket.closed).toEqual({ code: 1012, reason: 'Service restart' });
  expect(await text).toBe('TypeError: terminated');
  await expect(readySocket(portal.origin)).rejects.toThrow('ECONNREFUSED');
});
