import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openTaian, type TaianPortal } from './taian.js';

let portal: TaianPortal;

beforeAll(async () => {
  portal = await openTaian();
});

beforeEach(() => {
  // A Monday morning at nine.
  portal.clock.moment = new Date('2026-12-07T01:00:00Z');
});

afterAll(() => portal.close());

interface Deadline {
  readonly name: string;
  readonly state: string;
  readonly dueAt: string;
}

async function deadlinesOf(call: { readonly id: string }): Promise<Deadline[]> {
  return (await portal.callSeen(call, 'deadlines { name state dueAt }'))['deadlines'] as Deadline[];
}

describe('DI-09: each stage has its time', () => {
  test('two hours to take, one working day to judge, two to respond, ten to resolve, five to rate', async () => {
    const resolved = await portal.callTo('RESOLVED');
    expect(await deadlinesOf(resolved)).toEqual([
      { name: 'take', state: 'MET', dueAt: '2026-12-07T03:00:00.000Z' },
      { name: 'judge', state: 'MET', dueAt: '2026-12-08T16:00:00.000Z' },
      { name: 'respond', state: 'MET', dueAt: '2026-12-09T16:00:00.000Z' },
      { name: 'resolve', state: 'MET', dueAt: '2026-12-21T16:00:00.000Z' },
      { name: 'rate', state: 'RUNNING', dueAt: '2026-12-14T16:00:00.000Z' },
    ]);
  });

  test('of working days: what is assigned on a Friday is judged by Monday and responded to by Tuesday', async () => {
    portal.clock.moment = new Date('2026-12-11T01:00:00Z');
    const responded = await portal.callTo('RESPONDED');
    expect(await deadlinesOf(responded)).toMatchObject([
      { name: 'take', dueAt: '2026-12-11T03:00:00.000Z' },
      { name: 'judge', dueAt: '2026-12-14T16:00:00.000Z' },
      { name: 'respond', dueAt: '2026-12-15T16:00:00.000Z' },
      { name: 'resolve', dueAt: '2026-12-25T16:00:00.000Z' },
    ]);
  });

  test('a call that nobody takes is told to the county’s centre and its director', async () => {
    const called = await portal.callTo('CALLED');
    await portal.passTo('2026-12-07T02:59:59Z');
    const told = () =>
      portal.portal.database.administer((run) =>
        run(
          `select payload->>'kind' as kind, payload->>'staffNumber' as staff from kit.events
              where name = 'Notification' and about = ?`,
          [called.id],
        ),
      );
    expect(await told()).toEqual([]);
    await portal.passTo('2026-12-07T03:00:00Z');
    expect(await told()).toEqual([{ kind: 'CALL_OVERDUE', staff: 'DY000001' }]);
  });

  test('a department that lets two working days pass is found, once, and may respond still', async () => {
    const assigned = await portal.callTo('ASSIGNED');
    const before = (await portal.findings('CALL_NOT_RESPONDED')).length;
    await portal.passTo('2026-12-09T15:59:59Z');
    expect(await portal.findings('CALL_NOT_RESPONDED')).toHaveLength(before);
    await portal.passTo('2026-12-09T16:00:00Z');
    await portal.passTo('2026-12-11T16:00:00Z');
    const found = await portal.callSeen(assigned, 'version state findings { kind state detectedBy subject { code } }');
    expect(found).toMatchObject({
      state: 'ASSIGNED',
      findings: [
        {
          kind: 'CALL_NOT_RESPONDED',
          state: 'SUSPECTED',
          detectedBy: 'RULE',
          subject: { code: '370911-urban-management' },
        },
      ],
    });
    expect((await portal.callTo('HANDLING', { ...assigned, ...found } as never)).state).toBe('HANDLING');
  });

  test('ten working days are extended once, by ten at most; then inaction is found', async () => {
    const handling = await portal.callTo('HANDLING');
    const extension = { ...handling, reason: '便民市场施工受雨雪影响。' };
    expect(await portal.refused('taian.county', 'extendCall', { ...extension, days: 11 })).toBe(
      'INVALID EXTENSION_TOO_LONG',
    );
    expect(await portal.refused('taian.urban', 'extendCall', { ...extension, days: 10 })).toBe(
      'FORBIDDEN ROLE_MISSING',
    );
    const extended = await portal.does('taian.county', 'extendCall', { ...extension, days: 10 });
    expect(extended.state).toBe('EXTENDED');
    // Twenty working days from 7 December; of 2027 nobody has published a holiday yet, so New Year’s Day is worked.
    expect((await deadlinesOf(extended)).at(-1)).toMatchObject({ name: 'resolve', dueAt: '2027-01-04T16:00:00.000Z' });
    expect(await portal.refused('taian.county', 'extendCall', { ...extended, days: 1, reason: '再延' })).toBe(
      'CONFLICT WRONG_STATE',
    );
    await portal.passTo('2027-01-04T15:59:59Z');
    expect((await portal.callSeen(extended, 'findings { kind }'))['findings']).toEqual([]);
    await portal.passTo('2027-01-04T16:00:00Z');
    expect((await portal.callSeen(extended, 'findings { kind }'))['findings']).toEqual([{ kind: 'RESPONSE_INACTION' }]);
  });

  test('what was responded to and never begun is found after ten working days, too', async () => {
    const responded = await portal.callTo('RESPONDED');
    await portal.passTo('2026-12-21T16:00:00Z');
    expect(await portal.callSeen(responded, 'state findings { kind }')).toEqual({
      state: 'RESPONDED',
      findings: [{ kind: 'RESPONSE_INACTION' }],
    });
  });
});
