import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const waive = `mutation ($id: ID!, $version: Int!, $reason: String!) {
  waiveGridSizing(id: $id, version: $version, reason: $reason) { version sizing { withinStandard waiver } }
}`;

async function gridOf(code: string): Promise<{ id: string; version: number }> {
  const { data } = await portal.ask('query ($code: ID!) { grid(code: $code) { id version } }', { code });
  return (data as never)['grid'];
}

test('the grids outside 200–300 households and enterprises or 600–900 people are listed', async () => {
  const { data, errors } = await portal.ask(`{
    all: gridsOutOfSize { totalCount }
    waived: gridsOutOfSize(waived: true) { totalCount }
    open: gridsOutOfSize(town: "320281104", waived: false) {
      totalCount
      edges { node { code households enterprises population sizing { withinHouseholdRange withinPopulationRange } } }
    }
  }`);

  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    all: { totalCount: 86 },
    waived: { totalCount: 43 },
    open: {
      totalCount: 2,
      edges: [
        {
          node: {
            code: '320281104202004',
            population: 732,
            sizing: { withinHouseholdRange: false, withinPopulationRange: true },
          },
        },
        {
          node: {
            code: '320281104202005',
            population: 943,
            sizing: { withinHouseholdRange: true, withinPopulationRange: false },
          },
        },
      ],
    },
  });
});

test('the town’s grid administrator waives the size with a reason, which is stored', async () => {
  const { id, version } = await gridOf('320281104202005');

  const waived = await portal.ask(waive, { id, version, reason: '整村安置小区,不宜拆分' }, { as: 'grid.admin' });
  const after = await portal.ask('{ gridsOutOfSize(town: "320281104", waived: false) { edges { node { code } } } }');

  expect(waived.data).toEqual({
    waiveGridSizing: { version: version + 1, sizing: { withinStandard: false, waiver: '整村安置小区,不宜拆分' } },
  });
  expect(after.data).toEqual({ gridsOutOfSize: { edges: [{ node: { code: '320281104202004' } }] } });
});

test('another town’s administrator, an officer and who is not logged in are refused', async () => {
  const { id, version } = await gridOf('320281104202004');
  const refusal = async (as?: string) => {
    const { data, errors } = await portal.ask(waive, { id, version, reason: '理由' }, as === undefined ? {} : { as });
    expect(data).toEqual({ waiveGridSizing: null });
    return [errors?.[0]?.extensions.code, errors?.[0]?.extensions.reason];
  };

  expect(await refusal('grid.admin2')).toEqual(['FORBIDDEN', 'OUTSIDE_TERRITORY']);
  expect(await refusal('grid.officer')).toEqual(['FORBIDDEN', 'ROLE_MISSING']);
  expect(await refusal()).toEqual(['UNAUTHENTICATED', 'LOGIN_MISSING']);
});

test('a grid within the standard needs no waiver, and a waiver needs a reason', async () => {
  const within = await gridOf('320281104200001');
  const outside = await gridOf('320281104202004');

  const needless = await portal.ask(waive, { ...within, reason: '理由' }, { as: 'grid.admin' });
  const blank = await portal.ask(waive, { ...outside, reason: ' ' }, { as: 'grid.admin' });

  expect(needless.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'SIZE_WITHIN_STANDARD' });
  expect(blank.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID', reason: 'WAIVER_BLANK' });
});
