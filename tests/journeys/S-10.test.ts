import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type EventPortal, type EventSeen, openEventPortal } from '../subgraphs/dispatch/event-portal.js';
import { caseOf, personBorn, refusal, type SeenCase, stallItem } from '../subgraphs/enforcement/cases.js';
import { readAgain, registered, tryTo } from '../subgraphs/enforcement/general.js';
import { dispute, propose, transferOf, turn } from '../subgraphs/enforcement/transfers.js';

// One van sells on both sides of the border of 徐霞客镇 and 澄江街道 in one morning. Each finds it, both want to file (S-10).
let portal: EventPortal;
let firstEvent: EventSeen;
let secondEvent: EventSeen;
let first: SeenCase;
let second: SeenCase;

beforeAll(async () => {
  portal = await openEventPortal();
});
afterAll(() => portal.close());

const vendor = { powerItemCode: stallItem, party: personBorn('19720815', 31), occurredAt: '2026-11-21T01:00:00Z' };
const bureaus = { first: '320281104-enforcement-bureau', second: '320281001-enforcement-bureau' };

async function casesOf({ id }: EventSeen, as: string): Promise<unknown> {
  const query = 'query ($id: ID!) { event(id: $id) { cases { caseNo state } } }';
  return (await portal.ask(query, { id }, { as })).data?.['event'];
}

test('Two grids find it, and each town has its own bureau look into it', async () => {
  firstEvent = await portal.walkTo('HANDLING');
  secondEvent = await portal.report('grid.officer2', { longitude: 120.26, latitude: 31.91 });
  const turns: [string, string, object][] = [
    ['town.dispatcher2', 'acceptEvent', {}],
    ['town.dispatcher2', 'fileEvent', { category: '0204', platform: '综合执法局' }],
    ['town.dispatcher2', 'dispatchEvent', { leadOrganization: bureaus.second, reason: '就近处置' }],
    ['enforcement.officer2', 'acceptAssignment', {}],
  ];
  for (const [as, verb, given] of turns) secondEvent = await portal.act(as, verb, { ...secondEvent, ...given });
  const clue = { ...vendor, eventNo: firstEvent.eventNo };
  first = await registered(portal, clue, 'enforcement.officer');
  const rival = { ...vendor, eventNo: secondEvent.eventNo, regionCode: '320281001' };
  second = await registered(portal, rival, 'enforcement.officer2');
});

test('徐霞客镇 files first; 澄江街道 is told so, and by whom, but sees nothing more of that case', async () => {
  first = caseOf(await tryTo(portal, first, 'fileCase', { officers: ['JY001414', 'JY001415'] }, 'bureau.head'));
  const officers = { officers: ['JY000634', 'JY000638'] };
  const refused = await tryTo(portal, second, 'fileCase', officers, 'bureau.head2');
  expect(refusal(refused)).toEqual(['CONFLICT', 'FILED_ELSEWHERE']);
  expect(refused.errors?.[0]?.extensions.details).toEqual({ caseNo: first.caseNo, organization: bureaus.first });
  const query = 'query ($caseNo: ID!) { case(caseNo: $caseNo) { state } }';
  const peek = await portal.ask(query, { caseNo: first.caseNo }, { as: 'bureau.head2' });
  expect(refusal(peek)).toEqual(['NOT_FOUND', undefined]);
});

test('It has the jurisdiction designated: not by itself, but by the county, which leaves it with the first', async () => {
  const disputed = transferOf(await dispute(portal, second.caseNo, 'bureau.head2'));
  expect(disputed).toMatchObject({ state: 'DISPUTED', from: { code: bureaus.first }, to: { code: bureaus.second } });
  const own = { organization: bureaus.second, reason: '本街道更近。' };
  expect(refusal(await turn(portal, disputed, 'designateJurisdiction', 'bureau.head2', own))).toEqual([
    'FORBIDDEN',
    'ROLE_MISSING',
  ]);
  const choice = { organization: bureaus.first, reason: '由最先立案的机关管辖。' };
  const kept = transferOf(await turn(portal, disputed, 'designateJurisdiction', 'enforcement.coordinator', choice));
  expect(kept.state).toBe('KEPT');
});

test('Its clue goes into the case that stands, which is one of one act', async () => {
  const way = { kind: 'TO_OTHER_TOWN', to: bureaus.first, caseNo: second.caseNo, reason: '县里指定对方管辖。' };
  const proposed = transferOf(await propose(portal, way, 'enforcement.officer2'));
  const agreed = { approve: true, reason: '同意移送。' };
  const approved = transferOf(await turn(portal, proposed, 'decideTransfer', 'bureau.head2', agreed));
  const sent = transferOf(await turn(portal, approved, 'sendTransfer', 'enforcement.officer2'));
  const received = transferOf(await turn(portal, sent, 'receiveTransfer', 'bureau.head'));
  expect(received).toMatchObject({ state: 'RECEIVED', receiverCaseNo: first.caseNo });
  expect((await readAgain(portal, second.caseNo, 'bureau.head2')).state).toBe('HANDED_OVER');
});

test('Each town reads at its own event what became of it', async () => {
  await portal.settle();
  expect(await casesOf(firstEvent, 'town.dispatcher')).toEqual({
    cases: [{ caseNo: first.caseNo, state: 'FILED' }],
  });
  expect(await casesOf(secondEvent, 'town.dispatcher2')).toEqual({
    cases: [{ caseNo: second.caseNo, state: 'HANDED_OVER' }],
  });
});
