import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Seen } from '../../support/verb-portal.js';
import { type EventSeen } from './event-portal.js';
import { openTaian, places, type TaianPortal } from './taian.js';

let portal: TaianPortal;

beforeAll(async () => {
  portal = await openTaian();
});

beforeEach(() => {
  portal.clock.moment = new Date('2026-12-07T01:00:00Z');
});

afterAll(() => portal.close());

let calls = 0;

/** A dispute that the police’s 110 passed on. */
function ticket(): Promise<EventSeen> {
  calls += 1;
  return portal.act('taian.hotline', 'ingestEvent', {
    ticket: { source: 'POLICE_110', externalRef: `110-${calls}`, description: '邻里因排水起纠纷。', ...places.village },
  });
}

const parties = [
  { name: '牛大成', phone: '13800000001', relatedStaff: ['DY000021'] },
  { name: '孔小满', phone: '13800000002' },
];

async function open(event?: EventSeen): Promise<Seen> {
  const { eventNo } = event ?? (await ticket());
  return portal.does('taian.dispatcher', 'openDispute', { eventNo, subject: '宅基地排水', parties });
}

async function mediating(event?: EventSeen): Promise<Seen> {
  return portal.does('taian.dispatcher', 'assignMediator', { ...(await open(event)), mediator: 'DY000022' });
}

async function disputeSeen({ id }: Seen, selection: string, as = 'taian.dispatcher'): Promise<unknown> {
  const { data, errors } = await portal.ask(
    `query ($id: ID!) { disputeCase(id: $id) { ${selection} } }`,
    { id },
    { as },
  );
  return data?.['disputeCase'] ?? errors?.[0]?.extensions.code;
}

