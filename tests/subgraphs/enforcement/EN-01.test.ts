import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { statementsDuring } from '../../support/statements.js';
import { act, caseOf, go, open, personBorn, refusal, rowsOf, sentence, stallItem } from './cases.js';

let portal: TestPortal;
/** The same rows, with officers of the county's market supervision and one of a neighbouring town. */
let county: TestPortal;

beforeAll(async () => {
  portal = await openPortal();
  county = await openPortal({
    beside: portal,
    accounts: [
      {
        username: 'market',
        roles: ['enforcement_officer'],
        regions: ['320281'],
        organizations: ['320281-market-regulation-team'],
        staffNumber: 'JY000439',
      },
      {
        username: 'lent',
        roles: ['enforcement_officer'],
        regions: ['320281100'],
        organizations: ['320281100-enforcement-bureau'],
        staffNumber: 'JY001417',
      },
      { username: 'stranger', roles: ['enforcement_officer', 'bureau_head'], regions: ['320281100'] },
    ],
  });
});
afterAll(async () => {
  await county.close();
  await portal.close();
});

let sequence = 300;
function somebody() {
  sequence += 1;
  return personBorn('19850312', sequence);
}

const marketItem = '0202051000';

describe('who holds the power', () => {
  test('is asked for the day of the act and for today; a power that was withdrawn is no longer the town’s', async () => {
    const before = await rowsOf(portal);
    const answer = await open(portal, { powerItemCode: '0201042000', party: somebody() });
    expect(refusal(answer)).toEqual(['CONFLICT', 'GRANT_NOT_ACTIVE']);
    expect(answer.errors?.[0]?.extensions.details).toEqual({
      item: '0201042000',
      organization: '320281104-enforcement-bureau',
      day: '2026-11-21',
      holder: '320281-urban-management',
    });
    expect(sentence(answer)).toBe(
      '「320281104-enforcement-bureau」在 2026-11-21 不持有事项「0201042000」的有效赋权:赋权在该日未生效或已失效,由原实施部门行使。有权行使的是「江阴市城市综合管理局」。',
    );
    expect(await rowsOf(portal)).toEqual(before);
  });

  test('may change between the act and the decision: then nothing is decided', async () => {
    const item = '0201011000';
    const yesterday = { powerItemCode: item, occurredAt: '2026-11-20T01:00:00Z' };
    const row = caseOf(await open(portal, { ...yesterday, party: somebody() }));
    const { data } = await portal.ask(
      `{ whoMayExercise(item: "${item}", region: "320281104") { grant { id version } } }`,
      {},
      { as: 'establishment.office' },
    );
    const { grant } = (data as never)['whoMayExercise'] as { grant: { id: string; version: number } };
    const suspended = await portal.ask(
      `mutation ($id: ID!, $version: Int!) { suspendPowerGrant(id: $id, version: $version, reason: "评估不合格") { id } }`,
      grant,
      { as: 'establishment.office' },
    );
    expect(suspended.errors).toBeUndefined();

    const decision = await act(portal, row, 'decideOnTheSpot');
    expect(refusal(decision)).toEqual(['CONFLICT', 'GRANT_NOT_ACTIVE']);
    expect(decision.errors?.[0]?.extensions.details).toMatchObject({ item, day: '2026-11-21' });
    expect(refusal(await open(portal, { ...yesterday, party: somebody() }))).toEqual(['CONFLICT', 'GRANT_NOT_ACTIVE']);
  });

  test('is the county’s department where the town was not granted it, and then its officers open the case', async () => {
    const asked = {
      powerItemCode: marketItem,
      regionCode: '320281001',
      party: somebody(),
      officers: ['JY000439', 'JY000442'],
    };
    const opened = caseOf(await open(county, asked, 'market'));
    expect(opened).toMatchObject({
      caseNo: '市监局罚〔2026〕1号',
      organization: { code: '320281-market-regulation-team' },
      subject: { code: '320281-market-regulation' },
    });
    const granted = await open(county, { ...asked, regionCode: '320281104', party: somebody() }, 'market');
    expect(refusal(granted)).toEqual(['CONFLICT', 'GRANT_NOT_ACTIVE']);
    expect(granted.errors?.[0]?.extensions.details).toMatchObject({ holder: '320281104-government' });
  });

  test('acts by officers of its own team alone', async () => {
    const before = await rowsOf(portal);
    const asked = { officers: ['JY001414', 'JY000634'], party: somebody() };
    const { errors } = await open(portal, asked);
    expect(errors?.map(({ message, extensions: { code, reason } }) => [message, code, reason])).toEqual([
      [
        'JY000634 在 2026-11-21 不在「320281104-enforcement-bureau」的执法队伍内。',
        'CONFLICT',
        'OFFICER_OF_ANOTHER_TEAM',
      ],
    ]);
    expect(await rowsOf(portal)).toEqual(before);
  });

  test('who belongs to no organisation opens no case', async () => {
    expect(refusal(await open(county, { party: somebody() }, 'stranger'))).toEqual(['CONFLICT', 'GRANT_NOT_ACTIVE']);
  });
});

