import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Seen } from '../../support/verb-portal.js';
import { openTaian, type TaianPortal, urban } from './taian.js';

let portal: TaianPortal;

beforeAll(async () => {
  portal = await openTaian();
});

beforeEach(() => {
  portal.clock.moment = new Date('2026-12-07T01:00:00Z');
});

afterAll(() => portal.close());

const demand = { level: 'REMIND', target: urban, requirement: '请三日内到现场处置。' };

function issue(change: object = {}): Promise<Seen> {
  return portal.does('taian.supervision', 'issueSupervision', { order: { ...demand, ...change } });
}

async function standing({ id }: Seen): Promise<{ state: string; level: string; version: number }> {
  const { data } = await portal.ask(
    'query ($id: ID!) { supervisionOrder(id: $id) { id state level version } }',
    { id },
    { as: 'taian.supervision' },
  );
  return Object(data?.['supervisionOrder']) as { state: string; level: string; version: number };
}

async function reviews(): Promise<Record<string, unknown>[]> {
  return portal.portal.database.administer((run) =>
    run(
      `select state, subject_code as subject, duty_code as duty, consequence, occurred_on::text as day
         from authority.accountability_reviews order by id`,
    ),
  );
}

describe('DI-12: supervision orders', () => {
  test('silence raises the level from a reminder to the list, and refers nobody', async () => {
    const order = await issue();
    await portal.passTo('2026-12-09T15:59:59Z');
    expect((await standing(order)).level).toBe('REMIND');
    for (const [moment, level] of [
      ['2026-12-09T16:00:00Z', 'YELLOW'],
      ['2026-12-11T16:00:00Z', 'RED'],
      ['2026-12-14T16:00:00Z', 'LISTED'],
      ['2026-12-18T16:00:00Z', 'LISTED'],
    ] as const) {
      await portal.passTo(moment);
      expect([moment, (await standing(order)).level]).toEqual([moment, level]);
    }
    expect(await reviews()).toEqual([]);
    const told = await portal.portal.database.administer((run) =>
      run(
        `select payload->>'kind' as kind from kit.events where name = 'Notification' and about = ? order by emitted_at`,
        [order.id],
      ),
    );
    expect(told.map(({ kind }) => kind)).toEqual([
      'SUPERVISION_REMIND',
      'SUPERVISION_YELLOW',
      'SUPERVISION_RED',
      'SUPERVISION_LISTED',
    ]);
  });

  test('a red card becomes a review only with a stated bad consequence', async () => {
    const call = await portal.callTo('ASSIGNED');
    const order = await issue({ level: 'RED', callNo: call.callNo });
    const referral = { ...order, occurredOn: '2026-12-05' };
    expect(await portal.refused('taian.supervision', 'referSupervision', { ...referral, consequence: ' ' })).toBe(
      'INVALID CONSEQUENCE_MISSING',
    );
    const consequence = '延误处置,发生交通事故,三人受伤。';
    expect(
      await portal.refused('taian.supervision', 'referSupervision', {
        ...referral,
        consequence,
        occurredOn: '2026-12-08',
      }),
    ).toBe('INVALID FUTURE_TIME');
    expect(await portal.refused('taian.county', 'referSupervision', { ...referral, consequence })).toBe(
      'FORBIDDEN ROLE_MISSING',
    );
    const referred = await portal.does('taian.supervision', 'referSupervision', { ...referral, consequence });
    expect(referred.state).toBe('REFERRED');
    await portal.settle();
    expect(await reviews()).toEqual([
      { state: 'OPENED', subject: urban, duty: 'SD0601', consequence, day: '2026-12-05' },
    ]);
  });

  test('the organisation replies, and is asked again or let go', async () => {
    const order = await issue({ level: 'YELLOW' });
    expect(await portal.refused('taian.resources', 'replyToSupervision', { ...order, reply: '已办。' })).toBe(
      'FORBIDDEN NOT_SUBJECT',
    );
    const replied = await portal.does('taian.urban', 'replyToSupervision', { ...order, reply: '正在办理。' });
    const again = await portal.does('taian.supervision', 'demandAgain', { ...replied, reason: '未说明措施。' });
    expect(again.state).toBe('YELLOW');
    const better = await portal.does('taian.urban', 'replyToSupervision', { ...again, reply: '已清理完毕。' });
    expect((await portal.does('taian.supervision', 'closeSupervision', { ...better })).state).toBe('CLOSED');
    expect(
      await portal.refused('taian.supervision', 'issueSupervision', { order: { ...demand, level: 'LISTED' } }),
    ).toBe('INVALID LEVEL_NOT_ISSUED');
    // Another county’s dispatcher does not see it.
    const { errors } = await portal.ask(
      'query ($id: ID!) { supervisionOrder(id: $id) { id } }',
      { id: order.id },
      { as: 'county.dispatcher' },
    );
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  test('a finding that was notified is referred for its consequence as well', async () => {
    const assigned = await portal.callTo('ASSIGNED');
    await portal.passTo('2026-12-09T16:00:00Z');
    const found = (await portal.findings('CALL_NOT_RESPONDED')).at(-1);
    const referral = { consequence: '群众聚集。', occurredOn: '2026-12-09' };
    expect(await portal.refused('taian.supervision', 'referFinding', { ...found, ...referral })).toBe(
      'CONFLICT WRONG_STATE',
    );
    const notified = await portal.does('taian.supervision', 'notifyFinding', { ...found });
    const before = (await reviews()).length;
    expect(
      await portal.refused('taian.supervision', 'referFinding', { ...notified, ...referral, consequence: '' }),
    ).toBe('INVALID CONSEQUENCE_MISSING');
    await portal.does('taian.supervision', 'referFinding', { ...notified, ...referral });
    await portal.settle();
    expect(await reviews()).toHaveLength(before + 1);
    expect(assigned.state).toBe('ASSIGNED');
  });
});
