import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestPortal } from '../../support/portal.js';
import { refusal } from './cases.js';
import { deadlineOf, investigated, openWithPeople, readAgain, registered, tryTo, walk } from './general.js';
import { propose, type SeenTransfer, transferOf, transfersOf, turn } from './transfers.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openWithPeople();
});
afterAll(() => portal.close());

beforeEach(() => {
  portal.clock.moment = new Date('2026-11-23T02:00:00Z');
});

const police = { kind: 'TO_POLICE', to: '320281-public-security' };
const yes = { approve: true, reason: '同意移送。' };

function clockOf(row: SeenTransfer, name: string): unknown {
  return (row['deadlines'] as { name: string }[]).find((each) => each.name === name);
}

describe('a suspected crime', () => {
  test('is approved in three days, sent in 24 hours, decided by the police in three, its things handed over in three', async () => {
    const row = await investigated(portal);
    const proposed = transferOf(await propose(portal, { ...police, caseNo: row.caseNo }, 'officer'));
    expect(proposed).toMatchObject({ state: 'PROPOSED', from: { code: '320281104-enforcement-bureau' } });
    expect(clockOf(proposed, 'approval')).toMatchObject({ state: 'RUNNING', dueAt: '2026-11-26T16:00:00.000Z' });
    const approved = transferOf(await turn(portal, proposed, 'decideTransfer', 'head', yes));
    expect(clockOf(approved, 'sending')).toMatchObject({ state: 'RUNNING', dueAt: '2026-11-24T02:00:00.000Z' });

    portal.clock.moment = new Date('2026-11-24T01:00:00Z');
    const sent = transferOf(await turn(portal, approved, 'sendTransfer', 'officer'));
    expect(clockOf(sent, 'receiving')).toMatchObject({ state: 'RUNNING', dueAt: '2026-11-27T16:00:00.000Z' });
    const gone = await readAgain(portal, row.caseNo);
    expect(gone.state).toBe('TRANSFERRED');
    expect(deadlineOf(gone, 'decision')).toEqual({ name: 'decision', state: 'PAUSED', dueAt: null });

    expect(refusal(await turn(portal, sent, 'receiveTransfer', 'team-head'))).toEqual(['CONFLICT', 'FOR_POLICE']);
    expect(refusal(await turn(portal, sent, 'fileWithPolice', 'head', { number: 'A1' }))).toEqual([
      'FORBIDDEN',
      'ROLE_MISSING',
    ]);
    const filed = transferOf(await turn(portal, sent, 'fileWithPolice', 'police', { number: '澄公立字〔2026〕17号' }));
    expect(filed).toMatchObject({ state: 'RECEIVED', receiverCaseNo: '澄公立字〔2026〕17号' });
    expect(clockOf(filed, 'handing-over')).toMatchObject({ state: 'RUNNING', dueAt: '2026-11-27T16:00:00.000Z' });
    expect((await readAgain(portal, row.caseNo)).state).toBe('HANDED_OVER');
    expect(transferOf(await turn(portal, filed, 'handOverItems', 'officer'))).toMatchObject({
      state: 'ITEMS_HANDED_OVER',
      findings: [],
      timelineBrokenAt: null,
    });
  });

  test('has calendar days: from a Friday they are over on Monday', async () => {
    const row = await investigated(portal);
    portal.clock.moment = new Date('2026-11-27T02:00:00Z');
    const monday = { state: 'RUNNING', dueAt: '2026-11-30T16:00:00.000Z' };
    const proposed = transferOf(await propose(portal, { ...police, caseNo: row.caseNo }));
    expect(clockOf(proposed, 'approval')).toMatchObject(monday);
    const approved = transferOf(await turn(portal, proposed, 'decideTransfer', 'head', yes));
    const sent = transferOf(await turn(portal, approved, 'sendTransfer', 'head'));
    expect(clockOf(sent, 'receiving')).toMatchObject(monday);
    const filed = transferOf(await turn(portal, sent, 'fileWithPolice', 'police', { number: '澄公立字〔2026〕18号' }));
    expect(clockOf(filed, 'handing-over')).toMatchObject(monday);
  });

  test('that is approved too late is found, with whose it was', async () => {
    const row = await investigated(portal);
    transferOf(await propose(portal, { ...police, caseNo: row.caseNo }));
    portal.clock.moment = new Date('2026-11-26T16:00:01Z');
    await portal.settle();
    const [late] = await transfersOf(portal, row.caseNo, 'head');
    expect(late).toMatchObject({
      state: 'PROPOSED',
      findings: [
        { deadline: 'approval', dueAt: '2026-11-26T16:00:00.000Z', organizationCode: '320281104-enforcement-bureau' },
      ],
    });
    const [told] = await portal.portal.database.administer((run) =>
      run(`select payload from kit.events where name = 'TransferOverdue' and about = ?`, [late?.id]),
    );
    expect(told?.['payload']).toMatchObject({ caseNo: row.caseNo, deadline: 'approval' });

    const approved = transferOf(await turn(portal, late as SeenTransfer, 'decideTransfer', 'head', yes));
    const sent = transferOf(await turn(portal, approved, 'sendTransfer', 'head'));
    portal.clock.moment = new Date('2026-12-01T16:00:01Z');
    await portal.settle();
    const [again] = await transfersOf(portal, row.caseNo, 'head');
    expect(again).toMatchObject({ state: 'SENT', findings: [{}, { organizationCode: '320281-public-security' }] });
    expect(sent.state).toBe('SENT');
  });

  test('comes back from the police, and the ninety days go on', async () => {
    const row = await investigated(portal);
    const proposed = transferOf(await propose(portal, { ...police, caseNo: row.caseNo }));
    const approved = transferOf(await turn(portal, proposed, 'decideTransfer', 'head', yes));
    const sent = transferOf(await turn(portal, approved, 'sendTransfer', 'head'));
    portal.clock.moment = new Date('2026-11-25T02:00:00Z');
    expect(transferOf(await turn(portal, sent, 'refuseByPolice', 'police', { reason: '不构成犯罪。' }))).toMatchObject({
      state: 'RETURNED',
      answer: '不构成犯罪。',
    });
    const back = await readAgain(portal, row.caseNo);
    expect(back.state).toBe('INVESTIGATING');
    // Two days later than 22 February 2027.
    expect(deadlineOf(back, 'decision')).toMatchObject({ state: 'RUNNING', dueAt: '2027-02-24T16:00:00.000Z' });
  });

  test('is not approved before two officers looked into it', async () => {
    const clue = await registered(portal);
    const proposed = transferOf(await propose(portal, { ...police, caseNo: clue.caseNo }));
    expect(refusal(await turn(portal, proposed, 'decideTransfer', 'head', yes))).toEqual([
      'CONFLICT',
      'CRIME_NEEDS_TWO',
    ]);
    const no = { approve: false, reason: '先行核实。' };
    expect(transferOf(await turn(portal, proposed, 'decideTransfer', 'head', no))).toMatchObject({ state: 'REJECTED' });
  });
});

