import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { onboardSpoiled } from '../../support/spoiled-sheet.js';
import { statementsDuring } from '../../support/statements.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

test('premises are seen within the caller’s territory, by others not at all', async () => {
  const query = '{ regulatedPremises { totalCount } }';
  const countFor = async (as: string | undefined) => (await portal.ask(query, {}, { as })).data;

  expect(await countFor('commander')).toEqual({ regulatedPremises: { totalCount: 600 } });
  expect(await countFor('enforcement.officer')).toEqual({ regulatedPremises: { totalCount: 37 } });
  expect(await countFor('citizen')).toEqual({ regulatedPremises: { totalCount: 0 } });
  expect(await countFor(undefined)).toEqual({ regulatedPremises: { totalCount: 0 } });
});

test('premises stand in a grid at a place, and their grid lists them', async () => {
  const as = 'enforcement.officer';
  const { data, errors } = await portal.ask(
    `{ regulatedPremises(grid: "320281104201006") { edges { node { code kind longitude latitude grid { name town { name } } } } }
       grid(code: "320281104201006") { premises(kind: SHOP) { totalCount } all: premises { totalCount edges { node { code } } } } }`,
    {},
    { as },
  );

  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    regulatedPremises: {
      edges: [
        {
          node: { code: 'CS000022', longitude: 120.304514, latitude: 31.677083, grid: { town: { name: '徐霞客镇' } } },
        },
      ],
    },
    grid: { all: { totalCount: 1, edges: [{ node: { code: 'CS000022' } }] } },
  });
});

test('another town’s officer sees the grid but not its premises', async () => {
  const { data } = await portal.ask(
    '{ grid(code: "320281104201006") { name premises { totalCount edges { node { code } } } } }',
    {},
    { as: 'enforcement.officer2' },
  );

  expect(data).toMatchObject({ grid: { premises: { totalCount: 0, edges: [] } } });
});

test('the premises of a hundred grids cost two statements: their rows, and how many', async () => {
  const statements = await statementsDuring(async () => {
    const { errors } = await portal.ask(
      '{ grids(level: L3_BASIC, town: "320281104", first: 100) { edges { node { premises(first: 2) { totalCount edges { node { name } } } } } } }',
      {},
      { as: 'enforcement.officer' },
    );
    expect(errors).toBeUndefined();
  });

  expect(statements.filter((each) => each.includes('"regulated_premises"'))).toHaveLength(2);
});

test('premises abroad, in no grid or with a malformed credit code are refused', async () => {
  const { inserted, updated, refusals } = await onboardSpoiled(portal, 'regulated-premises.csv', {
    '120.304514,31.677083': '20.304514,31.677083',
    '92999999200000005K': '9299999920000000OK',
  });
  const nowhere = await onboardSpoiled(portal, 'regulated-premises.csv', { '320281104201006': '320281104999999' });

  expect([inserted, updated]).toEqual([0, 0]);
  expect(refusals.map(({ line, column, reason }) => [line, column, reason])).toEqual([
    [2, '统一社会信用代码', 'must be of 18 digits and capitals (GB 32100)'],
    [23, '经度', 'must be degrees from 73 to 136'],
  ]);
  expect(nowhere.refusals.map(({ column, reason }) => [column, reason])).toEqual([
    ['所在网格', 'is not a 网格编码 of grids.csv'],
  ]);
});
