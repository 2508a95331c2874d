import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { OperationTypeNode, parse } from 'graphql';
import { createRemoteSource } from '../../../gateway/sources/remote-source.js';
import { anonymousContext } from '../execution/federation.js';
import { closedAfterEach } from '../../support/closed-after.js';

const keep = closedAfterEach();

/**
 * A source whose server answers with texts of so many characters, after each other; `together` keeps the end of each
 * back until all of them have been sent or given up.
 */
async function answering(
  lengths: readonly number[],
  options: { answerLimit?: number; announced?: boolean; together?: boolean; timeout?: number },
) {
  let answered = 0;
  const kept: (() => void)[] = [];
  const keepBack = (end: () => void): void => {
    kept.push(end);
    if (kept.length === lengths.length) for (const each of kept) each();
  };
  const server = createServer((_, response) => {
    const body = JSON.stringify({ data: { a: 'x'.repeat(lengths[answered] ?? 1) } });
    answered += 1;
    if (options.announced) response.setHeader('content-length', body.length);
    response.write(body.slice(0, 100));
    if (!options.together || answered > lengths.length) return void response.end(body.slice(100));
    const sent = Promise.withResolvers<void>();
    response.on('close', sent.resolve);
    response.write(body.slice(100, -1), () => sent.resolve());
    void sent.promise.then(() => keepBack(() => response.end(body.slice(-1))));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  const source = keep(createRemoteSource({ name: 'gas', url, sharing: false, ...options }));
  keep({ close: () => void server.close() });
  const request = { kind: OperationTypeNode.QUERY, operation: '{ a }', document: parse('{ a }') };
  return async (): Promise<number | string> => {
    const asked = source.fetch({ ...request, operationName: undefined, variables: {} }, anonymousContext());
    return asked.then(
      ({ data }) => String(data?.['a']).length,
      (thrown: { extensions: { details: { cause: string } } }) => thrown.extensions.details.cause,
    );
  };
}

test.each([true, false])(
  'Answers of ten megabytes come in turns, and whole; their length announced: %s',
  async (announced) => {
    const lengths = [10_000_000, 9_000_000, 3_000_000, 2_000_000, 100];
    const ask = await answering(lengths, { announced });
    const told = await Promise.all(lengths.map(() => ask()));
    expect(told.sort((a, b) => Number(b) - Number(a))).toEqual(lengths);
    expect(await ask()).toBe(1);
  },
);

test('Answers that are each within the limit are refused where all at a time would take too much', async () => {
  const limit = 32_000_000;
  const ask = await answering(Array(6).fill(limit - 100), { answerLimit: limit, together: true, timeout: 25_000 });
  const told = await Promise.all(Array.from({ length: 6 }, () => ask()));
  const refused = 'its answers at one time exceed 134217728 bytes';
  expect(told.filter((each) => each === refused).length).toBeGreaterThan(0);
  expect(told.filter((each) => each === limit - 100).length).toBeGreaterThan(0);
  // What was taken is given back.
  expect(await ask()).toBe(1);
});
