import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { act, caseOf, go, officer, open, ordinary, personBorn, refusal, rowsOf, sentence } from './cases.js';
import { tryTo } from './general.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const saturday = '2026-11-21T02:00:00Z';
beforeEach(() => {
  portal.clock.moment = new Date(saturday);
});

let sequence = 100;
/** Somebody who has done nothing in another test. */
function somebody(birthday = '19850312') {
  sequence += 1;
  return personBorn(birthday, sequence);
}

const firm = { kind: 'FIRM', name: '徐霞客镇某水果店', creditCode: '919999990000000177' };

/** Opens a case of somebody new. */
async function opened(asked = {}) {
  return caseOf(await open(portal, { party: somebody(), ...asked }));
}

/** Sends a decision to a case. */
function decide(row: Parameters<typeof act>[1], decision: Record<string, unknown>) {
  return act(portal, row, 'decideOnTheSpot', {
    decision: { penalties: ['FINE'], reasons: '占道经营,影响通行。', ...decision },
  });
}

test('a stall is fined on the spot, served, recorded, paid and closed', async () => {
  const clue = await opened();
  expect(clue).toMatchObject({
    state: 'CLUE',
    version: 1,
    organization: { code: '320281104-enforcement-bureau' },
    subject: { code: '320281104-government' },
    officers: [{ number: 'JY001414' }, { number: 'JY001415' }],
    region: { code: '320281104' },
  });

  const decided = await go(portal, clue, 'decideOnTheSpot');
  expect(decided).toMatchObject({ state: 'DECIDED', fine: '200.00', recordingDueAt: '2026-11-24T16:00:00.000Z' });
  const served = await go(portal, decided, 'serveDecision');
  expect(served).toMatchObject({
    state: 'SERVED',
    paymentDueOn: '2026-12-07',
    deadlines: [{ name: 'payment', state: 'RUNNING', dueAt: '2026-12-07T16:00:00.000Z' }],
  });
  const paid = await go(portal, served, 'recordWithAgency', 'payFine');
  expect(paid).toMatchObject({
    state: 'PERFORMING',
    payment: { onTheSpot: false, amount: '200.00', surcharge: '0.00', paidOn: '2026-11-21', handedInOn: null },
  });
  const closed = await go(portal, paid, 'closeCase');
  expect(closed).toMatchObject({ state: 'CLOSED', version: 6, timelineBrokenAt: null });
  expect(closed['deadlines']).toEqual([{ name: 'payment', state: 'MET', dueAt: '2026-12-07T16:00:00.000Z' }]);
});

test('of a person 201 yuan are refused, then 200 are accepted (S-07)', async () => {
  const row = await opened();
  const before = await rowsOf(portal);
  const above = await decide(row, { fine: '201' });
  expect(refusal(above)).toEqual(['INVALID', 'FINE_ABOVE_SIMPLE_LIMIT']);
  expect(sentence(above)).toBe('罚款 201 元超过简易程序对公民的上限 200 元,应适用普通程序。');
  expect(refusal(await decide(row, { fine: '200.01' }))).toEqual(['INVALID', 'FINE_ABOVE_SIMPLE_LIMIT']);
  expect(await rowsOf(portal)).toEqual(before);

  expect(caseOf(await decide(row, { fine: '200' }))).toMatchObject({ state: 'DECIDED', fine: '200.00' });
});

test('of a firm 3,001 yuan are refused, then 3,000 are accepted', async () => {
  const row = await opened({ party: firm });
  const above = await decide(row, { fine: '3001' });
  expect(refusal(above)).toEqual(['INVALID', 'FINE_ABOVE_SIMPLE_LIMIT']);
  expect(sentence(above)).toBe('罚款 3001 元超过简易程序对法人或者其他组织的上限 3000 元,应适用普通程序。');
  expect(caseOf(await decide(row, { fine: '3000' }))).toMatchObject({ state: 'DECIDED', fine: '3000.00' });
});

test('a warning leaves nothing to pay and is closed when it is recorded', async () => {
  const row = await opened();
  const warned = caseOf(await decide(row, { penalties: ['WARNING'] }));
  const served = await go(portal, warned, 'serveDecision');
  expect(served).toMatchObject({ fine: null, paymentDueOn: null, surcharge: null, deadlines: [] });
  expect(refusal(await act(portal, served, 'payFine'))).toEqual(['CONFLICT', 'NO_FINE']);
  expect(refusal(await act(portal, served, 'closeCase'))).toEqual(['CONFLICT', 'NOT_RECORDED']);
  expect(await go(portal, served, 'recordWithAgency', 'closeCase')).toMatchObject({ state: 'CLOSED' });
});

