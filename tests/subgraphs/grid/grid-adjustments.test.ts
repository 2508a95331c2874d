import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { alsoCounty, gridNow, openGrids } from './grid-people.js';
import type { Seen, VerbPortal } from '../../support/verb-portal.js';

// 新建村 of 龙游县湖镇镇: two rectangular grids beside each other, 119.29–119.30 and 119.30–119.31 by 29.05–29.07.
const village = '330825101204';
const west = `${village}001`;
const east = `${village}002`;
const town = ['330825101'];

let portal: VerbPortal;
beforeAll(async () => {
  portal = await openGrids({
    accounts: [
      { username: 'county', roles: ['grid_admin'], regions: ['330825'], staffNumber: 'LY000001' },
      { username: 'town', roles: ['grid_admin'], regions: town, staffNumber: 'LY000002' },
      { username: 'officer', roles: ['grid_officer'], regions: town, staffNumber: 'LY000010' },
      { username: 'stranger', roles: ['grid_officer'], regions: town, staffNumber: 'LY000009' },
      { username: 'other', roles: ['grid_admin'], regions: ['320281'], staffNumber: 'JY000619' },
    ],
  });
  await alsoCounty(portal, 'quzhou');
});
afterAll(() => portal.close());

interface Counts {
  readonly households: number;
  readonly enterprises: number;
  readonly registeredPopulation: number;
  readonly floatingPopulation: number;
}

function rectangle(from: number, to: number): object {
  const [south, north] = [29.05, 29.07];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [from, south],
        [to, south],
        [to, north],
        [from, north],
        [from, south],
      ],
    ],
  };
}

async function countsOf(...codes: readonly string[]): Promise<Counts> {
  const sum = { households: 0, enterprises: 0, registeredPopulation: 0, floatingPopulation: 0 };
  for (const code of codes) {
    const { grid } = await portal.look<{ grid: Counts }>(
      undefined,
      'query ($code: ID!) { grid(code: $code) { households enterprises registeredPopulation floatingPopulation } }',
      { code },
    );
    for (const name of Object.keys(sum) as (keyof Counts)[]) sum[name] += grid[name];
  }
  return sum;
}

const reason = '东片新建小区入住,人口集中。';

/** 新建村's second grid in two halves, of which the first has `households` of its households. */
async function split(
  change: { readonly border?: number; readonly households?: number; readonly waiver?: string | null } = {},
) {
  const counts = await countsOf(east);
  const { border = 119.305, waiver = '新建小区,分期入住。' } = change;
  const households = change.households ?? Math.floor(counts.households / 2);
  const half = (part: 'first' | 'second', name: string, boundary: object) => ({
    name,
    boundary,
    households: part === 'first' ? households : counts.households - Math.floor(counts.households / 2),
    enterprises: part === 'first' ? counts.enterprises : 0,
    registeredPopulation: part === 'first' ? counts.registeredPopulation : 0,
    floatingPopulation: part === 'first' ? 0 : counts.floatingPopulation,
    sizeWaiver: waiver,
  });
  const proposed = [
    half('first', '新建村第3网格', rectangle(119.3, border)),
    half('second', '新建村第4网格', rectangle(119.305, 119.31)),
  ];
  return { adjustment: { kind: 'SPLIT', grids: [east], proposed, reason } };
}

interface Adjusted extends Seen {
  readonly number: string;
}

async function underReview(given: object, as = 'officer'): Promise<Adjusted> {
  const proposed = await portal.act<Adjusted>(as, 'proposeGridAdjustment', given as Record<string, unknown>, 'number');
  return { ...proposed, ...(await portal.act(as, 'submitGridAdjustment', { ...proposed })) };
}

const agreed = { opinion: '同意。' };

