import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';
import { openSocket, readySocket } from './socket.js';

let graph: PlainGraph;
beforeAll(async () => {
  graph = await openPlainGraph({ towns: { sdl: 'type Query { town: String }' } }, { LIMIT_SOCKETS: '1' });
});
afterAll(() => graph.close());

test('a socket more than a client may have is closed with 1013 and the reason, until another is gone', async () => {
  const first = await readySocket(graph.origin);
  const second = await openSocket(graph.origin);
  second.say({ type: 'connection_init' });
  expect(await second.closed).toEqual({ code: 1013, reason: 'TOO_MANY_SOCKETS' });
  first.close();
  await first.closed;
  // The server may hear of the end a moment after the client.
  for (let look = 0; look < 50; look += 1) {
    const third = await openSocket(graph.origin);
    third.say({ type: 'connection_init' });
    const { type } = await third.next();
    third.close();
    if (type === 'connection_ack') return;
    await pause(20);
  }
  throw new Error('The first socket is gone, and no other is let in.');
});
