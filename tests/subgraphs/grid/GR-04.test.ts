import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const fields = '{ id version state sixFixed { missing schedule } allowedActions { verb may reason } }';
const activate = `mutation ($id: ID!, $version: Int!) { activateGrid(id: $id, version: $version) ${fields} }`;
const fix = `mutation ($id: ID!, $version: Int!, $sixFixed: SixFixedInput!) {
  setSixFixed(id: $id, version: $version, sixFixed: $sixFixed) ${fields}
}`;
const assign = `mutation ($id: ID!, $version: Int!) {
  assignGridRole(id: $id, version: $version, role: LIAISON, staffNumber: "JY004460") ${fields}
}`;
const texts = {
  schedule: '每日上午一次、下午一次',
  posts: '网格长一岗,五员各一岗',
  duties: '巡查、上报、调解、服务',
  standards: '当日事当日报',
  rewardPunishment: '按季评分',
};
const as = 'grid.admin';

interface Fixed {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly sixFixed: { readonly missing: readonly string[] };
  readonly allowedActions: readonly { readonly verb: string; readonly may: boolean; readonly reason: string | null }[];
}

async function readGrid(code: string, username = as): Promise<Fixed> {
  const { data } = await portal.ask(`query ($code: ID!) { grid(code: $code) ${fields} }`, { code }, { as: username });
  return (data as never)['grid'];
}

function activation({ allowedActions }: Fixed): object | undefined {
  return allowedActions.find(({ verb }) => verb === 'activateGrid');
}

test('a grid without its hours cannot be activated until they are fixed', async () => {
  const grid = await readGrid('320281104201003');
  expect(grid).toMatchObject({ state: 'DRAFT', sixFixed: { missing: ['SCHEDULE'] } });
  expect(activation(grid)).toEqual({ verb: 'activateGrid', may: false, reason: 'SIX_FIXED_INCOMPLETE' });

  const early = await portal.ask(activate, { id: grid.id, version: grid.version }, { as });
  expect(early.data).toEqual({ activateGrid: null });
  expect(early.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'SIX_FIXED_INCOMPLETE' });

  const blank = { ...texts, schedule: ' ' };
  const still = await portal.ask(fix, { id: grid.id, version: grid.version, sixFixed: blank }, { as });
  expect(still.data).toMatchObject({ setSixFixed: { sixFixed: { missing: ['SCHEDULE'] } } });

  const fixed = await portal.ask(fix, { id: grid.id, version: grid.version + 1, sixFixed: texts }, { as });
  expect(fixed.data).toMatchObject({ setSixFixed: { sixFixed: { missing: [], schedule: texts.schedule } } });

  const active = await portal.ask(activate, { id: grid.id, version: grid.version + 2 }, { as });
  expect(active.errors).toBeUndefined();
  expect(active.data).toMatchObject({ activateGrid: { state: 'ACTIVE', version: grid.version + 3 } });

  const again = await portal.ask(activate, { id: grid.id, version: grid.version + 3 }, { as });
  expect(again.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'GRID_NOT_DRAFT' });

  const emptied = await portal.ask(fix, { id: grid.id, version: grid.version + 3, sixFixed: blank }, { as });
  expect(emptied.errors?.[0]?.extensions).toMatchObject({
    code: 'INVALID',
    reason: 'SIX_FIXED_BLANK',
    details: { part: 'schedule' },
  });
});

test('a grid whose sixth person is missing cannot be activated until somebody is appointed', async () => {
  const grid = await readGrid('320281104200003');
  expect(grid.sixFixed.missing).toEqual(['PERSONS']);

  const early = await portal.ask(activate, { id: grid.id, version: grid.version }, { as });
  expect(early.errors?.[0]?.extensions.reason).toBe('SIX_FIXED_INCOMPLETE');

  await portal.ask(assign, { id: grid.id, version: grid.version }, { as });
  const active = await portal.ask(activate, { id: grid.id, version: grid.version + 1 }, { as });
  expect(active.data).toMatchObject({ activateGrid: { state: 'ACTIVE', sixFixed: { missing: [] } } });
});

test('an officer and another town’s administrator are told the same by allowedActions and by the verb', async () => {
  for (const [username, reason] of [
    ['grid.officer', 'ROLE_MISSING'],
    ['grid.admin2', 'OUTSIDE_TERRITORY'],
  ] as const) {
    const grid = await readGrid('320281104202003', username);
    const { errors } = await portal.ask(activate, { id: grid.id, version: grid.version }, { as: username });

    expect(activation(grid)).toEqual({ verb: 'activateGrid', may: false, reason });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason });
  }
});
