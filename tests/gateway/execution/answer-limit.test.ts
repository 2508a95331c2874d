import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { OperationTypeNode, parse } from 'graphql';
import { createRemoteSource } from '../../../gateway/sources/remote-source.js';
import { anonymousContext } from './federation.js';

const answer = '{"data":{"a":"华士"}}';
const server = createServer((_request, response) => void response.end(answer));

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function fetched(answerLimit: number) {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const source = createRemoteSource({ name: 'towns', url, answerLimit });
  const [kind, operation] = [OperationTypeNode.QUERY, '{ a }'];
  const request = { kind, operation, document: parse(operation), operationName: undefined, variables: {} };
  try {
    return await source.fetch(request, anonymousContext());
  } finally {
    await source.close();
  }
}

test('an answer of exactly as many bytes as are taken is taken, and one byte more is not', async () => {
  expect(await fetched(23)).toMatchObject({ data: { a: '华士' } });
  await expect(fetched(22)).rejects.toMatchObject({
    sentence: { en: 'Subgraph "towns" gave no usable answer: its answer exceeds 22 bytes.' },
    extensions: { code: 'UPSTREAM', reason: 'SUBGRAPH_ANSWER_UNUSABLE' },
  });
});
