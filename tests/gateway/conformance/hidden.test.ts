import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';

describe.each(['native', 'apollo'])('What is @inaccessible, under the %s planner', (planner) => {
  let graph: PlainGraph;

  beforeAll(async () => {
    const vault = { __typename: 'Vault', id: 'v', name: 'gold', lock: 'four' };
    const shop = { __typename: 'Shop', id: 's', name: 'tea', lock: 'one' };
    graph = await openPlainGraph(
      {
        rooms: {
          sdl: `
            type Query { rooms: [Room] first: Room named: Named found: [Found] state: State states: [State!] shop: Shop }
            interface Named { name: String }
            interface Room implements Named { id: ID! name: String lock: String @inaccessible next: Room }
            type Shop implements Room & Named @key(fields: "id") { id: ID! name: String lock: String @inaccessible next: Room }
            type Vault implements Room & Named @inaccessible { id: ID! name: String lock: String next: Room }
            union Found = Shop | Vault
            enum State { OPEN SHUT @inaccessible }
          `,
          resolvers: {
            Query: {
              rooms: () => [shop, vault],
              first: () => vault,
              named: () => vault,
              found: () => [vault, shop],
              state: () => 'SHUT',
              states: () => ['OPEN', 'SHUT'],
              shop: () => shop,
            },
            Shop: { next: () => vault },
          },
        },
        keys: {
          sdl: `
            type Shop @key(fields: "id") { id: ID! lock: String @external opens: String @requires(fields: "lock") }
          `,
          resolvers: {
            Shop: {
              __resolveReference: (known: object) => known,
              opens: ({ lock }: { lock: string }) => `with ${lock}`,
            },
          },
        },
      },
      { PLANNER: planner },
    );
  });

  afterAll(() => graph.close());

  const notOfType = (place: string, type: string) => `The field ${place} got a value that is not of type ${type}.`;

  test.each([
    ['{ rooms { name } }', { rooms: [{ name: 'tea' }, null] }, [notOfType('rooms.1', 'Room')]],
    [
      '{ rooms { id ... on Shop { name } } }',
      { rooms: [{ id: 's', name: 'tea' }, null] },
      [notOfType('rooms.1', 'Room')],
    ],
    ['{ first { id } }', { first: null }, [notOfType('first', 'Room')]],
    ['{ first { ... on Named { name } } }', { first: null }, [notOfType('first', 'Room')]],
    ['{ named { name } }', { named: null }, [notOfType('named', 'Named')]],
    ['{ shop { next { name } } }', { shop: { next: null } }, [notOfType('shop.next', 'Room')]],
    ['{ found { __typename } }', { found: [null, { __typename: 'Shop' }] }, [notOfType('found.0', 'Found')]],
    ['{ found { ... on Room { name } } }', { found: [null, { name: 'tea' }] }, [notOfType('found.0', 'Found')]],
    ['{ state }', { state: null }, [notOfType('state', 'State')]],
    ['{ states }', { states: null }, [notOfType('states.1', 'State')]],
  ])('does not come out of %s', async (query, expected, sentences) => {
    const { data, errors, text } = await graph.ask(query);
    expect([data, errors?.map(({ message }) => message)]).toEqual([expected, sentences]);
    expect(text).not.toMatch(/gold|Vault|SHUT/);
  });

  test.each([
    ['{ shop { lock } }', 'Cannot query field "lock" on type "Shop".'],
    ['{ rooms { ... on Vault { name } } }', 'Unknown type "Vault".'],
  ])('is unknown to who asks %s', async (query, sentence) => {
    const { data, errors } = await graph.ask(query);
    expect([data, errors?.map(({ message }) => message)]).toEqual([undefined, [sentence]]);
  });

  test('serves a join that requires it, and stays inside', async () => {
    expect((await graph.ask('{ shop { opens lock: name } }')).text).toBe(
      '{"data":{"shop":{"opens":"with one","lock":"tea"}}}',
    );
  });
});
