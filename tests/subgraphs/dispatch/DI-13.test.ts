import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CallSeen, openTaian, resources, type TaianPortal, urban } from './taian.js';

let portal: TaianPortal;

beforeAll(async () => {
  portal = await openTaian();
  // Six counties answer on four kinds of platform; here one county changes its own from week to week.
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-platforms-'));
  const lines = [
    '县级代码,版本,生效日期,项目,值,依据,来源',
    '370911,4,2026-12-14,call.platform,OWN,新建“办城事”数字平台,ours',
    '370911,5,2026-12-21,call.platform,GOVERNANCE,依托社会治安综合治理信息平台,ours',
    '370911,6,2026-12-28,call.platform,CITY_MANAGEMENT,依托智慧城市管理一体化信息平台,ours',
  ];
  await writeFile(path.join(folder, 'profile.csv'), `${lines.join('\n')}\n`);
  const reports = await portal.onboard(folder);
  await rm(folder, { recursive: true });
  expect(reports.flatMap(({ refusals }) => refusals)).toEqual([]);
});

afterAll(() => portal.close());

let told = 0;

/** Tells a step as the county’s platform does. */
function relay({ callNo }: { readonly callNo: string }, word: string, change: object = {}): Promise<CallSeen> {
  told += 1;
  const step = { callNo, externalRef: `R-${told}`, word, note: '见平台记录。', ...change };
  return portal.does<CallSeen>('taian.hotline', 'relayCallStep', { step }, 'callNo');
}

async function statesOf(call: CallSeen): Promise<unknown> {
  const seen = await portal.callSeen(call, 'timeline { verb toState }');
  return (seen['timeline'] as { verb: string; toState: string }[]).map(({ verb, toState }) => `${verb} ${toState}`);
}

const native = [
  'draftCall DRAFT',
  'raiseCall CALLED',
  'takeCall JUDGING',
  'acceptCall ASSIGNED',
  'respondToCall RESPONDED',
  'startCallHandling HANDLING',
  'extendCall EXTENDED',
  'finishMeasure EXTENDED',
  'finishMeasure EXTENDED',
  'resolveCall RESOLVED',
  'rateCall RESOLVED',
  'rateCall RATED',
  'closeCall CLOSED',
];

const assignment = { leadDepartment: urban, coDepartments: [resources] };

async function rateBoth(call: CallSeen): Promise<CallSeen> {
  const once = await portal.does('taian.leader', 'rateCall', { ...call, satisfaction: 5 });
  return { ...call, ...(await portal.does('taian.urban', 'rateCall', { ...once, satisfaction: 5 })) };
}

describe('DI-13: the same call on every kind of platform', () => {
  test('natively', async () => {
    const handling = await portal.callTo('HANDLING');
    const extended = await portal.does('taian.county', 'extendCall', { ...handling, days: 3, reason: '天气原因。' });
    const resolved = await resolve({ ...handling, ...extended });
    const rated = await rateBoth(resolved);
    const closed = await portal.does('taian.county', 'closeCall', { ...rated });
    expect(await statesOf({ ...rated, ...closed })).toEqual(native);
  });

  test.each([
    ['HOTLINE', '2026-12-08T01:00:00Z', ['已受理', '已转办', '已延期', '已结案'], '已退回'],
    ['OWN', '2026-12-15T01:00:00Z', ['受理', '派发', '延期', '归档'], '不予受理'],
    ['GOVERNANCE', '2026-12-22T01:00:00Z', ['登记', '分流', '延期', '办结'], '退回'],
    ['CITY_MANAGEMENT', '2026-12-29T01:00:00Z', ['立案', '任务派遣', '延期', '结案'], '不予立案'],
  ])('through %s it goes through the same states', async (platform, moment, words, rejecting) => {
    portal.clock.moment = new Date(moment);
    const [taken = '', assigned = '', extended = '', closed = ''] = words;
    const called = await portal.callTo('CALLED');
    await relay(called, taken);
    const given = await relay(called, assigned, assignment);
    expect(given.state).toBe('ASSIGNED');
    const handling = await portal.callTo('HANDLING', given);
    const longer = await relay(handling, extended, { days: 3 });
    const rated = await rateBoth(await resolve(longer));
    const over = await relay(rated, closed);
    expect(await statesOf(over)).toEqual(native);
    const { platformSteps } = await portal.callSeen(over, 'platformSteps { platform word verb }');
    expect(platformSteps).toEqual(
      words.map((word, index) => ({
        platform,
        word,
        verb: ['takeCall', 'acceptCall', 'extendCall', 'closeCall'][index],
      })),
    );
    const other = await portal.callTo('CALLED');
    await relay(other, taken);
    expect((await relay(other, rejecting)).state).toBe('REJECTED');
  });

  test('a step that comes twice is done once, and ten at once are one', async () => {
    portal.clock.moment = new Date('2026-12-08T01:00:00Z');
    const called = await portal.callTo('CALLED');
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => relay(called, '已受理', { externalRef: 'TWICE' })),
    );
    expect(new Set(answers.map(({ state }) => state))).toEqual(new Set(['JUDGING']));
    expect((await portal.callSeen(called, 'platformSteps { externalRef }'))['platformSteps']).toEqual([
      { externalRef: 'TWICE' },
    ]);
    // Out of turn it is refused as the native verb is.
    expect(
      await portal.refused('taian.hotline', 'relayCallStep', {
        step: { callNo: called.callNo, externalRef: 'LATE', word: '已结案' },
      }),
    ).toBe('CONFLICT WRONG_STATE');
  });

  test('another platform’s word means nothing here, and people relay nothing', async () => {
    portal.clock.moment = new Date('2026-12-08T01:00:00Z');
    const { callNo } = await portal.callTo('CALLED');
    const step = { callNo, externalRef: 'X-1', word: '任务派遣' };
    expect(await portal.refused('taian.hotline', 'relayCallStep', { step })).toBe('INVALID PLATFORM_WORD_UNKNOWN');
    expect(await portal.sentence('taian.hotline', 'relayCallStep', { step })).toBe(
      '本县“响应”平台(HOTLINE)没有「任务派遣」一步:已受理、已转办、已退回、已延期、已结案。',
    );
    expect(await portal.refused('taian.county', 'relayCallStep', { step })).toBe('FORBIDDEN ROLE_MISSING');
    expect(await portal.refused('taian.hotline', 'relayCallStep', { step: { ...step, callNo: 'C0' } })).toBe(
      'NOT_FOUND',
    );
  });
});

async function resolve(call: CallSeen): Promise<CallSeen> {
  const eased = await portal.does('taian.resources', 'finishMeasure', { ...call, measure: 1, result: '已开业。' });
  const curbed = await portal.does('taian.urban', 'finishMeasure', { ...eased, measure: 2, result: '已到位。' });
  const resolved = await portal.does('taian.urban', 'resolveCall', { ...curbed, result: '已根治。' });
  return { ...call, ...resolved };
}
