import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openPortal } from '../../support/portal.js';
import { verbsOn } from '../../support/verb-portal.js';
import { matter, openTaian, type TaianPortal, urban } from './taian.js';

let portal: TaianPortal;

beforeAll(async () => {
  portal = await openTaian();
});

beforeEach(() => {
  portal.clock.moment = new Date('2026-12-07T01:00:00Z');
});

afterAll(() => portal.close());

describe('DI-08: a town calls', () => {
  test('the county judges, the department responds, both rate, and it is closed, with every step on record', async () => {
    const drafted = await portal.draft();
    expect(drafted).toMatchObject({ state: 'DRAFT', callNo: 'C37091111020261207000001' });
    const resolved = await portal.callTo('RESOLVED', drafted);
    const once = await portal.does('taian.leader', 'rateCall', { ...resolved, satisfaction: 5, comment: '彻底根治。' });
    expect(once.state).toBe('RESOLVED');
    const twice = await portal.does('taian.urban', 'rateCall', { ...once, satisfaction: 4 });
    expect(twice.state).toBe('RATED');
    const closed = await portal.does('taian.county', 'closeCall', { ...twice });
    const seen = await portal.callSeen(
      closed,
      `state timelineBrokenAt timeline { verb toState } town { code } leadDepartment { code } coDepartments { code }
       ratings { direction satisfaction rater { code } ratee { code } } notRated duty { code } namedLead { code }`,
    );
    expect(seen).toEqual({
      state: 'CLOSED',
      timelineBrokenAt: null,
      timeline: [
        { verb: 'draftCall', toState: 'DRAFT' },
        { verb: 'raiseCall', toState: 'CALLED' },
        { verb: 'takeCall', toState: 'JUDGING' },
        { verb: 'acceptCall', toState: 'ASSIGNED' },
        { verb: 'respondToCall', toState: 'RESPONDED' },
        { verb: 'startCallHandling', toState: 'HANDLING' },
        { verb: 'finishMeasure', toState: 'HANDLING' },
        { verb: 'finishMeasure', toState: 'HANDLING' },
        { verb: 'resolveCall', toState: 'RESOLVED' },
        { verb: 'rateCall', toState: 'RESOLVED' },
        { verb: 'rateCall', toState: 'RATED' },
        { verb: 'closeCall', toState: 'CLOSED' },
      ],
      town: { code: '370911110-government' },
      leadDepartment: { code: urban },
      coDepartments: [{ code: '370911-natural-resources' }],
      ratings: [
        {
          direction: 'TOWN_TO_DEPARTMENT',
          satisfaction: 5,
          rater: { code: '370911110-government' },
          ratee: { code: urban },
        },
        {
          direction: 'DEPARTMENT_TO_TOWN',
          satisfaction: 4,
          rater: { code: urban },
          ratee: { code: '370911110-government' },
        },
      ],
      notRated: [],
      duty: { code: 'SD0601' },
      namedLead: { code: '320281-urban-management' },
    });
  });

  test('only for what it tried to settle itself, and only where the county answers', async () => {
    const silent = await portal.draft({ ownEfforts: '  ' });
    expect(await portal.refused('taian.leader', 'raiseCall', { ...silent })).toBe('INVALID OWN_EFFORTS_MISSING');
    const raised = await portal.does('taian.leader', 'raiseCall', { ...silent, ownEfforts: '已清理三次。' });
    expect(raised.state).toBe('CALLED');
    // 江阴’s profile has no platform that answers: the system is 泰安’s.
    expect(await portal.refused('town.leader', 'draftCall', { call: matter })).toBe('CONFLICT CALLS_NOT_PROVIDED');
    expect(await portal.sentence('town.leader', 'draftCall', { call: matter })).toBe(
      '320281 的规则未设“响应”平台,不受理呼叫。',
    );
    expect(await portal.refused('taian.urban', 'draftCall', { call: matter })).toBe('FORBIDDEN ROLE_MISSING');
    expect(await portal.refused('taian.leader', 'draftCall', { call: { ...matter, duty: 'SD9999' } })).toBe(
      'NOT_FOUND',
    );
    expect(await portal.refused('taian.leader', 'draftCall', { call: { ...matter, eventNo: 'E0' } })).toBe('NOT_FOUND');
  });

  test('each step is done by whom it is for', async () => {
    const called = await portal.callTo('CALLED');
    expect(await portal.refused('taian.leader', 'takeCall', { ...called })).toBe('FORBIDDEN ROLE_MISSING');
    const judging = await portal.callTo('JUDGING', called);
    const accepting = { ...judging, judgement: '由执法局牵头。' };
    expect(await portal.refused('taian.county', 'acceptCall', { ...accepting, leadDepartment: urban })).toBe(
      'INVALID LEAD_NEEDS_REASON',
    );
    expect(await portal.refused('taian.county', 'acceptCall', accepting)).toBe('INVALID ORGANIZATION_ELSEWHERE');
    const assigned = await portal.callTo('ASSIGNED', judging);
    expect(await portal.refused('taian.resources', 'respondToCall', { ...assigned, measures: [] })).toBe(
      'FORBIDDEN NOT_LEAD_DEPARTMENT',
    );
    const actions = await portal.callSeen(assigned, 'allowedActions { verb may reason }', 'taian.urban');
    expect(actions['allowedActions']).toContainEqual({ verb: 'respondToCall', may: true, reason: null });
    expect(actions['allowedActions']).toContainEqual({ verb: 'rateCall', may: false, reason: 'WRONG_STATE' });
    // Another town sees nothing of it.
    expect(await portal.refused('town.leader', 'startCallHandling', { ...assigned })).toBe('NOT_FOUND');
  });

  test('is on the board of the county and of the town from the call to its end (DI-04)', async () => {
    const board = async (): Promise<unknown> => {
      const query = '{ commandCentre(code: "ZX370911") { board { openCalls lines { centre { code } openCalls } } } }';
      const { data } = await portal.ask(query, {}, { as: 'taian.county' });
      return (Object(data?.['commandCentre']) as { board: unknown }).board;
    };
    const showing = (openCalls: number) => ({ openCalls, lines: [{ centre: { code: 'ZX370911110' }, openCalls }] });
    // Of the calls above one is called, one assigned, and one closed.
    const drafted = await portal.draft();
    expect(await board()).toEqual(showing(2));
    const judging = await portal.callTo('JUDGING', drafted);
    expect(await board()).toEqual(showing(3));
    await portal.does('taian.county', 'rejectCall', { ...judging, ground: 'OTHER', reason: '不属县级部门职责。' });
    expect(await board()).toEqual(showing(2));
  });

  test('a simple event is called for with a reason alone, and counts as reckless (DI-25)', async () => {
    const { eventNo } = await portal.fileEvent();
    const drafted = await portal.draft({ eventNo, duty: null });
    expect(await portal.refused('taian.leader', 'raiseCall', { ...drafted })).toBe('INVALID SIMPLE_EVENT_NEEDS_REASON');
    const raised = await portal.does<{ reckless: boolean; sourceEvent: object }>(
      'taian.leader',
      'raiseCall',
      { ...drafted, reason: '摊点跨镇流动。' },
      'reckless sourceEvent { eventNo }',
    );
    expect(raised).toMatchObject({ state: 'CALLED', reckless: true, sourceEvent: { eventNo } });
  });

  test('for what no duty names, the county says who leads', async () => {
    const judging = await portal.callTo('JUDGING', await portal.draft({ duty: null }));
    const accepting = { ...judging, judgement: '由执法局牵头。', reason: '清单未列。' };
    expect(await portal.refused('taian.county', 'acceptCall', accepting)).toBe('INVALID LEAD_MISSING');
    const assigned = await portal.does('taian.county', 'acceptCall', { ...accepting, leadDepartment: urban });
    expect(assigned.state).toBe('ASSIGNED');
  });

  test('only as somebody of a town, and of one that has a government', async () => {
    const nowhere = [
      { username: 'county.leader', roles: ['town_leader'], regions: ['370911'] },
      { username: 'new.town.leader', roles: ['town_leader'], regions: ['370911999'] },
    ];
    const local = verbsOn('dispatch', await openPortal({ beside: portal, accounts: nowhere }));
    try {
      for (const { username } of nowhere) {
        expect(await local.refusal(username, 'draftCall', { call: matter })).toBe('INVALID TOWN_MISSING');
      }
    } finally {
      await local.close();
    }
  });
});
