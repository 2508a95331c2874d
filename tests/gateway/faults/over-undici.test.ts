import { expect, test } from '@jest/globals';
import { OperationTypeNode } from 'graphql';
import { Pool } from 'undici';
import { type FaultName, openFaultyServer } from '../../../bench/faults/faulty-server.js';
import { callSettings } from '../../../gateway/call-settings.js';
import { Calls } from '../../../gateway/sources/calls.js';
import { exchange } from '../../../gateway/sources/exchange.js';
import { overUndici } from '../../../gateway/sources/over-undici.js';
import { anonymousContext } from '../execution/federation.js';
import { closedAfterEach } from '../../support/closed-after.js';

const keep = closedAfterEach();

/** Asks a server at fault over undici, as a subgraph at an `https:` address is asked, without the TLS. */
async function asking(fault: FaultName) {
  const server = await openFaultyServer(() => '{"data":{"a":1}}');
  const pool = new Pool(`http://127.0.0.1:${server.port}`);
  keep({ close: () => pool.destroy() });
  keep(server);
  server.fault = fault;
  const settings = { ...callSettings({}), timeout: 300, answerLimit: 10_000 };
  const calls = new Calls({ name: 'gas', path: '/graphql', carrier: overUndici(pool) }, settings);
  const context = { ...anonymousContext(), runs: OperationTypeNode.QUERY };
  const told = exchange(calls, { operation: '{ a }', body: '{"query":"{ a }"}' }, context, ({ status, body }) => {
    return `${status} ${body.toString()}`;
  });
  return {
    server,
    told: await told.catch(({ extensions }: { extensions: { reason: string; details: { cause?: string } } }) => {
      return extensions.details.cause ?? extensions.reason;
    }),
  };
}

test.each<[FaultName, string, number]>([
  ['none', '200 {"data":{"a":1}}', 1],
  ['never answers', 'SUBGRAPH_TIMEOUT', 1],
  ['slow drip', 'SUBGRAPH_TIMEOUT', 1],
  ['resets', 'the connection failed (ECONNRESET)', 2],
  ['resets mid-body', 'the connection failed (ECONNRESET)', 2],
  ['half-open', 'the connection failed (UND_ERR_SOCKET)', 2],
  ['ends early', 'the connection failed (UND_ERR_SOCKET)', 2],
  ['status 503', '503 {"message":"not yet"}', 2],
  ['HTML', 'it answers text/html in place of JSON (status 200)', 1],
  ['100 MB', 'its answer exceeds 10000 bytes', 1],
  ['redirect', 'it redirects (status 307)', 1],
])('Over undici, %s: %s', async (fault, expected, requests) => {
  const { told, server } = await asking(fault);
  expect(told).toBe(expected);
  expect(server.requests).toHaveLength(requests);
});
