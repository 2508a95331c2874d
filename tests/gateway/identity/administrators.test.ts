import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';

const system = 'system_administrator';
const security = 'security_administrator';
const audit = 'audit_administrator';
const accounts = [
  { username: 'system', roles: [system] },
  { username: 'security', roles: [security] },
  { username: 'audit', roles: [audit] },
  { username: 'system-and-security', roles: [system, security] },
  { username: 'security-and-audit', roles: [security, audit] },
  { username: 'audit-and-system', roles: [audit, system] },
  { username: 'audit-and-grid', roles: [audit, 'grid_admin'], regions: ['320281104'] },
  { username: 'grid-and-evaluation', roles: ['grid_admin', 'evaluator'], regions: ['320281104'] },
];

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal({ accounts, environment: { INTROSPECTION: 'scope' } });
}, 60_000);
afterAll(() => portal.close());

const schema = '{ __schema { queryType { name } } }';
const trail = '{ auditEntries(first: 1) { totalCount } }';
const codeOf = async (query: string, as: string) =>
  (await portal.ask(query, {}, { as })).errors?.[0]?.extensions.code ?? 'OK';

test.each([
  ['system', 'OK', 'FORBIDDEN'],
  ['security', 'OK', 'FORBIDDEN'],
  ['audit', 'FORBIDDEN', 'OK'],
  ['grid-and-evaluation', 'FORBIDDEN', 'FORBIDDEN'],
])('%s: the schema is answered with %s and the audit trail with %s', async (as, ofSchema, ofTrail) => {
  expect([await codeOf(schema, as), await codeOf(trail, as)]).toEqual([ofSchema, ofTrail]);
});

test.each(['system', 'security', 'audit'])('%s changes nothing of the county and sees no resident', async (as) => {
  const verb = 'mutation { redefinePost(id: "x", version: 1, points: 1, tier: 1) { id } }';
  expect((await portal.ask(verb, {}, { as })).errors?.[0]?.extensions).toMatchObject({
    code: 'FORBIDDEN',
    reason: 'ROLE_MISSING',
  });
  const { data } = await portal.ask('{ events(first: 1) { totalCount } }', {}, { as });
  expect(data).toEqual({ events: { totalCount: 0 } });
});

test.each([
  ['system-and-security', [system, security]],
  ['security-and-audit', [security, audit]],
  ['audit-and-system', [audit, system]],
  ['audit-and-grid', [audit, 'grid_admin']],
])('%s: an account with duties that check each other may do nothing at all', async (as, roles) => {
  for (const query of [schema, trail, '{ __typename }']) {
    const { status, errors, data } = await portal.ask(query, {}, { as });
    expect([status, data]).toEqual([403, undefined]);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'DUTIES_NOT_APART' });
    expect((errors?.[0]?.extensions.details?.['roles'] as string[]).toSorted()).toEqual(roles.toSorted());
  }
});

describe('In production', () => {
  const explained = { 'x-query-plan': '1' };
  let production: TestPortal;
  beforeAll(async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const environment = {
      NODE_ENV: 'production',
      ISSUER: portal.portal.identity.issuer,
      HEAD_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    };
    production = await openPortal({ beside: portal, environment });
  }, 60_000);
  afterAll(() => production.close());

  test.each([
    ['system', ['queryPlan', 'cost']],
    ['security', ['authorisation']],
    ['audit', []],
  ])('%s is told of a question: %s', async (as, told) => {
    const authorization = `Bearer ${await portal.tokenOf(as)}`;
    const { data, extensions } = await production.ask(
      '{ __typename grid(code: "x") { code } }',
      {},
      {
        headers: { ...explained, authorization },
      },
    );
    expect(data).toMatchObject({ __typename: 'Query' });
    expect(Object.keys(extensions ?? {})).toEqual(told);
  });
});
