import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestPortal } from '../../support/portal.js';
import { refusal, sentence } from './cases.js';
import { deadlineOf, decision, firm, notified, openWithPeople, readAgain, tryTo, walk } from './general.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openWithPeople();
});
afterAll(() => portal.close());

beforeEach(() => {
  portal.clock.moment = new Date('2026-11-23T02:00:00Z');
});

/** A case that is decided: a fine of 3,000 yuan, unless something else is proposed. */
async function decided(proposed: object = {}, asked = {}) {
  const told = await walk(portal, await notified(portal, proposed, asked), 'recordStatement');
  return walk(portal, told, ['decideCase', { decision: { ...decision, ...proposed } }]);
}

describe('a decision is served', () => {
  test('in one of the ways of the law, each with what it needs', async () => {
    const row = await decided();
    const left = { refused: false, method: 'LEFT_AT_PLACE' };
    expect(refusal(await tryTo(portal, row, 'serveDecision', left))).toEqual(['INVALID', 'WITNESS_MISSING']);
    const electronic = { refused: false, method: 'ELECTRONIC' };
    expect(refusal(await tryTo(portal, row, 'serveDecision', electronic))).toEqual(['INVALID', 'CONSENT_MISSING']);
    const consent = await portal.photograph('officer');
    const served = await walk(portal, row, ['serveDecision', { ...electronic, consent }]);
    expect(served).toMatchObject({ state: 'SERVED', service: { method: 'ELECTRONIC' }, paymentDueOn: '2026-12-08' });
    expect(deadlineOf(served, 'service')).toMatchObject({ state: 'MET' });
  });

  test('by a public notice only after it stood for thirty days', async () => {
    const row = await decided();
    const notice = { refused: false, method: 'PUBLIC_NOTICE', noticedOn: '2026-11-24' };
    portal.clock.moment = new Date('2026-12-23T02:00:00Z');
    expect(refusal(await tryTo(portal, row, 'serveDecision', notice))).toEqual(['INVALID', 'NOTICE_PERIOD']);
    portal.clock.moment = new Date('2026-12-24T02:00:00Z');
    expect(await walk(portal, row, ['serveDecision', notice])).toMatchObject({ state: 'SERVED' });
  });

  test('too late after seven working days', async () => {
    const row = await decided();
    portal.clock.moment = new Date('2026-12-02T16:00:01Z');
    await portal.settle();
    expect(deadlineOf(await readAgain(portal, row.caseNo), 'service')).toMatchObject({
      state: 'MISSED',
      dueAt: '2026-12-02T16:00:00.000Z',
    });
  });
});

describe('nobody pays', () => {
  test('and is urged, then the court is asked: after ten working days and six months, within three', async () => {
    const served = await walk(portal, await decided(), 'serveDecision');
    expect(refusal(await tryTo(portal, served, 'urgePerformance'))).toEqual(['CONFLICT', 'PAYMENT_NOT_OVERDUE']);
    // Fifteen days end on 8 December 2026.
    portal.clock.moment = new Date('2026-12-09T02:00:00Z');
    const urged = await walk(portal, served, 'urgePerformance');
    expect(urged.state).toBe('ENFORCING');
    expect(deadlineOf(urged, 'urged')).toMatchObject({ state: 'RUNNING', dueAt: '2026-12-23T16:00:00.000Z' });
    expect(refusal(await tryTo(portal, urged, 'closeCase'))).toEqual(['CONFLICT', 'FINE_UNPAID']);

    // Six months end on Sunday, 23 May 2027, and so on the Monday after it.
    portal.clock.moment = new Date('2027-05-24T15:59:00Z');
    const early = await tryTo(portal, urged, 'applyToCourt');
    expect(refusal(early)).toEqual(['CONFLICT', 'COURT_TOO_EARLY']);
    expect(sentence(early)).toContain('2027-05-25');
    portal.clock.moment = new Date('2027-08-25T02:00:00Z');
    expect(refusal(await tryTo(portal, urged, 'applyToCourt'))).toEqual(['CONFLICT', 'COURT_TOO_LATE']);
    portal.clock.moment = new Date('2027-05-24T16:00:00Z');
    expect(refusal(await tryTo(portal, urged, 'applyToCourt', {}, 'officer'))).toEqual(['FORBIDDEN', 'ROLE_MISSING']);
    const applied = await walk(portal, urged, 'applyToCourt');
    expect(applied['proceeding']).toMatchObject({ compulsion: { appliedAt: '2027-05-24T16:00:00.000Z' } });
    expect(await walk(portal, applied, 'closeCase')).toMatchObject({ state: 'CLOSED' });
  });

  test('until urged: then the fine is paid with its surcharge', async () => {
    const served = await walk(portal, await decided(), 'serveDecision');
    portal.clock.moment = new Date('2026-12-10T02:00:00Z');
    const urged = await walk(portal, served, 'urgePerformance');
    // Two days late: six in a hundred of 3,000 yuan.
    const paid = await walk(portal, urged, ['payFine', { amount: '3180', paidOn: '2026-12-10', receipt: 'SF9' }]);
    expect(await walk(portal, paid, 'closeCase')).toMatchObject({ state: 'CLOSED' });
  });
});

test('what is no money is confirmed before the case is closed', async () => {
  const stop = { penalties: [{ kind: 'SUSPEND_LICENCE', amount: null, detail: '暂扣施工许可一个月' }] };
  const served = await walk(portal, await decided(stop, { party: firm }), 'serveDecision');
  expect(served).toMatchObject({ fine: null, decision: { penalties: ['SUSPEND_LICENCE'] } });
  expect(refusal(await tryTo(portal, served, 'closeCase'))).toEqual(['CONFLICT', 'PERFORMANCE_MISSING']);
  expect(await walk(portal, served, 'confirmPerformance', 'closeCase')).toMatchObject({ state: 'CLOSED' });
});
