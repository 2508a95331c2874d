import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';
import { type EventPortal, openEventPortal } from '../subgraphs/dispatch/event-portal.js';
import type { Answer } from '../support/portal.js';
import { statementsDuring } from '../support/statements.js';
import { walkTheDay } from './loop-walk.js';

const story = readFileSync(path.join(projectRoot, 'docs/story.graphql'), 'utf8');

let portal: EventPortal;
let eventNo: string;

beforeAll(async () => {
  portal = await openEventPortal();
  ({ eventNo } = await walkTheDay(portal));
});

afterAll(() => portal.close());

function tell(as?: string): Promise<Answer> {
  return portal.ask(story, { eventNo }, { as, headers: { 'x-query-plan': '1' } });
}

/** What five subgraphs know of the event when its score is on file. */
const told = {
  eventNo: 'E32028110420261123000001',
  state: 'APPRAISED',
  description: '村口自发形成马路市场,十余个摊位占道经营。',
  grid: {
    name: '金凤村第2网格',
    roles: [
      { role: 'GRID_CHIEF', staff: { name: '姜明彤' } },
      { role: 'GRID_OFFICER', staff: { name: '金清' } },
      { role: 'INFORMATION_OFFICER', staff: { name: '周新玲' } },
      { role: 'INSPECTOR', staff: { name: '邱东源' } },
      { role: 'LIAISON', staff: { name: '夏俊安' } },
      { role: 'PATROLLER', staff: { name: '夏雨飞' } },
    ],
  },
  region: { name: '徐霞客镇' },
  category: { name: '马路市场', handleLimit: 2, limitUnit: 'WORKING_HOUR' },
  duty: {
    name: '占道经营和流动摊点的整治',
    primarySide: 'COUNTY',
    leadOrganization: { name: '江阴市城市综合管理局' },
  },
  leadOrganization: { name: '徐霞客镇综合执法局' },
  reporter: { name: '金清' },
  handler: { name: '薛明霞' },
  verifier: { name: '孟海涵' },
  cases: [
    {
      caseNo: '徐霞客镇罚〔2026〕1号',
      state: 'CLOSED',
      fine: '200.00',
      powerItem: {
        name: '对在背街小巷擅自占道经营的处罚',
        legalBasis: '《城市市容和环境卫生管理条例》第三十七条',
      },
      officers: [
        { name: '薛明霞', certificates: [{ number: 'JS028100507', validTo: '2029-07-03' }] },
        { name: '白一琳', certificates: [{ number: 'JS028100508', validTo: '2028-02-11' }] },
      ],
    },
  ],
  scoreEvidence: [
    { indicator: 'FALSE_REPORT', points: '10', staffMember: { name: '金清' }, scheme: { name: '江阴市网格考核方案' } },
    { indicator: 'ON_TIME', points: '30', staffMember: { name: '薛明霞' }, scheme: { name: '江阴市网格考核方案' } },
    {
      indicator: 'SATISFACTION',
      points: null,
      staffMember: { name: '薛明霞' },
      scheme: { name: '江阴市网格考核方案' },
    },
    { indicator: 'SELF_FOUND', points: '20', staffMember: { name: '金清' }, scheme: { name: '江阴市网格考核方案' } },
  ],
  score: { points: '60' },
  nineSteps: [
    { title: '天上有云', at: '2026-11-23T01:00:00.000Z', actor: 'JY004450' },
    { title: '地上有格', at: '2026-11-23T01:00:00.000Z', actor: 'JY004450' },
    { title: '格中有人', at: '2026-11-23T01:05:00.000Z', actor: 'JY001401' },
    { title: '人能管事', at: '2026-11-23T01:30:00.000Z', actor: 'JY001414' },
    { title: '管理有序', at: '2026-11-23T02:50:00.000Z', actor: 'JY001414' },
    { title: '序后评估', at: '2026-11-23T06:30:00.000Z', actor: 'JY001400' },
    { title: '评后考核', at: '2026-11-23T07:00:00.000Z', actor: 'JY001401' },
    { title: '考核入档', at: '2026-11-23T07:00:00.000Z', actor: 'module:dispatch' },
    { title: '归档入云', at: null, actor: null },
  ],
};

describe('One operation tells the whole story', () => {
  test('out of five subgraphs', async () => {
    const { data, errors, extensions } = await tell('town.dispatcher');
    expect(errors).toBeUndefined();
    expect(data?.['event']).toEqual(told);
    const plan = JSON.stringify(extensions?.['queryPlan']);
    const asked = new Set([...plan.matchAll(/"subgraph":"(\w+)"/g)].map(([, name]) => name));
    expect([...asked].sort()).toEqual(['authority', 'dispatch', 'enforcement', 'evaluation', 'grid']);
  });

  test('with 17 SQL statements', async () => {
    expect(await statementsDuring(() => tell('town.dispatcher'))).toHaveLength(17);
  });

  test('the same to the officer who handled it, who may read it all', async () => {
    expect((await tell('enforcement.officer')).data?.['event']).toEqual(told);
  });

  test.each(['town.dispatcher2', 'grid.officer2', 'citizen', undefined])('not to %s', async (as) => {
    const { data, errors } = await tell(as);
    expect(data).toEqual({ event: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
  });

  test.each([
    ['town.dispatcher', 1],
    ['town.dispatcher2', 0],
  ])('and %s finds it %i times where it happened, in the grid’s events, cases and evidence', async (as, times) => {
    const { data, errors } = await portal.ask(
      `query ($grid: ID!, $item: ID!) {
         grid(code: $grid) { events(first: 5) { totalCount } scoreEvidence(first: 5) { totalCount } }
         powerItem(code: $item) { cases(first: 5) { totalCount } }
         region(code: "320281104") { eventSummary { total } }
       }`,
      { grid: '320281104200002', item: '0201056000' },
      { as },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      grid: { events: { totalCount: times }, scoreEvidence: { totalCount: times * 4 } },
      powerItem: { cases: { totalCount: times } },
      region: { eventSummary: { total: times } },
    });
  });
});
