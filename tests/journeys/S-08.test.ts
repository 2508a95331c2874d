import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { refusal, type SeenCase, sentence } from '../subgraphs/enforcement/cases.js';
import {
  deadlineOf,
  decision,
  notified,
  openWithPeople,
  readAgain,
  tryTo,
  walk,
} from '../subgraphs/enforcement/general.js';
import type { TestPortal } from '../support/portal.js';

// Two people are told of a heavy fine on the eve of the National Day. One asks for a hearing at the last moment, the other a
// moment later (S-08). 1 to 7 October 2026 are holidays, Saturday the 10th is worked: the fifth working day is the 13th.
let portal: TestPortal;
let inTime: SeenCase;
let late: SeenCase;

const heavy = { penalties: [{ kind: 'FINE', amount: '5000' }] };
const heavyDecision = { decision: { ...decision, ...heavy } };

beforeAll(async () => {
  portal = await openWithPeople();
  portal.clock.moment = new Date('2026-09-30T07:00:00Z');
});
afterAll(() => portal.close());

test('On 30 September both are told, with the right to a hearing until the end of 13 October', async () => {
  const act = { occurredAt: '2026-09-29T01:00:00Z' };
  inTime = await notified(portal, heavy, act);
  late = await notified(portal, heavy, act);
  for (const told of [inTime, late]) {
    expect(told['proceeding']).toMatchObject({
      notice: { hearingRight: true, answerDueAt: '2026-10-13T16:00:00.000Z' },
    });
    expect(deadlineOf(told, 'party-answer')).toMatchObject({ state: 'RUNNING', dueAt: '2026-10-13T16:00:00.000Z' });
  }
});

test('When the holidays are over the head may not decide yet', async () => {
  portal.clock.moment = new Date('2026-10-09T02:00:00Z');
  await portal.settle();
  expect(refusal(await tryTo(portal, inTime, 'decideCase', heavyDecision))).toEqual(['CONFLICT', 'ANSWER_AWAITED']);
});

test('In the last moment of the fifth working day the one is heard', async () => {
  portal.clock.moment = new Date('2026-10-13T15:59:59.999Z');
  await portal.settle();
  // The neighbouring bureau cannot ask for anybody here.
  expect(refusal(await tryTo(portal, inTime, 'requestHearing', {}, 'head2'))).toEqual(['NOT_FOUND', undefined]);
  inTime = await walk(portal, inTime, 'requestHearing');
  expect(inTime.state).toBe('HEARING');
  expect(deadlineOf(inTime, 'party-answer')).toMatchObject({ state: 'MET' });
});

test('A moment later the other is not, and is told when it was over', async () => {
  portal.clock.moment = new Date('2026-10-13T16:00:00Z');
  const refused = await tryTo(portal, late, 'requestHearing');
  expect(refusal(refused)).toEqual(['CONFLICT', 'HEARING_LATE']);
  expect(sentence(refused)).toBe('申请听证的期限已于 2026-10-13T16:00:00.000Z 届满(告知后五个工作日)。');
  await portal.settle();
  late = await readAgain(portal, late.caseNo);
  expect(late.state).toBe('NOTIFIED');
  expect(deadlineOf(late, 'party-answer')).toMatchObject({ state: 'MISSED' });
  // Whoever let the hearing pass is punished after the discussion that a heavy penalty needs.
  portal.clock.moment = new Date('2026-10-14T01:00:00Z');
  late = await walk(portal, late, 'discussCollectively', ['decideCase', heavyDecision]);
  expect(late).toMatchObject({ state: 'DECIDED', fine: '5000.00' });
});

test('The hearing is seven working days on, is held by a third, and the lawyer reads its record before the decision', async () => {
  const soon = { at: '2026-10-22T01:00:00Z', host: 'JY001419' };
  expect(refusal(await tryTo(portal, inTime, 'scheduleHearing', soon))).toEqual(['INVALID', 'HEARING_NOTICE_SHORT']);
  inTime = await walk(portal, inTime, ['scheduleHearing', { at: '2026-10-26T01:00:00Z', host: 'JY001419' }]);
  expect(refusal(await tryTo(portal, inTime, 'decideCase', heavyDecision))).toEqual(['CONFLICT', 'HEARING_PENDING']);
  portal.clock.moment = new Date('2026-10-26T03:00:00Z');
  inTime = await walk(portal, inTime, 'endHearing');
  expect(inTime).toMatchObject({
    state: 'LEGAL_REVIEW',
    proceeding: { hearing: { heldAt: '2026-10-26T01:00:00.000Z', outcome: 'HELD', host: 'JY001419' } },
  });
  expect(deadlineOf(inTime, 'legal-review')).toMatchObject({ state: 'RUNNING' });
  const told = await walk(portal, inTime, 'reviewLegality', 'discussCollectively', ['decideCase', heavyDecision]);
  expect(told).toMatchObject({ state: 'DECIDED', fine: '5000.00', timelineBrokenAt: null });
});
