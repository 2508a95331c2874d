import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestPortal } from '../../support/portal.js';
import { caseOf, open, refusal, sentence } from './cases.js';
import {
  deadlineOf,
  decision,
  firm,
  investigated,
  notified,
  openWithPeople,
  proposal,
  readAgain,
  register,
  registered,
  somebody,
  tryTo,
  walk,
} from './general.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openWithPeople();
});
afterAll(() => portal.close());

/** Monday, 23 November 2026, 10:00 in Shanghai. */
const monday = '2026-11-23T02:00:00Z';
beforeEach(() => {
  portal.clock.moment = new Date(monday);
});

test('a case goes from its clue to its close by the general procedure', async () => {
  const clue = await registered(portal);
  expect(clue).toMatchObject({
    state: 'CLUE',
    procedure: 'GENERAL',
    officers: [],
    subject: { code: '320281104-government' },
  });
  expect(clue.caseNo).toMatch(/^徐霞客镇案〔2026〕\d+号$/);
  expect(clue['deadlines']).toEqual([{ name: 'filing', state: 'RUNNING', dueAt: '2026-12-08T16:00:00.000Z' }]);

  const filed = await walk(portal, clue, 'fileCase');
  expect(filed).toMatchObject({ state: 'FILED', officers: [{ number: 'JY001414' }, { number: 'JY001415' }] });
  // Ninety days are 21 February 2027, a Sunday.
  expect(deadlineOf(filed, 'decision')).toEqual({
    name: 'decision',
    state: 'RUNNING',
    dueAt: '2027-02-22T16:00:00.000Z',
  });

  const told = await walk(portal, filed, 'startInvestigation', 'addEvidence', 'closeInvestigation', 'notifyPenalty');
  expect(told).toMatchObject({ state: 'NOTIFIED', proceeding: { notice: { hearingRight: false } } });
  expect(deadlineOf(told, 'party-answer')).toMatchObject({ state: 'RUNNING', dueAt: '2026-11-26T16:00:00.000Z' });

  portal.clock.moment = new Date('2026-11-27T02:00:00Z');
  const decided = await walk(portal, told, 'decideCase');
  expect(decided).toMatchObject({
    state: 'DECIDED',
    fine: '3000.00',
    decision: {
      penalties: ['FINE'],
      tier: '从轻',
      details: [{ kind: 'FINE', amount: '3000', detail: null }],
      reconsiderationBody: '江阴市人民政府',
      intact: true,
    },
  });
  expect((decided['decision'] as { caseNo: string }).caseNo).toMatch(/^徐霞客镇罚〔2026〕\d+号$/);
  expect(deadlineOf(decided, 'decision')).toMatchObject({ state: 'MET' });
  // Seven working days to serve it.
  expect(deadlineOf(decided, 'service')).toMatchObject({ state: 'RUNNING', dueAt: '2026-12-08T16:00:00.000Z' });

  const closed = await walk(portal, decided, 'serveDecision', 'payFine', 'closeCase');
  expect(closed).toMatchObject({ state: 'CLOSED', timelineBrokenAt: null });
  const { data } = await portal.ask(
    'query ($caseNo: ID!) { caseFile(caseNo: $caseNo) { missing intact steps { kind title } } }',
    { caseNo: closed.caseNo },
    { as: 'officer' },
  );
  expect(data).toMatchObject({ caseFile: { missing: [], intact: true } });
  const { steps } = (data as never as { caseFile: { steps: { kind: string; title: string }[] } }).caseFile;
  expect(steps.map(({ title }) => title)).toEqual([
    '登记案源线索',
    '立案',
    '开始调查',
    '收集证据',
    '证据',
    '调查终结',
    '行政处罚事先告知',
    '作出行政处罚决定',
    expect.stringContaining('行政处罚决定书('),
    '送达决定书',
    '登记缴款',
    '结案',
  ]);
});

