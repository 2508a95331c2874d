import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { forgetCountyRules } from '../../../kit/county/county-rules-of.js';
import { officials, openOffices, type OfficePortal, type Seen } from './offices.js';

let portal: OfficePortal;
beforeAll(async () => {
  portal = await openOffices({
    accounts: [
      ...officials,
      {
        username: 'discipline',
        roles: ['discipline_office'],
        regions: ['320281'],
        organizations: ['320281-discipline'],
      },
      {
        username: 'land',
        roles: ['department_handler'],
        regions: ['320281'],
        organizations: ['320281-natural-resources'],
      },
    ],
  });
});
afterAll(() => portal.close());

const town = '320281104-government';
const incident = {
  subject: town,
  duty: 'SD0101',
  occurredOn: '2026-10-08',
  incident: '镇区东侧违法占用耕地未及时发现。',
  consequence: '耕地硬化约三亩。',
};

interface Review extends Seen {
  readonly listedRole: string | null;
}

function open(change: object = {}): Promise<Review> {
  const selection = 'listedRole listVersion { number }';
  return portal.act('discipline', 'openAccountabilityReview', { review: { ...incident, ...change } }, selection);
}

/** Takes a review to its decision; the subject states what it did unless `as` is null. */
async function reviewed(change: object = {}, as: string | null = 'xuxiake'): Promise<Seen> {
  const checked = await portal.act('discipline', 'checkDutyList', { ...(await open(change)) });
  if (as !== null) return portal.act(as, 'submitDiligence', { ...checked, statement: '每日巡查,已两次书面报告。' });
  await portal.passTo('2026-12-04T16:00:00Z');
  portal.clock.moment = new Date('2026-11-21T02:00:00Z');
  const { data } = await portal.ask(
    'query ($id: ID!) { accountabilityReview(id: $id) { id version state } }',
    { id: checked.id },
    { as: 'discipline' },
  );
  return Object(data?.['accountabilityReview']) as Seen;
}

const full = { outcome: 'FULL', diligent: false };
const exempt = { outcome: 'EXEMPTED', diligent: true, reasoning: '日常巡查到位,已及时报告。' };

describe('the part of the list', () => {
  test('is filled in when a review is opened, from the version in force on the day of the incident', async () => {
    expect(await open()).toMatchObject({ state: 'OPENED', listedRole: 'COOPERATING', listVersion: { number: 1 } });
    expect(await open({ subject: '320281-natural-resources' })).toMatchObject({ listedRole: 'PRIMARY' });
    expect(await open({ subject: '320281-ecology' })).toMatchObject({ listedRole: 'COOPERATING' });
    // The list took effect on 1 January 2020.
    expect(await open({ occurredOn: '2019-12-31' })).toMatchObject({ listedRole: null, listVersion: null });
    expect(await open({ duty: null })).toMatchObject({ listedRole: null });
  });

  test('is that of a duty which is first the town’s, too', async () => {
    const { data } = await portal.ask('{ territorialDuties(primarySide: TOWN) { edges { node { code } } } }');
    const [first] = (Object(data?.['territorialDuties']) as { edges: { node: { code: string } }[] }).edges;
    expect(await open({ duty: first?.node.code })).toMatchObject({ listedRole: 'PRIMARY' });
  });

  test('is what the list said then, though the duty has been taken off it since', async () => {
    const proposed = await portal.act('office', 'proposeListChange', {
      change: {
        list: 'JY-TERRITORIAL-DUTIES',
        kind: 'CANCEL',
        reason: 'LAW_CHANGED',
        justification: '法律修改。',
        item: 'SD0102',
      },
    });
    const submitted = await portal.act('office', 'submitListChange', { ...proposed });
    const accepted = await portal.act('office', 'acceptListChange', { ...submitted });
    const asked = await portal.act('office', 'consultListChange', {
      ...accepted,
      organizations: ['320281-urban-management'],
    });
    const reviewing = await portal.act('urban', 'opineListChange', { ...asked, agrees: true, opinion: '同意。' });
    const approved = await portal.act('committee', 'approveListChange', { ...reviewing, decision: '同意。' });
    await portal.act('office', 'publishListChange', {
      ...approved,
      documentNumber: '澄权发〔2026〕13号',
      effectiveFrom: '2026-11-21',
    });
    expect(await open({ duty: 'SD0102' })).toMatchObject({ listedRole: 'COOPERATING', listVersion: { number: 1 } });
    expect(await open({ duty: 'SD0102', occurredOn: '2026-11-21' })).toMatchObject({
      listedRole: null,
      listVersion: { number: 2 },
    });
  });
});

