import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestPortal } from '../../support/portal.js';
import { refusal, sentence } from './cases.js';
import { deadlineOf, decision, investigated, openWithPeople, proposal, tryTo, walk } from './general.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openWithPeople();
});
afterAll(() => portal.close());

beforeEach(() => {
  portal.clock.moment = new Date('2026-11-23T02:00:00Z');
});

/** A case whose investigation ended with a proposal that needs a review. */
async function complex(reviewReasons: readonly string[] = ['COMPLEX']) {
  return walk(portal, await investigated(portal), ['closeInvestigation', { proposal: { ...proposal, reviewReasons } }]);
}

test.each(['PUBLIC_INTEREST', 'COMPLEX', 'BY_STATUTE'])(
  'what is %s is neither told nor decided without a review that was passed',
  async (reason) => {
    const row = await complex([reason]);
    const early = await tryTo(portal, row, 'decideCase');
    expect(refusal(early)).toEqual(['CONFLICT', 'LEGAL_REVIEW_MISSING']);
    expect(sentence(early)).toBe('须经法制审核而未经审核或者审核未通过,不得告知、决定。');
    expect(refusal(await tryTo(portal, row, 'notifyPenalty'))).toEqual(['CONFLICT', 'LEGAL_REVIEW_MISSING']);

    const submitted = await walk(portal, row, 'submitForReview');
    expect(deadlineOf(submitted, 'legal-review')).toMatchObject({
      state: 'RUNNING',
      dueAt: '2026-12-07T16:00:00.000Z',
    });
    expect(refusal(await tryTo(portal, submitted, 'decideCase'))).toEqual(['CONFLICT', 'LEGAL_REVIEW_MISSING']);
    const passed = await walk(portal, submitted, 'reviewLegality');
    expect(passed).toMatchObject({
      state: 'INVESTIGATION_CLOSED',
      proceeding: { reviews: [{ reviewer: 'JY000205', result: 'PASS', reasons: [reason] }] },
    });
    expect(deadlineOf(passed, 'decision')).toMatchObject({ state: 'RUNNING' });
    expect(await walk(portal, passed, 'notifyPenalty')).toMatchObject({ state: 'NOTIFIED' });
  },
);

test('the fourth reason, a hearing, is the system’s to find: whatever passed before is reviewed again', async () => {
  const heavy = { ...proposal, penalties: [{ kind: 'FINE', amount: '5000' }] };
  const told = await walk(
    portal,
    await investigated(portal),
    ['closeInvestigation', { proposal: heavy }],
    'notifyPenalty',
    'requestHearing',
    ['scheduleHearing', { at: '2026-12-03T02:00:00Z', host: 'JY001419' }],
  );
  portal.clock.moment = new Date('2026-12-03T04:00:00Z');
  const heard = await walk(portal, told, 'endHearing');
  expect(heard).toMatchObject({ state: 'LEGAL_REVIEW', proceeding: { hearing: { outcome: 'HELD' } } });
  const decided = { decision: { ...decision, penalties: heavy.penalties } };
  expect(refusal(await tryTo(portal, heard, 'decideCase', decided))).toEqual(['CONFLICT', 'LEGAL_REVIEW_MISSING']);
  const passed = await walk(portal, heard, 'reviewLegality');
  expect(passed).toMatchObject({ state: 'NOTIFIED', proceeding: { reviews: [{ reasons: ['AFTER_HEARING'] }] } });
  expect(await walk(portal, passed, 'discussCollectively', ['decideCase', decided])).toMatchObject({
    state: 'DECIDED',
  });
});

test('what fails goes back to the investigation, and its notice counts no more', async () => {
  const failed = await walk(portal, await complex(), 'submitForReview', [
    'reviewLegality',
    { result: 'FAIL', opinion: '证据不足。' },
  ]);
  expect(failed).toMatchObject({
    state: 'INVESTIGATING',
    proceeding: { proposal: null, reviews: [{ result: 'FAIL' }] },
  });
  const again = await walk(portal, failed, 'addEvidence', [
    'closeInvestigation',
    { proposal: { ...proposal, reviewReasons: ['COMPLEX'] } },
  ]);
  expect(refusal(await tryTo(portal, again, 'notifyPenalty'))).toEqual(['CONFLICT', 'LEGAL_REVIEW_MISSING']);
  const passed = await walk(portal, again, 'submitForReview', 'reviewLegality');
  expect(await walk(portal, passed, 'notifyPenalty')).toMatchObject({ state: 'NOTIFIED' });
});

describe('a reviewer', () => {
  test('is none of the officers, qualified, or at it since before 2018', async () => {
    const row = await walk(portal, await complex(), 'submitForReview');
    const review = { result: 'PASS', opinion: '同意。' };
    const own = await tryTo(portal, row, 'reviewLegality', review, 'handling-reviewer');
    expect(refusal(own)).toEqual(['FORBIDDEN', 'REVIEWER_IS_HANDLER']);
    expect(refusal(await tryTo(portal, row, 'reviewLegality', review, 'beginner'))).toEqual([
      'FORBIDDEN',
      'REVIEWER_NOT_QUALIFIED',
    ]);
    expect(refusal(await tryTo(portal, row, 'reviewLegality', review, 'unlisted'))).toEqual([
      'FORBIDDEN',
      'REVIEWER_NOT_QUALIFIED',
    ]);
    expect(refusal(await tryTo(portal, row, 'reviewLegality', review, 'head'))).toEqual(['FORBIDDEN', 'ROLE_MISSING']);
    expect(refusal(await tryTo(portal, row, 'reviewLegality', { ...review, opinion: ' ' }, 'veteran'))).toEqual([
      'INVALID',
      'TEXT_LENGTH',
    ]);
    const answer = await tryTo(portal, row, 'reviewLegality', review, 'veteran');
    expect(answer.errors).toBeUndefined();
  });

  test('is published with what makes the person one', async () => {
    const { data } = await portal.ask(
      '{ legalReviewers(first: 10) { edges { node { staffNumber qualified reviewsSince } } } }',
    );
    expect(data).toEqual({
      legalReviewers: {
        edges: [
          { node: { staffNumber: 'JY000205', qualified: true, reviewsSince: '2016-03-01' } },
          { node: { staffNumber: 'JY000206', qualified: true, reviewsSince: '2012-05-01' } },
          { node: { staffNumber: 'JY000207', qualified: false, reviewsSince: '2021-09-01' } },
          { node: { staffNumber: 'JY001414', qualified: true, reviewsSince: '2019-02-01' } },
        ],
      },
    });
  });

  test('is not asked where nothing needs a review', async () => {
    const row = await walk(portal, await investigated(portal), 'closeInvestigation');
    expect(refusal(await tryTo(portal, row, 'submitForReview'))).toEqual(['CONFLICT', 'REVIEW_NOT_NEEDED']);
  });
});
