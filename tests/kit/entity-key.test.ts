import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execute, parse } from 'graphql';
import { fieldsOfKey } from '../../kit/data/entity-key.js';
import { anonymous } from '../../kit/identity/caller.js';
import { buildSubgraph, type BuiltSubgraph } from '../../kit/module/build.js';
import { statementsDuring } from '../support/statements.js';
import products from '../support/fixtures/products/index.js';
import { type Engine, openEngine } from './engine.js';

let engine: Engine;
let built: BuiltSubgraph;

beforeAll(async () => {
  engine = await openEngine([products]);
  built = await buildSubgraph(products);
});

afterAll(() => engine.close());

/** What references of these types resolve to. */
async function resolve(...references: readonly object[]) {
  const selection = '... on Product { id } ... on DeprecatedProduct { reason } ... on ProductResearch { outcome }';
  const result = await execute({
    schema: built.schema,
    document: parse(`query ($of: [_Any!]!) { _entities(representations: $of) { __typename ${selection} } }`),
    variableValues: { of: references },
    contextValue: engine.context(anonymous),
  });
  return { found: result.data?.['_entities'], errors: result.errors?.map(({ message }) => message) };
}

const federation = { __typename: 'Product', id: 'apollo-federation' };
const studio = { __typename: 'Product', id: 'apollo-studio' };

test('A key’s nested field stands in the column named as its path.', () => {
  expect(fieldsOfKey('sku variation { id maker { taxNumber } }')).toEqual([
    { path: ['sku'], column: 'sku' },
    { path: ['variation', 'id'], column: 'variationId' },
    { path: ['variation', 'maker', 'taxNumber'], column: 'variationMakerTaxNumber' },
  ]);
});

test('A hundred references by one key of several columns cost one statement.', async () => {
  const keys = ['federation', 'studio', 'another'].map((sku) => ({ __typename: 'Product', sku, package: '' }));
  const many = Array.from({ length: 97 }, (_, index) => ({ __typename: 'Product', sku: `s${index}`, package: 'p' }));
  let answer: unknown;
  const statements = await statementsDuring(async () => {
    answer = await resolve(...keys, ...many);
  });
  expect(statements).toHaveLength(1);
  expect(answer).toEqual({ found: [null, studio, null, ...many.map(() => null)] });
});

test('The first key that a reference holds whole names the row.', async () => {
  expect(
    await resolve(
      { __typename: 'Product', id: null, sku: 'federation', package: '@apollo/federation' },
      { __typename: 'Product', id: 'apollo-studio', sku: 'federation', package: '@apollo/federation' },
      { __typename: 'Product', sku: 'studio', package: null, variation: { id: 'platform' } },
    ),
  ).toEqual({ found: [federation, studio, studio] });
});

test.each([
  ['a null', { sku: 'studio', package: null }],
  ['a null where an object should be', { sku: 'studio', variation: null }],
  ['a character that PostgreSQL refuses', { sku: 'studio', package: 'a\0b' }],
  ['an operator instead of a text', { sku: 'studio', package: { $ne: null } }],
  ['a list instead of a text', { sku: ['studio', 'federation'], package: '' }],
])('A key with %s in it names nothing.', async (_what, key) => {
  expect(await resolve({ __typename: 'Product', ...key })).toEqual({ found: [null] });
});

test('A reference that holds no key is its sender’s defect.', async () => {
  expect(await resolve({ __typename: 'Product', sku: 'studio', variation: {} })).toEqual({
    found: [null],
    errors: ['A reference to Product holds none of its keys: id, sku package, sku variation { id }.'],
  });
});
