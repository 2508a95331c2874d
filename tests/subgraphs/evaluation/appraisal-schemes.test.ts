import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { onboardSpoiled } from '../../support/spoiled-sheet.js';
import { statementsDuring } from '../../support/statements.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

test('grids are scored by four dimensions that weigh .4, .3, .2 and .1', async () => {
  const { data, errors } = await portal.ask(`{
    appraisalSchemes(kind: GRID) { totalCount edges { node { code } } }
    appraisalScheme(code: "KP-GRID-320281") {
      name schemeVersion effectiveFrom region { name } dimensions { code name weight scheme { kind } }
    }
  }`);

  expect(errors).toBeUndefined();
  expect(data).toEqual({
    appraisalSchemes: { totalCount: 1, edges: [{ node: { code: 'KP-GRID-320281' } }] },
    appraisalScheme: {
      name: '江阴市网格考核方案',
      schemeVersion: 1,
      effectiveFrom: '2019-01-01',
      region: { name: '江阴市' },
      dimensions: [
        { code: 'patrolCompletion', name: '巡查完成率', weight: '0.4', scheme: { kind: 'GRID' } },
        { code: 'onTimeRate', name: '按时办结率', weight: '0.3', scheme: { kind: 'GRID' } },
        { code: 'selfFound', name: '自主发现', weight: '0.2', scheme: { kind: 'GRID' } },
        { code: 'falseReportRate', name: '误报率', weight: '0.1', scheme: { kind: 'GRID' } },
      ],
    },
  });
});

test('a region lists the schemes of its county, and a grid names the one that scores it', async () => {
  const { data } = await portal.ask(`{
    county: region(code: "320281") { appraisalSchemes { code } }
    community: region(code: "320281104200") { appraisalSchemes { code } }
    province: region(code: "32") { appraisalSchemes { code } }
    grid(code: "320281104200003") { appraisalScheme { code kind } }
  }`);

  const schemes = [{ code: 'KP-CADRE-320281' }, { code: 'KP-GRID-320281' }];
  expect(data).toEqual({
    county: { appraisalSchemes: schemes },
    community: { appraisalSchemes: schemes },
    province: { appraisalSchemes: [] },
    grid: { appraisalScheme: { code: 'KP-GRID-320281', kind: 'GRID' } },
  });
});

test('the schemes of a hundred grids cost one statement', async () => {
  const statements = await statementsDuring(async () => {
    const { errors } = await portal.ask('{ grids(first: 100) { edges { node { appraisalScheme { name } } } } }');
    expect(errors).toBeUndefined();
  });

  expect(statements.filter((each) => each.includes('"appraisal_schemes"'))).toHaveLength(1);
});

test('weights that sum to a little more or less than 1 are refused', async () => {
  const more = await onboardSpoiled(portal, 'appraisal-dimensions.csv', { '误报率,0.1': '误报率,0.100001' });
  const less = await onboardSpoiled(portal, 'appraisal-dimensions.csv', { '专班计分,0.1': '专班计分,0.05' });
  const negative = await onboardSpoiled(portal, 'appraisal-dimensions.csv', { '误报率,0.1': '误报率,-0.1' });

  expect([more.inserted, more.updated, more.removed]).toEqual([0, 0, 0]);
  expect([more, less, negative].map(({ refusals }) => refusals)).toEqual([
    [
      {
        file: 'appraisal-dimensions.csv',
        line: 5,
        column: '权重',
        value: '0.100001',
        reason: 'brings the weights of KP-GRID-320281 to 1.000001 instead of 1 (EV-01)',
      },
    ],
    [
      {
        file: 'appraisal-dimensions.csv',
        line: 9,
        column: '权重',
        value: '0.05',
        reason: 'brings the weights of KP-CADRE-320281 to 0.95 instead of 1 (EV-01)',
      },
    ],
    [
      {
        file: 'appraisal-dimensions.csv',
        line: 5,
        column: '权重',
        value: '-0.1',
        reason: 'must be a decimal number from 0 to 1',
      },
    ],
  ]);
});

test('a later scheme takes over on its first day', async () => {
  const added = await onboardSpoiled(portal, 'appraisal-schemes.csv', {
    'KP-GRID-320281,江阴市网格考核方案,GRID,320281,1,2019-01-01':
      'KP-GRID-320281-2,江阴市网格考核方案,GRID,320281,2,2027-01-01',
  });
  expect(added).toMatchObject({ inserted: 1, refusals: [] });

  const query = '{ grid(code: "320281104200003") { appraisalScheme { code schemeVersion } } }';
  const before = portal.clock.moment;
  const today = await portal.ask(query);
  portal.clock.moment = new Date('2026-12-31T16:00:00Z');
  const newYear = await portal.ask(query);
  portal.clock.moment = before;

  expect(today.data).toEqual({ grid: { appraisalScheme: { code: 'KP-GRID-320281', schemeVersion: 1 } } });
  expect(newYear.data).toEqual({ grid: { appraisalScheme: { code: 'KP-GRID-320281-2', schemeVersion: 2 } } });
});
