import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { refusal } from '../subgraphs/enforcement/cases.js';
import { go, planVisit, standing, type Stands, visitsOf } from '../subgraphs/enforcement/inspections.js';
import { openPortal, type TestPortal } from '../support/portal.js';

// 城管局 and 市场监管局 both want to look at one restaurant in December; it is visited once (S-13).
let portal: TestPortal;
let streets: Stands;
let food: Stands;
/** 江阴市阳庄村隆瑞小吃店 in 徐霞客镇. */
const shop = 'CS000039';
const bureaus = { urban: '320281-urban-management', market: '320281-market-regulation' };

beforeAll(async () => {
  portal = await openPortal();
  portal.clock.moment = new Date('2026-12-01T01:00:00Z');
});
afterAll(() => portal.close());

async function offered(as: string): Promise<unknown> {
  const query = '{ offeredMergers(month: "2026-12") { premisesCode visits { subject departments { code } } } }';
  return (await portal.ask(query, {}, { as })).data?.['offeredMergers'];
}

/** What anybody may read of the shop’s inspections. */
async function published(): Promise<unknown> {
  const query = `{ inspectionDisclosures(premises: "${shop}") {
    edges { node { premisesName departmentCodes result visitedOn } } } }`;
  return (await portal.ask(query)).data?.['inspectionDisclosures'];
}

test('Two departments plan a visit each, and the county’s coordinator sees that both go to one door', async () => {
  const visit = { premises: shop, kind: 'ROUTINE', month: '2026-12' };
  const ofUrban = { ...visit, subject: '店招标牌和油烟', officers: ['JY000505', 'JY000506'] };
  streets = standing(await planVisit(portal, ofUrban, 'department.handler2'));
  const ofMarket = { ...visit, subject: '食品安全', officers: ['JY000317', 'JY000318'] };
  food = standing(await planVisit(portal, ofMarket, 'department.handler'));
  expect(await offered('enforcement.coordinator')).toEqual([
    {
      premisesCode: shop,
      visits: [
        { subject: '店招标牌和油烟', departments: [{ code: bureaus.urban }] },
        { subject: '食品安全', departments: [{ code: bureaus.market }] },
      ],
    },
  ]);
});

test('The coordinator makes them one, with the officers of both; no town does, near or far', async () => {
  expect(refusal(await go(portal, food, 'mergeInspection', 'bureau.head', { into: streets.id }))).toEqual([
    'FORBIDDEN',
    'NOT_INSPECTING',
  ]);
  expect(refusal(await go(portal, food, 'mergeInspection', 'bureau.head2', { into: streets.id }))).toEqual([
    'NOT_FOUND',
    undefined,
  ]);
  food = standing(await go(portal, food, 'mergeInspection', 'enforcement.coordinator', { into: streets.id }));
  expect(food).toMatchObject({ state: 'MERGED', mergedIntoId: streets.id });
  // The other department finds its subject and its people in the visit that is left.
  const left = (await visitsOf(portal, `premises: "${shop}"`, 'department.handler')).filter(
    ({ state }) => state !== 'MERGED',
  );
  expect(left).toMatchObject([
    {
      id: streets.id,
      subject: '店招标牌和油烟、食品安全',
      departments: [{ code: bureaus.urban }, { code: bureaus.market }],
      officers: [{ number: 'JY000505' }, { number: 'JY000506' }, { number: 'JY000317' }, { number: 'JY000318' }],
    },
  ]);
  streets = left[0] ?? streets;
  expect(await offered('enforcement.coordinator')).toEqual([]);
});

test('Either of the two sets the day; at the door the code of this visit is shown, which its officers alone know', async () => {
  streets = standing(await go(portal, streets, 'scheduleInspection', 'department.handler', { visitOn: '2026-12-09' }));
  expect(streets['visitCode']).toBeNull();
  const known = (await visitsOf(portal, `premises: "${shop}"`, 'team.head')).find(({ id }) => id === streets.id);
  const visitCode = String(known?.['visitCode']);
  expect(visitCode).toMatch(/^[0-9A-F]{16}$/);
  expect(refusal(await go(portal, streets, 'beginInspection', 'team.head', { visitCode }))).toEqual([
    'CONFLICT',
    'VISIT_CODE',
  ]);
  portal.clock.moment = new Date('2026-12-09T02:00:00Z');
  expect(refusal(await go(portal, streets, 'beginInspection', 'bureau.head', { visitCode }))).toEqual([
    'FORBIDDEN',
    'NOT_INSPECTOR',
  ]);
  streets = standing(await go(portal, streets, 'beginInspection', 'team.head', { visitCode }));
  streets = standing(
    await go(portal, streets, 'submitInspection', 'team.head', {
      result: 'PROBLEM_TO_RECTIFY',
      checklist: [
        { item: '店招标牌安全', fine: true },
        { item: '食品原料保质期', fine: false, note: '两袋面粉过期。' },
      ],
      rectifyBy: '2026-12-16',
    }),
  );
  expect(streets.state).toBe('SUBMITTED');
});

test('One result of both is published, and what was wrong is put right', async () => {
  expect(await published()).toEqual({ edges: [] });
  streets = standing(await go(portal, streets, 'publishInspection', 'department.handler2'));
  expect(streets.state).toBe('RECTIFYING');
  expect(await published()).toEqual({
    edges: [
      {
        node: {
          premisesName: '江阴市阳庄村隆瑞小吃店',
          departmentCodes: [bureaus.urban, bureaus.market],
          result: 'PROBLEM_TO_RECTIFY',
          visitedOn: '2026-12-09',
        },
      },
    ],
  });
  portal.clock.moment = new Date('2026-12-15T02:00:00Z');
  const note = { note: '过期面粉已销毁,建立进货台账。' };
  streets = standing(await go(portal, streets, 'confirmRectified', 'department.handler', note));
  expect(streets).toMatchObject({ state: 'CLOSED', timelineBrokenAt: null });
  const visits = await visitsOf(portal, `premises: "${shop}"`, 'department.handler2');
  expect(visits.map(({ state }) => state).sort()).toEqual(['CLOSED', 'MERGED']);
});
