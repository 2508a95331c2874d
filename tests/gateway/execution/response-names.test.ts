import { expect, test } from '@jest/globals';
import { graphOf } from './federation.js';

const graph = await graphOf({
  people: {
    sdl: 'type Query { me: Person echo(value: Float!): Float any(value: Any): Any } type Person @key(fields: "id") { id: ID! name: String } scalar Any',
    resolvers: {
      Query: {
        me: () => ({ id: '1', name: 'Wang' }),
        echo: (_: unknown, { value }: { value: number }) => value,
        any: (_: unknown, { value }: { value: unknown }) => value,
      },
      Person: { __resolveReference: (one: unknown) => one },
    },
  },
  limits: {
    sdl: 'type Person @key(fields: "id") { id: ID! limit: Int }',
    resolvers: { Person: { __resolveReference: (one: unknown) => one, limit: () => 3 } },
  },
});

test('aliases that name members of every object come back as they are, through joins', async () => {
  const { data, errors } = await graph.execute(
    '{ __proto__: me { constructor: name toString: limit __proto__: limit } hasOwnProperty: me { id } }',
  );
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data)).toBe(
    '{"__proto__":{"constructor":"Wang","toString":3,"__proto__":3},"hasOwnProperty":{"id":"1"}}',
  );
  expect(({} as Record<string, unknown>)['limit']).toBeUndefined();
});

test('introspection is answered beside the rest, in the order that was asked', async () => {
  const { data } = await graph.ask(`
    query ($no: Boolean! = false) {
      ...Root
      me { limit }
      kind: __typename
      __schema @include(if: $no) { types { name } }
    }
    fragment Root on Query { person: __type(name: "Person") { ...Name fields { name } } again: me { name } }
    fragment Name on __Type { name }
  `);
  expect(JSON.stringify(data)).toBe(
    '{"person":{"name":"Person","fields":[{"name":"id"},{"name":"limit"},{"name":"name"}]},' +
      '"again":{"name":"Wang"},"me":{"limit":3},"kind":"Query"}',
  );
});

test('a query of introspection and type names alone asks no subgraph', async () => {
  expect(await graph.ask('{ __typename __type(name: "Nobody") { name } }')).toEqual({
    data: { __typename: 'Query', __type: null },
  });
  expect(graph.requests).toEqual([]);
});

test('minus zero stays minus zero, as a literal, a variable and a default', async () => {
  const literal = await graph.execute('{ a: echo(value: -0) b: echo(value: -0.0e1) c: echo(value: -1) }');
  expect(literal.data).toEqual({ a: -0, b: -0, c: -1 });
  const variable = await graph.execute(
    'query ($v: Float!, $d: Float! = -0) { a: echo(value: $v) b: echo(value: $d) }',
    {
      variables: { v: -0 },
    },
  );
  expect(variable.data).toEqual({ a: -0, b: -0 });
});

test('a number literal that cannot be passed on exactly is refused by name', async () => {
  await expect(graph.ask('{ echo(value: 1e400) }')).rejects.toThrow('数值 1e400 超出可精确传递的范围');
  await expect(graph.ask('{ any(value: 9007199254740993) }')).rejects.toThrow('数值 9007199254740993 超出');
  await expect(graph.ask(`{ any(value: ${'7'.repeat(50_000)}) }`)).rejects.toThrow('超出可精确传递的范围');
  expect(await graph.ask('{ echo(value: 12345678901234567890) any(value: { a: [1, 0.5], b: "x" }) }')).toEqual({
    data: { echo: 12345678901234567000, any: { a: [1, 0.5], b: 'x' } },
  });
});