test.each([
  [{ penalties: [], fine: '10' }],
  [{ penalties: ['FINE'] }],
  [{ penalties: ['WARNING'], fine: '10' }],
  [{ penalties: ['FINE', 'FINE'], fine: '10' }],
  [{ penalties: ['FINE'], fine: '0' }],
  [{ penalties: ['FINE'], fine: '-5' }],
  [{ penalties: ['FINE'], fine: '0.001' }],
])('%j is no penalty', async (decision) => {
  expect(refusal(await decide(await opened(), decision))).toEqual(['INVALID', 'PENALTY_INVALID']);
});

describe('one fine for one act (§ 29)', () => {
  test('a second fine of the same party, item and day is refused, a warning is not', async () => {
    const party = somebody();
    const first = await opened({ party });
    const second = await opened({ party });
    const nextDay = await opened({ party, occurredAt: '2026-11-20T01:40:00Z' });
    await go(portal, first, 'decideOnTheSpot');

    expect(refusal(await act(portal, second, 'decideOnTheSpot'))).toEqual(['CONFLICT', 'ONE_FINE_ONLY']);
    expect(caseOf(await decide(second, { penalties: ['WARNING'] }))).toMatchObject({ state: 'DECIDED', fine: null });
    expect(await go(portal, nextDay, 'decideOnTheSpot')).toMatchObject({ fine: '200.00' });
  });

  test('of two decisions at the same moment one stands', async () => {
    const party = somebody();
    const rows = [await opened({ party }), await opened({ party })];
    const answers = await Promise.all(rows.map((row) => act(portal, row, 'decideOnTheSpot')));
    const reasons = answers.map(({ errors }) => errors?.[0]?.extensions.reason ?? 'decided').sort();
    expect(reasons).toEqual(['ONE_FINE_ONLY', 'decided']);
  });
});

describe('minors (§ 30)', () => {
  test('under 14 are not punished; the case is withdrawn', async () => {
    const row = await opened({ party: somebody('20121121') });
    expect(row['party']).toMatchObject({ under14: true, from14To18: false });
    expect(refusal(await act(portal, row, 'decideOnTheSpot'))).toEqual(['CONFLICT', 'MINOR_UNDER_14']);
    expect(await go(portal, row, 'withdrawCase')).toMatchObject({ state: 'WITHDRAWN' });
  });

  test('from 14 to 18 the decision says what makes it lighter', async () => {
    const row = await opened({ party: somebody('20121120') });
    expect(row['party']).toMatchObject({ under14: false, from14To18: true });
    expect(refusal(await decide(row, { fine: '50' }))).toEqual(['INVALID', 'MINOR_NEEDS_LIGHTER']);
    expect(caseOf(await decide(row, { fine: '50', lighter: '未满十八周岁,从轻。' }))).toMatchObject({ fine: '50.00' });
  });
});

describe('service', () => {
  test('that the party refuses to sign for needs a witness, whose name stays in the file as a digest', async () => {
    const decided = await go(portal, await opened(), 'decideOnTheSpot');
    const alone = await act(portal, decided, 'serveDecision', { refused: true });
    expect(refusal(alone)).toEqual(['INVALID', 'WITNESS_MISSING']);
    const served = await go(portal, decided, ['serveDecision', { refused: true, witness: '李见证' }]);
    const { data } = await portal.ask(
      'query ($caseNo: ID!) { case(caseNo: $caseNo) { service { refused } timeline { verb values { name value } } } }',
      { caseNo: served.caseNo },
      { as: 'enforcement.officer' },
    );
    expect(data).toMatchObject({ case: { service: { refused: true } } });
    expect(JSON.stringify(data)).not.toContain('李见证');
    expect(JSON.stringify(data)).toMatch(/"witness","value":"[0-9a-f]{64}"/);
  });

  test('of what is decided on the spot is by handing it over, and in no other way', async () => {
    const decided = await go(portal, await opened(), 'decideOnTheSpot');
    const serve = (method: string) => tryTo(portal, decided, 'serveDecision', { refused: false, method }, officer);
    expect(refusal(await serve('POST'))).toEqual(['INVALID', 'SERVICE_METHOD']);
    expect(caseOf(await serve('IN_PERSON'))).toMatchObject({ state: 'SERVED', service: { method: 'IN_PERSON' } });
  });

  test('begins fifteen days that end on a working day', async () => {
    portal.clock.moment = new Date('2026-11-06T02:00:00Z');
    const served = await go(
      portal,
      await opened({ occurredAt: '2026-11-06T01:00:00Z' }),
      'decideOnTheSpot',
      'serveDecision',
    );
    // 21 November 2026 is a Saturday.
    expect(served['paymentDueOn']).toBe('2026-11-23');
  });
});