test.each([
  ['somebody who does not serve there', 'stranger', {}, 'FORBIDDEN NOT_SERVING_GRID'],
  ['the administrator of elsewhere', 'other', {}, 'FORBIDDEN NOT_SERVING_GRID'],
  ['a split whose halves do not meet', 'officer', { border: 119.304 }, 'INVALID GROUND_NOT_COVERED'],
  ['a split whose halves overlap', 'officer', { border: 119.306 }, 'INVALID GROUND_NOT_COVERED'],
  ['a split that loses a household', 'officer', { households: 0 }, 'INVALID COUNTS_DIFFER'],
  ['halves outside the standard without a reason', 'officer', { waiver: null }, 'INVALID SIZE_NOT_WAIVED'],
])('refuses a proposal of %s', async (_what, as, change, refusal) => {
  expect(await portal.refusal(as, 'proposeGridAdjustment', await split(change))).toBe(refusal);
});

test('a grid stays in service while it is adjusted, and is in one adjustment at a time', async () => {
  const given = await split();
  const second = await portal.act('officer', 'proposeGridAdjustment', given);
  const first = await underReview(given);
  expect(first.number).toMatch(/^G3308251012026\d{3}$/);
  expect((await gridNow(portal, east)).state).toBe('ADJUSTING');
  expect(await portal.refusal('officer', 'submitGridAdjustment', { ...second })).toBe('CONFLICT GRID_NOT_ACTIVE');
  const plan = {
    grid: east,
    assignee: 'LY000010',
    plannedFor: '2026-11-21',
    checklist: ['有无问题'],
    nodes: [{ name: '早', dueAt: '2026-11-21T03:00:00Z' }],
  };
  expect((await portal.act('town', 'planPatrol', { plan })).state).toBe('PLANNED');

  expect(await portal.refusal('officer', 'endorseGridAdjustment', { ...first, ...agreed })).toBe(
    'FORBIDDEN ROLE_MISSING',
  );
  expect(
    await portal.refusal('town', 'approveGridAdjustment', { ...first, ...agreed, effectiveOn: '2026-12-01' }),
  ).toBe('CONFLICT WRONG_STATE');
  const endorsed = await portal.act('town', 'endorseGridAdjustment', { ...first, ...agreed });
  expect(
    await portal.refusal('town', 'approveGridAdjustment', { ...endorsed, ...agreed, effectiveOn: '2026-12-01' }),
  ).toBe('FORBIDDEN COUNTY_REVIEWS');
  expect(await portal.refusal('town', 'rejectGridAdjustment', { ...endorsed, ...agreed })).toBe(
    'FORBIDDEN COUNTY_REVIEWS',
  );
  const rejected = await portal.act(
    'county',
    'rejectGridAdjustment',
    { ...endorsed, opinion: '入住后再议。' },
    'opinion',
  );
  expect(rejected).toMatchObject({ state: 'REJECTED', opinion: '入住后再议。' });
  expect((await gridNow(portal, east)).state).toBe('ACTIVE');
  expect(await portal.refusal('town', 'withdrawGridAdjustment', { ...second })).toBe('FORBIDDEN NOT_OWN_PROPOSAL');
  expect((await portal.act('officer', 'withdrawGridAdjustment', { ...second })).state).toBe('WITHDRAWN');
});

test('nobody reviews the own proposal', async () => {
  const own = await underReview(await split(), 'town');
  expect(await portal.refusal('town', 'endorseGridAdjustment', { ...own, ...agreed })).toBe(
    'FORBIDDEN PROPOSER_REVIEWS',
  );
  await portal.act('county', 'rejectGridAdjustment', { ...own, ...agreed });
});

