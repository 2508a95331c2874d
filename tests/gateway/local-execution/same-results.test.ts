import { describe, expect, test } from '@jest/globals';
import { execute, type ExecutionResult, type GraphQLError, type GraphQLSchema, parse } from 'graphql';
import { executeLocally, type LocalResult } from '../../../gateway/sources/local-execution/execute-locally.js';
import { LocalObject, plainObject } from '../../../gateway/sources/local-execution/local-object.js';
import { type GeneratedOperation, generateOperation } from './operations.js';
import { type Behaviour, seededSchema } from './seeded-schema.js';

const calls: string[] = [];

interface Told {
  readonly data: string | undefined;
  readonly errors: readonly string[];
  readonly calls: readonly string[];
}

async function told(result: ExecutionResult | PromiseLike<ExecutionResult>): Promise<Told> {
  const { data, errors = [] } = await result;
  return { data: JSON.stringify(data), errors: errors.map(wordsOf), calls: calls.splice(0) };
}

const plain = ({ data, errors }: LocalResult): ExecutionResult => ({
  data: data instanceof LocalObject ? plainObject(data) : data,
  errors,
});

function wordsOf(error: GraphQLError): string {
  const { message, path, locations, extensions, originalError } = error;
  return JSON.stringify([
    path,
    message,
    locations,
    extensions,
    originalError?.constructor.name,
    originalError?.message,
  ]);
}

async function bothWays(schema: GraphQLSchema, { text, variables }: GeneratedOperation): Promise<[Told, Told]> {
  const document = parse(text);
  const given = { schema, document, variableValues: variables, contextValue: { who: 'test' }, rootValue: undefined };
  const expected = await told(execute(given));
  const twice = [];
  for (let time = 0; time < 2; time += 1)
    twice.push(await told(Promise.resolve(executeLocally({ ...given, operationName: undefined })).then(plain)));
  const [first, second] = twice;
  if (!first || !second) throw new Error('Executed twice.');
  // What is compiled is not used up.
  expect(sorted(second)).toEqual(sorted(first));
  return [first, expected];
}

const sorted = ({ data, errors, calls: called }: Told): Told => ({
  data,
  errors: [...errors].sort(),
  calls: [...called].sort(),
});

async function compare(behaviour: Behaviour, seeds: number): Promise<number> {
  const schema = seededSchema(behaviour, calls);
  let failing = 0;
  for (let seed = 0; seed < seeds; seed += 1) {
    const operation = generateOperation(schema, seed);
    const [answered, expected] = await bothWays(schema, operation);
    if (expected.errors.length > 0) failing += 1;
    // Among promises there is no order: @apollo/subgraph promises every entity.
    const isOrdered = behaviour.promises === 0 && !operation.text.includes('_entities');
    const [given, wanted] = isOrdered ? [answered, expected] : [sorted(answered), sorted(expected)];
    expect({ ...given, seed, text: operation.text }).toEqual({ ...wanted, seed, text: operation.text });
  }
  return failing;
}

describe('A module’s operation is executed as graphql-js executes it', () => {
  test('where nothing is promised and nothing fails: data, calls and their order', async () => {
    await compare({ faults: 0, promises: 0 }, 300);
  });

  test('where resolvers fail: errors and their order', async () => {
    const failing = await compare({ faults: 6, promises: 0 }, 500);
    expect(failing).toBeGreaterThan(200);
  });

  test('where resolvers promise', async () => {
    await compare({ faults: 0, promises: 30 }, 300);
  });

  test('where promises are broken', async () => {
    const failing = await compare({ faults: 3, promises: 30 }, 500);
    expect(failing).toBeGreaterThan(150);
  });
});
