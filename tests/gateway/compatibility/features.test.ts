import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DocumentNode, Kind, parse, print } from 'graphql';
import type { PlainGateway } from '../../../gateway/plain-gateway.js';
import type { SubgraphServer } from '../../../gateway/subgraph-server.js';
import { type Engine, openEngine } from '../../kit/engine.js';
import productsModule from '../../support/fixtures/products/index.js';
import { openOn } from '../plain/plain-graph.js';
import { type Neighbour, openNeighbours, supergraphWith } from './neighbours.js';
import { openProducts } from './open-products.js';

/**
 * The fifteen features of @apollo/federation-subgraph-compatibility-tests, by the names that its report gives them, asked
 * of the module's own HTTP door and, where a feature shows only there, of a gateway before it.
 */

let engine: Engine;
let products: SubgraphServer;
let neighbours: readonly Neighbour[];
let gateway: PlainGateway;
let supergraphSdl: string;
let sdl: DocumentNode;

beforeAll(async () => {
  engine = await openEngine([productsModule]);
  products = await openProducts({ ...engine, clock: { now: () => engine.clock.moment } });
  neighbours = await openNeighbours();
  supergraphSdl = await supergraphWith(products.url, neighbours);
  gateway = await openOn(supergraphSdl);
  const { data } = await ask('{ _service { sdl } }');
  sdl = parse((data as { _service: { sdl: string } })._service.sdl);
});

afterAll(async () => {
  await gateway?.close();
  for (const neighbour of neighbours ?? []) await neighbour.close();
  await products?.close();
  await engine?.close();
});

interface Answer {
  readonly data?: unknown;
  readonly errors?: unknown;
  readonly extensions?: unknown;
}

async function post(url: string, query: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  return (await response.json()) as Answer;
}

const ask = (query: string, headers?: Readonly<Record<string, string>>) => post(products.url, query, headers);
const askGateway = (query: string) => post(`${gateway.origin}/graphql`, query);

/** What the module says of references, which are given in GraphQL's own notation. */
async function entities(references: string, selection: string): Promise<unknown> {
  const answer = await ask(`{ _entities(representations: [${references}]) { ${selection} } }`);
  expect(answer.errors).toBeUndefined();
  return (answer.data as { _entities: unknown })._entities;
}

/** The directives on a type, or on one of its fields, as the module's SDL or the given document applies them. */
function directivesOn(type: string, field?: string, document = sdl): string[] {
  const found = document.definitions.find(
    (each) => each.kind === Kind.OBJECT_TYPE_DEFINITION && each.name.value === type,
  );
  if (found?.kind !== Kind.OBJECT_TYPE_DEFINITION) throw new Error(`The SDL has no type ${type}.`);
  const node = field === undefined ? found : found.fields?.find(({ name }) => name.value === field);
  if (!node) throw new Error(`${type} has no field ${field}.`);
  return (node.directives ?? []).map(print);
}

function directivesOnSchema(): string[] {
  return sdl.definitions.flatMap((each) =>
    each.kind === Kind.SCHEMA_EXTENSION || each.kind === Kind.SCHEMA_DEFINITION
      ? (each.directives ?? []).map(print)
      : [],
  );
}

