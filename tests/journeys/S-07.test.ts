import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type EventPortal, type EventSeen, openEventPortal, staff } from '../subgraphs/dispatch/event-portal.js';
import { act, personBorn, refusal, rowsOf, type SeenCase, sentence } from '../subgraphs/enforcement/cases.js';
import { beginDay, corner, type Day, market, shanghai } from './loop-walk.js';

// A fruit stall on the road: the officer would fine 201 yuan on the spot, and the law lets 200 (S-07).
let portal: EventPortal;
let day: Day;
let event: EventSeen;
let filed: SeenCase;

beforeAll(async () => {
  portal = await openEventPortal();
  day = beginDay(portal, '2026-11-23');
});
afterAll(() => portal.close());

const fine = (amount: string) => ({
  decision: { penalties: ['FINE'], fine: amount, reasons: '占道经营,经劝离不改。' },
});

test('The grid finds the stall, and the bureau that leads opens a case about it', async () => {
  day.at('08:30');
  event = await portal.walkTo('HANDLING');
  filed = await day.opensCase('08:45', {
    ...market,
    eventNo: event.eventNo,
    regionCode: null,
    occurredAt: shanghai('2026-11-23 08:20').toISOString(),
    party: personBorn('19790430', 7),
  });
  expect(filed).toMatchObject({ state: 'CLUE', officers: [{ number: 'JY001414' }, { number: 'JY001415' }] });
});

test('201 yuan are refused with the limit and the way that is left, and nothing is written', async () => {
  day.at('08:50');
  const before = await rowsOf(portal);
  const above = await act(portal, filed, 'decideOnTheSpot', fine('201'));
  expect(refusal(above)).toEqual(['INVALID', 'FINE_ABOVE_SIMPLE_LIMIT']);
  expect(sentence(above)).toBe('罚款 201 元超过简易程序对公民的上限 200 元,应适用普通程序。');
  // The neighbouring town’s officer is told of no case at all.
  const stranger = await act(portal, filed, 'decideOnTheSpot', fine('200'), 'enforcement.officer2');
  expect(refusal(stranger)).toEqual(['NOT_FOUND', undefined]);
  expect(await rowsOf(portal)).toEqual(before);
});

test('200 yuan are accepted on the spot, and the stallholder has fifteen days', async () => {
  const decided = await day.inTheCase('08:55', 'decideOnTheSpot', filed, fine('200'));
  expect(decided).toMatchObject({ state: 'DECIDED', fine: '200.00' });
  filed = await day.inTheCase('08:56', 'serveDecision', decided);
  expect(filed['paymentDueOn']).toBe('2026-12-08');
  filed = await day.inTheCase('09:05', 'recordWithAgency', filed);
});

test('What is paid is what was decided: 201 yuan are not taken either, and the case ends', async () => {
  const payment = { paidOn: '2026-11-23', receipt: 'SF2026112300041' };
  const more = await act(portal, filed, 'payFine', { amount: '201', ...payment });
  expect(refusal(more)).toEqual(['INVALID', 'PAYMENT_AMOUNT']);
  filed = await day.inTheCase('09:20', 'payFine', filed, { amount: '200', ...payment });
  filed = await day.inTheCase('09:25', 'closeCase', filed);
  expect(filed).toMatchObject({ state: 'CLOSED', payment: { amount: '200.00', surcharge: '0.00' } });
});

test('The town closes its event and reads there what the case came to, but not who was fined', async () => {
  day.at('09:40');
  const files = [await portal.photograph('enforcement.officer', corner)];
  await day.does('09:40', 'enforcement.officer', 'finishHandling', event, { result: '摊主已离开。', files });
  await day.does('09:50', 'town.dispatcher', 'assignVerifier', event, { staffNumber: staff['grid.admin'] });
  await day.does('10:30', 'grid.admin', 'passVerification', event);
  const query = `query ($id: ID!) {
    event(id: $id) { state cases { caseNo state fine procedure party { name } } } }`;
  const { data } = await portal.ask(query, { id: event.id }, { as: 'town.dispatcher' });
  expect(data).toEqual({
    event: {
      state: 'CLOSED',
      cases: [{ caseNo: '徐霞客镇罚〔2026〕1号', state: 'CLOSED', fine: '200.00', procedure: 'SIMPLE', party: null }],
    },
  });
});
