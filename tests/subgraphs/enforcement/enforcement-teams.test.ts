import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { onboardSpoiled } from '../../support/spoiled-sheet.js';
import { statementsDuring } from '../../support/statements.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

test('the county has seven specialised teams and a comprehensive one, each town one (EN-01, EN-02)', async () => {
  const { data, errors } = await portal.ask(`{
    all: enforcementTeams { totalCount }
    specialised: enforcementTeams(model: SPECIALISED) { totalCount edges { node { domains region { code } } } }
    ofCounty: enforcementTeams(region: "320281") { totalCount }
    ofTown: enforcementTeams(region: "320281104") { edges { node { code model organization { name } } } }
  }`);

  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    all: { totalCount: 25 },
    specialised: { totalCount: 7 },
    ofCounty: { totalCount: 8 },
    ofTown: {
      edges: [{ node: { code: 'DW320281104', model: 'COMPREHENSIVE', organization: { name: '徐霞客镇综合执法局' } } }],
    },
  });
  const { edges } = (data as never)['specialised'] as { edges: { node: { domains: string[]; region: object } }[] };
  expect(edges.map(({ node }) => node.domains)).toEqual([
    ['市场监管'],
    ['交通运输'],
    ['规划国土'],
    ['农林水利'],
    ['安全生产'],
    ['建设管理'],
    ['卫生监督'],
  ]);
  expect(new Set(edges.map(({ node }) => JSON.stringify(node.region)))).toEqual(new Set(['{"code":"320281"}']));
});

test('a region answers with its own teams, a community with its town’s', async () => {
  const { data } = await portal.ask(`{
    county: region(code: "320281") { enforcementTeams { code } }
    town: region(code: "320281104") { enforcementTeams { code } }
    community: region(code: "320281104200") { enforcementTeams { code } }
    zone: region(code: "320281404") { enforcementTeams { code } }
  }`);

  const { enforcementTeams } = (data as never)['county'] as { enforcementTeams: object[] };
  expect(enforcementTeams).toHaveLength(8);
  expect(data).toMatchObject({
    town: { enforcementTeams: [{ code: 'DW320281104' }] },
    community: { enforcementTeams: [{ code: 'DW320281104' }] },
    zone: { enforcementTeams: [] },
  });
});

test('eleven of a town’s sixteen members are certified; auxiliaries hold no certificate', async () => {
  const { data } = await portal.ask(`{
    enforcementTeam(code: "DW320281104") {
      certifiedCount
      members { certified }
      certified: members(certified: true) { certificate { number domains } }
      auxiliaries: members(certified: false) { certificate { number } }
    }
  }`);

  const team = (data as never)['enforcementTeam'] as Record<string, unknown[]>;
  expect(team['certifiedCount']).toBe(11);
  expect(team['members']).toHaveLength(16);
  expect(team['certified']).toHaveLength(11);
  expect(team['certified']?.[0]).toEqual({ certificate: { number: 'JS028100506', domains: ['综合执法'] } });
  expect(team['auxiliaries']).toEqual(Array.from({ length: 5 }, () => ({ certificate: null })));
});

test('a certificate counts through its last day, and still shows when it has expired', async () => {
  const { data } = await portal.ask(`{
    enforcementTeam(code: "DW320281001") {
      lastDay: certifiedCount(on: "2026-03-19") nextDay: certifiedCount(on: "2026-03-20")
      dayAfter: certifiedCount(on: "2026-03-21") now: certifiedCount
      expired: members(certified: false) { certificate { number validTo valid } }
      before: members(on: "2018-12-31") { certified }
    }
  }`);

  const team = (data as never)['enforcementTeam'] as Record<string, { certificate: object | null }[]>;
  expect(team).toMatchObject({ lastDay: 7, nextDay: 6, dayAfter: 5, now: 5, before: [] });
  expect(team['expired']?.map(({ certificate }) => certificate).filter((each) => each !== null)).toEqual([
    { number: 'JS028100164', validTo: '2026-03-20', valid: false },
    { number: 'JS028100169', validTo: '2026-03-19', valid: false },
  ]);
});

test('the certified members of all teams cost one statement for members and one for certificates', async () => {
  const statements = await statementsDuring(async () => {
    const { data, errors } = await portal.ask(
      '{ enforcementTeams(first: 100) { edges { node { certifiedCount members(certified: true) { certificate { number } } } } } }',
    );
    expect(errors).toBeUndefined();
    const { edges } = (data as never)['enforcementTeams'] as { edges: object[] };
    expect(edges).toHaveLength(25);
  });

  expect(statements.filter((each) => each.includes('"team_memberships"'))).toHaveLength(1);
  expect(statements.filter((each) => each.includes('"certificates"'))).toHaveLength(1);
});

test('anybody may check a certificate, but who holds it is told within the territory only', async () => {
  const query =
    '{ certificate(number: "JS028100507") { issuedBy validTo valid staff { number certificates { number } } } }';
  const certificate = { issuedBy: '江阴市司法局', validTo: '2029-07-03', valid: true };

  const anybody = await portal.ask(
    '{ certificate(number: "JS028100507") { issuedBy validTo valid(on: "2029-07-04") } }',
  );
  const officer = await portal.ask(query, {}, { as: 'enforcement.officer' });
  const stranger = await portal.ask(
    '{ certificate(number: "JS028100507") { staff { name } } }',
    {},
    { as: 'enforcement.officer2' },
  );
  const unknown = await portal.ask('{ certificate(number: "JS999999999") { valid } }');

  expect(anybody.data).toEqual({ certificate: { ...certificate, valid: false } });
  expect(officer.data).toEqual({
    certificate: { ...certificate, staff: { number: 'JY001414', certificates: [{ number: 'JS028100507' }] } },
  });
  expect(stranger.data).toEqual({ certificate: { staff: null } });
  expect(unknown.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});

test('sheets with reversed dates, an empty domain or an unknown member are refused as a whole', async () => {
  const reversed = await onboardSpoiled(portal, 'enforcement-certificates.csv', {
    'JY000008,江阴市司法局,2023-09-10,2028-09-10': 'JY000008,江阴市司法局,2023-09-10,2023-09-09',
  });
  const empty = await onboardSpoiled(portal, 'enforcement-teams.csv', { '320281,市场监管,': '320281,,' });
  const unknown = await onboardSpoiled(portal, 'enforcement-team-members.csv', { JY000435: 'JY999999' });

  expect([reversed, empty, unknown].map(({ inserted, updated }) => inserted + updated)).toEqual([0, 0, 0]);
  expect([reversed, empty, unknown].map(({ refusals }) => refusals)).toEqual([
    [
      {
        file: 'enforcement-certificates.csv',
        line: 2,
        column: '有效期止',
        value: '2023-09-09',
        reason: 'is before the first day 2023-09-10',
      },
    ],
    [{ file: 'enforcement-teams.csv', line: 2, column: '领域', value: '', reason: 'is empty' }],
    [
      {
        file: 'enforcement-team-members.csv',
        line: 2,
        column: '工号',
        value: 'JY999999',
        reason: 'is not a 工号 of staff.csv',
      },
    ],
  ]);
});
