import { expect, test } from '@jest/globals';
import { graphOf } from './federation.js';

const places = (things: unknown[]) =>
  graphOf({
    places: {
      sdl: `
        type Query { things: [Thing] found: [Found] sized: Sized }
        interface Thing { id: ID! note: String }
        interface Sized { size: Int }
        type Shop implements Thing & Sized @key(fields: "id") { id: ID! note: String size: Int }
        type Site implements Thing & Sized @key(fields: "id") { id: ID! note: String size: Int }
        type Vault implements Thing @inaccessible { id: ID! note: String }
        union Found = Shop | Site
      `,
      resolvers: {
        Query: { things: () => things, found: () => things, sized: () => ({ __typename: 'Shop', size: 4 }) },
        Shop: { __resolveReference: (shop: unknown) => shop },
        Site: { __resolveReference: (site: unknown) => site },
      },
    },
    teams: {
      sdl: `
        type Shop @key(fields: "id") { id: ID! inspections: Int }
        type Site @key(fields: "id") { id: ID! inspections: String }
      `,
      resolvers: {
        Shop: { __resolveReference: (shop: unknown) => shop, inspections: () => 2 },
        Site: { __resolveReference: (site: unknown) => site, inspections: () => 'daily' },
      },
    },
  });

const shopAndSite = [
  { __typename: 'Shop', id: 's-1', note: 'corner', size: 1 },
  { __typename: 'Site', id: 't-1', note: 'bridge', size: 2 },
];

test('fragments on an interface and a union pick fields by the type of each object', async () => {
  const graph = await places(shopAndSite);
  expect(
    await graph.ask(
      '{ things { __typename id ... on Shop { size } ... on Sized { volume: size } } found { ... on Site { note } } }',
    ),
  ).toEqual({
    data: {
      things: [
        { __typename: 'Shop', id: 's-1', size: 1, volume: 1 },
        { __typename: 'Site', id: 't-1', volume: 2 },
      ],
      found: [{}, { note: 'bridge' }],
    },
  });
});

test('a subgraph is asked for the type of an object before its fields, wherever the client asks for it', async () => {
  const graph = await places(shopAndSite);
  await graph.ask('{ things { id __typename note ... on Shop { size } } found { ... on Site { note __typename } } }');
  expect(graph.requests.map(({ operation }) => operation)).toEqual([
    '{things{__typename id note ...on Shop{size}}found{__typename ...on Site{__typename note}}}',
  ]);
});

test('a response name that means different types in different objects is joined for each', async () => {
  const graph = await places(shopAndSite);
  const query = '{ found { ... on Shop { count: inspections } ... on Site { rhythm: inspections } kind: __typename } }';
  expect(await graph.ask(query)).toEqual({
    data: {
      found: [
        { count: 2, kind: 'Shop' },
        { rhythm: 'daily', kind: 'Site' },
      ],
    },
  });
});

test('an object whose type the public schema does not show is null and its type stays unnamed', async () => {
  const graph = await places([shopAndSite[0], { __typename: 'Vault', id: 'v-1' }]);
  const answer = await graph.ask('{ things { id __typename } }');
  expect(answer).toEqual({
    data: { things: [{ id: 's-1', __typename: 'Shop' }, null] },
    errors: [
      {
        message: '字段 things.1 得到的值不是 Thing 类型。',
        path: ['things', 1],
        extensions: {
          code: 'UPSTREAM',
          reason: 'VALUE_OF_WRONG_TYPE',
          details: { type: 'Thing' },
          subgraph: 'places',
        },
      },
    ],
  });
  expect(JSON.stringify(answer)).not.toContain('Vault');
});

test('an object of a type that is not possible here is null', async () => {
  const graph = await places([]);
  graph.replace('places', async () => ({ data: { found: [{ __typename: 'Query' }, { __typename: 'Nothing' }, {}] } }));
  const { data, errors } = await graph.ask('{ found { __typename } }');
  expect(data).toEqual({ found: [null, null, null] });
  expect(errors?.map(({ path }) => path)).toEqual([
    ['found', 0],
    ['found', 1],
    ['found', 2],
  ]);
});

const media = () =>
  graphOf({
    media: {
      sdl: `
        type Query { all: [Media!]! }
        interface Media @key(fields: "id") { id: ID! title: String }
        type Photo implements Media @key(fields: "id") { id: ID! title: String width: Int }
        type Sound implements Media @key(fields: "id") { id: ID! title: String seconds: Int }
      `,
      resolvers: {
        Query: {
          all: () => [
            { __typename: 'Photo', id: 'p' },
            { __typename: 'Sound', id: 's' },
          ],
        },
        Media: {
          __resolveReference: ({ id }: { id: string }) => ({ __typename: id === 'p' ? 'Photo' : 'Sound', id }),
          __resolveType: ({ __typename }: { __typename: string }) => __typename,
        },
        Photo: { title: () => 'a photo', width: () => 640, __resolveReference: (photo: unknown) => photo },
        Sound: { title: () => 'a sound', seconds: () => 9, __resolveReference: (sound: unknown) => sound },
      },
    },
    marks: {
      sdl: `
        type Query { marked: [Media!]! }
        type Media @key(fields: "id") @interfaceObject { id: ID! marks: Int }
      `,
      resolvers: {
        Query: { marked: () => [{ id: 's' }, { id: 'p' }] },
        Media: { __resolveReference: (one: unknown) => one, marks: ({ id }: { id: string }) => (id === 'p' ? 1 : 2) },
      },
    },
  });

test('a field of an interface object is joined to every implementing type', async () => {
  const graph = await media();
  expect(await graph.ask('{ all { __typename title marks ... on Photo { width } } }')).toEqual({
    data: {
      all: [
        { __typename: 'Photo', title: 'a photo', marks: 1, width: 640 },
        { __typename: 'Sound', title: 'a sound', marks: 2 },
      ],
    },
  });
});

test('an entity found as an interface object learns its type where somebody asks for it', async () => {
  const graph = await media();
  expect(await graph.ask('{ marked { __typename marks ... on Sound { seconds } } }')).toEqual({
    data: {
      marked: [
        { __typename: 'Sound', marks: 2, seconds: 9 },
        { __typename: 'Photo', marks: 1 },
      ],
    },
  });
  expect(await graph.ask('{ marked { id marks } }')).toEqual({
    data: {
      marked: [
        { id: 's', marks: 2 },
        { id: 'p', marks: 1 },
      ],
    },
  });
  expect(graph.requests).toHaveLength(1);
});

test('the name of an interface object does not replace the type that an entity is known to have', async () => {
  const graph = await media();
  graph.replace('marks', async () => ({
    data: {
      _entities: [
        { __typename: 'Media', marks: 1 },
        { __typename: 'Media', marks: 2 },
      ],
    },
  }));
  expect(await graph.ask('{ all { __typename marks } }')).toEqual({
    data: {
      all: [
        { __typename: 'Photo', marks: 1 },
        { __typename: 'Sound', marks: 2 },
      ],
    },
  });
});
