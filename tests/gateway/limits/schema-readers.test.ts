import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';

const accounts = [
  { username: 'keeper', roles: ['system_administrator'] },
  { username: 'citizen', roles: ['citizen'] },
];

let login: TestPortal;
let scope: TestPortal;
beforeAll(async () => {
  login = await openPortal({ accounts, environment: { INTROSPECTION: 'login' } });
  scope = await openPortal({ accounts, environment: { INTROSPECTION: 'scope' } });
});
afterAll(async () => {
  await login.close();
  await scope.close();
});

const whole = '{ __schema { queryType { name } } }';
const one = 'query One { ...Named } fragment Named on Query { named: __type(name: "Grid") { name } }';

test.each([whole, one])(
  'who may not read the schema is refused, also when somebody has just read it: %s',
  async (query) => {
    expect((await login.ask(query, {}, { as: 'citizen' })).errors).toBeUndefined();
    expect((await login.ask(query)).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED', reason: 'SCHEMA_CLOSED' } },
    ]);
    expect((await scope.ask(query)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await scope.ask(query, {}, { as: 'keeper' })).errors).toBeUndefined();
    expect((await scope.ask(query, {}, { as: 'citizen' })).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN', reason: 'SCHEMA_CLOSED' } },
    ]);
  },
);

test('a type’s name is no part of the schema that is closed', async () => {
  expect((await scope.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
});

test('what a wrong name could have been is suggested to those who may read the schema, and to nobody else', async () => {
  const query = '{ gridz { totalCount } }';
  const messageTo = async (as?: string) =>
    (await scope.ask(query, {}, as === undefined ? {} : { as })).errors?.[0]?.message;
  expect(await messageTo('keeper')).toBe(
    'Cannot query field "gridz" on type "Query". Did you mean "grid", "grids", or "gridAt"?',
  );
  expect(await messageTo('citizen')).toBe('Cannot query field "gridz" on type "Query".');
  expect(await messageTo()).toBe('Cannot query field "gridz" on type "Query".');
});
