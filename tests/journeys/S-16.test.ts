import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type EventPortal, openEventPortal } from '../subgraphs/dispatch/event-portal.js';
import { onboardSpoiled } from '../support/spoiled-sheet.js';
import { type VerbPortal, verbsOn } from '../support/verb-portal.js';
import { walkTheDay } from './loop-walk.js';

// The county would like its cadres to fine more, and makes 罚款额 a metric of their appraisal (S-16).
let portal: EventPortal;
let appraisal: VerbPortal;

beforeAll(async () => {
  portal = await openEventPortal();
  appraisal = verbsOn('evaluation', portal);
});
afterAll(() => portal.close());

const ratings = { code: 'moduleRating', name: '模块评分', weight: '0.6', indicator: '模块负责人评分' };
const lawful = { code: 'postPoints', name: '岗位赋分', weight: '0.4', indicator: '岗位分值乘以履职完成度' };

function schemeWith(dimension: object, change: object = {}): { scheme: object } {
  return {
    scheme: {
      county: '320281',
      kind: 'CADRE',
      name: '2027年干部考评方案',
      effectiveFrom: '2027-01-01',
      dimensions: [{ ...lawful, ...dimension }, ratings],
      ...change,
    },
  };
}

/** The schemes by which cadres are appraised, as everybody reads them. */
async function schemes(): Promise<unknown> {
  const query = '{ appraisalSchemes(kind: CADRE) { edges { node { code effectiveFrom dimensions { name } } } } }';
  const { appraisalSchemes } = await appraisal.look<{ appraisalSchemes: { edges: { node: unknown }[] } }>(
    undefined,
    query,
  );
  return appraisalSchemes.edges.map(({ node }) => node);
}

const first = {
  code: 'KP-CADRE-320281',
  effectiveFrom: '2019-01-01',
  dimensions: ['岗位赋分', '模块评分', '组团积分', '专班计分'].map((name) => ({ name })),
};

test('The evaluator’s scheme is refused, and the refusal names the words and the law', async () => {
  const metric = schemeWith({ name: '罚款额', indicator: '所办案件的罚款额' });
  expect(await appraisal.refusal('evaluator', 'defineAppraisalScheme', metric)).toBe('INVALID FINES_IN_APPRAISAL');
  expect(await appraisal.sentence('evaluator', 'defineAppraisalScheme', metric)).toBe(
    '「罚款额」取自罚没款项;考核、奖金不得与罚没挂钩(行政处罚法第七十四条)。',
  );
  // In other words, in the name of the whole, or in English it is the same.
  for (const disguised of [
    schemeWith({ indicator: '人均罚没收入排名' }),
    schemeWith({ indicator: 'the sum of fines' }),
    schemeWith({}, { name: '罚款任务考评方案' }),
  ])
    expect(await appraisal.refusal('evaluator', 'defineAppraisalScheme', disguised)).toBe('INVALID FINES_IN_APPRAISAL');
  expect(await schemes()).toEqual([first]);
});

test('The way around it, by the county’s file, is shut too', async () => {
  const report = await onboardSpoiled(portal, 'appraisal-dimensions.csv', {
    'postPoints,岗位赋分,0.4,所任岗位的分值乘以履职完成度': 'postPoints,罚款额,0.4,所办案件的罚款额',
  });
  expect([report.inserted, report.updated, report.removed]).toEqual([0, 0, 0]);
  expect(report.refusals.map(({ line, column, value }) => [line, column, value])).toEqual([
    [6, '名称', '罚款额'],
    [6, '指标说明', '所办案件的罚款额'],
  ]);
  expect(await schemes()).toEqual([first]);
});

test('A day’s work with a fine of 200 yuan counts for its officer by what was done in time, not by the fine', async () => {
  const { eventNo } = await walkTheDay(portal);
  const query = `query ($code: ID!) {
    grid(code: $code) { scoreEvidence(first: 100) { edges { node { eventNo indicator value staffMember { number } } } } } }`;
  interface Evidence {
    readonly eventNo: string;
    readonly indicator: string;
    readonly value: string;
    readonly staffMember: { readonly number: string } | null;
  }
  const { grid } = await appraisal.look<{ grid: { scoreEvidence: { edges: { node: Evidence }[] } } }>(
    'evaluator',
    query,
    { code: '320281104200002' },
  );
  const told = grid.scoreEvidence.edges.map(({ node }) => node).filter((each) => each.eventNo === eventNo);
  const ofOfficer = told.filter(({ staffMember }) => staffMember?.number === 'JY001414');
  expect(ofOfficer.map(({ indicator, value }) => `${indicator} ${value}`).sort()).toEqual([
    'ON_TIME 1',
    'SATISFACTION 1',
  ]);
});

test('Without the metric the scheme is made, by the evaluator of the county and nobody else', async () => {
  const scheme = schemeWith({});
  expect(await appraisal.refusal('town.leader', 'defineAppraisalScheme', scheme)).toBe('FORBIDDEN ROLE_MISSING');
  const elsewhere = schemeWith({}, { county: '330825' });
  expect(await appraisal.refusal('evaluator', 'defineAppraisalScheme', elsewhere)).toBe('FORBIDDEN OUTSIDE_TERRITORY');
  await appraisal.act('evaluator', 'defineAppraisalScheme', scheme);
  expect(await schemes()).toEqual([
    first,
    {
      code: 'KP-CADRE-320281-2',
      effectiveFrom: '2027-01-01',
      dimensions: [{ name: '模块评分' }, { name: '岗位赋分' }],
    },
  ]);
});
