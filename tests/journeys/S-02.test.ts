import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type EventPortal, type EventSeen, openEventPortal, staff } from '../subgraphs/dispatch/event-portal.js';
import { open, refusal, type SeenCase, sentence } from '../subgraphs/enforcement/cases.js';
import { describeApart, openApart } from './loop-apart.js';
import { beginDay, corner, type Day, market, shanghai } from './loop-walk.js';

/** 对瓶装燃气经营者未取得许可从事燃气经营的处罚, which the simple procedure may punish and 徐霞客镇 holds. */
const unlicensedGas = '0204031000';
const station = { kind: 'FIRM', name: '徐霞客镇某液化气点', creditCode: '919999990000000177' };
const asked = {
  powerItemCode: unlicensedGas,
  regionCode: null,
  ...market,
  address: '金凤村村口民房',
  party: station,
  facts: '民房内存放液化石油气钢瓶 11 只,未取得瓶装燃气经营许可。',
  occurredAt: shanghai('2026-11-23 10:00').toISOString(),
};

function journey(openOne: () => Promise<EventPortal>): void {
  let portal: EventPortal;
  let day: Day;
  let event: EventSeen;
  let filed: SeenCase;

  beforeAll(async () => {
    portal = await openOne();
    day = beginDay(portal, '2026-11-23');
  });
  afterAll(() => portal.close());

  test('A grid officer finds gas cylinders in a house, and the town’s centre sends its own bureau', async () => {
    day.at('10:00');
    const files = [await portal.photograph('grid.officer', corner)];
    const report = { description: '民房内违规存放液化气钢瓶。', ...market, files, priority: 'URGENT' };
    event = await day.does('10:00', 'grid.officer', 'reportEvent', null, { report });
    await day.does('10:02', 'town.dispatcher', 'acceptEvent', event);
    const filing = { category: '0602', platform: '综合执法局' };
    const { id, version } = await day.does('10:03', 'town.dispatcher', 'fileEvent', event, filing);
    // The duty names the county's department; who is nearer needs a reason.
    const bureau = { id, version, leadOrganization: '320281104-enforcement-bureau' };
    expect(await portal.refusal('town.dispatcher', 'dispatchEvent', bureau)).toBe('INVALID LEAD_NEEDS_REASON');
    const order = { ...bureau, reason: '镇已承接该处罚事项,就近当场查处。' };
    event = await day.does('10:04', 'town.dispatcher', 'dispatchEvent', event, order);
    expect(await portal.stateOf(event)).toBe('DISPATCHED');
  });

  test('No case grows out of it before the lead has taken it on, and none by another town', async () => {
    const early = await open(portal, { ...asked, eventNo: event.eventNo });
    expect(refusal(early)).toEqual(['CONFLICT', 'EVENT_NOT_IN_HANDLING']);
    expect(sentence(early)).toBe(
      `事件「${event.eventNo}」状态为 DISPATCHED,主办单位为「320281104-enforcement-bureau」;须由主办单位在处置中立案。`,
    );
    await day.does('10:07', 'enforcement.officer', 'acceptAssignment', event);
    const strangers = { ...asked, eventNo: event.eventNo, officers: ['JY000634', 'JY000635'] };
    const stranger = await open(portal, strangers, 'enforcement.officer2');
    expect(refusal(stranger)).toEqual(['CONFLICT', 'GRANT_NOT_ACTIVE']);
    expect(sentence(stranger)).toContain('「320281001-enforcement-bureau」在 2026-11-23 不持有事项「0204031000」');
  });

  test('The town that holds the power files and decides the case on the spot, within minutes of the report', async () => {
    const evidence = [await portal.photograph('enforcement.officer', corner)];
    filed = await day.opensCase('10:11', { ...asked, eventNo: event.eventNo, evidence });
    const fined = { decision: { penalties: ['FINE'], fine: '3000', reasons: '无证经营瓶装燃气,存在安全隐患。' } };
    const decided = await day.inTheCase('10:14', 'decideOnTheSpot', filed, fined);
    await day.inTheCase('10:15', 'serveDecision', decided);

    const { data, errors } = await portal.ask(
      `query ($caseNo: ID!) {
         case(caseNo: $caseNo) { filedAt fine subject { code } decision { decidedAt authority legalBasis intact }
           event { eventNo reportedAt } powerItem { name } } }`,
      { caseNo: filed.caseNo },
      { as: 'enforcement.officer' },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      case: {
        filedAt: '2026-11-23T02:11:00.000Z',
        fine: '3000.00',
        subject: { code: '320281104-government' },
        decision: {
          decidedAt: '2026-11-23T02:14:00.000Z',
          authority: '徐霞客镇人民政府',
          legalBasis: '《城镇燃气管理条例》第四十五条',
          intact: true,
        },
        event: { eventNo: event.eventNo, reportedAt: '2026-11-23T02:00:00.000Z' },
        powerItem: { name: '对瓶装燃气经营者未取得许可从事燃气经营的处罚' },
      },
    });
    const { filedAt, event: from } = Object(data?.['case']) as { filedAt: string; event: { reportedAt: string } };
    expect((Date.parse(filedAt) - Date.parse(from.reportedAt)) / 60_000).toBe(11);
  });

  test('The event names the case on its timeline, and goes on to its end within its hour', async () => {
    day.at('10:50');
    const files = [await portal.photograph('enforcement.officer', market)];
    await day.does('10:50', 'enforcement.officer', 'finishHandling', event, {
      result: '钢瓶已转移至持证站点。',
      files,
    });
    await day.does('10:55', 'town.dispatcher', 'assignVerifier', event, { staffNumber: staff['grid.admin'] });
    await day.does('11:30', 'grid.admin', 'passVerification', event);
    const { data } = await portal.ask(
      `query ($id: ID!) { event(id: $id) { state late simple namedLead { code } cases { caseNo state }
         timeline { verb values { name value } } timelineBrokenAt } }`,
      { id: event.id },
      { as: 'town.dispatcher' },
    );
    const { timeline, ...seen } = Object(data?.['event']) as {
      timeline: { verb: string; values: { name: string; value: string }[] }[];
    };
    expect(seen).toEqual({
      state: 'CLOSED',
      late: false,
      simple: false,
      namedLead: { code: '320281-housing-construction' },
      cases: [{ caseNo: filed.caseNo, state: 'SERVED' }],
      timelineBrokenAt: null,
    });
    const notes = timeline.filter(({ verb }) => verb === 'noteCase');
    expect(notes.map(({ values }) => values)).toEqual([
      expect.arrayContaining([
        { name: 'caseNo', value: '徐霞客镇罚〔2026〕1号' },
        { name: 'powerItemCode', value: unlicensedGas },
      ]),
    ]);
    expect(day.answers.filter((answer) => /Case|Spot|Decision/.test(answer))).toEqual([
      '10:11 openSimpleCase CLUE',
      '10:14 decideOnTheSpot DECIDED',
      '10:15 serveDecision SERVED',
    ]);
  });
}

describe('S-02: gas cylinders, found by the grid and fined on the spot', () => {
  describe('in one process', () => journey(openEventPortal));
  describeApart('with enforcement as a server of its own', () => journey(() => openApart('enforcement')));
});
