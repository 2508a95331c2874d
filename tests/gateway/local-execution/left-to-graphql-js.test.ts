import { expect, test } from '@jest/globals';
import { buildSchema, type DocumentNode, parse } from 'graphql';
import { executeLocally } from '../../../gateway/sources/local-execution/execute-locally.js';
import { LocalObject, plainObject } from '../../../gateway/sources/local-execution/local-object.js';

const schema = buildSchema(`
  type Query { one: Int two: Int strict: Int! }
  type Mutation { first: Int second: Int }
  type Subscription { moved: Query }
`);

// A plan keeps its documents.
const documents = new Map<string, DocumentNode>();

interface Asked {
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly root?: unknown;
}

async function executed(text: string, { operationName, variables = {}, root = { one: 1, two: 2 } }: Asked = {}) {
  const document = documents.get(text) ?? parse(text);
  documents.set(text, document);
  const execution = { schema, document, operationName, variableValues: variables, contextValue: {}, rootValue: root };
  const { data, errors } = await executeLocally(execution);
  const isCompiled = data instanceof LocalObject;
  return { data: isCompiled ? plainObject(data) : data, errors: errors?.map(({ message }) => message), isCompiled };
}

test('the fields of a mutation run one after another', async () => {
  const order: string[] = [];
  const slow = (name: string) => async () => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    order.push(`${name} ends`);
    return 1;
  };
  const root = { first: slow('first'), second: slow('second') };
  const { data, isCompiled } = await executed('mutation { first second }', { root });
  expect({ ...data, isCompiled }).toEqual({ first: 1, second: 1, isCompiled: false });
  expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

test('of several operations the named one is executed, and none when none is named', async () => {
  const text = 'query A { one } query B { two }';
  expect((await executed(text, { operationName: 'B' })).data).toEqual({ two: 2 });
  expect((await executed(text)).errors).toEqual(['Must provide operation name if query contains multiple operations.']);
});

test('an operation by another name is not there', async () => {
  expect((await executed('query A { one }', { operationName: 'A' })).isCompiled).toBe(true);
  expect((await executed('query A { one }', { operationName: 'B' })).errors).toEqual(['Unknown operation named "B".']);
});

test('a response key may be __proto__', async () => {
  const { data, isCompiled } = await executed('{ one __proto__: two }');
  expect(isCompiled).toBe(false);
  expect(Object.entries(data ?? {})).toEqual([
    ['one', 1],
    ['__proto__', 2],
  ]);
});

test('a condition that is no boolean is refused', async () => {
  const text = 'query ($if: Boolean) { one two @skip(if: $if) }';
  expect((await executed(text, { variables: { if: true } })).data).toEqual({ one: 1 });
  expect((await executed(text, { variables: { if: false } })).data).toEqual({ one: 1, two: 2 });
  const { data, errors } = await executed(text, { variables: { if: null } });
  expect(data).toBeNull();
  expect(errors).toEqual(['Argument "if" of non-null type "Boolean!" must not be null.']);
});

test('every combination of many conditions is answered, however few are compiled', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const declared = names.map((name) => `$${name}: Boolean!`).join(' ');
  const text = `query (${declared}) { ${names.map((name) => `${name}: one @include(if: $${name})`).join(' ')} }`;
  const compiled = [];
  for (let bits = 0; bits < 32; bits += 1) {
    const chosen = names.filter((_, index) => bits & (1 << index));
    const variables = Object.fromEntries(names.map((name) => [name, chosen.includes(name)]));
    const { data, isCompiled } = await executed(text, { variables });
    expect(Object.keys(data ?? {})).toEqual(chosen);
    compiled.push(isCompiled);
  }
  expect(compiled.filter(Boolean)).toHaveLength(16);
});

test('an event of a subscription is its root value', async () => {
  expect(await executed('subscription { moved { two } }', { root: { moved: { two: 7 } } })).toEqual({
    data: { moved: { two: 7 } },
    errors: undefined,
    isCompiled: true,
  });
});

test('a null at the root of the answer makes all of it null', async () => {
  expect(await executed('{ one strict }')).toEqual({
    data: null,
    errors: ['Cannot return null for non-nullable field Query.strict.'],
    isCompiled: false,
  });
});
