import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openTaian, type TaianPortal, town, urban } from './taian.js';

let portal: TaianPortal;

beforeAll(async () => {
  portal = await openTaian();
});

beforeEach(() => {
  portal.clock.moment = new Date('2026-12-07T01:00:00Z');
});

afterAll(() => portal.close());

describe('DI-11: the four failures are found by rule', () => {
  test('不呼叫: open for twice its limit in a town that only cooperates, and no call', async () => {
    // Two working hours for 0204, whose duty is a department’s first.
    const silent = await portal.fileEvent();
    const calling = await portal.fileEvent();
    const drafted = await portal.draft({ eventNo: calling.eventNo });
    await portal.does('taian.leader', 'raiseCall', { ...drafted, reason: '摊点跨镇流动。' });
    // Four working hours from nine, the noon rest between.
    await portal.passTo('2026-12-07T06:59:59Z');
    expect(await portal.findings('NOT_CALLING')).toEqual([]);
    await portal.passTo('2026-12-07T07:00:00Z');
    expect(await portal.findings('NOT_CALLING')).toMatchObject([
      { state: 'SUSPECTED', detectedBy: 'RULE', subject: { code: town }, event: { eventNo: silent.eventNo } },
    ]);
    await portal.passTo('2026-12-08T07:00:00Z');
    expect(await portal.findings('NOT_CALLING')).toHaveLength(1);
  });

  test('不呼叫: a citizen had to go to the county’s hotline about what the town holds', async () => {
    const held = await portal.fileEvent();
    const before = (await portal.findings('NOT_CALLING')).length;
    const own = await portal.report('taian.officer', { longitude: 117.065, latitude: 35.945 });
    await portal.act('taian.dispatcher', 'mergeEvent', { ...own, into: held.eventNo });
    expect(await portal.findings('NOT_CALLING')).toHaveLength(before);
    const ticket = {
      source: 'HOTLINE_12345',
      externalRef: 'TA-1',
      description: '马路市场仍无人管。',
      longitude: 117.065,
      latitude: 35.945,
    };
    const caller = await portal.act('taian.hotline', 'ingestEvent', { ticket });
    await portal.act('taian.dispatcher', 'mergeEvent', { ...caller, into: held.eventNo });
    const found = await portal.findings('NOT_CALLING');
    expect(found).toHaveLength(before + 1);
    expect(found.at(-1)).toMatchObject({ event: { eventNo: held.eventNo } });
    expect(found.at(-1)?.detail).toContain('越级反映');
  });

  test('乱呼叫: two calls of a quarter for what is the town’s own, or a repetition', async () => {
    const first = await portal.callTo('JUDGING');
    const unfounded = { ...first, reason: '该镇已有此项权力。' };
    expect(
      await portal.refused('taian.county', 'rejectCall', {
        ...unfounded,
        ground: 'WITHIN_TOWN_POWER',
        item: '0201002000',
      }),
    ).toBe('CONFLICT GROUND_UNFOUNDED');
    expect(
      await portal.refused('taian.county', 'rejectCall', {
        ...unfounded,
        ground: 'DUPLICATE',
        duplicateOf: first.callNo,
      }),
    ).toBe('CONFLICT GROUND_UNFOUNDED');
    const earlier = await portal.draft();
    const repeated = { ground: 'DUPLICATE', duplicateOf: earlier.callNo, reason: '与此前呼叫重复。' };
    await portal.does('taian.county', 'rejectCall', { ...first, ...repeated });
    // The simple event that was called for above counts, too: this makes two.
    expect(await portal.findings('RECKLESS_CALLING')).toMatchObject([
      { state: 'SUSPECTED', subject: { code: town }, call: { callNo: first.callNo } },
    ]);
    const other = await portal.callTo('JUDGING');
    await portal.does('taian.county', 'rejectCall', { ...other, ground: 'OTHER', reason: '请按信访程序办理。' });
    const third = await portal.callTo('JUDGING');
    await portal.does('taian.county', 'rejectCall', { ...third, ...repeated });
    // One finding for a quarter; the next one begins anew.
    expect(await portal.findings('RECKLESS_CALLING')).toHaveLength(1);
    portal.clock.moment = new Date('2027-01-04T01:00:00Z');
    const next = await portal.callTo('JUDGING');
    await portal.does('taian.county', 'rejectCall', { ...next, ...repeated });
    expect(await portal.findings('RECKLESS_CALLING')).toHaveLength(1);
  });

  test('呼叫不响应 and 响应不作为: a department lets its time pass before and after it responds', async () => {
    const assigned = await portal.callTo('ASSIGNED');
    const handling = await portal.callTo('HANDLING');
    await portal.passTo('2026-12-09T16:00:00Z');
    expect((await portal.findings('CALL_NOT_RESPONDED')).at(-1)).toMatchObject({
      subject: { code: urban },
      call: { callNo: assigned.callNo },
    });
    await portal.passTo('2026-12-21T16:00:00Z');
    expect((await portal.findings('RESPONSE_INACTION')).at(-1)).toMatchObject({
      subject: { code: urban },
      call: { callNo: handling.callNo },
    });
  });

  test('a finding is notified, answered and put right, or dismissed with its reason', async () => {
    const [found] = await portal.findings('CALL_NOT_RESPONDED');
    expect(await portal.refused('taian.county', 'notifyFinding', { ...found })).toBe('FORBIDDEN ROLE_MISSING');
    const notified = await portal.does('taian.supervision', 'notifyFinding', { ...found });
    expect(await portal.refused('taian.resources', 'answerFinding', { ...notified, answer: '已办。' })).toBe(
      'FORBIDDEN NOT_SUBJECT',
    );
    const answered = await portal.does('taian.urban', 'answerFinding', { ...notified, answer: '已指定专人值守。' });
    expect(answered.state).toBe('RECTIFYING');
    const right = await portal.does('taian.supervision', 'confirmFindingRectified', {
      ...answered,
      conclusion: '整改到位。',
    });
    expect(right.state).toBe('RECTIFIED');
    const [reckless] = await portal.findings('RECKLESS_CALLING');
    const dismissed = await portal.does('taian.supervision', 'dismissFinding', {
      ...reckless,
      conclusion: '呼叫理由成立。',
    });
    expect(dismissed.state).toBe('DISMISSED');
    const raised = await portal.does<{ detectedBy: string }>(
      'taian.supervision',
      'raiseFinding',
      { kind: 'RESPONSE_INACTION', subject: urban, detail: '现场督查发现措施未落实。' },
      'detectedBy',
    );
    expect(raised).toMatchObject({ state: 'SUSPECTED', detectedBy: 'MANUAL' });
  });
});
