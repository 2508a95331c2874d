import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { graphOf, type TestGraph } from '../execution/federation.js';
import { type BodyWriter, inProcess, overHttp, plainly } from './both-ways.js';

let graph: TestGraph;

const question = '{ top { name upc price maker { name } inStock } }';
const products = [
  { __typename: 'Product', upc: '1', name: '雨伞 "大"', price: 7, maker: { name: '江阴伞厂' } },
  { __typename: 'Product', upc: '2', name: null, price: -2147483648, maker: null },
];
const stock = [{ inStock: true }, { inStock: null }];
const answer = {
  top: [
    { name: '雨伞 "大"', upc: '1', price: 7, maker: { name: '江阴伞厂' }, inStock: true },
    { name: null, upc: '2', price: -2147483648, maker: null, inStock: null },
  ],
};

beforeAll(async () => {
  graph = await graphOf({
    shop: {
      sdl: `
        type Query { top: [Product!]! first: Product best: Product strict: Strict }
        type Mutation { buy: Product }
        type Product @key(fields: "upc") { upc: ID! name: String price: Int maker: Maker raw: Raw similar: [Product!] }
        type Maker { name: String! }
        type Strict { product: Product! }
        scalar Raw`,
    },
    stock: { sdl: 'type Product @key(fields: "upc") { upc: ID! inStock: Boolean sold: Int! }' },
  });
});

beforeEach(() => {
  graph.requests.length = 0;
  graph.replace('shop', async () => ({ data: { top: products } }));
  graph.replace('stock', async () => ({ data: { _entities: stock } }));
});

test('an answer as expected is read as text, in Chinese too, and written key by key as the client asked', async () => {
  const { data, isCompiled } = await overHttp(await graph.prepare(question));
  expect({ data, isCompiled }).toEqual({ data: answer, isCompiled: true });
});

test.each<[string, BodyWriter]>([
  ['printed over several lines', (response) => JSON.stringify(response, null, 2)],
  ['with its keys in another order', (response) => JSON.stringify(reversed(response))],
  ['with keys that nobody asked for', (response) => JSON.stringify(response, (_key, value) => withMore(value))],
  ['with its characters escaped', (response) => escaped(JSON.stringify(response))],
  [
    'with errors that are null and extensions',
    (response) => JSON.stringify({ errors: null, ...(response as object), extensions: { a: [1, { b: '}' }] } }),
  ],
])('an answer %s is read all the same', async (_name, body) => {
  const { data, isCompiled } = await overHttp(await graph.prepare(question), body);
  expect({ data, isCompiled }).toEqual({ data: answer, isCompiled: true });
});

test.each([
  [
    'an integer beyond 32 bits',
    '{"data":{"top":[{"__typename":"Product","upc":"1","name":"a","price":2147483648,"maker":null}]}}',
    { price: null },
  ],
  [
    'a number for a string',
    '{"data":{"top":[{"__typename":"Product","upc":"1","name":5,"price":1,"maker":null}]}}',
    { name: null, price: 1 },
  ],
  [
    'a string for an object',
    '{"data":{"top":[{"__typename":"Product","upc":"1","name":"a","price":1,"maker":"x"}]}}',
    { price: 1, maker: null },
  ],
])('%s is null with an error that names the subgraph, as the plain executor has it', async (_name, text, fields) => {
  const request = await graph.prepare('{ top { name upc price maker { name } } }');
  const { data, errors, isCompiled } = await overHttp(request, () => text);
  expect(data).toEqual({ top: [{ name: 'a', upc: '1', maker: null, ...fields }] });
  expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM', reason: 'VALUE_OF_WRONG_TYPE', subgraph: 'shop' } }]);
  expect(isCompiled).toBe(false);
});

test.each([
  ['a control character in a string', '{"data":{"first":{"name":"a\u0001b"}}}'],
  ['an escape that JSON does not know', '{"data":{"first":{"name":"a\\xb"}}}'],
  ['a string that does not end', '{"data":{"first":{"name":"a'],
  ['a comma too many', '{"data":{"first":{"name":"a",}}}'],
  ['something behind its end', '{"data":{"first":{"name":"a"}}}}'],
  ['a number with a leading zero', '{"data":{"first":{"price":01}}}'],
  ['a lone minus', '{"data":{"first":{"price":-}}}'],
])('%s makes the whole answer unusable', async (_name, text) => {
  const request = await graph.prepare(text.includes('price') ? '{ first { price } }' : '{ first { name } }');
  const { data, errors } = await overHttp(request, () => text);
  expect(data).toEqual({ first: null });
  expect(errors).toMatchObject([{ extensions: { reason: 'SUBGRAPH_ANSWER_UNUSABLE', subgraph: 'shop' } }]);
});

test('numbers that a type takes in another form come out in its own', async () => {
  const text = '{"data":{"first":{"upc":17,"price":3.0}}}';
  const { data } = await overHttp(await graph.prepare('{ first { upc price } }'), () => text);
  expect(data).toEqual({ first: { upc: '17', price: 3 } });
});