describe('DI-23: a dispute is mediated', () => {
  test('110, case, two sittings, a signed agreement, performance, closed', async () => {
    const event = await ticket();
    const opened = await open(event);
    expect(opened.state).toBe('RECEIVED');
    expect(
      await disputeSeen(opened, 'disputeNo event { eventNo source } parties { number name phone signedAt }'),
    ).toEqual({
      disputeNo: 'JF370911110202612070001',
      event: { eventNo: event.eventNo, source: 'POLICE_110' },
      parties: [
        { number: 1, name: '牛*成', phone: '138****0001', signedAt: null },
        { number: 2, name: '孔*满', phone: '138****0002', signedAt: null },
      ],
    });
    const assigned = await portal.does('taian.dispatcher', 'assignMediator', { ...opened, mediator: 'DY000022' });
    const agreement = { text: '双方共用排水沟,孔小满补偿牛大成 800 元。', performBy: '2026-12-14' };
    expect(await portal.refused('taian.mediator2', 'drawAgreement', { ...assigned, ...agreement })).toBe(
      'CONFLICT SESSION_MISSING',
    );
    const once = await portal.does('taian.mediator2', 'holdMediation', { ...assigned, record: '双方各陈其词。' });
    const twice = await portal.does<{ sessions: object[] }>(
      'taian.mediator2',
      'holdMediation',
      { ...once, record: '就补偿达成一致。' },
      'sessions { number record }',
    );
    expect(twice.sessions).toEqual([
      { number: 1, record: '双方各陈其词。' },
      { number: 2, record: '就补偿达成一致。' },
    ]);
    expect(
      await portal.refused('taian.mediator2', 'drawAgreement', { ...twice, ...agreement, performBy: '2026-12-06' }),
    ).toBe('INVALID AGREEMENT_UNFIT');
    expect(
      await portal.refused('taian.mediator2', 'drawAgreement', { ...twice, ...agreement, performBy: '2036-12-08' }),
    ).toBe('INVALID AGREEMENT_UNFIT');
    const agreed = await portal.does('taian.mediator2', 'drawAgreement', { ...twice, ...agreement });
    expect(await portal.refused('taian.mediator2', 'confirmAgreementPerformed', { ...agreed, note: '已付' })).toBe(
      'CONFLICT WRONG_STATE',
    );
    const first = await portal.does('taian.mediator2', 'signAgreement', { ...agreed, party: 1 });
    expect(first.state).toBe('AGREED');
    expect(await portal.refused('taian.mediator2', 'signAgreement', { ...first, party: 1 })).toBe(
      'CONFLICT PARTY_UNKNOWN',
    );
    const both = await portal.does('taian.mediator2', 'signAgreement', { ...first, party: 2 });
    expect(both.state).toBe('PERFORMING');
    expect(await disputeSeen(both, 'performBy deadlines { name dueAt }')).toEqual({
      performBy: '2026-12-14',
      deadlines: [{ name: 'perform', dueAt: '2026-12-14T16:00:00.000Z' }],
    });
    const closed = await portal.does('taian.mediator2', 'confirmAgreementPerformed', {
      ...both,
      note: '款已付清,沟已疏通。',
    });
    expect(closed.state).toBe('CLOSED');
    expect(await disputeSeen(closed, 'performedAt referralNo timelineBrokenAt')).toEqual({
      performedAt: '2026-12-07T01:00:00.000Z',
      referralNo: null,
      timelineBrokenAt: null,
    });
  });

  test('not by who is related to a party, nor by who stood back', async () => {
    const opened = await open();
    expect(await portal.refused('taian.dispatcher', 'assignMediator', { ...opened, mediator: 'DY000021' })).toBe(
      'CONFLICT MEDIATOR_RELATED',
    );
    expect(await portal.refused('taian.dispatcher', 'assignMediator', { ...opened, mediator: 'JY000001' })).toBe(
      'NOT_FOUND',
    );
    const assigned = await portal.does('taian.dispatcher', 'assignMediator', { ...opened, mediator: 'DY000022' });
    expect(await portal.refused('taian.mediator', 'holdMediation', { ...assigned, record: '代为主持' })).toBe(
      'FORBIDDEN NOT_MEDIATOR',
    );
    expect(await portal.refused('taian.mediator', 'recuseMediator', { ...assigned, reason: '另有安排' })).toBe(
      'FORBIDDEN NOT_MEDIATOR',
    );
    const recused = await portal.does('taian.mediator2', 'recuseMediator', { ...assigned, reason: '与孔小满系同学。' });
    expect(recused.state).toBe('RECEIVED');
    expect(await portal.refused('taian.dispatcher', 'assignMediator', { ...recused, mediator: 'DY000022' })).toBe(
      'CONFLICT MEDIATOR_RELATED',
    );
    const other = await portal.does('taian.dispatcher', 'assignMediator', { ...recused, mediator: 'DY000003' });
    expect(await disputeSeen(other, 'mediator { number } recusals { reason mediator { number } }')).toEqual({
      mediator: { number: 'DY000003' },
      recusals: [{ reason: '与孔小满系同学。', mediator: { number: 'DY000022' } }],
    });
  });

  test('what fails is referred with a document, and nobody is recorded as satisfied', async () => {
    const event = await ticket();
    const assigned = await mediating(event);
    const sat = await portal.does('taian.mediator2', 'holdMediation', { ...assigned, record: '分歧过大。' });
    const failed = await portal.does('taian.mediator2', 'failMediation', {
      ...sat,
      forum: 'COURT',
      reason: '双方对界址各执一词',
    });
    expect(failed.state).toBe('REFERRED');
    const seen = (await disputeSeen(failed, 'forum referralNo referral')) as Record<string, string>;
    expect(seen).toMatchObject({ forum: 'COURT', referralNo: 'JFYZ37091120260001' });
    expect(seen['referral']).toContain('第二十六条');
    expect(seen['referral']).toContain('向人民法院提起诉讼');
    expect(seen['referral']).not.toContain('牛大成');
    const accepted = await portal.act('taian.dispatcher', 'acceptEvent', { ...event, version: event.version });
    const filed = await portal.act('taian.dispatcher', 'fileEvent', {
      ...accepted,
      category: '0801',
      platform: '综合治理',
    });
    const dispatched = await portal.act('taian.dispatcher', 'dispatchEvent', {
      ...filed,
      leadOrganization: '370911110-enforcement-platform',
      reason: '就近处置',
    });
    const taken = await portal.act('taian.handler', 'acceptAssignment', { ...dispatched });
    const handled = await portal.act('taian.handler', 'finishHandling', {
      ...taken,
      result: '调解不成,已告知诉讼。',
      files: [await portal.photograph('taian.handler')],
    });
    const verifying = await portal.act('taian.dispatcher', 'assignVerifier', { ...handled, staffNumber: 'DY000002' });
    const closed = await portal.act('taian.admin', 'passVerification', { ...verifying });
    for (const satisfaction of ['SATISFIED', 'FAIRLY_SATISFIED']) {
      expect(await portal.refusal('taian.dispatcher', 'recordFeedback', { ...closed, satisfaction })).toBe(
        'CONFLICT DISPUTE_REFERRED',
      );
    }
    const told = await portal.act('taian.dispatcher', 'recordFeedback', { ...closed, satisfaction: 'UNSATISFIED' });
    expect(told.state).toBe('EVALUATED');
  });

  test('what was signed and not performed is referred as well', async () => {
    const sat = await portal.does('taian.mediator2', 'holdMediation', { ...(await mediating()), record: '达成一致。' });
    const agreed = await portal.does('taian.mediator2', 'drawAgreement', {
      ...sat,
      text: '三日内拆除。',
      performBy: '2026-12-10',
    });
    const first = await portal.does('taian.mediator2', 'signAgreement', { ...agreed, party: 1 });
    const both = await portal.does('taian.mediator2', 'signAgreement', { ...first, party: 2 });
    await portal.passTo('2026-12-10T16:00:00Z');
    const due = (await disputeSeen(both, 'id version state')) as Seen;
    expect(due).toMatchObject({ state: 'PERFORMING', version: both.version + 1 });
    const breached = await portal.does('taian.mediator2', 'reportBreach', {
      ...due,
      forum: 'ARBITRATION',
      reason: '拒不拆除',
    });
    expect(breached.state).toBe('REFERRED');
  });

  test('has two parties at least, is opened by the town’s centre, and is nobody else’s to see', async () => {
    const { eventNo } = await ticket();
    const dispute = { eventNo, subject: '排水', parties };
    expect(await portal.refused('taian.dispatcher', 'openDispute', { ...dispute, parties: parties.slice(0, 1) })).toBe(
      'INVALID DISPUTE_PARTIES',
    );
    expect(await portal.refused('taian.mediator', 'openDispute', dispute)).toBe('FORBIDDEN ROLE_MISSING');
    expect(await portal.refused('town.dispatcher', 'openDispute', dispute)).toBe('NOT_FOUND');
    const opened = await portal.does('taian.dispatcher', 'openDispute', dispute);
    expect(await disputeSeen(opened, 'id', 'town.dispatcher')).toBe('NOT_FOUND');
    const personal = await portal.portal.database.administer((run) =>
      run('select content::text as text from kit.timeline where about = ?', [opened.id]),
    );
    expect(JSON.stringify(personal)).not.toContain('牛大成');
  });
});
