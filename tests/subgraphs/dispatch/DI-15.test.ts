import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { measures, openTaian, resources, type TaianPortal, town, urban } from './taian.js';

let portal: TaianPortal;

beforeAll(async () => {
  portal = await openTaian();
});

beforeEach(() => {
  portal.clock.moment = new Date('2026-12-07T01:00:00Z');
});

afterAll(() => portal.close());

const team = { name: '明珠东路专门治理小组', leader: 'DY000016' };

describe('DI-15: a team with a plan', () => {
  test('has a measure at least, each with its owner and its day', async () => {
    const assigned = await portal.callTo('ASSIGNED');
    const respond = (given: unknown) =>
      portal.refused('taian.urban', 'respondToCall', { ...assigned, measures: given });
    expect(await respond([])).toBe('INVALID MEASURES_MISSING');
    const [eased] = measures;
    expect(await respond([{ ...eased, owner: '370911-market-regulation' }])).toBe('INVALID MEASURE_UNFIT');
    expect(await respond([{ ...eased, dueOn: '2026-12-06' }])).toBe('INVALID MEASURE_UNFIT');
    expect(await respond([{ ...eased, content: ' ' }])).toBe('INVALID MEASURE_UNFIT');
    expect(await respond(Array.from({ length: 21 }, () => eased))).toBe('INVALID MEASURES_MISSING');
    expect(await portal.sentence('taian.urban', 'respondToCall', { ...assigned, measures: [] })).toBe(
      '方案须有 1—20 项措施,收到 0 项。',
    );
    expect(
      await portal.refused('taian.urban', 'respondToCall', {
        ...assigned,
        measures,
        team: { ...team, leader: 'DY999999' },
      }),
    ).toBe('NOT_FOUND');
    // The town may own a measure as well, and the last day may be today.
    const responded = await portal.does<{ measures: object[] }>(
      'taian.urban',
      'respondToCall',
      { ...assigned, measures: [{ ...eased, owner: town, dueOn: '2026-12-07' }] },
      'measures { number kind dueOn doneAt owner { code } } team { name }',
    );
    expect(responded).toMatchObject({
      measures: [{ number: 1, kind: 'EASE', dueOn: '2026-12-07', doneAt: null, owner: { code: town } }],
      team: null,
    });
  });

  test('settles the call when every measure is done, and is dissolved when that is closed', async () => {
    const handling = await portal.callTo('HANDLING');
    const teamOf = async () =>
      (await portal.callSeen(handling, 'team { name leader { number } members { code } formedAt dissolvedAt }'))[
        'team'
      ];
    expect(await teamOf()).toEqual({
      ...{ name: team.name, leader: { number: 'DY000016' }, members: [{ code: urban }, { code: resources }] },
      ...{ formedAt: '2026-12-07T01:00:00.000Z', dissolvedAt: null },
    });
    const early = { ...handling, result: '已根治。' };
    expect(await portal.refused('taian.urban', 'resolveCall', early)).toBe('CONFLICT MEASURES_OPEN');
    expect(await portal.sentence('taian.urban', 'resolveCall', early)).toBe('尚有措施未完成:第 1、2 项。');
    const done = await portal.does('taian.resources', 'finishMeasure', { ...handling, measure: 1, result: '已开业。' });
    expect(await portal.refused('taian.urban', 'finishMeasure', { ...done, measure: 1, result: '再来' })).toBe(
      'CONFLICT MEASURE_UNKNOWN',
    );
    expect(await portal.refused('taian.urban', 'resolveCall', { ...done, result: '已根治。' })).toBe(
      'CONFLICT MEASURES_OPEN',
    );
    const both = await portal.does('taian.urban', 'finishMeasure', { ...done, measure: 2, result: '已到位。' });
    const resolved = await portal.does('taian.urban', 'resolveCall', { ...both, result: '已根治。' });
    const once = await portal.does('taian.leader', 'rateCall', { ...resolved, satisfaction: 5 });
    const rated = await portal.does('taian.urban', 'rateCall', { ...once, satisfaction: 5 });
    portal.clock.moment = new Date('2026-12-07T02:00:00Z');
    await portal.does('taian.county', 'closeCall', { ...rated });
    expect(await teamOf()).toMatchObject({ dissolvedAt: '2026-12-07T02:00:00.000Z' });
  });
});
