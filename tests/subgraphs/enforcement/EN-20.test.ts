import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestPortal } from '../../support/portal.js';
import { caseOf, refusal } from './cases.js';
import { deadlineOf, handOver, openWithPeople, readAgain, register, tryTo, walk } from './general.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openWithPeople();
});
afterAll(() => portal.close());

beforeEach(() => {
  portal.clock.moment = new Date('2026-11-23T02:00:00Z');
});

const bureau = '320281104-enforcement-bureau';

test('a department hands a clue over, it is taken on in five working days, and then filed', async () => {
  const clue = caseOf(await handOver(portal, bureau, {}, 'department2'));
  expect(clue).toMatchObject({
    state: 'CLUE',
    origin: { code: '320281-urban-management' },
    organization: { code: bureau },
    subject: { code: '320281104-government' },
    deadlines: [{ name: 'clue-answer', state: 'RUNNING', dueAt: '2026-11-30T16:00:00.000Z' }],
  });
  expect(refusal(await tryTo(portal, clue, 'fileCase'))).toEqual(['CONFLICT', 'CLUE_NOT_ACCEPTED']);
  expect(refusal(await tryTo(portal, clue, 'acceptClue', {}, 'head2'))).toEqual(['NOT_FOUND', undefined]);
  const accepted = await walk(portal, clue, 'acceptClue');
  expect(deadlineOf(accepted, 'clue-answer')).toMatchObject({ state: 'MET' });
  expect(deadlineOf(accepted, 'filing')).toMatchObject({ state: 'RUNNING', dueAt: '2026-12-08T16:00:00.000Z' });
  expect(refusal(await tryTo(portal, accepted, 'acceptClue'))).toEqual(['CONFLICT', 'CLUE_NOT_HANDED_OVER']);
  expect(await walk(portal, accepted, 'fileCase')).toMatchObject({ state: 'FILED' });
});

test('a clue that is refused returns with its reason to the department, which sees it wherever it stands', async () => {
  const clue = caseOf(await handOver(portal, bureau, {}, 'department'));
  expect(refusal(await tryTo(portal, clue, 'refuseClue', { reason: '' }))).toEqual(['INVALID', 'TEXT_LENGTH']);
  const refused = await walk(portal, clue, ['refuseClue', { reason: '不属本机构管辖。' }]);
  expect(refused).toMatchObject({ state: 'WITHDRAWN', withdrawalReason: '不属本机构管辖。' });
  expect(await readAgain(portal, clue.caseNo, 'department')).toMatchObject({ withdrawalReason: '不属本机构管辖。' });
  const [told] = await portal.portal.database.administer((run) =>
    run(`select payload from kit.events where name = 'ClueReturned' and about = ?`, [clue.id]),
  );
  expect(told?.['payload']).toEqual({
    caseNo: clue.caseNo,
    originCode: '320281-market-regulation',
    organizationCode: bureau,
    reason: '不属本机构管辖。',
  });
});

test('a clue that nobody answers is missed', async () => {
  const clue = caseOf(await handOver(portal, bureau, {}, 'department2'));
  portal.clock.moment = new Date('2026-11-30T16:00:01Z');
  await portal.settle();
  expect(deadlineOf(await readAgain(portal, clue.caseNo), 'clue-answer')).toMatchObject({ state: 'MISSED' });
});

describe('it is handed over', () => {
  test('by a department, to whoever may enforce there', async () => {
    expect(refusal(await handOver(portal, bureau, {}, 'officer'))).toEqual(['FORBIDDEN', 'ROLE_MISSING']);
    const elsewhere = await handOver(portal, '320281001-enforcement-bureau', {}, 'department2');
    expect(refusal(elsewhere)).toEqual(['CONFLICT', 'RECEIVER_MAY_NOT_ENFORCE']);
    expect(elsewhere.errors?.[0]?.extensions.details).toMatchObject({ holder: '320281104-government' });
    expect(refusal(await handOver(portal, 'nobody', {}, 'department2'))).toEqual(['NOT_FOUND', undefined]);
    expect(refusal(await handOver(portal, bureau, { facts: ' ' }, 'department2'))).toEqual(['INVALID', 'TEXT_LENGTH']);
    expect(refusal(await handOver(portal, bureau, {}, 'unattached'))).toEqual(['FORBIDDEN', 'NOT_ORIGIN']);
  });

  test('of an act for which there is a penalty, as it is registered', async () => {
    // A licence, which 徐霞客镇 holds as well.
    const licence = { powerItemCode: '0101001000' };
    expect(refusal(await handOver(portal, bureau, licence, 'department2'))).toEqual(['CONFLICT', 'ITEM_NOT_PENALTY']);
    expect(refusal(await register(portal, licence, 'officer'))).toEqual(['CONFLICT', 'ITEM_NOT_PENALTY']);
  });
});