describe('payment', () => {
  async function servedOn(day: string) {
    portal.clock.moment = new Date(`${day}T02:00:00Z`);
    const row = await opened({ occurredAt: `${day}T01:00:00Z` });
    const served = await go(portal, row, 'decideOnTheSpot', 'serveDecision');
    portal.clock.moment = new Date(saturday);
    await portal.settle();
    return served;
  }

  const pay = (amount: string, paidOn = '2026-11-21') => ({ amount, paidOn, receipt: 'SF1' });

  test('three days late costs nine in a hundred more, and nothing else will do', async () => {
    const served = await servedOn('2026-11-03');
    expect(served['paymentDueOn']).toBe('2026-11-18');
    const short = await act(portal, served, 'payFine', pay('200'));
    expect(refusal(short)).toEqual(['INVALID', 'PAYMENT_AMOUNT']);
    expect(sentence(short)).toBe('2026-11-21 应缴 218.00 元(其中加处罚款 18.00 元),与所报 200 元不符。');
    const paid = await go(portal, served, ['payFine', pay('218')]);
    expect(paid['payment']).toMatchObject({ amount: '218.00', surcharge: '18.00' });
    expect(paid['deadlines']).toEqual([{ name: 'payment', state: 'MISSED', dueAt: '2026-11-18T16:00:00.000Z' }]);
  });

  test('is never more than twice the fine', async () => {
    const served = await servedOn('2026-09-01');
    const { data } = await portal.ask(
      `query ($caseNo: ID!) { case(caseNo: $caseNo) { surcharge after33: surcharge(on: "2026-10-19") paymentDueOn } }`,
      { caseNo: served.caseNo },
      { as: 'enforcement.officer' },
    );
    expect(data).toEqual({ case: { surcharge: '200.00', after33: '198.00', paymentDueOn: '2026-09-16' } });
  });

  test.each(['2026-11-02', '2026-11-22'])('of %s is before the service or to come', async (paidOn) => {
    const served = await servedOn('2026-11-03');
    expect(refusal(await act(portal, served, 'payFine', pay('200', paidOn)))).toEqual(['INVALID', 'PAYMENT_DAY']);
  });

  test('needs a receipt', async () => {
    const served = await servedOn('2026-11-20');
    const without = await act(portal, served, 'payFine', { ...pay('200'), receipt: ' ' });
    expect(refusal(without)).toEqual(['INVALID', 'TEXT_LENGTH']);
  });
});

describe('a contest of the decision (§ 73)', () => {
  test('lets the surcharge stand still', async () => {
    portal.clock.moment = new Date('2026-11-03T02:00:00Z');
    const row = await opened({ occurredAt: '2026-11-03T01:00:00Z' });
    const served = await go(portal, row, 'decideOnTheSpot', 'serveDecision');
    expect(served['paymentDueOn']).toBe('2026-11-18');
    portal.clock.moment = new Date(saturday);
    expect(refusal(await act(portal, served, 'endRelief'))).toEqual(['CONFLICT', 'NO_RELIEF_RUNNING']);
    const early = { kind: 'SUIT', day: '2026-11-02' };
    expect(refusal(await act(portal, served, 'noteRelief', early))).toEqual(['INVALID', 'RELIEF_DAY']);

    const contested = await go(portal, served, ['noteRelief', { kind: 'RECONSIDERATION', day: '2026-11-20' }]);
    expect(contested['surcharge']).toBe('6.00');
    expect(refusal(await act(portal, contested, 'noteRelief'))).toEqual(['CONFLICT', 'RELIEF_RUNNING']);
    expect(refusal(await act(portal, contested, 'endRelief', { day: '2026-11-19' }))).toEqual([
      'INVALID',
      'RELIEF_DAY',
    ]);
    const ended = await go(portal, contested, ['endRelief', { day: '2026-11-20' }]);
    expect(ended).toMatchObject({ surcharge: '12.00', state: 'SERVED' });
  });
});

