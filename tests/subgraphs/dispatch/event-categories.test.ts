import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { onboardSpoiled } from '../../support/spoiled-sheet.js';
import { statementsDuring } from '../../support/statements.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

interface Category {
  readonly id: string;
  readonly version: number;
  readonly allowedActions: readonly { readonly may: boolean; readonly reason: string | null }[];
}

const setLimits = `mutation ($id: ID!, $version: Int!, $accept: Int!, $handle: Int!, $unit: LimitUnit!) {
  setCategoryLimits(id: $id, version: $version, acceptMinutes: $accept, handleLimit: $handle, limitUnit: $unit) {
    version acceptMinutes handleLimit limitUnit
  }
}`;

async function readCategory(code: string, as: string): Promise<Category> {
  const { data } = await portal.ask(
    'query ($code: ID!) { eventCategory(code: $code) { id version allowedActions { may reason } } }',
    { code },
    { as },
  );
  return (data as never)['eventCategory'];
}

test('120 categories have none below them, each with a duty and both limits', async () => {
  const { data, errors } = await portal.ask(`{
    all: eventCategories { totalCount }
    lowest: eventCategories(leafOnly: true, first: 100) {
      totalCount edges { node { duty { code } acceptMinutes handleLimit limitUnit } }
    }
  }`);

  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ all: { totalCount: 130 }, lowest: { totalCount: 120 } });
  const { edges } = (data as never)['lowest'] as { edges: { node: Record<string, unknown> }[] };
  expect(edges.filter(({ node }) => Object.values(node).includes(null))).toEqual([]);
});

test('a category names its major class, its duty and its limits', async () => {
  const { data } = await portal.ask(`{
    eventCategory(code: "0601") {
      name majorClass acceptMinutes handleLimit limitUnit parent { code name children { code } } duty { name primarySide }
    }
    eventCategories(majorClass: "房屋燃气", leafOnly: true) { totalCount }
  }`);

  expect(data).toMatchObject({
    eventCategory: {
      name: '燃气泄漏',
      majorClass: '房屋燃气',
      acceptMinutes: 10,
      handleLimit: 1,
      limitUnit: 'WORKING_HOUR',
      parent: { code: '06', name: '房屋燃气' },
      duty: { name: '城镇燃气的安全管理', primarySide: 'COUNTY' },
    },
    eventCategories: { totalCount: 12 },
  });
});

test('a duty lists its categories, and those of 52 duties cost one statement', async () => {
  let answer: unknown;
  const statements = await statementsDuring(async () => {
    const { data } = await portal.ask(
      '{ territorialDuties(first: 100) { edges { node { name eventCategories { code } } } } }',
    );
    answer = data;
  });

  const { edges } = (answer as never)['territorialDuties'] as {
    edges: { node: { name: string; eventCategories: { code: string }[] } }[];
  };
  expect(edges).toHaveLength(52);
  expect(edges.reduce((sum, { node }) => sum + node.eventCategories.length, 0)).toBe(120);
  const gas = edges.find(({ node }) => node.name === '城镇燃气的安全管理')?.node;
  expect(gas?.eventCategories.map(({ code }) => code)).toEqual(['0601', '0602', '0603', '0604']);
  expect(statements.filter((each) => each.includes('"event_categories"'))).toHaveLength(1);
});

test('the county’s commander sets both limits', async () => {
  const as = 'commander';
  const { id, version, allowedActions } = await readCategory('0101', as);
  expect(allowedActions).toEqual([{ may: true, reason: null }]);

  const set = await portal.ask(setLimits, { id, version, accept: 1440, handle: 90, unit: 'WORKING_DAY' }, { as });
  const stale = await portal.ask(setLimits, { id, version, accept: 1, handle: 1, unit: 'WORKING_HOUR' }, { as });

  expect(set.data).toEqual({
    setCategoryLimits: { version: version + 1, acceptMinutes: 1440, handleLimit: 90, limitUnit: 'WORKING_DAY' },
  });
  expect(stale.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'STALE_VERSION' });
});

test.each([
  { accept: 0, handle: 1, limit: 'acceptMinutes', from: 1, to: 1440, value: 0 },
  { accept: 1441, handle: 1, limit: 'acceptMinutes', from: 1, to: 1440, value: 1441 },
  { accept: 1, handle: 0, limit: 'handleLimit', from: 1, to: 90, value: 0 },
  { accept: 1, handle: 91, limit: 'handleLimit', from: 1, to: 90, value: 91 },
])('$value is no $limit', async ({ accept, handle, ...details }) => {
  const as = 'commander';
  const { id, version } = await readCategory('0102', as);

  const { data, errors } = await portal.ask(setLimits, { id, version, accept, handle, unit: 'WORKING_DAY' }, { as });

  expect(data).toEqual({ setCategoryLimits: null });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID', reason: 'LIMIT_OUT_OF_RANGE', details });
});

test('a major class has no limits of its own', async () => {
  const { id, version, allowedActions } = await readCategory('01', 'commander');
  expect(allowedActions).toEqual([{ may: false, reason: 'CATEGORY_NOT_LOWEST' }]);

  const { errors } = await portal.ask(
    setLimits,
    { id, version, accept: 30, handle: 2, unit: 'WORKING_HOUR' },
    { as: 'commander' },
  );

  expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'CATEGORY_NOT_LOWEST' });
});

test('a dispatcher and a citizen set no limits', async () => {
  const { id, version } = await readCategory('0103', 'commander');
  const attempt = async (as: string | undefined) => {
    const variables = { id, version, accept: 30, handle: 2, unit: 'WORKING_HOUR' };
    const { errors } = await portal.ask(setLimits, variables, { as });
    return [errors?.[0]?.extensions.code, errors?.[0]?.extensions.reason];
  };

  expect(await attempt('town.dispatcher')).toEqual(['FORBIDDEN', 'ROLE_MISSING']);
  expect(await attempt('citizen')).toEqual(['FORBIDDEN', 'ROLE_MISSING']);
  expect(await attempt(undefined)).toEqual(['UNAUTHENTICATED', 'LOGIN_MISSING']);
});

test('a commander who answers for one town sets no limits for the county', async () => {
  const local = await openPortal({
    beside: portal,
    accounts: [{ username: 'town.commander', roles: ['commander'], regions: ['320281104'] }],
  });
  try {
    const { id, version } = await readCategory('0103', 'commander');
    const variables = { id, version, accept: 30, handle: 2, unit: 'WORKING_HOUR' };
    const { errors } = await local.ask(setLimits, variables, { as: 'town.commander' });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'OUTSIDE_TERRITORY' });
  } finally {
    await local.close();
  }
});

test('a lowest category without a duty or a limit is refused, and so is one under a foreign code', async () => {
  const blank = await onboardSpoiled(portal, 'event-categories.csv', {
    'SD0601,30,2,WORKING_HOUR': ',30,,WORKING_HOUR',
  });
  const astray = await onboardSpoiled(portal, 'event-categories.csv', { '0201,02,': '0201,01,' });

  expect([blank.inserted, blank.updated]).toEqual([0, 0]);
  expect(blank.refusals.map(({ line, column, reason }) => [line, column, reason])).toEqual([
    [3, '属地管理事项', 'is empty although the category has none below it'],
    [3, '处置时限', 'is empty although the category has none below it'],
  ]);
  expect(astray.refusals.map(({ column, value, reason }) => [column, value, reason])).toEqual([
    ['类别编码', '0201', "does not begin with its parent's code 01"],
  ]);
});
