import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';

let graph: PlainGraph;

beforeAll(async () => {
  graph = await openPlainGraph({
    offices: {
      sdl: `
        type Query { again: Query @shareable office: Office }
        type Mutation { open(name: String): Opened }
        type Opened { name: String query: Query }
        type Office @key(fields: "id") { id: ID! secret: String @inaccessible around: Query }
      `,
      resolvers: {
        Query: { again: () => ({}), office: () => ({ id: '1' }) },
        Mutation: { open: (_: unknown, { name }: { name: string }) => ({ name, query: {} }) },
        Office: { around: () => ({}) },
      },
    },
    staff: {
      sdl: `
        type Query { again: Query @shareable heads: Int }
        type Office @key(fields: "id") { id: ID! clerks: Int }
      `,
      resolvers: {
        Query: { again: () => ({}), heads: () => 9 },
        Office: { __resolveReference: (office: object) => office, clerks: () => 4 },
      },
    },
  });
});

afterAll(() => graph.close());

beforeEach(() => void (graph.requests.length = 0));

describe('Introspection below a field that returns the query type', () => {
  test('is answered beside what subgraphs answer there', async () => {
    const { data, errors } = await graph.ask(
      '{ again { kind: __typename __schema { queryType { name } } heads office { clerks } } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      again: { kind: 'Query', __schema: { queryType: { name: 'Query' } }, heads: 9, office: { clerks: 4 } },
    });
    expect(graph.requests.every(({ query }) => !query.includes('__schema'))).toBe(true);
  });

  test('is answered in what a mutation and a join return, and asks no subgraph by itself', async () => {
    const { data } = await graph.ask(
      'mutation { open(name: "south") { name query { type: __type(name: "Office") { kind } } } }',
    );
    expect(data).toEqual({ open: { name: 'south', query: { type: { kind: 'OBJECT' } } } });
    const below = await graph.ask('{ office { around { __type(name: "Office") { fields { name } } } } }');
    expect(below.data).toEqual({
      office: { around: { __type: { fields: [{ name: 'id' }, { name: 'around' }, { name: 'clerks' }] } } },
    });
  });

  test('keeps its names, arguments, fragments and conditions apart at each place', async () => {
    const { data } = await graph.post({
      query: `
        query ($name: String!, $no: Boolean!) {
          __type(name: "Int") { name }
          again { __type(name: $name) { kind ...Named } ...Both @skip(if: $no) again { __type(name: "ID") { name } } }
        }
        fragment Both on Query { __type(name: $name) { fields { name } } left: __schema { queryType { name } } }
        fragment Named on __Type { name }
      `,
      variables: { name: 'Opened', no: true },
    });
    expect(data).toEqual({
      __type: { name: 'Int' },
      again: { __type: { kind: 'OBJECT', name: 'Opened' }, again: { __type: { name: 'ID' } } },
    });
  });

  test('merges what is written several times', async () => {
    const { data } = await graph.ask(`
      { again { __type(name: "Opened") { name } ...More } }
      fragment More on Query { __type(name: "Opened") { kind fields { name } } }
    `);
    expect(data).toEqual({
      again: { __type: { name: 'Opened', kind: 'OBJECT', fields: [{ name: 'name' }, { name: 'query' }] } },
    });
  });

  test('shows nothing hidden', async () => {
    const { text } = await graph.ask(
      '{ again { __schema { types { name fields(includeDeprecated: true) { name } } directives { name } } } }',
    );
    expect(text).toContain('"around"');
    expect(text).not.toContain('secret');
    expect(text).not.toMatch(/join__|_entities|_service|inaccessible/);
  });
});

describe('Introspection at the root', () => {
  test('stands where the client wrote it, merged through fragments, with one request for the rest', async () => {
    const { text } = await graph.ask(`
      { heads ...Root __schema { queryType { name } } t: __typename }
      fragment Root on Query { __schema { queryType { kind } } office { id } }
    `);
    expect(text).toBe(
      '{"data":{"heads":9,"__schema":{"queryType":{"kind":"OBJECT","name":"Query"}},"office":{"id":"1"},"t":"Query"}}',
    );
    expect(graph.requests.map(({ subgraph }) => subgraph).sort()).toEqual(['offices', 'staff']);
  });

  test('honours variables and conditions, and knows no hidden type', async () => {
    const { data } = await graph.post({
      query: `query ($name: String!, $no: Boolean!) {
        a: __type(name: $name) { name @skip(if: $no) kind }
        b: __type(name: "join__Graph") { name }
        c: __type(name: $name) @include(if: $no) { name }
        d: __type(name: $name) @skip(if: $no) { name }
      }`,
      variables: { name: 'Office', no: true },
    });
    expect(data).toEqual({ a: { kind: 'OBJECT' }, b: null, c: { name: 'Office' } });
    expect(graph.requests).toEqual([]);
  });
});