describe('collection on the spot (§§ 68 to 71)', () => {
  async function served(fine: string) {
    return go(portal, caseOf(await decide(await opened(), { fine })), 'serveDecision', 'recordWithAgency');
  }

  test('of 100 yuan is allowed, and the money goes to the agency within two working days', async () => {
    const collected = await go(portal, await served('100'), 'collectOnTheSpot');
    expect(collected).toMatchObject({ state: 'PERFORMING', payment: { onTheSpot: true, amount: '100.00' } });
    expect(collected['deadlines']).toContainEqual({
      name: 'hand-in',
      state: 'RUNNING',
      dueAt: '2026-11-24T16:00:00.000Z',
    });
    expect(refusal(await act(portal, collected, 'closeCase'))).toEqual(['CONFLICT', 'FINE_NOT_HANDED_IN']);

    const handedIn = await go(portal, collected, 'handInCollectedFine');
    expect(handedIn['payment']).toMatchObject({ handedInOn: '2026-11-21' });
    expect(handedIn['deadlines']).toContainEqual({
      name: 'hand-in',
      state: 'MET',
      dueAt: '2026-11-24T16:00:00.000Z',
    });
    expect(refusal(await act(portal, handedIn, 'handInCollectedFine'))).toEqual(['CONFLICT', 'NOTHING_TO_HAND_IN']);
    expect(await go(portal, handedIn, 'closeCase')).toMatchObject({ state: 'CLOSED' });
  });

  test('of 100.01 yuan needs another reason than its smallness, and an explanation', async () => {
    const row = await served('100.01');
    const small = await act(portal, row, 'collectOnTheSpot');
    expect(refusal(small)).toEqual(['INVALID', 'ON_SPOT_NOT_ALLOWED']);
    expect(sentence(small)).toBe('罚款 100.01 元超过 100 元,不得以「一百元以下」为由当场收缴。');
    const hard = { reason: 'HARD_TO_COLLECT_LATER', receipt: 'CZ1' };
    expect(refusal(await act(portal, row, 'collectOnTheSpot', hard))).toEqual(['INVALID', 'EXPLANATION_MISSING']);
    const explained = { ...hard, explanation: '流动摊贩,无固定住所。' };
    expect(await go(portal, row, ['collectOnTheSpot', explained])).toMatchObject({ state: 'PERFORMING' });
  });
});

describe('recording with the agency (§ 52)', () => {
  test('is overdue after two working days, and a case is not closed without it', async () => {
    portal.clock.moment = new Date('2026-11-10T02:00:00Z');
    const row = await opened({ occurredAt: '2026-11-10T01:00:00Z' });
    const served = await go(portal, row, 'decideOnTheSpot', 'serveDecision');
    expect(served).toMatchObject({ recordingDueAt: '2026-11-12T16:00:00.000Z', recordingOverdue: false });
    portal.clock.moment = new Date(saturday);
    await portal.settle();
    const timers = await portal.portal.database.administer((run) =>
      run(`select state from kit.timers where about = ? and name = 'case.recording'`, [row.id]),
    );
    expect(timers).toEqual([{ state: 'MISSED' }]);

    expect(refusal(await act(portal, served, 'closeCase'))).toEqual(['CONFLICT', 'FINE_UNPAID']);
    const paid = await go(portal, served, 'payFine');
    expect(refusal(await act(portal, paid, 'closeCase'))).toEqual(['CONFLICT', 'NOT_RECORDED']);
    const recorded = await go(portal, paid, 'recordWithAgency');
    expect(recorded).toMatchObject({ state: 'PERFORMING', recordingOverdue: true });
    expect(refusal(await act(portal, recorded, 'recordWithAgency'))).toEqual(['CONFLICT', 'ONLY_ONCE']);
  });

  test('in time ends its timer', async () => {
    const row = await go(portal, await opened(), 'decideOnTheSpot', 'serveDecision', 'recordWithAgency');
    const timers = await portal.portal.database.administer((run) =>
      run(`select state from kit.timers where about = ? and name = 'case.recording'`, [row.id]),
    );
    expect(timers).toEqual([{ state: 'MET' }]);
  });
});

