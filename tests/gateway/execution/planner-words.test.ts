import { expect, test } from '@jest/globals';
import { createApolloPlanner } from '../../../gateway/planning/apollo-planner.js';
import { createNativePlanner } from '../../../gateway/planning/native-planner.js';
import { openPlanner } from '../../../gateway/planning/open-planner.js';
import { settlingConditions } from '../../../gateway/planning/settled-conditions.js';
import { graphOf } from './federation.js';

const self = (one: unknown) => one;

const places = {
  villages: {
    sdl: `
      type Query { village: Village places: [Place] subject: Subject }
      interface Place { id: ID! name: String }
      union Subject = Village | Town
      type Village implements Place @key(fields: "id") { id: ID! name: String people(age: Int = 0): Int }
      type Town implements Place @key(fields: "id") { id: ID! name: String }
    `,
    resolvers: {
      Query: {
        village: () => ({ id: 'v' }),
        places: () => [{ __typename: 'Village', id: 'v' }],
        subject: () => ({ __typename: 'Village', id: 'v' }),
      },
      Village: {
        __resolveReference: self,
        name: () => 'Huashi',
        people: (_: unknown, { age }: { age: number }) => 100 - age,
      },
    },
  },
  visits: {
    sdl: `
      type Village @key(fields: "id") {
        id: ID!
        seen: ID
        people(age: Int = 0): Int @external
        visits: Int @requires(fields: "people(age: 60)")
      }
    `,
    resolvers: {
      Village: {
        __resolveReference: self,
        seen: ({ id }: { id: string }) => id,
        visits: ({ people }: { people: number }) => people,
      },
    },
  },
};

test('a response name that equals a key does not take the key away from a join', async () => {
  const { ask } = await graphOf(places);
  expect(await ask('{ village { id: name seen } }')).toEqual({ data: { village: { id: 'Huashi', seen: 'v' } } });
});

test('a response name that equals a required field with arguments keeps its own value, and so does the join', async () => {
  const { ask } = await graphOf(places);
  expect(await ask('{ village { people visits } }')).toEqual({ data: { village: { people: 100, visits: 40 } } });
  expect(await ask('{ village { people(age: 1) visits } }')).toEqual({ data: { village: { people: 99, visits: 40 } } });
  expect(await ask('{ village { people: name visits } }')).toEqual({
    data: { village: { people: 'Huashi', visits: 40 } },
  });
});

test('the error of a field stands at the response name that the client gave it', async () => {
  const { resolvers } = places.villages;
  const name = () => {
    throw new Error('no name');
  };
  const { ask } = await graphOf({
    ...places,
    villages: { ...places.villages, resolvers: { ...resolvers, Village: { ...resolvers.Village, name } } },
  });
  const { data, errors } = await ask('{ village { id: name seen } }');
  expect(data).toEqual({ village: { id: null, seen: 'v' } });
  expect(errors?.map(({ path }) => path)).toEqual([['village', 'id']]);
});

test('a type name under an alias alone tells which type an object has', async () => {
  const { ask } = await graphOf(places);
  expect(await ask('{ places { called: __typename } subject { called: __typename } }')).toEqual({
    data: { places: [{ called: 'Village' }], subject: { called: 'Village' } },
  });
});

test('an object of which nothing is left to ask is an empty object', async () => {
  const { ask } = await graphOf(places);
  expect(await ask('{ subject { ... on Village { ... on Subject { ... on Town { name } } } } }')).toEqual({
    data: { subject: {} },
  });
});

test.each([
  ['native', createNativePlanner],
  ['apollo', createApolloPlanner],
] as const)(
  'where conditions leave nothing but the type name of the root, nothing is asked (%s)',
  async (_name, open) => {
    const graph = await graphOf(places, async (planned) => settlingConditions(await open(planned)));
    const query =
      'query ($no: Boolean!) { village @include(if: $no) { id } ... on Query { ...F } } fragment F on Query { __typename }';
    expect(await graph.ask(query, { variables: { no: false } })).toEqual({ data: { __typename: 'Query' } });
    expect(graph.requests).toEqual([]);
  },
);

test('a fragment of the root keeps its fields beside a type name where conditions are settled', async () => {
  const { ask } = await graphOf(places);
  const query =
    'query ($no: Boolean!) { village @include(if: $no) { id } ... on Query { __typename subject { __typename } } }';
  expect(await ask(query, { variables: { no: false } })).toEqual({
    data: { __typename: 'Query', subject: { __typename: 'Village' } },
  });
});

