import { expect, test } from '@jest/globals';
import { graphOf } from './federation.js';

interface Thing {
  readonly __typename: 'Lamp' | 'Tree';
  readonly id: string;
  readonly wear: number | null;
}

const lamp: Thing = { __typename: 'Lamp', id: 'l-1', wear: 0.5 };
const tree: Thing = { __typename: 'Tree', id: 't-1', wear: null };
const isBroken = ({ id }: { id: string }): boolean => id === 'l-9';
const ofKind = {
  wear: (thing: Thing) => (isBroken(thing) ? broken() : thing.wear),
  year: () => 2020,
  age: () => 4,
};

function broken(): never {
  throw new Error('the sensor is out');
}

const street = (things: readonly Thing[] = [lamp, tree]) => {
  const find = ({ id }: { id: string }) => things.find((thing) => thing.id === id) ?? null;
  return graphOf({
    streets: {
      sdl: 'type Query { street: Street } type Street @key(fields: "id") { id: ID! }',
      resolvers: { Query: { street: () => ({ id: 's-1' }) } },
    },
    assets: {
      sdl: `
        type Street @key(fields: "id") { id: ID! things: [Thing]! lamp: Lamp rows: [[Thing]] }
        interface Thing { id: ID! }
        type Lamp implements Thing @key(fields: "id") { id: ID! wear: Float year: Int age: Int! burns(at: Int!): Int code: String }
        type Tree implements Thing @key(fields: "id") { id: ID! wear: Float year: Int age: Int! burns(at: Int!): Int }
      `,
      resolvers: {
        Street: {
          __resolveReference: (own: unknown) => own,
          things: () => things,
          lamp: () => things[0],
          rows: () => [[things[0], null], null],
        },
        Lamp: { ...ofKind, __resolveReference: find, burns: () => 7, code: () => 'c-1' },
        Tree: { ...ofKind, __resolveReference: find, burns: () => 8 },
      },
    },
    costs: {
      sdl: ['Lamp', 'Tree']
        .map(
          (type) => `
            type ${type} @key(fields: "id") {
              id: ID!
              wear: Float @external
              year: Int @external
              age: Int! @external
              burns(at: Int!): Int @external
              repair: String @requires(fields: "wear year")
              rent: String @requires(fields: "age year")
              power: String @requires(fields: "burns(at: 3) year")
            }`,
        )
        .join(''),
      resolvers: Object.fromEntries(
        ['Lamp', 'Tree'].map((type) => [
          type,
          {
            __resolveReference: (thing: unknown) => thing,
            repair: ({ wear }: { wear: number | null }) => (wear === null ? null : `${wear * 100} yuan`),
            rent: ({ age }: { age: number }) => `${age} years`,
            power: ({ burns }: { burns: number }) => `${burns} watts`,
          },
        ]),
      ),
    },
  });
};

const onEach = (fields: string): string => `... on Lamp { ${fields} } ... on Tree { ${fields} }`;
type Graph = Awaited<ReturnType<typeof street>>;
const askedOf = ({ requests }: Graph): string[] => requests.map(({ subgraph }) => subgraph);

test('what another subgraph requires comes with the objects themselves', async () => {
  const graph = await street();
  expect(await graph.ask(`{ street { things { id ${onEach('repair')} } } }`)).toEqual({
    data: {
      street: {
        things: [
          { id: 'l-1', repair: '50 yuan' },
          { id: 't-1', repair: null },
        ],
      },
    },
  });
  expect(askedOf(graph)).toEqual(['streets', 'assets', 'costs']);
  expect(graph.requests[2]?.variables).toEqual({
    representations: [
      { __typename: 'Lamp', id: 'l-1', wear: 0.5, year: 2020 },
      { __typename: 'Tree', id: 't-1', wear: null, year: 2020 },
    ],
  });
});

test('in lists of lists too, and for an object of one type', async () => {
  const graph = await street();
  expect(await graph.ask(`{ street { rows { ${onEach('repair')} } lamp { repair } } }`)).toEqual({
    data: { street: { rows: [[{ repair: '50 yuan' }, null], null], lamp: { repair: '50 yuan' } } },
  });
  expect(askedOf(graph)).toEqual(['streets', 'assets', 'costs']);
});

test('what the client asks under the same name is not asked twice, and under another is its own', async () => {
  const graph = await street();
  expect(await graph.ask(`{ street { things { ${onEach('wear repair')} } } }`)).toEqual({
    data: {
      street: {
        things: [
          { wear: 0.5, repair: '50 yuan' },
          { wear: null, repair: null },
        ],
      },
    },
  });
  expect(askedOf(graph)).toEqual(['streets', 'assets', 'costs']);
  expect(await graph.ask('{ street { things { ... on Lamp { wear: code repair } } } }')).toEqual({
    data: { street: { things: [{ wear: 'c-1', repair: '50 yuan' }, {}] } },
  });
});

test('a name that stands there for another type stays in a fetch of its own', async () => {
  const graph = await street();
  const query = '{ street { things { ... on Tree { wear } ... on Lamp { repair } } } }';
  expect(await graph.ask(query)).toEqual({
    data: { street: { things: [{ repair: '50 yuan' }, { wear: null }] } },
  });
  expect(askedOf(graph)).toEqual(['streets', 'assets', 'assets', 'costs']);
});

test('a field with arguments, and one that may not be null, stay in a fetch of their own', async () => {
  const graph = await street();
  expect(await graph.ask(`{ street { things { ${onEach('power')} } } }`)).toEqual({
    data: { street: { things: [{ power: '7 watts' }, { power: '8 watts' }] } },
  });
  expect(askedOf(graph)).toEqual(['streets', 'assets', 'assets', 'costs']);
  expect(await graph.ask(`{ street { things { ${onEach('rent')} } } }`)).toEqual({
    data: { street: { things: [{ rent: '4 years' }, { rent: '4 years' }] } },
  });
  expect(askedOf(graph)).toEqual(['streets', 'assets', 'assets', 'costs']);
});

test('where a required field fails it is null, and nothing else is gone', async () => {
  const graph = await street([{ ...lamp, id: 'l-9' }, tree]);
  expect(await graph.ask(`{ street { things { id ${onEach('year repair')} } } }`)).toMatchObject({
    data: {
      street: {
        things: [
          { id: 'l-9', year: 2020, repair: null },
          { id: 't-1', year: 2020, repair: null },
        ],
      },
    },
    errors: [{ message: 'the sensor is out' }],
  });
  expect(askedOf(graph)).toEqual(['streets', 'assets', 'costs']);
});
