import { expect, test } from '@jest/globals';
import { graphOf } from './federation.js';

const shops = () =>
  graphOf({
    shops: {
      sdl: `
        type Query { first: Shop second: Shop }
        type Shop { name: String! sign: Sign }
        type Sign { text: String! lit: Boolean }
      `,
    },
  });

const extensions = { code: 'UPSTREAM', subgraph: 'shops' };

test.each([
  ['at its very place', ['first', 'name']],
  ['above it', ['first']],
  ['below it, where there is nothing any more', ['first', 'name', 0]],
])('a null where a value must be is explained by an error %s, and by that alone', async (_where, path) => {
  const graph = await shops();
  graph.replace('shops', async () => ({
    data: { first: { name: null }, second: { name: 'b' } },
    errors: [{ message: 'No name.', path }],
  }));
  expect(await graph.ask('{ first { name } second { name } }')).toEqual({
    data: { first: null, second: { name: 'b' } },
    errors: [{ message: 'No name.', path, extensions }],
  });
});

test.each([
  ['beside it', ['first', 'sign']],
  ['of another object', ['second', 'name']],
])('an error %s explains nothing', async (_where, path) => {
  const graph = await shops();
  graph.replace('shops', async () => ({
    data: { first: { name: null, sign: null }, second: { name: 'b' } },
    errors: [{ message: 'Something else.', path }],
  }));
  const { data, errors } = await graph.ask('{ first { name sign { lit } } second { name } }');
  expect(data).toEqual({ first: null, second: { name: 'b' } });
  expect(errors).toEqual([
    { message: 'Something else.', path, extensions },
    {
      message: '必有值的字段 first.name（String!）没有得到值。',
      path: ['first', 'name'],
      extensions: { ...extensions, reason: 'VALUE_MISSING', details: { type: 'String!' } },
    },
  ]);
});
