import { expect, test } from '@jest/globals';
import { graphOf } from './federation.js';

// `reviews` knows no more of a medium than that it is one; which it is, `library` knows.
const media = {
  library: {
    sdl: `
      type Query { media: [Media] }
      interface Media @key(fields: "id") { id: ID! title: String }
      type Film implements Media @key(fields: "id") { id: ID! title: String }
      type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
    `,
    resolvers: {
      Media: { __resolveReference: ({ id }: { id: string }) => ({ __typename: id, id }) },
      Book: { __resolveReference: (book: unknown) => book, pages: () => 300 },
    },
  },
  reviews: {
    sdl: `
      type Query { rated: [Media!] best: Media }
      type Media @key(fields: "id") @interfaceObject { id: ID! rating: Int stars: Int }
    `,
    resolvers: {
      Query: { rated: () => [{ id: 'Film' }, { id: 'Book' }], best: () => ({ id: 'Book' }) },
      Media: { __resolveReference: (one: unknown) => one, rating: () => 5, stars: () => 3 },
    },
  },
};

test('a field beside a condition on the type leaves the condition to be decided by the type', async () => {
  const { ask } = await graphOf(media);
  expect(await ask('{ rated { rating ... on Film { stars } } }')).toEqual({
    data: { rated: [{ rating: 5, stars: 3 }, { rating: 5 }] },
  });
  expect(await ask('{ rated { id ...B } best { rating ... on Film { stars } } } fragment B on Book { stars }')).toEqual(
    {
      data: { rated: [{ id: 'Film' }, { id: 'Book', stars: 3 }], best: { rating: 5 } },
    },
  );
});
