import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestPortal } from '../../support/portal.js';
import { refusal, sentence } from './cases.js';
import { deadlineOf, decision, firm, notified, openWithPeople, proposal, readAgain, tryTo, walk } from './general.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openWithPeople();
});
afterAll(() => portal.close());

beforeEach(() => {
  portal.clock.moment = new Date('2026-11-23T02:00:00Z');
});

const heavy = { penalties: [{ kind: 'FINE', amount: '5000' }] };
const heavyDecision = { decision: { ...decision, ...heavy } };

describe('the right to a hearing', () => {
  test.each([
    ['4999.99 of a person', { penalties: [{ kind: 'FINE', amount: '4999.99' }] }, {}, false],
    ['5000 of a person', heavy, {}, true],
    ['49999 of a firm', { penalties: [{ kind: 'FINE', amount: '49999' }] }, { party: firm }, false],
    ['50000 of a firm', { penalties: [{ kind: 'CONFISCATE_INCOME', amount: '50000' }] }, { party: firm }, true],
    [
      'a business that is stopped',
      { penalties: [{ kind: 'SUSPEND_BUSINESS', detail: '停业三十日' }] },
      { party: firm },
      true,
    ],
    [
      'a licence that is held back',
      { penalties: [{ kind: 'SUSPEND_LICENCE', detail: '暂扣一个月' }] },
      { party: firm },
      false,
    ],
  ])('%s', async (_what, proposed, asked, right) => {
    const told = await notified(portal, proposed, asked);
    expect(told['proceeding']).toMatchObject({ notice: { hearingRight: right } });
    const request = await tryTo(portal, told, 'requestHearing');
    if (right) expect(request.errors).toBeUndefined();
    else expect(refusal(request)).toEqual(['CONFLICT', 'NO_HEARING_RIGHT']);
  });
});

describe('what is told', () => {
  test('names the law, and nothing is decided before five working days are over or given up', async () => {
    const told = await notified(portal, heavy);
    expect(told['proceeding']).toMatchObject({
      notice: {
        hearingRight: true,
        legalBasis: '《城市道路管理条例》第四十一条',
        answerDueAt: '2026-11-30T16:00:00.000Z',
      },
    });
    const early = await tryTo(portal, told, 'decideCase', heavyDecision);
    expect(refusal(early)).toEqual(['CONFLICT', 'ANSWER_AWAITED']);
    expect(sentence(early)).toBe('当事人陈述、申辩或者申请听证的期限未满,也未书面放弃,不得作出决定。');

    // A statement does not give the hearing up.
    const spoken = await walk(portal, told, 'recordStatement');
    expect(refusal(await tryTo(portal, spoken, 'decideCase', heavyDecision))).toEqual(['CONFLICT', 'ANSWER_AWAITED']);
    portal.clock.moment = new Date('2026-11-30T15:59:00Z');
    expect(refusal(await tryTo(portal, spoken, 'discussCollectively'))).toEqual(['CONFLICT', 'ANSWER_AWAITED']);
    portal.clock.moment = new Date('2026-11-30T16:00:00Z');
    await portal.settle();
    const late = await readAgain(portal, spoken.caseNo);
    expect(refusal(await tryTo(portal, late, 'decideCase', heavyDecision))).toEqual(['CONFLICT', 'DISCUSSION_MISSING']);
    const few = { participants: ['JY001413', 'JY001417'], conclusion: '同意。' };
    expect(refusal(await tryTo(portal, late, 'discussCollectively', few))).toEqual(['INVALID', 'DISCUSSION_TOO_FEW']);
    expect(await walk(portal, late, 'discussCollectively', ['decideCase', heavyDecision])).toMatchObject({
      state: 'DECIDED',
      fine: '5000.00',
    });
  });

  test('may be given up in writing, the hearing too', async () => {
    const told = await notified(portal, heavy);
    const writing = await portal.photograph('officer');
    const half = await walk(portal, told, ['recordWaiver', { hearing: false, writing }]);
    expect(refusal(await tryTo(portal, half, 'discussCollectively'))).toEqual(['CONFLICT', 'ANSWER_AWAITED']);
    const whole = await walk(portal, half, 'recordWaiver');
    expect(refusal(await tryTo(portal, whole, 'requestHearing'))).toEqual(['CONFLICT', 'NO_HEARING_RIGHT']);
    expect(await walk(portal, whole, 'discussCollectively', ['decideCase', heavyDecision])).toMatchObject({
      state: 'DECIDED',
    });
  });

  test('is not made heavier because the party spoke, but may be for new evidence', async () => {
    const spoken = await walk(portal, await notified(portal), 'recordStatement');
    const reopened = await walk(portal, spoken, ['reopenInvestigation', { reason: '补充调查。' }]);
    expect(reopened).toMatchObject({
      state: 'INVESTIGATING',
      proceeding: { notice: null, statement: { adopted: false } },
    });
    const heavier = { proposal: { ...proposal, penalties: [{ kind: 'FINE', amount: '4000' }] } };
    const refused = await tryTo(portal, reopened, 'closeInvestigation', heavier);
    expect(refusal(refused)).toEqual(['CONFLICT', 'HEAVIER_AFTER_STATEMENT']);
    portal.clock.moment = new Date('2026-11-24T02:00:00Z');
    const found = await walk(portal, reopened, 'addEvidence', ['closeInvestigation', heavier], 'notifyPenalty');
    expect(found).toMatchObject({ state: 'NOTIFIED' });
    // What was said to the first notice is no answer to the second.
    const four = { decision: { ...decision, penalties: [{ kind: 'FINE', amount: '4000' }] } };
    expect(refusal(await tryTo(portal, found, 'decideCase', four))).toEqual(['CONFLICT', 'ANSWER_AWAITED']);
  });
});

