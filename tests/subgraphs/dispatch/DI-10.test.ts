import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openTaian, type TaianPortal, urban } from './taian.js';

let portal: TaianPortal;

beforeAll(async () => {
  portal = await openTaian();
});

beforeEach(() => {
  portal.clock.moment = new Date('2026-12-07T01:00:00Z');
});

afterAll(() => portal.close());

const figures = `calls rejected responded resolved acceptedShare medianResponseMinutes resolvedAtFirstRatingShare
  meanTownRating meanDepartmentRating notRated`;

async function summaries(): Promise<{ department: { callSummary: unknown }; town: { callSummary: unknown } }> {
  const { data } = await portal.ask(
    `{ department: organization(code: "${urban}") { callSummary { ${figures} } }
       town: region(code: "370911110") { callSummary { ${figures} } } }`,
    {},
    { as: 'taian.county' },
  );
  return data as never;
}

async function eventsOf(name: string, { id }: { readonly id: string }): Promise<Record<string, unknown>[]> {
  const rows = await portal.portal.database.administer((run) =>
    run(`select payload from kit.events where name = ? and about = ? order by emitted_at, id`, [name, id]),
  );
  return rows.map(({ payload }) => payload as Record<string, unknown>);
}

describe('DI-10: one call, one rating by either side', () => {
  test('nothing is closed while a side has not rated, and each rates once, from 1 to 5', async () => {
    const resolved = await portal.callTo('RESOLVED');
    expect(await portal.refused('taian.county', 'closeCall', { ...resolved })).toBe('CONFLICT RATING_MISSING');
    expect(await portal.refused('taian.leader', 'rateCall', { ...resolved, satisfaction: 6 })).toBe(
      'INVALID RATING_RANGE',
    );
    expect(await portal.refused('taian.resources', 'rateCall', { ...resolved, satisfaction: 5 })).toBe(
      'FORBIDDEN NOT_CALL_PARTY',
    );
    expect(await portal.refused('taian.county', 'rateCall', { ...resolved, satisfaction: 5 })).toBe(
      'FORBIDDEN ROLE_MISSING',
    );
    const once = await portal.does('taian.dispatcher', 'rateCall', { ...resolved, satisfaction: 4 });
    expect(await portal.refused('taian.leader', 'rateCall', { ...once, satisfaction: 5 })).toBe(
      'CONFLICT DUPLICATE_RATING',
    );
    expect(await portal.refused('taian.county', 'closeCall', { ...once })).toBe('CONFLICT RATING_MISSING');
    const rated = await portal.does('taian.urban', 'rateCall', { ...once, satisfaction: 5, comment: '镇街配合有力。' });
    const closed = await portal.does('taian.county', 'closeCall', { ...rated });
    expect(closed.state).toBe('CLOSED');
    expect(await eventsOf('CallRated', closed)).toMatchObject([
      { direction: 'TOWN_TO_DEPARTMENT', satisfaction: 4, rateeCode: urban, round: 1 },
      { direction: 'DEPARTMENT_TO_TOWN', satisfaction: 5, rateeCode: '370911110-government', round: 1 },
    ]);
    expect(await eventsOf('CallClosed', closed)).toMatchObject([{ townToDepartment: 4, departmentToTown: 5 }]);
  });

  test('a rating that nobody gives in five working days is not invented: it is not rated, and is counted', async () => {
    const before = (await summaries()).department.callSummary;
    const resolved = await portal.callTo('RESOLVED');
    const once = await portal.does('taian.leader', 'rateCall', { ...resolved, satisfaction: 3 });
    await portal.passTo('2026-12-14T15:59:59Z');
    expect((await portal.callSeen(once, 'state'))['state']).toBe('RESOLVED');
    expect(await portal.refused('taian.county', 'closeCall', { ...once })).toBe('CONFLICT RATING_MISSING');
    await portal.passTo('2026-12-14T16:00:00Z');
    const expired = await portal.callSeen(once, 'id version state notRated ratings { direction satisfaction }');
    expect(expired).toMatchObject({
      state: 'RATED',
      notRated: ['DEPARTMENT_TO_TOWN'],
      ratings: [{ direction: 'TOWN_TO_DEPARTMENT', satisfaction: 3 }],
    });
    const closed = await portal.does('taian.county', 'closeCall', { ...expired });
    expect(await eventsOf('CallClosed', closed)).toMatchObject([{ townToDepartment: 3, departmentToTown: null }]);
    // Of 4 and 3; of 5 alone.
    expect(before).toMatchObject({ meanTownRating: 4, meanDepartmentRating: 5, notRated: 0 });
    expect((await summaries()).department.callSummary).toMatchObject({
      meanTownRating: 3.5,
      meanDepartmentRating: 5,
      notRated: 1,
    });
  });

  test('two points of the town have it handled once more, and once alone', async () => {
    const resolved = await portal.callTo('RESOLVED');
    const byDepartment = await portal.does('taian.urban', 'rateCall', { ...resolved, satisfaction: 5 });
    const again = await portal.does('taian.leader', 'rateCall', {
      ...byDepartment,
      satisfaction: 2,
      comment: '回潮。',
    });
    expect(again.state).toBe('HANDLING');
    const second = await portal.does<{ round: number }>(
      'taian.urban',
      'resolveCall',
      { ...again, result: '再次整治。' },
      'round',
    );
    expect(second).toMatchObject({ state: 'RESOLVED', round: 2 });
    // What the department gave before was for the first time; it rates anew.
    const low = await portal.does('taian.leader', 'rateCall', { ...second, satisfaction: 1 });
    expect(low.state).toBe('RESOLVED');
    const rated = await portal.does('taian.urban', 'rateCall', { ...low, satisfaction: 4 });
    expect(rated.state).toBe('RATED');
    const seen = await portal.callSeen(rated, 'ratings { direction satisfaction round } findings { kind }');
    expect(seen).toEqual({
      ratings: [
        { direction: 'DEPARTMENT_TO_TOWN', satisfaction: 5, round: 1 },
        { direction: 'TOWN_TO_DEPARTMENT', satisfaction: 2, round: 1 },
        { direction: 'TOWN_TO_DEPARTMENT', satisfaction: 1, round: 2 },
        { direction: 'DEPARTMENT_TO_TOWN', satisfaction: 4, round: 2 },
      ],
      findings: [{ kind: 'RESPONSE_INACTION' }],
    });
  });

  test('呼得准、应得快、办得好: six of seven accepted, the median minutes to respond, and two of three passed at once', async () => {
    const judging = await portal.callTo('JUDGING');
    await portal.does('taian.county', 'rejectCall', { ...judging, ground: 'OTHER', reason: '不属县级部门职责。' });
    // Three were responded to at once, three after 30, 90 and 120 minutes: the median is 15.
    for (const moment of ['2026-12-07T01:30:00Z', '2026-12-07T02:30:00Z', '2026-12-07T03:00:00Z']) {
      portal.clock.moment = new Date('2026-12-07T01:00:00Z');
      const assigned = await portal.callTo('ASSIGNED');
      portal.clock.moment = new Date(moment);
      await portal.callTo('RESPONDED', assigned);
    }
    const { department, town } = await summaries();
    expect(town.callSummary).toEqual({
      calls: 7,
      rejected: 1,
      responded: 6,
      resolved: 3,
      acceptedShare: 6 / 7,
      medianResponseMinutes: 15,
      resolvedAtFirstRatingShare: 2 / 3,
      meanTownRating: (4 + 3 + 1) / 3,
      meanDepartmentRating: (5 + 4) / 2,
      notRated: 1,
    });
    expect(department.callSummary).toMatchObject({ calls: 6, rejected: 0, acceptedShare: 1 });
    const stranger = await portal.ask(
      `{ region(code: "370911110") { callSummary { calls meanTownRating notRated } } }`,
      {},
      { as: 'town.leader' },
    );
    expect(stranger.data).toEqual({ region: { callSummary: { calls: 0, meanTownRating: null, notRated: 0 } } });
  });
});
