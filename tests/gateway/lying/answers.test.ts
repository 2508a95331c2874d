import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlainGraph, RawAnswer } from '../plain/plain-graph.js';
import { askBeside, openLyingGraph, says, unusable } from './lying-graph.js';

let graph: PlainGraph;
beforeAll(async () => {
  graph = await openLyingGraph();
});
afterAll(() => graph.close());

describe('An answer that is no answer costs the fields of its subgraph', () => {
  const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  test.each<[string, RawAnswer]>([
    ['bytes that are not UTF-8', { body: bytes('{"data":{"said":{"text":"', [0xc3, 0x28], '"}}}') }],
    ['a text that ends early', { body: '{"data":{"said":{"int":1' }],
    ['nothing', { body: '' }],
    ['HTML with status 200', { body: '<!doctype html><title>Login</title>', type: 'text/html' }],
    ['HTML with status 502', { body: '<h1>Bad gateway</h1>', type: 'text/html', status: 502 }],
    ['a list', { body: '[]' }],
    ['a string', { body: '"data"' }],
    ['null', { body: 'null' }],
    ['neither data nor errors', { body: '{"result":{"said":{"int":1}}}' }],
    ['data that is a list', { body: '{"data":[{"said":{"int":1}}]}' }],
    ['data that is a string', { body: '{"data":"said"}' }],
    ['null without an error', { body: '{"data":null}' }],
    ['null with an empty list of errors', { body: '{"data":null,"errors":[]}' }],
    ['errors that are no list', { body: '{"data":null,"errors":"all"}' }],
    ['errors that are strings', { body: '{"data":null,"errors":["bad"]}' }],
    [
      'objects in a hundred thousand levels',
      says(`{"said":{"text":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}}`),
    ],
    ['lists in a hundred thousand levels', says(`{"said":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)],
  ])('%s', async (_what, told) => {
    const { data, blames } = await askBeside(graph, 'said { int text }', told);
    expect(data).toEqual({ said: null });
    expect(blames).toEqual([{ at: 'said', why: unusable }]);
  });
});

describe('Errors of a subgraph are read as little as its data is believed', () => {
  test.each([
    ['a path that is a string', '{"message":"m","path":"said.int"}', undefined],
    ['a path that is a number', '{"message":"m","path":5}', undefined],
    ['a path of objects', '{"message":"m","path":[{"a":1},null]}', undefined],
    ['a path that is null', '{"message":"m","path":null}', undefined],
    ['a message that is an object', '{"message":{"toString":1},"path":["said","int"]}', 'said.int'],
    ['no message', '{"path":["said","int"]}', 'said.int'],
    ['extensions that are a string', '{"message":"m","extensions":"x","path":["said","int"]}', 'said.int'],
    [
      'a code that is an object',
      '{"message":"m","extensions":{"code":{"toString":1}},"path":["said","int"]}',
      'said.int',
    ],
    ['extensions that are null', '{"message":"m","extensions":null,"path":["said","int"]}', 'said.int'],
    [
      'details in a hundred thousand levels',
      `{"message":"m","path":["said","int"],"extensions":{"details":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
      'said.int',
    ],
  ])('%s', async (_what, error, at) => {
    const { data, blames } = await askBeside(graph, 'said { int text }', {
      body: `{"data":{"said":{"int":null,"text":"a"}},"errors":[${error}]}`,
    });
    expect(data).toEqual({ said: { int: null, text: 'a' } });
    expect(blames).toEqual([{ at, why: 'UPSTREAM undefined liar' }]);
  });
});
