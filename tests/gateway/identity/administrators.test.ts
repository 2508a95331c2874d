import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';

const system = 'system_administrator';
const security = 'security_administrator';
const audit = 'audit_administrator';
const county = ['320281'];
const accounts = [
  // What an administrator's account says of places, offices and posts does not count.
  { username: 'system', roles: [system], regions: county },
  { username: 'security', roles: [security], regions: county, staffNumber: 'JY004450' },
  { username: 'audit', roles: [audit], regions: county, organizations: ['320281104-command-centre'] },
  { username: 'system-and-security', roles: [system, security] },
  { username: 'security-and-audit', roles: [security, audit] },
  { username: 'audit-and-system', roles: [audit, system] },
  { username: 'audit-and-grid', roles: [audit, 'grid_admin'], regions: ['320281104'] },
  { username: 'officer', roles: ['grid_officer'], regions: ['320281104'], staffNumber: 'JY004450' },
  { username: 'onlooker', roles: ['grid_admin'], regions: county },
  { username: 'grid-and-evaluation', roles: ['grid_admin', 'evaluator'], regions: ['320281104'] },
];

let portal: TestPortal;
let event: string;
beforeAll(async () => {
  portal = await openPortal({ accounts, environment: { INTROSPECTION: 'scope' } });
  const place = { longitude: 120.2935, latitude: 31.7085 };
  const report = { description: '路口占道摆摊。', ...place, files: [await portal.photograph('officer', place)] };
  const reporting = 'mutation ($report: ReportEventInput!) { reportEvent(report: $report) { id } }';
  const { data } = await portal.ask(reporting, { report }, { as: 'officer' });
  event = String((data?.['reportEvent'] as { id: string } | undefined)?.id);
});
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

const records = `query ($event: ID!) {
  events(first: 1) { totalCount }
  event(id: $event) { eventNo }
  resident: gridElement(code: "320281104200002R0001") { code }
}`;

async function recordsOf(as: string) {
  const { data, errors } = await portal.ask(records, { event }, { as });
  return { data, errors: errors?.map(({ path, extensions }) => `${path?.[0]}: ${extensions.code}`).sort() };
}

test('who reads the records of the whole county sees an event and a resident', async () => {
  expect(await recordsOf('onlooker')).toEqual({
    data: {
      events: { totalCount: 1 },
      event: { eventNo: 'E32028110420261121000001' },
      resident: { code: '320281104200002R0001' },
    },
  });
});

test.each(['system', 'security', 'audit'])('%s changes nothing of the county and sees no record of it', async (as) => {
  const verb = 'mutation { redefinePost(id: "x", version: 1, points: 1, tier: 1) { id } }';
  expect((await portal.ask(verb, {}, { as })).errors?.[0]?.extensions).toMatchObject({
    code: 'FORBIDDEN',
    reason: 'ROLE_MISSING',
  });
  expect(await recordsOf(as)).toEqual({
    data: { events: { totalCount: 0 }, event: null, resident: null },
    errors: ['event: NOT_FOUND', 'resident: NOT_FOUND'],
  });
});

test.each([
  ['system', null, ['FORBIDDEN']],
  ['security', null, ['FORBIDDEN']],
  ['audit', { name: expect.any(String), phone: expect.stringMatching(/^1\d{2}\*{4}\d{4}$/) }, undefined],
])('%s finds, or does not, who stands behind a staff number of the trail', async (as, staffMember, codes) => {
  const { data, errors } = await portal.ask('{ staffMember(number: "JY004450") { name phone } }', {}, { as });
  expect([data, errors?.map(({ extensions }) => extensions.code)]).toEqual([{ staffMember }, codes]);
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
  });
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
