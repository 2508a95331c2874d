import { expect, test } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, subscribe } from 'graphql';
import { guardedSchema } from '../../../gateway/operation/guarded-schema.js';
import { anonymous, type Caller } from '../../../kit/identity/caller.js';

const sdl = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", as: "fed", import: ["@key", { name: "@policy", as: "@onlyIf" }])
  type Query { open: String closed: String @fed__authenticated early: Int @onlyIf(policies: [["early"], ["other"]]) }
  type Secret @key(fields: "id") @fed__requiresScopes(scopes: [["secret:read"]]) { id: ID! word: String }
  type Subscription { ticks: Int @fed__authenticated words: Secret }
`;

async function* one(value: unknown) {
  yield value;
}

const schema = guardedSchema(
  {
    sdl,
    schema: buildSubgraphSchema({
      typeDefs: parse(sdl),
      resolvers: {
        Query: { open: () => 'yes', closed: () => 'no', early: () => 7 },
        Secret: { __resolveReference: ({ id }: { id: string }) => ({ id, word: 'sesame' }) },
        Subscription: {
          ticks: { subscribe: () => one({ ticks: 1 }) },
          words: { subscribe: () => one({ words: { id: '1', word: 'sesame' } }) },
        },
      } as never,
    }),
  },
  new Map([['early', ({ name }) => name === 'Zhao']]),
);

const person: Caller = { ...anonymous, kind: 'person', subject: 's', name: 'Qian' };
const zhao: Caller = { ...person, name: 'Zhao' };
const reader: Caller = { ...person, scopes: new Set(['secret:read']) };

async function asked(query: string, caller: Caller) {
  const { data, errors = [] } = await execute({ schema, document: parse(query), contextValue: { caller } });
  return [JSON.stringify(data), errors.map(({ message, path }) => `${path?.join('.')}: ${message}`)];
}

const entity = '{ _entities(representations: [{ __typename: "Secret", id: "1" }]) { ... on Secret { word } } }';

test('a field with a rule is asked for it, under whatever name its SDL applies it', async () => {
  const query = '{ open here: closed early }';
  expect(await asked(query, anonymous)).toEqual([
    '{"open":"yes","here":null,"early":null}',
    [
      'here: 「here」需要登录:规则 @authenticated。',
      'early: 「early」需要登录:规则 @policy(policies: [["early"], ["other"]])。',
    ],
  ]);
  expect(await asked(query, person)).toEqual([
    '{"open":"yes","here":"no","early":null}',
    ['early: 无权读取「early」:不满足规则 @policy(policies: [["early"], ["other"]])。'],
  ]);
  expect(await asked(query, zhao)).toEqual(['{"open":"yes","here":"no","early":7}', []]);
});

test('an entity that comes by reference is asked for the rule of its type', async () => {
  expect(await asked(entity, person)).toEqual([
    '{"_entities":[{"word":null}]}',
    ['_entities.0.word: 无权读取「word」:不满足规则 @requiresScopes(scopes: [["secret:read"]])。'],
  ]);
  expect(await asked(entity, reader)).toEqual(['{"_entities":[{"word":"sesame"}]}', []]);
});

test('a stream is refused before it begins', async () => {
  for (const [query, caller, refusal] of [
    ['subscription { ticks }', anonymous, '「ticks」需要登录:规则 @authenticated。'],
    [
      'subscription { words { word } }',
      person,
      '无权读取「words」:不满足规则 @requiresScopes(scopes: [["secret:read"]])。',
    ],
  ] as const) {
    const refused = await subscribe({ schema, document: parse(query), contextValue: { caller } });
    expect('errors' in refused && refused.errors?.map(({ message }) => message)).toEqual([refusal]);
  }
  const begun = await subscribe({
    schema,
    document: parse('subscription { ticks }'),
    contextValue: { caller: person },
  });
  const events = [];
  for await (const event of begun as AsyncIterable<{ data: object }>) events.push({ ...event.data });
  expect(events).toEqual([{ ticks: 1 }]);
});