test('the border between two grids moves on its day, and the codes stay', async () => {
  const keep = { sizeWaiver: '边界调整。' };
  const [before, after] = [await countsOf(west), await countsOf(east)];
  const given = {
    adjustment: {
      kind: 'REDRAW',
      grids: [west, east],
      proposed: [
        { code: west, name: '新建村第1网格', boundary: rectangle(119.29, 119.301), ...before, ...keep },
        { code: east, name: '新建村第2网格', boundary: rectangle(119.301, 119.31), ...after, ...keep },
      ],
      reason,
    },
  };
  const endorsed = await portal.act('town', 'endorseGridAdjustment', { ...(await underReview(given)), ...agreed });
  const today = { ...endorsed, ...agreed, effectiveOn: '2026-11-21' };
  expect(await portal.refusal('county', 'approveGridAdjustment', today)).toBe('INVALID DAY_NOT_TO_COME');
  await portal.act('county', 'approveGridAdjustment', { ...today, effectiveOn: '2026-11-22' });
  const codeAt = async () => {
    const { gridAt } = await portal.look<{ gridAt: { code: string } }>(
      undefined,
      '{ gridAt(longitude: 119.3005, latitude: 29.06) { code } }',
    );
    return gridAt.code;
  };
  await portal.passTo('2026-11-21T15:59:00Z');
  expect(await codeAt()).toBe(east);
  await portal.passTo('2026-11-21T16:00:00Z');
  expect(await codeAt()).toBe(west);
  expect(await gridNow(portal, east)).toMatchObject({ state: 'ACTIVE' });
});

test('a split retires the code for good; its successors take the ground and the elements, and are set up anew', async () => {
  const { grid } = await portal.look<{ grid: Seen }>(
    'officer',
    'query ($code: ID!) { grid(code: $code) { id version state } }',
    {
      code: east,
    },
  );
  const registered = async (name: string, identifier: string, longitude: number | null) => {
    const element = {
      kind: 'PLACE',
      name,
      identifier,
      careCategories: [],
      ...(longitude === null ? {} : { longitude, latitude: 29.06 }),
    };
    const { code } = await portal.act<{ code: string }>(
      'officer',
      'registerGridElement',
      { id: grid.id, element },
      'code',
    );
    return code;
  };
  const [inWest, inEast, nowhere] = [
    await registered('三组仓库', '330825101204000001', 119.302),
    await registered('四组仓库', '330825101204000002', 119.308),
    await registered('五组仓库', '330825101204000003', null),
  ];
  const given = await split();
  const [first, second] = given.adjustment.proposed;
  const halves = [{ ...first, boundary: rectangle(119.301, 119.305) }, second];
  const endorsed = await portal.act('town', 'endorseGridAdjustment', {
    ...(await underReview({ adjustment: { ...given.adjustment, proposed: halves } })),
    ...agreed,
  });
  const approved = await portal.act<Adjusted>(
    'county',
    'approveGridAdjustment',
    { ...endorsed, ...agreed, effectiveOn: '2026-11-23' },
    'number',
  );
  await portal.passTo('2026-11-22T16:00:00Z');
  const { gridAdjustment } = await portal.look<{ gridAdjustment: unknown }>(
    'town',
    `query ($number: ID!) { gridAdjustment(number: $number) {
       state grids { code state roles { role } patrolTasks(state: PLANNED) { totalCount } }
       newGrids { code name state parent { code } sixFixed { schedule missing } } timeline { verb } } }`,
    { number: approved.number },
  );
  expect(gridAdjustment).toMatchObject({
    state: 'EFFECTIVE',
    grids: [{ code: east, state: 'RETIRED', roles: [], patrolTasks: { totalCount: 0 } }],
    newGrids: [
      {
        code: `${village}003`,
        name: '新建村第3网格',
        state: 'DRAFT',
        parent: { code: village },
        sixFixed: { missing: ['PERSONS'] },
      },
      { code: `${village}004`, name: '新建村第4网格', state: 'DRAFT', sixFixed: { missing: ['PERSONS'] } },
    ],
    timeline: [
      { verb: 'proposeGridAdjustment' },
      { verb: 'submitGridAdjustment' },
      { verb: 'endorseGridAdjustment' },
      { verb: 'approveGridAdjustment' },
      { verb: 'bringGridAdjustmentIntoForce' },
    ],
  });
  const gridOf = async (code: string) => {
    const { gridElement } = await portal.look<{ gridElement: { grid: { code: string } } }>(
      'town',
      'query ($code: ID!) { gridElement(code: $code) { grid { code } } }',
      { code },
    );
    return gridElement.grid.code;
  };
  expect(await Promise.all([inWest, inEast, nowhere].map(gridOf))).toEqual([
    `${village}003`,
    `${village}004`,
    `${village}003`,
  ]);
  const { gridAt } = await portal.look<{ gridAt: unknown }>(
    undefined,
    '{ gridAt(longitude: 119.308, latitude: 29.06) { code } }',
  );
  expect(gridAt).toEqual({ code: `${village}004` });
  const retired = await gridNow(portal, east);
  expect(await portal.refusal('town', 'assignGridRole', { ...retired, role: 'LIAISON', staffNumber: 'LY000015' })).toBe(
    'CONFLICT GRID_RETIRED',
  );
});

