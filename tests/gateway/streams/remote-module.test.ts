import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../gateway/config.js';
import { openSubgraphServer, type SubgraphServer } from '../../../gateway/subgraph-server.js';
import { createLog } from '../../../gateway/telemetry/log.js';
import { questionsTo } from '../../../gateway/portal-questions.js';
import pulse from '../../support/fixtures/pulse/index.js';
import { readySocket } from './socket.js';
import { openStreamingPortal, type StreamingPortal } from './streaming-portal.js';

let near: StreamingPortal;
let far: StreamingPortal;
let server: SubgraphServer;

beforeAll(async () => {
  near = await openStreamingPortal();
  const { database, bus, identity } = near.portal;
  if (!pulse.subgraph) throw new Error('The plug-in has no subgraph.');
  server = await openSubgraphServer({
    module: { ...pulse, subgraph: pulse.subgraph },
    ground: { database, bus, clock: { now: () => near.clock.moment } },
    ask: questionsTo(`${near.origin}/graphql`),
    log: createLog('silent'),
    host: '127.0.0.1',
    port: 0,
    identify: (authorization) => identity.identify(authorization),
  });
  far = await openStreamingPortal({ beside: near, root: near.root, environment: { SUBGRAPH_PULSE_URL: server.url } });
});

afterAll(async () => {
  await far?.close();
  await server?.close();
  await near?.close();
});

describe('A module that is a server of its own', () => {
  test.each([
    'subscription { beats(to: 3) { number region { code name } secret } }',
    'subscription { count(to: 2) }',
    'subscription { faulty }',
    'subscription { closed }',
  ])('streams as it does in the portal: %s', async (query) => {
    const outcomes = await Promise.all(
      [near, far].map(async ({ origin }) => {
        const socket = await readySocket(origin);
        socket.subscribe('1', query);
        return socket.all('1');
      }),
    );
    expect(outcomes[0]?.length).toBeGreaterThan(0);
    expect(outcomes[1]).toEqual(outcomes[0]);
  });

  test('is told when the client leaves', async () => {
    const before = await far.counts();
    const socket = await readySocket(far.origin);
    socket.subscribe('1', 'subscription { silent }');
    socket.subscribe('2', 'subscription { count(to: 1000000) }');
    expect((await socket.next()).id).toBe('2');
    socket.socket.terminate();
    expect(await far.allEnded()).toBe(before.opened + 2);
  });

  test('that stops ends its streams with UPSTREAM', async () => {
    const socket = await readySocket(far.origin);
    socket.subscribe('1', 'subscription { silent }');
    socket.subscribe('2', '{ hello }');
    await socket.all('2');
    await server.close();
    expect(await socket.next()).toEqual({
      type: 'error',
      id: '1',
      payload: [
        {
          message: 'The stream of subgraph "pulse" broke off.',
          extensions: {
            code: 'UPSTREAM',
            reason: 'SUBGRAPH_STREAM_BROKEN',
            details: { subgraph: 'pulse' },
            subgraph: 'pulse',
          },
        },
      ],
    });
  });
});

test('a setting says how a subgraph takes subscriptions, and a wrong one ends the start', () => {
  expect([...readConfig({ SUBGRAPH_TOWN_GAS_STREAM: 'ws' }).remoteStreams]).toEqual([['town-gas', 'ws']]);
  expect(() => readConfig({ SUBGRAPH_TOWN_GAS_STREAM: 'smtp' })).toThrow(
    'SUBGRAPH_TOWN_GAS_STREAM is "smtp"; it must be one of sse, ws.',
  );
});