describe('ninety days', () => {
  test('end on 29 February of a leap year, and a breach shows (S-09)', async () => {
    portal.clock.moment = new Date('2027-12-01T02:00:00Z');
    const clue = await registered(portal, { occurredAt: '2027-11-30T01:00:00Z' });
    const filed = await walk(portal, clue, 'fileCase');
    expect(deadlineOf(filed, 'decision')).toMatchObject({ state: 'RUNNING', dueAt: '2028-02-29T16:00:00.000Z' });

    portal.clock.moment = new Date('2028-02-29T15:59:00Z');
    await portal.settle();
    expect(deadlineOf(await readAgain(portal, filed.caseNo), 'decision')).toMatchObject({ state: 'RUNNING' });
    portal.clock.moment = new Date('2028-02-29T16:00:01Z');
    await portal.settle();
    expect(deadlineOf(await readAgain(portal, filed.caseNo), 'decision')).toMatchObject({ state: 'MISSED' });
  });

  test('stand still while the case is suspended', async () => {
    const row = await investigated(portal);
    portal.clock.moment = new Date('2026-12-03T02:00:00Z');
    const suspended = await walk(portal, row, ['suspendCase', { reason: '等待鉴定意见。' }]);
    expect(deadlineOf(suspended, 'decision')).toEqual({ name: 'decision', state: 'PAUSED', dueAt: null });
    portal.clock.moment = new Date('2026-12-13T02:00:00Z');
    const resumed = await walk(portal, suspended, 'resumeCase');
    // Ten days later: 3 March 2027 instead of 22 February, to which the Sunday had been moved.
    expect(deadlineOf(resumed, 'decision')).toMatchObject({ state: 'RUNNING', dueAt: '2027-03-04T16:00:00.000Z' });
  });
});

describe('who may', () => {
  test('an officer registers, the head files, and a neighbour sees nothing', async () => {
    const clue = await registered(portal);
    expect(refusal(await tryTo(portal, clue, 'fileCase', undefined, 'officer'))).toEqual(['FORBIDDEN', 'ROLE_MISSING']);
    expect(refusal(await tryTo(portal, clue, 'fileCase', undefined, 'head2'))).toEqual(['NOT_FOUND', undefined]);
    expect(refusal(await register(portal, {}, 'officer2'))).toEqual(['CONFLICT', 'GRANT_NOT_ACTIVE']);
    const filed = await walk(portal, clue, 'fileCase');
    expect(refusal(await tryTo(portal, filed, 'startInvestigation', {}, 'colleague'))).toEqual([
      'FORBIDDEN',
      'NOT_CASE_OFFICER',
    ]);
  });

  test('two certified officers of the team work on it, and one who is recused is replaced', async () => {
    const clue = await registered(portal);
    const alone = await tryTo(portal, clue, 'fileCase', { officers: ['JY001414'] });
    expect(refusal(alone)).toEqual(['INVALID', 'TWO_OFFICERS']);
    const strange = await tryTo(portal, clue, 'fileCase', { officers: ['JY001414', 'JY000634'] });
    expect(refusal(strange)).toEqual(['CONFLICT', 'OFFICER_OF_ANOTHER_TEAM']);
    const auxiliary = await tryTo(portal, clue, 'fileCase', { officers: ['JY001414', 'JY001416'] });
    expect(refusal(auxiliary)).toEqual(['CONFLICT', 'NOT_CERTIFIED']);

    const filed = await walk(portal, clue, 'fileCase');
    const exchange = { officer: 'JY001415', successor: 'JY001417', reason: '与当事人系近亲属。' };
    const nobody = await tryTo(portal, filed, 'replaceOfficer', { ...exchange, officer: 'JY001419' });
    expect(refusal(nobody)).toEqual(['INVALID', 'NOT_AN_OFFICER']);
    const replaced = await walk(portal, filed, ['replaceOfficer', exchange]);
    expect(replaced).toMatchObject({ state: 'FILED', officers: [{ number: 'JY001414' }, { number: 'JY001417' }] });
  });

  test('what is filed is withdrawn by the head alone', async () => {
    const filed = await walk(portal, await registered(portal), 'fileCase');
    const reason = { reason: '重复立案。' };
    expect(refusal(await tryTo(portal, filed, 'withdrawCase', reason, 'officer'))).toEqual([
      'FORBIDDEN',
      'NOT_CASE_HEAD',
    ]);
    expect(await walk(portal, filed, ['withdrawCase', reason])).toMatchObject({ state: 'WITHDRAWN' });
  });
});