test('a retired code is not given again: the next new grid counts on', async () => {
  const grids = [`${village}003`, `${village}004`];
  for (const code of grids) {
    let grid = await gridNow(portal, code);
    for (const [index, role] of [
      'GRID_CHIEF',
      'GRID_OFFICER',
      'INSPECTOR',
      'INFORMATION_OFFICER',
      'PATROLLER',
      'LIAISON',
    ].entries())
      grid = await portal.act('town', 'assignGridRole', { ...grid, role, staffNumber: `LY00001${index}` });
    await portal.act('town', 'activateGrid', { ...grid });
  }
  const proposed = [
    { name: '新建村东网格', boundary: rectangle(119.301, 119.31), ...(await countsOf(...grids)), sizeWaiver: '合并。' },
  ];
  const given = { adjustment: { kind: 'MERGE', grids, proposed, reason: '两格合一。' } };
  const endorsed = await portal.act('town', 'endorseGridAdjustment', { ...(await underReview(given)), ...agreed });
  const approved = await portal.act<Adjusted>(
    'county',
    'approveGridAdjustment',
    { ...endorsed, ...agreed, effectiveOn: '2026-11-24' },
    'number',
  );
  await portal.passTo('2026-11-23T16:00:00Z');
  const { gridAdjustment } = await portal.look<{ gridAdjustment: { newGrids: unknown } }>(
    'town',
    'query ($number: ID!) { gridAdjustment(number: $number) { newGrids { code } } }',
    { number: approved.number },
  );
  expect(gridAdjustment.newGrids).toEqual([{ code: `${village}005` }]);
});

test('a name changes, and nothing else', async () => {
  const counts = await countsOf(west);
  const rename = (more: object) => ({
    adjustment: {
      kind: 'RENAME',
      grids: [west],
      proposed: [{ code: west, name: '新建村西网格', ...counts, ...more }],
      reason: '地名变更。',
    },
  });
  expect(await portal.refusal('officer', 'proposeGridAdjustment', rename({ code: east }))).toBe(
    'INVALID ADJUSTMENT_SHAPE',
  );
  expect(
    await portal.refusal('officer', 'proposeGridAdjustment', rename({ boundary: rectangle(119.29, 119.301) })),
  ).toBe('INVALID ADJUSTMENT_SHAPE');
  const endorsed = await portal.act('town', 'endorseGridAdjustment', { ...(await underReview(rename({}))), ...agreed });
  await portal.act('county', 'approveGridAdjustment', { ...endorsed, ...agreed, effectiveOn: '2026-11-25' });
  await portal.passTo('2026-11-24T16:00:00Z');
  const { grid } = await portal.look<{ grid: unknown }>(
    undefined,
    'query ($code: ID!) { grid(code: $code) { name state } }',
    {
      code: west,
    },
  );
  expect(grid).toEqual({ name: '新建村西网格', state: 'ACTIVE' });
});
