import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomFrom } from '../../support/seeded-random.js';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';

interface Box {
  readonly id: string;
  readonly owner: { readonly id: string };
}

const random = randomFrom(20_261_122);
const boxesOf = (size: number): Box[] =>
  Array.from({ length: size }, (_, index) => ({ id: `${size}-${index}`, owner: { id: `p${index % 3}` } }));
let graph: PlainGraph;

beforeAll(async () => {
  graph = await openPlainGraph({
    shop: {
      sdl: `
        type Query { boxes(size: Int!): [Box]! shelves: [Shelf]! }
        type Shelf { first: Box! second: Box! }
        type Box @key(fields: "id") { id: ID! owner: Person! }
        type Person @key(fields: "id", resolvable: false) { id: ID! }`,
      resolvers: {
        Query: {
          boxes: async (_: unknown, { size }: { readonly size: number }) => {
            await pause(random() * 20);
            return boxesOf(size);
          },
          shelves: () => [
            { first: { id: 'b1', owner: { id: 'p1' } }, second: { id: 'gone', owner: { id: 'p2' } } },
            { first: { id: 'b3', owner: { id: 'p2' } }, second: { id: 'b1', owner: { id: 'p1' } } },
          ],
        },
      },
    },
    labels: {
      sdl: 'type Box @key(fields: "id") { id: ID! label: String! }',
      resolvers: {
        Box: {
          label: async ({ id }: Box) => {
            await pause(random() * 10);
            if (id === 'gone') throw new Error('It is gone.');
            return `Box ${id} 号`;
          },
        },
      },
    },
    people: {
      sdl: 'type Person @key(fields: "id") { id: ID! name: String! }',
      resolvers: { Person: { name: ({ id }: { readonly id: string }) => `Owner ${id}` } },
    },
  });
});
afterAll(() => graph.close());

test('requests that are under way together, of all sizes, each get their own answer', async () => {
  const sizes = Array.from({ length: 60 }, (_, index) => (index * 37) % 400);
  for (let round = 0; round < 3; round += 1) {
    const answers = await Promise.all(
      sizes.map((size) =>
        graph.post({
          query: 'query ($size: Int!) { boxes(size: $size) { id label owner { id name } } }',
          variables: { size },
        }),
      ),
    );
    expect(answers.map(({ data }) => data)).toEqual(
      sizes.map((size) => ({
        boxes: boxesOf(size).map(({ id, owner }) => ({
          id,
          label: `Box ${id} 号`,
          owner: { id: owner.id, name: `Owner ${owner.id}` },
        })),
      })),
    );
  }
});

test('what stood in an object that a null took away is whole where it stands once more', async () => {
  const shelf = '{ first { id label owner { id name } } second { id label owner { id name } } }';
  for (let sight = 0; sight < 4; sight += 1) {
    const { data, errors } = await graph.ask(`{ shelves ${shelf} }`);
    expect(data).toEqual({
      shelves: [
        null,
        {
          first: { id: 'b3', label: 'Box b3 号', owner: { id: 'p2', name: 'Owner p2' } },
          second: { id: 'b1', label: 'Box b1 号', owner: { id: 'p1', name: 'Owner p1' } },
        },
      ],
    });
    expect(errors?.map(({ path }) => path)).toEqual([['shelves', 0, 'second', 'label']]);
  }
});