describe('a major case', () => {
  const county = { kind: 'TO_COUNTY_MAJOR', to: '320281-urban-management' };

  test('goes to the county, whose team files it anew; its ninety days begin when it is taken on', async () => {
    const row = await investigated(portal);
    const proposed = transferOf(await propose(portal, { ...county, caseNo: row.caseNo }));
    expect(refusal(await propose(portal, { ...county, caseNo: row.caseNo }))).toEqual(['CONFLICT', 'TRANSFER_OPEN']);
    const approved = transferOf(await turn(portal, proposed, 'decideTransfer', 'head', yes));
    const sent = transferOf(await turn(portal, approved, 'sendTransfer', 'head'));
    portal.clock.moment = new Date('2026-11-27T02:00:00Z');
    const officers = { officers: ['JY000506', 'JY000507'] };
    expect(refusal(await turn(portal, sent, 'receiveTransfer', 'head', officers))).toEqual([
      'FORBIDDEN',
      'SENDER_RECEIVES',
    ]);
    const own = await turn(portal, sent, 'receiveTransfer', 'team-head', { officers: ['JY001414', 'JY000507'] });
    expect(refusal(own)).toEqual(['CONFLICT', 'OFFICER_OF_ANOTHER_TEAM']);
    const received = transferOf(await turn(portal, sent, 'receiveTransfer', 'team-head', officers));
    expect(received.state).toBe('RECEIVED');
    const filed = await readAgain(portal, String(received['receiverCaseNo']), 'team-head');
    expect(filed).toMatchObject({
      state: 'FILED',
      organization: { code: '320281-urban-management-team' },
      subject: { code: '320281-urban-management' },
      predecessor: { caseNo: row.caseNo },
      officers: [{ number: 'JY000506' }, { number: 'JY000507' }],
    });
    expect(deadlineOf(filed, 'decision')).toMatchObject({ state: 'RUNNING', dueAt: '2027-02-25T16:00:00.000Z' });
    // Things are handed over to the police alone.
    expect(refusal(await turn(portal, received, 'handOverItems', 'officer'))).toEqual(['CONFLICT', 'NOT_FOR_POLICE']);
    const old = await readAgain(portal, row.caseNo);
    expect(old.state).toBe('HANDED_OVER');
    expect(deadlineOf(old, 'decision')).toMatchObject({ state: 'MET' });
  });

  test('is sent back with a reason, by the receiver alone', async () => {
    const row = await investigated(portal);
    const proposed = transferOf(await propose(portal, { ...county, caseNo: row.caseNo }));
    const approved = transferOf(await turn(portal, proposed, 'decideTransfer', 'head', yes));
    const sent = transferOf(await turn(portal, approved, 'sendTransfer', 'head'));
    const why = { reason: '不属重大案件。' };
    expect(refusal(await turn(portal, sent, 'returnTransfer', 'head', why))).toEqual(['FORBIDDEN', 'SENDER_RECEIVES']);
    const filing = await turn(portal, sent, 'fileWithPolice', 'police', { number: '澄公立字〔2026〕19号' });
    expect(refusal(filing)).toEqual(['FORBIDDEN', 'NOT_POLICE']);
    expect(refusal(await turn(portal, sent, 'refuseByPolice', 'police', why))).toEqual(['FORBIDDEN', 'NOT_POLICE']);
    expect(transferOf(await turn(portal, sent, 'returnTransfer', 'team-head', why))).toMatchObject({
      state: 'RETURNED',
    });
    expect((await readAgain(portal, row.caseNo)).state).toBe('INVESTIGATING');
  });

  test('is proposed, approved and sent by nobody but the sender', async () => {
    const row = await investigated(portal);
    const wanted = { ...county, caseNo: row.caseNo };
    expect(refusal(await propose(portal, wanted, 'team-head'))).toEqual(['FORBIDDEN', 'NOT_SENDER']);
    const proposed = transferOf(await propose(portal, wanted));
    const granted = await turn(portal, proposed, 'decideTransfer', 'team-head', yes);
    expect(refusal(granted)).toEqual(['FORBIDDEN', 'NOT_SENDER']);
    const approved = transferOf(await turn(portal, proposed, 'decideTransfer', 'head', yes));
    expect(refusal(await turn(portal, approved, 'sendTransfer', 'team-head'))).toEqual(['FORBIDDEN', 'NOT_SENDER']);
    expect(transferOf(await turn(portal, approved, 'sendTransfer', 'head'))).toMatchObject({ state: 'SENT' });
  });

  test('is taken on by its receiver, not by another that may punish the act', async () => {
    const row = await investigated(portal);
    const market = { ...county, to: '320281-market-regulation', caseNo: row.caseNo };
    const proposed = transferOf(await propose(portal, market));
    const approved = transferOf(await turn(portal, proposed, 'decideTransfer', 'head', yes));
    const sent = transferOf(await turn(portal, approved, 'sendTransfer', 'head'));
    const officers = { officers: ['JY000506', 'JY000507'] };
    const taken = await turn(portal, sent, 'receiveTransfer', 'team-head', officers);
    expect(refusal(taken)).toEqual(['FORBIDDEN', 'NOT_RECEIVER']);
    expect((await readAgain(portal, row.caseNo)).state).toBe('TRANSFERRED');
  });

  test('is not sent once it has moved on, though it was approved before', async () => {
    const row = await investigated(portal);
    const proposed = transferOf(await propose(portal, { ...county, caseNo: row.caseNo }));
    const approved = transferOf(await turn(portal, proposed, 'decideTransfer', 'head', yes));
    await walk(portal, row, ['withdrawCase', { reason: '违法事实不成立。' }]);
    expect(refusal(await turn(portal, approved, 'sendTransfer', 'head'))).toEqual(['CONFLICT', 'CASE_MOVED_ON']);
    expect((await readAgain(portal, row.caseNo)).state).toBe('WITHDRAWN');
  });

  test('is passed on by its own organisation, to another, and not once it is over', async () => {
    const row = await investigated(portal);
    expect(refusal(await propose(portal, { ...county, caseNo: row.caseNo }, 'head2'))).toEqual([
      'NOT_FOUND',
      undefined,
    ]);
    const self = { ...county, to: '320281104-enforcement-bureau', caseNo: row.caseNo };
    expect(refusal(await propose(portal, self))).toEqual(['INVALID', 'TRANSFER_KIND']);
    const ordered = { ...county, kind: 'GRANT_WITHDRAWN', caseNo: row.caseNo };
    expect(refusal(await propose(portal, ordered))).toEqual(['INVALID', 'TRANSFER_KIND']);
    expect(refusal(await propose(portal, { ...county, to: 'nobody', caseNo: row.caseNo }))).toEqual([
      'NOT_FOUND',
      undefined,
    ]);
    const withdrawn = await tryTo(portal, row, 'withdrawCase', { reason: '重复。' });
    expect(withdrawn.errors).toBeUndefined();
    expect(refusal(await propose(portal, { ...county, caseNo: row.caseNo }))).toEqual([
      'CONFLICT',
      'CASE_NOT_PASSABLE',
    ]);
  });
});