describe('what is sent', () => {
  test.each([
    ['a time to come', { occurredAt: '2026-11-21T02:06:00Z' }, 'INVALID', 'FUTURE_TIME'],
    ['an act of more than two years ago', { occurredAt: '2024-11-20T01:00:00Z' }, 'CONFLICT', 'LIMITATION_EXPIRED'],
    ['one officer', { officers: ['JY001414'] }, 'INVALID', 'TWO_OFFICERS'],
    ['one officer twice', { officers: ['JY001414', 'JY001414'] }, 'INVALID', 'TWO_OFFICERS'],
    ['no facts', { facts: '  ' }, 'INVALID', 'TEXT_LENGTH'],
    ['no place', { regionCode: null }, 'INVALID', 'PLACE_MISSING'],
    ['half a position', { longitude: 120.3 }, 'INVALID', 'PLACE_MISSING'],
    ['a position outside the county', { longitude: 116.4, latitude: 39.9 }, 'INVALID', 'OUTSIDE_COUNTY'],
    ['an item that is no simple one', { powerItemCode: '0201020000' }, 'CONFLICT', 'SIMPLE_PROCEDURE_NOT_ALLOWED'],
    ['a file that is none', { evidence: ['018f0000-0000-7000-8000-000000000000'] }, 'NOT_FOUND', undefined],
    ['a region that is none', { regionCode: '320281999' }, 'NOT_FOUND', undefined],
    ['an item that is none', { powerItemCode: '9999' }, 'NOT_FOUND', undefined],
  ])('%s opens no case', async (_what, asked, code, reason) => {
    const before = await rowsOf(portal);
    expect(refusal(await open(portal, { party: somebody(), ...asked }))).toEqual([code, reason]);
    expect(await rowsOf(portal)).toEqual(before);
  });

  test.each([
    ['a wrong check digit', { kind: 'PERSON', name: '王', idNumber: '999999198503120019' }, 'idNumber'],
    ['a person without a number', { kind: 'PERSON', name: '王' }, 'idNumber'],
    ['another day of birth', { ...personBorn('19850312', 1), birthDate: '1985-03-13' }, 'birthDate'],
    ['a person with a credit code', { ...personBorn('19850312', 1), creditCode: firm.creditCode }, 'creditCode'],
    ['a firm without a code', { kind: 'FIRM', name: '店' }, 'creditCode'],
    ['a firm with an identity number', { ...firm, idNumber: '999999198503120018' }, 'idNumber'],
    ['a telephone of letters', { ...firm, phone: '电话' }, 'phone'],
    ['a name without an end', { ...firm, name: '长'.repeat(101) }, 'name'],
  ])('%s is no party', async (_what, party, field) => {
    const answer = await open(portal, { party });
    expect(refusal(answer)).toEqual(['INVALID', 'FIELD_INVALID']);
    expect(answer.errors?.[0]?.extensions.details).toEqual({ field });
  });

  test('an act that harmed health may be discovered within five years', async () => {
    const long = { occurredAt: '2024-11-20T01:00:00Z', harmsLifeHealthFinance: true };
    expect(await opened(long)).toMatchObject({ state: 'CLUE' });
  });

  test('a credit code that fails its check character is kept and flagged', async () => {
    const row = await opened({ party: { ...firm, creditCode: '919999990000000178' } });
    expect(row['party']).toMatchObject({ name: firm.name, creditCode: '919999990000000178', creditCodeDoubtful: true });
  });

  test('a position names the grid and the town that runs it', async () => {
    const [row] = await portal.portal.database.administer((run) =>
      run(`select longitude, latitude, grid_code from enforcement.regulated_premises
           where town_code = '320281104' order by code limit 1`),
    );
    const { longitude, latitude } = row as { longitude: number; latitude: number };
    const found = await opened({ regionCode: null, longitude, latitude });
    expect(found).toMatchObject({ region: { code: '320281104' }, grid: { code: row?.['grid_code'] } });
  });
});

test('a refused verb says so in English too', async () => {
  const { id, version } = await opened();
  const { errors } = await portal.ask(
    `mutation ($id: ID!, $version: Int!, $decision: SpotDecisionInput!) {
       decideOnTheSpot(id: $id, version: $version, decision: $decision) { id }
     }`,
    { id, version, decision: { ...(ordinary.decideOnTheSpot['decision'] as object), fine: '201' } },
    { as: 'enforcement.officer', headers: { 'accept-language': 'en' } },
  );
  expect(errors?.[0]?.message).toBe(
    'A fine of 201 yuan exceeds 200 yuan, the most for a person in the simple procedure.',
  );
});