test.each(['{"a":[1,{"b":null}]}', '"text"', '12345678901234567890', 'true', '[]', 'null', '-0'])(
  'a custom scalar passes as it is: %s',
  async (raw) => {
    const { data } = await overHttp(
      await graph.prepare('{ first { raw } }'),
      () => `{"data":{"first":{"raw":${raw}}}}`,
    );
    expect(data).toEqual({ first: { raw: JSON.parse(raw) } });
  },
);

test.each(['𠮷野家 😀', 'half of one: \ud83d', 'a "quoted"\n line \\', 'é ü ß', '江阴'.repeat(40)])(
  'a text keeps its characters, in whatever way it came: %j',
  async (name) => {
    graph.replace('shop', async () => ({ data: { first: { name } } }));
    const indented: BodyWriter = (response) => JSON.stringify(response, null, 2);
    for (const way of [overHttp, inProcess, (request: Parameters<typeof overHttp>[0]) => overHttp(request, indented)]) {
      const { data, isCompiled } = await way(await graph.prepare('{ first { name } }'));
      expect({ data, isCompiled }).toEqual({ data: { first: { name } }, isCompiled: true });
    }
  },
);

test('an entity that stands at several places is asked for once, and its error is told at each of them', async () => {
  graph.replace('shop', async () => ({
    data: { first: { __typename: 'Product', upc: '1' }, best: { __typename: 'Product', upc: '1' } },
  }));
  graph.replace('stock', async () => ({
    data: { _entities: [{ inStock: null }] },
    errors: [{ message: 'no count', path: ['_entities', 0, 'inStock'], extensions: { code: 'BROKEN' } }],
  }));
  for (const way of [overHttp, inProcess, plainly]) {
    graph.requests.length = 0;
    const { data, errors } = await way(await graph.prepare('{ first { inStock } best { inStock } }'));
    expect(data).toEqual({ first: { inStock: null }, best: { inStock: null } });
    expect(errors).toEqual([
      { message: 'no count', path: ['first', 'inStock'], extensions: { code: 'BROKEN', subgraph: 'stock' } },
      { message: 'no count', path: ['best', 'inStock'], extensions: { code: 'BROKEN', subgraph: 'stock' } },
    ]);
    expect(graph.requests.filter(({ subgraph }) => subgraph === 'stock')).toHaveLength(1);
  }
});

test('a null that an error explains takes its parents with it, and no more is said of it', async () => {
  graph.replace('shop', async () => ({
    data: { strict: { product: { __typename: 'Product', upc: '1' } }, first: null },
  }));
  graph.replace('stock', async () => ({
    data: { _entities: [null] },
    errors: [{ message: 'gone', path: ['_entities', 0, 'sold'] }],
  }));
  const { data, errors, isCompiled } = await overHttp(
    await graph.prepare('{ strict { product { upc sold } } first { upc } }'),
  );
  expect(data).toEqual({ strict: null, first: null });
  expect(errors).toMatchObject([{ message: 'gone', path: ['strict', 'product', 'sold'] }]);
  expect(isCompiled).toBe(true);
});

test('a mutation whose answer is not as expected has been sent once when the answer stands', async () => {
  graph.replace('shop', async () => ({ data: { buy: { __typename: 'Product', upc: '1', price: 'dear' } } }));
  graph.replace('stock', async () => ({ data: { _entities: [{ inStock: true }] } }));
  for (const way of [overHttp, inProcess]) {
    graph.requests.length = 0;
    const { data, errors, isCompiled } = await way(await graph.prepare('mutation { buy { upc price inStock } }'));
    expect(data).toEqual({ buy: { upc: '1', price: null, inStock: true } });
    expect(errors).toMatchObject([{ path: ['buy', 'price'], extensions: { reason: 'VALUE_OF_WRONG_TYPE' } }]);
    expect(isCompiled).toBe(false);
    expect(graph.requests.filter(({ subgraph }) => subgraph === 'shop')).toHaveLength(1);
  }
});

test('bytes that are not UTF-8 never leave', async () => {
  const bytes = Buffer.from('{"data":{"first":{"name":"\u00ff"}}}', 'latin1');
  const { data, errors } = await overHttp(await graph.prepare('{ first { name } }'), () => bytes);
  expect(data).toEqual({ first: null });
  expect(errors).toMatchObject([{ extensions: { reason: 'SUBGRAPH_ANSWER_UNUSABLE' } }]);
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reversed(each)]),
  );
}

function withMore(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, secret: 1 } : value;
}

function escaped(text: string): string {
  return text.replace(/[^\u0000-\u007f]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

test.each([
  ['who left is told nothing, and nothing is made for nobody', 60_000, { rejected: 'The client left.' }],
  ['whose deadline passed gets what came in time', 0, { top: answer.top.map((each) => ({ ...each, inStock: null })) }],
])('a client %s', async (_name, patience, expected) => {
  const ending = new AbortController();
  graph.replace('stock', async () => {
    ending.abort(new Error('The client left.'));
    throw new Error('Given up.');
  });
  const prepared = await graph.prepare(question, { signal: ending.signal });
  const context = { ...prepared.context, deadline: performance.now() + patience };
  const outcome = await overHttp({ ...prepared, context }).then(
    ({ data }) => data,
    (thrown: Error) => ({ rejected: thrown.message }),
  );
  expect(outcome).toEqual(expected);
});