describe('a hearing', () => {
  test('is asked for until the fifth working day, which after the National Day is a Saturday’s neighbour (S-08)', async () => {
    // 1 to 7 October 2026 are holidays; Saturday the 10th is worked.
    portal.clock.moment = new Date('2026-09-30T02:00:00Z');
    const act = { occurredAt: '2026-09-29T01:00:00Z' };
    const told = await notified(portal, heavy, act);
    const late = await notified(portal, heavy, act);
    expect(deadlineOf(told, 'party-answer')).toMatchObject({ state: 'RUNNING', dueAt: '2026-10-13T16:00:00.000Z' });
    portal.clock.moment = new Date('2026-10-13T15:59:00Z');
    const asked = await walk(portal, told, 'requestHearing');
    expect(asked).toMatchObject({ state: 'HEARING' });
    expect(deadlineOf(asked, 'party-answer')).toMatchObject({ state: 'MET' });
    portal.clock.moment = new Date('2026-10-13T16:00:00Z');
    const refused = await tryTo(portal, late, 'requestHearing');
    expect(refusal(refused)).toEqual(['CONFLICT', 'HEARING_LATE']);
    expect(sentence(refused)).toBe('申请听证的期限已于 2026-10-13T16:00:00.000Z 届满(告知后五个工作日)。');
  });

  test('is held seven working days after its notice, by somebody who did not investigate', async () => {
    const asked = await walk(portal, await notified(portal, heavy), 'requestHearing');
    expect(refusal(await tryTo(portal, asked, 'decideCase', heavyDecision))).toEqual(['CONFLICT', 'HEARING_PENDING']);
    const soon = { at: '2026-12-02T15:59:00Z', host: 'JY001419' };
    expect(refusal(await tryTo(portal, asked, 'scheduleHearing', soon))).toEqual(['INVALID', 'HEARING_NOTICE_SHORT']);
    const at = '2026-12-03T01:00:00Z';
    expect(refusal(await tryTo(portal, asked, 'scheduleHearing', { at, host: 'JY001415' }))).toEqual([
      'INVALID',
      'HOST_IS_INVESTIGATOR',
    ]);
    expect(refusal(await tryTo(portal, asked, 'scheduleHearing', { at, host: 'JY999999' }))).toEqual([
      'NOT_FOUND',
      undefined,
    ]);
    const set = await walk(portal, asked, ['scheduleHearing', { at, host: 'JY001419' }]);
    expect(set['proceeding']).toMatchObject({ hearing: { heldAt: at.replace('00Z', '00.000Z'), host: 'JY001419' } });
    const record = await portal.photograph('head');
    const early = await tryTo(portal, set, 'endHearing', { outcome: 'HELD', record });
    expect(refusal(early)).toEqual(['CONFLICT', 'HEARING_NOT_SCHEDULED']);
  });

  test('that the party stays away from is given up, and no second window opens', async () => {
    const set = await walk(portal, await notified(portal, heavy), 'requestHearing', [
      'scheduleHearing',
      { at: '2026-12-03T01:00:00Z', host: 'JY001419' },
    ]);
    portal.clock.moment = new Date('2026-12-03T02:00:00Z');
    const away = await walk(portal, set, ['endHearing', { outcome: 'ABANDONED' }]);
    expect(away).toMatchObject({ state: 'NOTIFIED', proceeding: { hearing: { outcome: 'ABANDONED' } } });
    const { deadlines } = Object(away) as { deadlines: { name: string }[] };
    expect(deadlines.filter(({ name }) => name === 'party-answer')).toHaveLength(1);
    expect(await walk(portal, away, 'discussCollectively', ['decideCase', heavyDecision])).toMatchObject({
      state: 'DECIDED',
    });
  });
});