describe('who may open a case', () => {
  test.each([
    [undefined, 'UNAUTHENTICATED', 'LOGIN_MISSING'],
    ['grid.officer', 'FORBIDDEN', 'ROLE_MISSING'],
    ['enforcement.officer2', 'CONFLICT', 'GRANT_NOT_ACTIVE'],
    ['bureau.head', 'FORBIDDEN', 'NOT_CASE_OFFICER'],
  ])('%s may not', async (as, code, reason) => {
    const { errors, data } = await portal.ask(
      'mutation ($input: SimpleCaseInput!) { openSimpleCase(input: $input) { id } }',
      {
        input: {
          powerItemCode: stallItem,
          regionCode: '320281104',
          address: '老街',
          occurredAt: '2026-11-21T01:00:00Z',
          party: somebody(),
          facts: '摆摊。',
          officers: ['JY001414', 'JY001415'],
        },
      },
      { as },
    );
    expect(data ?? { openSimpleCase: null }).toEqual({ openSimpleCase: null });
    expect(errors?.map(({ extensions }) => [extensions.code, extensions.reason])).toEqual([[code, reason]]);
  });

  test('an officer who is lent to the town works on the case, and no other stranger sees it', async () => {
    const row = caseOf(await open(portal, { party: somebody(), officers: ['JY001414', 'JY001417'] }));
    const question = 'query ($caseNo: ID!) { case(caseNo: $caseNo) { caseNo } }';
    const lent = await county.ask(question, { caseNo: row.caseNo }, { as: 'lent' });
    expect(lent.data).toEqual({ case: { caseNo: row.caseNo } });
    const stranger = await county.ask(question, { caseNo: row.caseNo }, { as: 'stranger' });
    expect(refusal(stranger)).toEqual(['NOT_FOUND', undefined]);
    expect(refusal(await act(county, row, 'decideOnTheSpot', undefined, 'stranger'))).toEqual(['NOT_FOUND', undefined]);
  });
});

describe('certificates (§ 42)', () => {
  test('an expired one names its holder, its number and its last day', async () => {
    const before = await rowsOf(portal);
    const answer = await open(
      portal,
      { regionCode: '320281001', officers: ['JY000634', 'JY000632'], party: somebody() },
      'enforcement.officer2',
    );
    expect(refusal(answer)).toEqual(['CONFLICT', 'NOT_CERTIFIED']);
    expect(sentence(answer)).toBe(
      'JY000632 在 2026-11-21 没有有效且可执法「城市管理」的证件;最近一证 JS028100164,有效期至 2026-03-20,领域「综合执法」。',
    );
    expect(await rowsOf(portal)).toEqual(before);
  });

  test('one that began after the act does not count for it', async () => {
    const officers = ['JY001414', 'JY001428'];
    const answer = await open(portal, { officers, occurredAt: '2025-03-23T02:00:00Z', party: somebody() });
    expect(answer.errors?.[0]?.extensions.details).toMatchObject({ staffNumber: 'JY001428', day: '2025-03-23' });
    expect(
      caseOf(await open(portal, { officers, occurredAt: '2025-03-24T02:00:00Z', party: somebody() })),
    ).toMatchObject({ state: 'CLUE' });
  });

  test('one for another domain does not count', async () => {
    const answer = await open(portal, { officers: ['JY001414', 'JY000227'], party: somebody() });
    expect(answer.errors?.[0]?.extensions.details).toEqual({
      staffNumber: 'JY000227',
      day: '2026-11-21',
      domain: '城市管理',
      certificate: 'JS028100041',
      validTo: '2029-07-24',
    });
  });
});

