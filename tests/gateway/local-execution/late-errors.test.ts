import { expect, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { setTimeout as after } from 'node:timers/promises';
import { executeLocally } from '../../../gateway/sources/local-execution/execute-locally.js';

const schema = buildSchema('type Query { box: Box last: Int } type Box { strict: Int! slow: Int }');

const failing = (milliseconds: number, message: string) => async () => {
  await after(milliseconds);
  throw new Error(message);
};

async function errorsOf(box: Readonly<Record<string, unknown>>): Promise<unknown[]> {
  const { errors = [] } = await executeLocally({
    schema,
    document: parse('{ box { strict slow } last }'),
    operationName: undefined,
    variableValues: {},
    contextValue: {},
    rootValue: { box, last: () => after(40, 1) },
  });
  return errors.map(({ message, path }) => [message, path]);
}

test('an error that comes after its object became null is not told', async () => {
  const box = { strict: failing(1, 'no strict'), slow: failing(20, 'no slow') };
  expect(await errorsOf(box)).toEqual([['no strict', ['box', 'strict']]]);
});

test('an error that came before its object became null is told', async () => {
  const box = { strict: failing(20, 'no strict'), slow: failing(1, 'no slow') };
  expect(await errorsOf(box)).toEqual([
    ['no slow', ['box', 'slow']],
    ['no strict', ['box', 'strict']],
  ]);
});

test('what is promised beside an error thrown at once is waited for', async () => {
  const strict = (): never => {
    throw new Error('no strict');
  };
  const { errors } = await executeLocally({
    schema,
    document: parse('{ box { slow strict } }'),
    operationName: undefined,
    variableValues: {},
    contextValue: {},
    rootValue: { box: { strict, slow: failing(1, 'no slow') } },
  });
  expect(errors?.map(({ message }) => message)).toEqual(['no slow', 'no strict']);
});
