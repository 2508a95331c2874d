import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { refusal, type SeenCase } from '../subgraphs/enforcement/cases.js';
import { deadlineOf, openWithPeople, readAgain, registered, tryTo, walk } from '../subgraphs/enforcement/general.js';
import type { TestPortal } from '../support/portal.js';

// Two cases of one day in December 2027: ninety days on is 29 February of a leap year. One is decided in its last second, the
// other after it (S-09).
let portal: TestPortal;
let kept: SeenCase;
let breached: SeenCase;

beforeAll(async () => {
  portal = await openWithPeople();
});
afterAll(() => portal.close());

function at(moment: string): Promise<void> {
  portal.clock.moment = new Date(moment);
  return portal.settle();
}

/** A case of the first of December, filed by the head for two officers whose certificates last. */
async function filedInDecember(year: number): Promise<SeenCase> {
  portal.clock.moment = new Date(`${year}-12-01T02:00:00Z`);
  const clue = await registered(portal, { occurredAt: `${year}-11-30T01:00:00Z` });
  return walk(portal, clue, ['fileCase', { officers: ['JY001414', 'JY001417'] }]);
}

test('Ninety days from 1 December are 1 March in an ordinary year, and 29 February in a leap year', async () => {
  const ordinary = await filedInDecember(2026);
  expect(deadlineOf(ordinary, 'decision')).toMatchObject({ dueAt: '2027-03-01T16:00:00.000Z' });
  kept = await filedInDecember(2027);
  breached = await filedInDecember(2027);
  for (const row of [kept, breached])
    expect(deadlineOf(row, 'decision')).toMatchObject({ state: 'RUNNING', dueAt: '2028-02-29T16:00:00.000Z' });
});

test('Both are investigated, and their parties told, in February', async () => {
  await at('2028-02-21T02:00:00Z');
  const steps = ['startInvestigation', 'addEvidence', 'closeInvestigation', 'notifyPenalty'] as const;
  kept = await walk(portal, kept, ...steps, 'recordStatement');
  breached = await walk(portal, breached, ...steps, 'recordStatement');
  expect([kept.state, breached.state]).toEqual(['NOTIFIED', 'NOTIFIED']);
});

test('In the last second of 29 February a decision is in time', async () => {
  await at('2028-02-29T15:59:59Z');
  // Who investigated does not decide, however little time is left.
  expect(refusal(await tryTo(portal, kept, 'decideCase', undefined, 'officer'))).toEqual(['FORBIDDEN', 'ROLE_MISSING']);
  kept = await walk(portal, kept, 'decideCase');
  expect(deadlineOf(kept, 'decision')).toMatchObject({ state: 'MET' });
  expect(deadlineOf(await readAgain(portal, breached.caseNo), 'decision')).toMatchObject({ state: 'RUNNING' });
});

test('On 1 March the other is late, which stays with it though it is decided still', async () => {
  await at('2028-02-29T16:00:00Z');
  breached = await readAgain(portal, breached.caseNo);
  expect(deadlineOf(breached, 'decision')).toMatchObject({ state: 'MISSED', dueAt: '2028-02-29T16:00:00.000Z' });
  await at('2028-03-01T02:00:00Z');
  breached = await walk(portal, breached, 'decideCase');
  expect(breached.state).toBe('DECIDED');
  expect(deadlineOf(breached, 'decision')).toMatchObject({ state: 'MISSED' });
});

test('The county’s report counts one of the two as decided within ninety days, and no neighbour sees either', async () => {
  const paid = { amount: '3000', paidOn: '2028-03-01', receipt: 'SF20280301' };
  for (const row of [kept, breached]) await walk(portal, row, 'serveDecision', ['payFine', paid], 'closeCase');
  const query = `{ caseReport(region: "320281", from: "2028-03-01", to: "2028-03-01",
    comparedFrom: "2027-03-01", comparedTo: "2027-03-01") { now { closed decidedInTime } before { closed } } }`;
  const figures = async (as: string) => (await portal.ask(query, {}, { as })).data?.['caseReport'];
  expect(await figures('coordinator')).toEqual({ now: { closed: 2, decidedInTime: 1 }, before: { closed: 0 } });
  expect(await figures('head2')).toEqual({ now: { closed: 0, decidedInTime: 0 }, before: { closed: 0 } });
});