test('numbers follow one another without a gap, whatever is refused between them', async () => {
  const first = caseOf(await open(portal, { party: somebody() }));
  await open(portal, { party: somebody(), officers: ['JY001414', 'JY001416'] });
  const second = caseOf(await open(portal, { party: somebody() }));
  const numberOf = ({ caseNo }: { caseNo: string }): number => {
    const [, sequenceNumber] = /^徐霞客镇罚〔2026〕(\d+)号$/.exec(caseNo) ?? [];
    return Number(sequenceNumber);
  };
  expect(numberOf(second)).toBe(numberOf(first) + 1);
});

test('a case tells others when it is opened, decided and closed', async () => {
  const row = caseOf(await open(portal, { party: somebody() }));
  await go(portal, row, 'decideOnTheSpot', 'serveDecision', 'recordWithAgency', 'payFine', 'closeCase');
  const events = await portal.portal.database.administer((run) =>
    run('select name, payload from kit.events where about = ? order by id', [row.id]),
  );
  const { caseNo } = row;
  const at = '2026-11-21T02:00:00.000Z';
  expect(events).toEqual([
    {
      name: 'CaseFiled',
      payload: {
        caseNo,
        eventNo: null,
        powerItemCode: stallItem,
        organizationCode: '320281104-enforcement-bureau',
        officers: ['JY001414', 'JY001415'],
        filedAt: at,
      },
    },
    { name: 'CaseDecided', payload: { caseNo, eventNo: null, fine: '200.00', decidedAt: at } },
    { name: 'CaseClosed', payload: { caseNo, eventNo: null, closedAt: at } },
  ]);
});

test('an item lists the cases under it, and an officer’s open cases are counted', async () => {
  const ask = async () => {
    const { data, errors } = await portal.ask(
      `query ($item: ID!) {
         powerItem(code: $item) { cases(first: 1) { totalCount edges { node { powerItem { code } } } } }
         staffMember(number: "JY001420") { caseload }
       }`,
      { item: stallItem },
      { as: 'enforcement.officer' },
    );
    expect(errors).toBeUndefined();
    const answer = data as never as {
      powerItem: { cases: { totalCount: number; edges: unknown[] } };
      staffMember: { caseload: number };
    };
    return {
      total: answer.powerItem.cases.totalCount,
      edges: answer.powerItem.cases.edges,
      load: answer.staffMember.caseload,
    };
  };
  const before = await ask();
  const row = caseOf(await open(portal, { party: somebody(), officers: ['JY001414', 'JY001420'] }));
  expect(await ask()).toEqual({
    total: before.total + 1,
    edges: [{ node: { powerItem: { code: stallItem } } }],
    load: 1,
  });
  await go(portal, row, 'withdrawCase');
  expect((await ask()).load).toBe(0);
});

test('a list of cases with all that hangs on them costs no more statements for eight than for two', async () => {
  const statementsFor = async (first: number): Promise<number> => {
    let nodes = 0;
    const statements = await statementsDuring(async () => {
      const { data, errors } = await portal.ask(
        `query ($first: Int!) { cases(first: $first, item: "${stallItem}") { edges { node {
           caseNo party { name } evidence { id } decision { digest } timeline { verb } deadlines { name } timelineBrokenAt
           allowedActions { verb may } officers { name caseload } powerItem { name } organization { name } region { name }
         } } } }`,
        { first },
        { as: 'enforcement.officer' },
      );
      expect(errors).toBeUndefined();
      nodes = ((data as never)['cases'] as { edges: unknown[] }).edges.length;
    });
    expect(nodes).toBe(first);
    return statements.length;
  };
  for (let count = 0; count < 8; count += 1) await open(portal, { party: somebody() });
  await statementsFor(8);
  expect(await statementsFor(8)).toBeLessThanOrEqual(await statementsFor(2));
});