describe('Federation 1', () => {
  test('_service: the SDL has every field with its type', () => {
    const fields = sdl.definitions.flatMap((each) =>
      each.kind === Kind.OBJECT_TYPE_DEFINITION && !each.name.value.startsWith('_')
        ? (each.fields ?? []).map(({ name, type }) => `${each.name.value}.${name.value}: ${print(type)}`)
        : [],
    );
    expect(fields.filter((field) => !field.startsWith('Query._')).sort()).toEqual([
      'CaseStudy.caseNumber: ID!',
      'CaseStudy.description: String',
      'DeprecatedProduct.createdBy: User',
      'DeprecatedProduct.package: String!',
      'DeprecatedProduct.reason: String',
      'DeprecatedProduct.sku: String!',
      'Inventory.deprecatedProducts: [DeprecatedProduct!]!',
      'Inventory.id: ID!',
      'Product.createdBy: User',
      'Product.dimensions: ProductDimension',
      'Product.id: ID!',
      'Product.notes: String',
      'Product.package: String',
      'Product.research: [ProductResearch!]!',
      'Product.sku: String',
      'Product.variation: ProductVariation',
      'ProductDimension.size: String',
      'ProductDimension.unit: String',
      'ProductDimension.weight: Float',
      'ProductResearch.outcome: String',
      'ProductResearch.study: CaseStudy!',
      'ProductVariation.id: ID!',
      'Query.deprecatedProduct: DeprecatedProduct',
      'Query.product: Product',
      'User.averageProductsCreatedPerYear: Int',
      'User.email: ID!',
      'User.name: String',
      'User.totalProductsCreated: Int',
      'User.yearsOfEmployment: Int!',
    ]);
    expect(directivesOn('Query', 'deprecatedProduct')).toEqual(['@deprecated(reason: "Use product query instead")']);
  });

  test('@key (single)', async () => {
    expect(directivesOn('User')).toEqual(['@key(fields: "email")']);
    expect(
      await entities('{ __typename: "User", email: "support@apollographql.com" }', '... on User { email name }'),
    ).toEqual([{ email: 'support@apollographql.com', name: 'Jane Smith' }]);
  });

  test('@key (multi)', async () => {
    expect(directivesOn('DeprecatedProduct')).toEqual(['@key(fields: "sku package")']);
    const key = (sku: string) => `{ __typename: "DeprecatedProduct", sku: "${sku}", package: "@apollo/federation-v1" }`;
    expect(
      await entities(`${key('apollo-federation-v1')}, ${key('another')}`, '... on DeprecatedProduct { sku reason }'),
    ).toEqual([{ sku: 'apollo-federation-v1', reason: 'Migrate to Federation V2' }, null]);
  });

  test('@key (composite)', async () => {
    expect(directivesOn('ProductResearch')).toEqual(['@key(fields: "study { caseNumber }")']);
    expect(
      await entities(
        '{ __typename: "ProductResearch", study: { caseNumber: "1235" } }',
        '... on ProductResearch { study { caseNumber description } }',
      ),
    ).toEqual([{ study: { caseNumber: '1235', description: 'Studio Study' } }]);
  });

  test('repeatable @key', async () => {
    expect(directivesOn('Product')).toEqual(
      expect.arrayContaining([
        '@key(fields: "id")',
        '@key(fields: "sku package")',
        '@key(fields: "sku variation { id }")',
      ]),
    );
    expect(
      await entities(
        `{ __typename: "Product", id: "apollo-federation" },
         { __typename: "Product", sku: "federation", package: "@apollo/federation" },
         { __typename: "Product", sku: "studio", variation: { id: "platform" } },
         { __typename: "Product", sku: "studio", variation: { id: "OSS" } }`,
        '... on Product { id sku }',
      ),
    ).toEqual([
      { id: 'apollo-federation', sku: 'federation' },
      { id: 'apollo-federation', sku: 'federation' },
      { id: 'apollo-studio', sku: 'studio' },
      null,
    ]);
  });

  test('@requires', async () => {
    expect(directivesOn('User', 'averageProductsCreatedPerYear')).toEqual([
      '@requires(fields: "totalProductsCreated yearsOfEmployment")',
    ]);
    expect(
      await askGateway('{ user(email: "support@apollographql.com") { averageProductsCreatedPerYear email } }'),
    ).toEqual({ data: { user: { averageProductsCreatedPerYear: 4, email: 'support@apollographql.com' } } });
  });

  test('@provides', async () => {
    expect(directivesOn('Product', 'createdBy')).toEqual(['@provides(fields: "totalProductsCreated")']);
    const query = '{ product(id: "apollo-federation") { createdBy { email totalProductsCreated } } }';
    const expected = { email: 'support@apollographql.com', totalProductsCreated: 1337 };
    expect(await ask(query)).toEqual({ data: { product: { createdBy: expected } } });
    expect(await askGateway(query)).toEqual({ data: { product: { createdBy: expected } } });
  });

  test('federated tracing', async () => {
    const { extensions, data } = await ask('{ __typename }', { 'apollo-federation-include-trace': 'ftv1' });
    expect(data).toEqual({ __typename: 'Query' });
    // A protobuf message in base64.
    expect(extensions).toEqual({ ftv1: expect.stringMatching(/^[A-Za-z0-9+/]{16,}={0,2}$/) });
    expect(await ask('{ __typename }')).toEqual({ data: { __typename: 'Query' } });
  });
});

describe('Federation 2', () => {
  test('@link', () => {
    expect(directivesOnSchema().filter((each) => each.includes('specs.apollo.dev/federation'))).toEqual([
      '@link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@external", "@requires", ' +
        '"@provides", "@override", "@inaccessible", "@tag", "@interfaceObject", "@composeDirective"])',
    ]);
  });

  test('@shareable', async () => {
    expect(directivesOn('ProductDimension')).toEqual(['@shareable']);
    expect(await askGateway('{ product(id: "apollo-federation") { dimensions { size weight } } }')).toEqual({
      data: { product: { dimensions: { size: 'small', weight: 1 } } },
    });
  });

  test('@tag', () => {
    expect(directivesOn('Product', 'notes')).toEqual(['@tag(name: "internal")']);
  });

  test('@override', async () => {
    expect(directivesOn('User', 'name')).toEqual(['@override(from: "users")']);
    expect(await askGateway('{ user(email: "support@apollographql.com") { name yearsOfEmployment } }')).toEqual({
      data: { user: { name: 'Jane Smith', yearsOfEmployment: 10 } },
    });
  });

  test('@inaccessible', async () => {
    expect(directivesOn('ProductDimension', 'unit')).toEqual(['@inaccessible']);
    expect(await ask('{ product(id: "apollo-federation") { dimensions { unit } } }')).toEqual({
      data: { product: { dimensions: { unit: 'kg' } } },
    });
    expect(await askGateway('{ product(id: "apollo-federation") { dimensions { unit } } }')).toMatchObject({
      errors: [{ message: 'Cannot query field "unit" on type "ProductDimension".' }],
    });
  });

  test('@composeDirective', async () => {
    expect(directivesOnSchema()).toEqual(
      expect.arrayContaining([
        '@link(url: "https://myspecs.dev/myCustomDirective/v1.0", import: ["@custom"])',
        '@composeDirective(name: "@custom")',
      ]),
    );
    expect(sdl.definitions.map(print)).toContain('directive @custom on OBJECT');
    expect(directivesOn('Product')).toContain('@custom');
    expect(directivesOn('Product', undefined, parse(supergraphSdl))).toContain('@custom');
  });

  test('@interfaceObject', async () => {
    expect(directivesOn('Inventory').sort()).toEqual(['@interfaceObject', '@key(fields: "id")']);
    const query =
      '{ inventory(id: "apollo-oss") { __typename deprecatedProducts { sku reason } products { delivery { fastestDelivery } } } }';
    expect(await askGateway(query)).toEqual({
      data: {
        inventory: {
          __typename: 'OpenSourceInventory',
          deprecatedProducts: [{ sku: 'apollo-federation-v1', reason: 'Migrate to Federation V2' }],
          products: [{ delivery: { fastestDelivery: 'small parcel of 1' } }],
        },
      },
    });
  });
});
