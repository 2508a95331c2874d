import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestPortal } from '../../support/portal.js';
import { refusal, stallItem } from './cases.js';
import { openWithPeople, readAgain, registered, somebody, tryTo, walk } from './general.js';
import { dispute, propose, transferOf, turn } from './transfers.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openWithPeople();
});
afterAll(() => portal.close());

beforeEach(() => {
  portal.clock.moment = new Date('2026-11-23T02:00:00Z');
});

const first = '320281104-enforcement-bureau';
const second = '320281001-enforcement-bureau';

/** One act on both sides of the border, filed by 徐霞客镇, with a clue of it in 澄江街道. */
async function filedTwice() {
  const act = { powerItemCode: stallItem, party: somebody() };
  const filed = await walk(portal, await registered(portal, act), 'fileCase');
  const rival = await registered(portal, { ...act, regionCode: '320281001' }, 'officer2');
  return { filed, rival };
}

const strangers = { officers: ['JY000634', 'JY000638'] };

describe('two towns that file the same act', () => {
  test('S-10: the second is refused, named the first, and merges its clue into it', async () => {
    const { filed, rival } = await filedTwice();
    const refused = await tryTo(portal, rival, 'fileCase', strangers, 'head2');
    expect(refusal(refused)).toEqual(['CONFLICT', 'FILED_ELSEWHERE']);
    expect(refused.errors?.[0]?.extensions.details).toEqual({ caseNo: filed.caseNo, organization: first });

    const way = { kind: 'TO_OTHER_TOWN', to: first, caseNo: rival.caseNo, reason: '对方先立案。' };
    const proposed = transferOf(await propose(portal, way, 'officer2'));
    const yes = { approve: true, reason: '同意。' };
    const approved = transferOf(await turn(portal, proposed, 'decideTransfer', 'head2', yes));
    const sent = transferOf(await turn(portal, approved, 'sendTransfer', 'officer2'));
    const received = transferOf(await turn(portal, sent, 'receiveTransfer', 'head'));
    expect(received).toMatchObject({ state: 'RECEIVED', receiverCaseNo: filed.caseNo });
    expect((await readAgain(portal, rival.caseNo, 'head2')).state).toBe('HANDED_OVER');
    expect((await readAgain(portal, filed.caseNo)).state).toBe('FILED');
  });

  test('have it designated by the county, to the second: then the first passes its case on and the second files', async () => {
    const { filed, rival } = await filedTwice();
    expect(refusal(await dispute(portal, filed.caseNo, 'head'))).toEqual(['CONFLICT', 'NO_RIVAL_CASE']);
    // The county's team sees both cases, and none of them is its own.
    expect(refusal(await dispute(portal, rival.caseNo, 'team-head'))).toEqual(['FORBIDDEN', 'NOT_CLAIMANT']);
    const disputed = transferOf(await dispute(portal, rival.caseNo, 'head2'));
    expect(disputed).toMatchObject({
      state: 'DISPUTED',
      kind: 'DISPUTE',
      caseNo: filed.caseNo,
      from: { code: first },
      to: { code: second },
      deadlines: [{ name: 'designating', state: 'RUNNING', dueAt: '2026-11-30T16:00:00.000Z' }],
    });
    const choice = { organization: second, reason: '主要违法行为地在澄江街道。' };
    expect(refusal(await turn(portal, disputed, 'designateJurisdiction', 'head', choice))).toEqual([
      'FORBIDDEN',
      'ROLE_MISSING',
    ]);
    // A coordinator of one of the two is no superior of both.
    expect(refusal(await turn(portal, disputed, 'designateJurisdiction', 'coordinator2', choice))).toEqual([
      'FORBIDDEN',
      'NOT_SUPERIOR',
    ]);
    const third = { ...choice, organization: '320281100-enforcement-bureau' };
    expect(refusal(await turn(portal, disputed, 'designateJurisdiction', 'coordinator', third))).toEqual([
      'INVALID',
      'NOT_A_PARTY',
    ]);
    const designated = transferOf(await turn(portal, disputed, 'designateJurisdiction', 'coordinator', choice));
    expect(designated.state).toBe('DESIGNATED');
    const sent = transferOf(await turn(portal, designated, 'sendTransfer', 'head'));
    const back = await turn(portal, sent, 'returnTransfer', 'head2', { reason: '不接收。' });
    expect(refusal(back)).toEqual(['CONFLICT', 'ALREADY_DESIGNATED']);
    expect(transferOf(await turn(portal, sent, 'receiveTransfer', 'head2'))).toMatchObject({
      receiverCaseNo: rival.caseNo,
    });
    expect((await readAgain(portal, filed.caseNo)).state).toBe('HANDED_OVER');
    const now = await readAgain(portal, rival.caseNo, 'head2');
    const answer = await tryTo(portal, now, 'fileCase', strangers, 'head2');
    expect(answer.errors).toBeUndefined();
  });

  test('have it designated to the first: nothing moves', async () => {
    const { filed, rival } = await filedTwice();
    const disputed = transferOf(await dispute(portal, rival.caseNo, 'head2'));
    const choice = { organization: first, reason: '先立案者管辖。' };
    expect(transferOf(await turn(portal, disputed, 'designateJurisdiction', 'coordinator', choice))).toMatchObject({
      state: 'KEPT',
    });
    expect((await readAgain(portal, filed.caseNo)).state).toBe('FILED');
    expect(refusal(await tryTo(portal, rival, 'fileCase', strangers, 'head2'))).toEqual([
      'CONFLICT',
      'FILED_ELSEWHERE',
    ]);
  });

  test('at the same moment: one files', async () => {
    const act = { powerItemCode: stallItem, party: somebody() };
    const one = await registered(portal, act);
    const other = await registered(portal, { ...act, regionCode: '320281001' }, 'officer2');
    const answers = await Promise.all([
      tryTo(portal, one, 'fileCase'),
      tryTo(portal, other, 'fileCase', strangers, 'head2'),
    ]);
    const reasons = answers.map(({ errors }) => errors?.[0]?.extensions.reason ?? 'filed').sort();
    expect(reasons).toEqual(['FILED_ELSEWHERE', 'filed']);
  });

  test('of different days are two acts', async () => {
    const party = somebody();
    const act = { powerItemCode: stallItem, party };
    await walk(portal, await registered(portal, act), 'fileCase');
    const other = { ...act, regionCode: '320281001', occurredAt: '2026-11-19T01:40:00Z' };
    const answer = await tryTo(portal, await registered(portal, other, 'officer2'), 'fileCase', strangers, 'head2');
    expect(answer.errors).toBeUndefined();
  });
});