describe('the outcome', () => {
  test('of a cooperating town is not full without reasons', async () => {
    const review = await reviewed();
    expect(await portal.refusal('discipline', 'decideAccountability', { ...review, decision: full })).toBe(
      'INVALID REASONING_MISSING',
    );
    expect(await portal.sentence('discipline', 'decideAccountability', { ...review, decision: full })).toBe(
      '清单所定角色为配合责任,按规定问责须说明理由(1—2000 字)。',
    );
    const decided = await portal.act<object>(
      'discipline',
      'decideAccountability',
      { ...review, decision: { ...full, reasoning: '接报后隐瞒不报。' } },
      'outcome reasoning',
    );
    expect(decided).toMatchObject({ state: 'DECIDED', outcome: 'FULL', reasoning: '接报后隐瞒不报。' });
  });

  test('of a primary department is full without more', async () => {
    const review = await reviewed({ subject: '320281-natural-resources' }, 'land');
    expect((await portal.act('discipline', 'decideAccountability', { ...review, decision: full })).state).toBe(
      'DECIDED',
    );
  });

  test('S-06: a diligent town is exempted, whatever its part; without diligence, or silent, it is not', async () => {
    const review = await reviewed();
    expect(
      await portal.refusal('discipline', 'decideAccountability', {
        ...review,
        decision: { ...exempt, diligent: false },
      }),
    ).toBe('CONFLICT DILIGENCE_NOT_SHOWN');
    const exempted = await portal.act<object>(
      'discipline',
      'decideAccountability',
      { ...review, decision: exempt },
      'outcome diligent statement',
    );
    expect(exempted).toMatchObject({ outcome: 'EXEMPTED', diligent: true, statement: '每日巡查,已两次书面报告。' });

    const { data } = await portal.ask('{ territorialDuties(primarySide: TOWN) { edges { node { code } } } }');
    const [first] = (Object(data?.['territorialDuties']) as { edges: { node: { code: string } }[] }).edges;
    const primary = await reviewed({ duty: first?.node.code });
    expect((await portal.act('discipline', 'decideAccountability', { ...primary, decision: exempt })).state).toBe(
      'DECIDED',
    );

    const silent = await reviewed({}, null);
    expect(silent.state).toBe('DILIGENCE_REVIEW');
    expect(await portal.refusal('discipline', 'decideAccountability', { ...silent, decision: exempt })).toBe(
      'CONFLICT DILIGENCE_NOT_SHOWN',
    );
  });

  test('of a department is not lightened by the towns’ exemption, but by a law', async () => {
    const review = await reviewed({ subject: '320281-natural-resources' }, 'land');
    expect(await portal.refusal('discipline', 'decideAccountability', { ...review, decision: exempt })).toBe(
      'CONFLICT EXEMPTION_FOR_TOWNS',
    );
    const lawful = { ...exempt, outcome: 'LIGHTER', lawCited: '《公职人员政务处分法》第十一条' };
    expect((await portal.act('discipline', 'decideAccountability', { ...review, decision: lawful })).state).toBe(
      'DECIDED',
    );
  });

  test('of a town that the list does not name is full only by a law', async () => {
    const review = await reviewed({ duty: null });
    const reasoned = { ...full, reasoning: '造成后果。' };
    expect(await portal.refusal('discipline', 'decideAccountability', { ...review, decision: reasoned })).toBe(
      'CONFLICT LAW_NOT_CITED',
    );
    expect(
      (
        await portal.act('discipline', 'decideAccountability', {
          ...review,
          decision: { ...reasoned, lawCited: '《土地管理法》第八十四条' },
        })
      ).state,
    ).toBe('DECIDED');
  });

  test('is appealed within thirty days by the organisation itself, and closed after', async () => {
    const decided = await portal.act<{ deadlines: { name: string; dueAt: string }[] }>(
      'discipline',
      'decideAccountability',
      { ...(await reviewed()), decision: { ...full, reasoning: '迟报。' } },
      'deadlines { name dueAt }',
    );
    expect(decided.deadlines.find(({ name }) => name === 'appeal')?.dueAt).toBe('2026-12-21T16:00:00.000Z');
    expect(await portal.refusal('chengjiang', 'appealAccountability', { ...decided, appeal: '不服。' })).toBe(
      'NOT_FOUND',
    );
    expect(await portal.refusal('urban', 'appealAccountability', { ...decided, appeal: '不服。' })).toBe(
      'FORBIDDEN NOT_SUBJECT',
    );
    const appealed = await portal.act('xuxiake', 'appealAccountability', { ...decided, appeal: '当日即已上报。' });
    const closed = await portal.act<object>(
      'discipline',
      'decideAccountabilityAppeal',
      { ...appealed, decision: exempt },
      'outcome',
    );
    expect(closed).toMatchObject({ state: 'CLOSED', outcome: 'EXEMPTED' });

    const other = await portal.act('discipline', 'decideAccountability', {
      ...(await reviewed()),
      decision: { ...full, reasoning: '迟报。' },
    });
    await portal.passTo('2026-12-21T16:00:00Z');
    expect(
      await portal.refusal('xuxiake', 'appealAccountability', {
        ...other,
        version: other.version + 1,
        appeal: '不服。',
      }),
    ).toBe('CONFLICT WRONG_STATE');
    portal.clock.moment = new Date('2026-11-21T02:00:00Z');
  });
});

test('only the discipline office opens and decides, with a consequence and a day that has come', async () => {
  const make = (change: object, as = 'discipline') =>
    portal.refusal(as, 'openAccountabilityReview', { review: { ...incident, ...change } });
  expect(await make({}, 'office')).toBe('FORBIDDEN ROLE_MISSING');
  expect(await make({ consequence: ' ' })).toBe('INVALID TEXT_LENGTH');
  expect(await make({ occurredOn: '2026-11-22' })).toBe('INVALID FUTURE_TIME');
  expect(await make({ subject: 'nothing' })).toBe('NOT_FOUND');
  const review = await reviewed();
  expect(await portal.refusal('xuxiake', 'decideAccountability', { ...review, decision: exempt })).toBe(
    'FORBIDDEN ROLE_MISSING',
  );
});

test('a county whose profile has no exemption for diligence treats nobody more lightly for it', async () => {
  await portal.portal.database.administer((run) =>
    run(`insert into kit.county_settings values (gen_random_uuid(), '320281', 2, '2026-11-01',
      'accountability.exemption-for-diligence', '否', '自定', '尽职免责', 'Exemption')`),
  );
  forgetCountyRules();
  const review = await reviewed();
  expect(await portal.refusal('discipline', 'decideAccountability', { ...review, decision: exempt })).toBe(
    'CONFLICT EXEMPTION_NOT_PROVIDED',
  );
});
