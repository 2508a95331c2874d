import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { open, personBorn, refusal } from './cases.js';

const market = {
  roles: ['enforcement_officer'],
  regions: ['320281'],
  organizations: ['320281-market-regulation-team'],
};

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal({ accounts: [{ username: 'market', staffNumber: 'JY000439', ...market }] });
});
afterAll(() => portal.close());

const seven = ['市场监管', '交通运输', '规划国土', '农林水利', '安全生产', '建设管理', '卫生监督'];

/** A power of the county's department for market supervision, in the town that was not granted it. */
const asked = {
  powerItemCode: '0202051000',
  regionCode: '320281001',
  address: '澄江街道集中交易市场 3 号铺',
  party: personBorn('19850312', 701),
  officers: ['JY000439', 'JY000442'],
};

test('the county enforces by specialised teams in seven domains, each of one', async () => {
  const { data } = await portal.ask(
    '{ teamStructure(county: "320281") { kind expected fits teams { name model domains region { code } } } }',
  );
  const { teamStructure } = data as never as { teamStructure: { kind: string; teams: { domains: string[] }[] }[] };
  const counts = teamStructure.map(({ kind, teams }) => [kind, teams.length]);
  expect(counts).toEqual([
    ['综合', 1],
    ['专项', 7],
    ['镇街', 17],
    ['联合', 0],
  ]);
  expect(teamStructure.find(({ kind }) => kind === '专项')?.teams.map(({ domains }) => domains)).toEqual(
    seven.map((each) => [each]),
  );
});

test('a specialised team acts within its domain', async () => {
  const row = await open(portal, asked, 'market');
  expect(row.errors).toBeUndefined();
});

test('and not outside of it, whatever its officers are certified for', async () => {
  // The same team with another domain on its sheet; the certificates stay those of market supervision.
  await portal.portal.database.administer((run) =>
    run(
      `update enforcement.teams set domains = '{卫生监督}' where organization_code = '320281-market-regulation-team'`,
    ),
  );
  const answer = await open(portal, { ...asked, party: personBorn('19850312', 702) }, 'market');
  expect(refusal(answer)).toEqual(['CONFLICT', 'TEAM_OF_ANOTHER_DOMAIN']);
  expect(answer.errors?.[0]?.extensions.details).toEqual({
    staffNumber: 'JY000439',
    domains: ['卫生监督'],
    itemDomain: '市场监管',
  });
});
