import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../../gateway/portal.js';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { refusal } from './cases.js';
import { go, planVisit, standing, visitsOf } from './inspections.js';

/** Two organisations of one county that inspect the same shop, one that coordinates, and a stranger. */
function peopleOf(county: string, town: string, first: string, second: string, officers: readonly [string, string]) {
  const [one, other] = officers;
  return [
    {
      username: `${county}-fire`,
      roles: ['department_handler'],
      regions: [county],
      organizations: [first],
      staffNumber: one,
    },
    {
      username: `${county}-food`,
      roles: ['department_handler'],
      regions: [county],
      organizations: [second],
      staffNumber: other,
    },
    { username: `${county}-coordinator`, roles: ['enforcement_coordinator'], regions: [county] },
    { username: `${county}-stranger`, roles: ['department_handler'], regions: [town], organizations: [`${town}-x`] },
  ];
}

let portal: TestPortal;
const shops = { '320281': 'CS900001', '330825': 'CS900002' } as const;

beforeAll(async () => {
  portal = await openPortal({
    accounts: [
      ...peopleOf('320281', '320281001', '320281-emergency', '320281-market-regulation', ['JY001414', 'JY001415']),
      ...peopleOf('330825', '330825102', '330825-urban-management', '330825-market-regulation', [
        'LY000005',
        'LY000006',
      ]),
    ],
  });
  await portal.onboard(path.join(projectRoot, 'counties/quzhou'));
  const towns = [
    ['CS900001', '320281104', '320281104001001'],
    ['CS900002', '330825101', '330825101003001'],
  ] as const;
  for (const [code, town, grid] of towns)
    await portal.portal.database.administer((run) =>
      run(
        `insert into enforcement.regulated_premises (id, code, name, kind, grid_code, town_code, address, longitude, latitude)
         values (gen_random_uuid(), ?, '某饭店', 'RESTAURANT', ?, ?, '街上', 120, 30)`,
        [code, grid, town],
      ),
    );
});
afterAll(() => portal.close());

// From this day on 衢州’s third profile holds.
beforeEach(() => {
  portal.clock.moment = new Date('2026-12-03T02:00:00Z');
});

const inspectors = { '320281': ['JY001414', 'JY001415'], '330825': ['LY000005', 'LY000006'] } as const;
type County = keyof typeof shops;

/** Two visits of two departments to one shop in one month. */
async function twoVisits(county: County, month: string) {
  const visit = { premises: shops[county], kind: 'ROUTINE', month, officers: inspectors[county] };
  const fire = standing(await planVisit(portal, { ...visit, subject: '消防' }, `${county}-fire`));
  const food = standing(await planVisit(portal, { ...visit, subject: '食品' }, `${county}-food`));
  return { fire, food };
}

async function offered(month: string, as: string): Promise<unknown> {
  const { data } = await portal.ask(
    `query ($month: String!) { offeredMergers(month: $month) { premisesCode visits { id } } }`,
    { month },
    { as },
  );
  return data?.['offeredMergers'];
}

describe.each(['320281', '330825'] as const)('two departments and one shop in %s', (county) => {
  test('S-13: are offered to be one visit, and then the shop gets one', async () => {
    const { fire, food } = await twoVisits(county, '2026-12');
    expect(await offered('2026-12', `${county}-coordinator`)).toEqual([
      { premisesCode: shops[county], visits: [{ id: fire.id }, { id: food.id }] },
    ]);
    expect(refusal(await go(portal, food, 'mergeInspection', `${county}-stranger`, { into: fire.id }))).toEqual([
      'NOT_FOUND',
      undefined,
    ]);
    const merged = standing(await go(portal, food, 'mergeInspection', `${county}-coordinator`, { into: fire.id }));
    expect(merged).toMatchObject({ state: 'MERGED', mergedIntoId: fire.id });
    const visits = await visitsOf(portal, `premises: "${shops[county]}"`, `${county}-fire`);
    const [one, ...others] = visits.filter(({ state }) => state !== 'MERGED');
    expect(others).toEqual([]);
    expect((one?.['departments'] as unknown[]).length).toBe(2);
    expect(one?.['subject']).toBe('消防、食品');
    expect(await offered('2026-12', `${county}-coordinator`)).toEqual([]);
  });

  test('do not fit together in two months', async () => {
    const { fire } = await twoVisits(county, '2027-01');
    const { food } = await twoVisits(county, '2027-02');
    const answer = await go(portal, food, 'mergeInspection', `${county}-food`, { into: fire.id });
    expect(refusal(answer)).toEqual(['CONFLICT', 'VISITS_DO_NOT_FIT']);
    const itself = await go(portal, food, 'mergeInspection', `${county}-food`, { into: food.id });
    expect(refusal(itself)).toEqual(['CONFLICT', 'VISITS_DO_NOT_FIT']);
  });
});