describe('an investigation', () => {
  test('is not closed without evidence, nor with what is no penalty', async () => {
    const row = await walk(portal, await registered(portal), 'fileCase', 'startInvestigation');
    expect(refusal(await tryTo(portal, row, 'closeInvestigation'))).toEqual(['CONFLICT', 'EVIDENCE_MISSING']);
    const bare = { kind: 'PHYSICAL', name: '镐', files: [] };
    expect(refusal(await tryTo(portal, row, 'addEvidence', bare))).toEqual(['INVALID', 'EVIDENCE_WITHOUT_FILE']);
    const found = await walk(portal, row, 'addEvidence');
    expect(found['proceeding']).toMatchObject({
      evidence: [{ number: 1, kind: 'INSPECTION_RECORD', name: '现场笔录' }],
    });
    for (const penalties of [
      [],
      [{ kind: 'FINE' }],
      [{ kind: 'FINE', amount: '0' }],
      [{ kind: 'WARNING', amount: '5' }],
      [{ kind: 'SUSPEND_BUSINESS' }],
      [
        { kind: 'FINE', amount: '5' },
        { kind: 'FINE', amount: '6' },
      ],
    ]) {
      const answer = await tryTo(portal, found, 'closeInvestigation', { proposal: { ...proposal, penalties } });
      expect([penalties, ...refusal(answer)]).toEqual([penalties, 'INVALID', 'PENALTY_INVALID']);
    }
  });

  test('may end without a penalty, with a ground and what the party is told', async () => {
    const row = await walk(portal, await investigated(portal), 'closeInvestigation');
    const minor = { ground: 'MINOR_AND_CORRECTED', reasons: '已当场恢复路面,未造成危害,予以教育。' };
    const ended = await walk(portal, row, ['decideNoPenalty', minor]);
    expect(ended).toMatchObject({
      state: 'NOT_PUNISHED',
      proceeding: { noPenalty: { ground: 'MINOR_AND_CORRECTED' } },
    });
  });

  test('of the simple procedure has no such steps, and of the general one is not recorded on the spot', async () => {
    const spot = caseOf(await open(portal, { party: somebody() }, 'officer'));
    expect(refusal(await tryTo(portal, spot, 'fileCase'))).toEqual(['CONFLICT', 'WRONG_PROCEDURE']);
    const told = await walk(portal, await notified(portal), 'recordStatement', 'decideCase', 'serveDecision');
    expect(refusal(await tryTo(portal, told, 'recordWithAgency', {}, 'officer'))).toEqual([
      'CONFLICT',
      'WRONG_PROCEDURE',
    ]);
  });
});

describe('a decision', () => {
  test('needs a notice, is within it, and is the head’s', async () => {
    const closed = await walk(portal, await investigated(portal), 'closeInvestigation');
    expect(refusal(await tryTo(portal, closed, 'decideCase'))).toEqual(['CONFLICT', 'NOTICE_MISSING']);
    const told = await walk(portal, closed, 'notifyPenalty', 'recordStatement');
    const more = { decision: { ...decision, penalties: [{ kind: 'FINE', amount: '3000.01' }] } };
    const heavier = await tryTo(portal, told, 'decideCase', more);
    expect(refusal(heavier)).toEqual(['CONFLICT', 'HEAVIER_THAN_NOTIFIED']);
    expect(sentence(heavier)).toBe('处罚重于告知的「FINE 3000」,须重新调查、告知。');
    const other = { decision: { ...decision, penalties: [{ kind: 'CLOSE', detail: '关闭' }] } };
    expect(refusal(await tryTo(portal, told, 'decideCase', other))).toEqual(['CONFLICT', 'HEAVIER_THAN_NOTIFIED']);
    expect(refusal(await tryTo(portal, told, 'decideCase', undefined, 'officer'))).toEqual([
      'FORBIDDEN',
      'ROLE_MISSING',
    ]);
    const less = { decision: { ...decision, penalties: [{ kind: 'FINE', amount: '2000' }] } };
    expect(await walk(portal, told, ['decideCase', less])).toMatchObject({ state: 'DECIDED', fine: '2000.00' });
  });

  test('fines one act once, and takes numbers of the decisions without a gap', async () => {
    const party = { ...firm };
    const first = await walk(portal, await notified(portal, {}, { party }), 'recordStatement');
    const second = await walk(portal, await notified(portal, {}, { party }), 'recordStatement');
    const decided = await walk(portal, first, 'decideCase');
    expect(refusal(await tryTo(portal, second, 'decideCase'))).toEqual(['CONFLICT', 'ONE_FINE_ONLY']);
    const third = await walk(portal, await notified(portal), 'recordStatement', 'decideCase');
    const numberOf = (row: typeof third) =>
      Number(/\d+(?=号)/.exec((row['decision'] as { caseNo: string }).caseNo)?.[0]);
    expect(numberOf(third)).toBe(numberOf(decided) + 1);
  });

  test('is lighter for those of 14 to 17', async () => {
    const young = await walk(portal, await notified(portal, {}, { party: somebody('20100601') }), 'recordStatement');
    expect(refusal(await tryTo(portal, young, 'decideCase'))).toEqual(['INVALID', 'MINOR_NEEDS_LIGHTER']);
    const lighter = { decision: { ...decision, lighter: '未满十八周岁,从轻。' } };
    expect(caseOf(await tryTo(portal, young, 'decideCase', lighter))).toMatchObject({ state: 'DECIDED' });
  });
});
