import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { listChanges } from '../subgraphs/authority/list-changes.js';
import { openOffices, type OfficePortal } from '../subgraphs/authority/offices.js';
import { refusal, type SeenCase } from '../subgraphs/enforcement/cases.js';
import {
  decision,
  diggingItem,
  investigated,
  notified,
  openWithPeople,
  readAgain,
  registered,
  tryTo,
  walk,
} from '../subgraphs/enforcement/general.js';
import { transferOf, transfersOf, turn } from '../subgraphs/enforcement/transfers.js';
import type { TestPortal } from '../support/portal.js';

// A town proves incapable of an item while three of its cases under it are open (S-05).
let offices: OfficePortal;
let town: TestPortal;
let open: readonly SeenCase[];
let decided: SeenCase;

function at(moment: string): void {
  offices.clock.moment = new Date(moment);
  town.clock.moment = new Date(moment);
}

beforeAll(async () => {
  offices = await openOffices();
  town = await openWithPeople(offices);
  at('2026-11-23T02:00:00Z');
});
afterAll(async () => {
  await town.close();
  await offices.close();
});

test('Four cases stand: a clue, one under investigation, one that was told, and one that is decided.', async () => {
  open = [await registered(town), await investigated(town), await notified(town)];
  decided = await walk(town, await notified(town), 'recordStatement', 'decideCase');
  expect([...open, decided].map(({ state }) => state)).toEqual(['CLUE', 'INVESTIGATING', 'NOTIFIED', 'DECIDED']);
});

test('The item leaves the town, and the three that are open are ordered to the department.', async () => {
  const { review, approve } = listChanges(() => offices);
  const approved = await approve(await review({ item: diggingItem }));
  await offices.act('office', 'publishListChange', {
    ...approved,
    documentNumber: '澄权发〔2026〕21号',
    effectiveFrom: '2026-12-01',
  });
  await offices.settle();
  await town.settle();
  for (const { caseNo } of open)
    expect(await transfersOf(town, caseNo, 'head')).toMatchObject([
      {
        state: 'APPROVED',
        kind: 'GRANT_WITHDRAWN',
        from: { code: '320281104-enforcement-bureau' },
        to: { code: '320281-urban-management' },
      },
    ]);
  expect(await transfersOf(town, decided.caseNo, 'head')).toEqual([]);
});

test('From the day on which the power is gone the town decides nothing; what it decided before stands.', async () => {
  at('2026-12-01T02:00:00Z');
  const told = await readAgain(town, open[2]?.caseNo ?? '');
  expect(refusal(await tryTo(town, told, 'decideCase', { decision }))).toEqual(['CONFLICT', 'GRANT_NOT_ACTIVE']);
  const served = await tryTo(town, await readAgain(town, decided.caseNo), 'serveDecision', { refused: false });
  expect(served.errors).toBeUndefined();
});

test('The department’s team takes them on, and its ninety days begin.', async () => {
  for (const { caseNo } of open) {
    const [ordered] = await transfersOf(town, caseNo, 'head');
    if (!ordered) throw new Error(`${caseNo} was not ordered away.`);
    const sent = transferOf(await turn(town, ordered, 'sendTransfer', 'head'));
    const officers = { officers: ['JY000506', 'JY000507'] };
    const received = transferOf(await turn(town, sent, 'receiveTransfer', 'team-head', officers));
    const taken = await readAgain(town, String(received['receiverCaseNo']), 'team-head');
    expect(taken).toMatchObject({
      state: 'FILED',
      subject: { code: '320281-urban-management' },
      predecessor: { caseNo },
    });
    expect((await readAgain(town, caseNo)).state).toBe('HANDED_OVER');
  }
});