describe('a second visit in a month', () => {
  const days = ['2027-03-09', '2027-03-16'] as const;

  test('is made under 江阴’s profile, which does not speak of it', async () => {
    const { fire, food } = await twoVisits('320281', '2027-03');
    standing(await go(portal, fire, 'scheduleInspection', '320281-fire', { visitOn: days[0] }));
    expect(standing(await go(portal, food, 'scheduleInspection', '320281-food', { visitOn: days[1] })).state).toBe(
      'SCHEDULED',
    );
  });

  test('is refused under 衢州’s, merged instead, and free only for a complaint', async () => {
    const { fire, food } = await twoVisits('330825', '2027-03');
    const set = standing(await go(portal, fire, 'scheduleInspection', '330825-fire', { visitOn: days[0] }));
    expect(refusal(await go(portal, food, 'scheduleInspection', '330825-food', { visitOn: days[1] }))).toEqual([
      'CONFLICT',
      'VISIT_THIS_MONTH',
    ]);
    expect(standing(await go(portal, food, 'mergeInspection', '330825-food', { into: set.id })).state).toBe('MERGED');
    const complaint = {
      premises: shops['330825'],
      kind: 'COMPLAINT_DRIVEN',
      month: '2027-03',
      officers: inspectors['330825'],
      subject: '举报',
    };
    const told = standing(await planVisit(portal, complaint, '330825-food'));
    expect(standing(await go(portal, told, 'scheduleInspection', '330825-food', { visitOn: days[1] })).state).toBe(
      'SCHEDULED',
    );
  });
});

test('of two visits that are set at the same moment under 衢州’s profile one stands', async () => {
  for (const month of ['2027-04', '2027-06', '2027-07']) {
    const { fire, food } = await twoVisits('330825', month);
    const answers = await Promise.all([
      go(portal, fire, 'scheduleInspection', '330825-fire', { visitOn: `${month}-06` }),
      go(portal, food, 'scheduleInspection', '330825-food', { visitOn: `${month}-13` }),
    ]);
    const outcomes = answers.map(({ errors }) => errors?.[0]?.extensions.reason ?? 'set').sort();
    expect(outcomes).toEqual(['VISIT_THIS_MONTH', 'set']);
  }
});

describe('a visit', () => {
  const visit = {
    premises: shops['320281'],
    kind: 'ROUTINE',
    month: '2027-05',
    officers: inspectors['320281'],
    subject: '消防',
  };

  test.each([
    ['a month that is past', { month: '2026-11' }, 'INVALID', 'VISIT_INVALID'],
    ['a month that is none', { month: '2027-13' }, 'INVALID', 'VISIT_INVALID'],
    ['one inspector', { officers: ['JY001414'] }, 'INVALID', 'VISIT_INVALID'],
    [
      'an inspector without a certificate',
      { officers: ['JY001414', 'JY001416'] },
      'CONFLICT',
      'INSPECTOR_NOT_CERTIFIED',
    ],
    ['no subject', { subject: ' ' }, 'INVALID', 'TEXT_LENGTH'],
    ['a shop that is none', { premises: 'CS999999' }, 'NOT_FOUND', undefined],
  ])('with %s is refused', async (_what, more, code, reason) => {
    expect(refusal(await planVisit(portal, { ...visit, ...more }, '320281-fire'))).toEqual([code, reason]);
  });

  test('is set by its departments, on a day to come', async () => {
    const planned = standing(await planVisit(portal, visit, '320281-fire'));
    expect(refusal(await go(portal, planned, 'scheduleInspection', '320281-food', { visitOn: '2027-05-06' }))).toEqual([
      'FORBIDDEN',
      'NOT_INSPECTING',
    ]);
    expect(refusal(await go(portal, planned, 'scheduleInspection', '320281-fire', { visitOn: '2026-12-02' }))).toEqual([
      'INVALID',
      'VISIT_DAY',
    ]);
    expect(refusal(await go(portal, planned, 'scheduleInspection', '320281-fire', { visitOn: '2027-12-05' }))).toEqual([
      'INVALID',
      'VISIT_DAY',
    ]);
  });
});