test('one plan serves each combination of its conditions by the part that is meant', async () => {
  const { supergraphSdl, schema } = await graphOf(places);
  const planner = await openPlanner({ supergraphSdl, schema });
  const text = 'query ($yes: Boolean!) { village { name seen @include(if: $yes) } }';
  const plan = await planner.plan({ text, operationName: undefined, labels: new Set(), percentage: 100 });
  const kinds = async (yes: boolean) => (await plan.under?.({ yes }))?.node?.kind;
  expect([await kinds(false), await kinds(true), await kinds(false)]).toEqual(['Fetch', 'Sequence', 'Fetch']);
});

const media = {
  library: {
    sdl: `
      type Query { media: [Media] }
      interface Media @key(fields: "id") { id: ID! title: String }
      type Film implements Media @key(fields: "id") { id: ID! title: String }
      type Book implements Media @key(fields: "id") { id: ID! title: String }
      type Song implements Media @key(fields: "id") { id: ID! title: String }
    `,
    resolvers: {
      Query: { media: () => ['Film', 'Book', 'Song'].map((__typename) => ({ __typename, id: __typename })) },
      Media: { __resolveReference: ({ id }: { id: string }) => ({ __typename: id, id }) },
    },
  },
  reviews: {
    sdl: `
      type Query { rated: [Media!] }
      type Media @key(fields: "id") @interfaceObject { id: ID! rating: String alike: Media stars(least: Int, most: Int): String }
    `,
    resolvers: {
      Query: { rated: () => ['Film', 'Book', 'Song'].map((id) => ({ id })) },
      Media: {
        __resolveReference: self,
        rating: ({ id }: { id: string }) => `good ${id}`,
        stars: ({ id }: { id: string }, { least }: { least: number }) => `${least} stars for ${id}`,
        alike: () => ({ id: 'Song' }),
      },
    },
  },
};

test('a field of an interface object is joined for every type that asks for it', async () => {
  const { ask } = await graphOf(media);
  const rated = [{ rating: 'good Film' }, { rating: 'good Book' }, {}];
  expect(await ask('{ rated { ... on Film { rating } ... on Book { rating } } }')).toEqual({ data: { rated } });
  expect(await ask('{ media { rating ... on Song { rating } ... on Film { rating } } }')).toEqual({
    data: { media: [{ rating: 'good Film' }, { rating: 'good Book' }, { rating: 'good Song' }] },
  });
});

test('the type of an interface object is found out where only conditions below it depend on it', async () => {
  const { ask } = await graphOf(media);
  expect(
    await ask('{ rated { ... on Film { alike { ...S } } } } fragment S on Song { ... on Media { rating } }'),
  ).toEqual({ data: { rated: [{ alike: { rating: 'good Song' } }, {}, {}] } });
  expect(await ask('{ rated { ... on Film { alike { ... on Song { rating } ... on Film { title } } } } }')).toEqual({
    data: { rated: [{ alike: { rating: 'good Song' } }, {}, {}] },
  });
});

// The native planner aborted the whole process on this.
test('an alias that repeats the name of its field is no alias', async () => {
  const { ask } = await graphOf(media);
  expect(await ask('{ media { ... on Song { rating: rating ... on Media { rating } } } }')).toEqual({
    data: { media: [{}, {}, { rating: 'good Song' }] },
  });
});

// The native planner aborted on the first of these, and Apollo's gave a book what was asked of a film.
test('one response name may mean something else for each type that an interface object stands for', async () => {
  const { ask } = await graphOf(media);
  expect(
    await ask(
      '{ media { ... on Film { x: stars(least: 1) } ... on Book { x: stars(least: 2) } ... on Song { x: title } } }',
    ),
  ).toEqual({ data: { media: [{ x: '1 stars for Film' }, { x: '2 stars for Book' }, { x: null }] } });
  expect(
    await ask(
      '{ media { ... on Film { alike { x: rating } } ... on Book { alike { x: stars(least: 3) _as1_x: rating } } } }',
    ),
  ).toEqual({
    data: {
      media: [{ alike: { x: 'good Song' } }, { alike: { x: '3 stars for Song', _as1_x: 'good Song' } }, {}],
    },
  });
});

test('what merges under one response name is fetched under one key, however its arguments are written', async () => {
  const { ask } = await graphOf(media);
  const merged = 'x: stars(least: 1, most: 2) x: stars(most: 2, least: 1)';
  expect(await ask(`{ media { ... on Film { ${merged} } ... on Book { x: rating } } }`)).toEqual({
    data: { media: [{ x: '1 stars for Film' }, { x: 'good Book' }, {}] },
  });
});
