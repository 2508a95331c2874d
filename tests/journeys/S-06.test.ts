import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type EventPortal, type EventSeen, openEventPortal } from '../subgraphs/dispatch/event-portal.js';
import { type Seen, type VerbPortal, verbsOn } from '../support/verb-portal.js';

// A house that nobody allowed fell on somebody. The list says whose duty it was: 城管局 first, the town helps (S-06).
let portal: EventPortal;
let offices: VerbPortal;
let event: EventSeen;
let ofTown: Seen;
let ofBureau: Seen;

beforeAll(async () => {
  portal = await openEventPortal();
  offices = verbsOn('authority', portal);
});
afterAll(() => portal.close());

const bureau = '320281-urban-management';
const town = '320281104-government';
const shown = 'subject { code } listedRole listVersion { number } outcome diligent';

/** Opens a review of what an organisation did that day, and checks its part by the list. */
async function review(subject: string, change: object = {}): Promise<Seen> {
  const opened = await offices.act('discipline.office', 'openAccountabilityReview', {
    review: {
      subject,
      duty: 'SD0603',
      eventNo: event.eventNo,
      occurredOn: '2026-11-21',
      incident: '违法搭建的二层棚屋坍塌。',
      consequence: '一人受伤。',
      ...change,
    },
  });
  return offices.act('discipline.office', 'checkDutyList', { ...opened });
}

async function seenBy(as: string, { id }: Seen): Promise<unknown> {
  const query = `query ($id: ID!) { found: accountabilityReview(id: $id) { state eventNo ${shown} } }`;
  return (await offices.look<{ found: unknown }>(as, query, { id })).found;
}

test('The town’s grid finds the building; the lists name the department as whoever leads', async () => {
  event = await portal.walkTo('FILED', '0301');
  const query = `query ($id: ID!) {
    event(id: $id) { category { duty { code primarySide leadOrganization { code } } } namedLead { code } } }`;
  expect(await offices.look('town.dispatcher', query, { id: event.id })).toEqual({
    event: {
      category: { duty: { code: 'SD0603', primarySide: 'COUNTY', leadOrganization: { code: bureau } } },
      namedLead: { code: bureau },
    },
  });
});

test('From December the list no longer names the duty', async () => {
  const change = {
    list: 'JY-TERRITORIAL-DUTIES',
    kind: 'CANCEL',
    reason: 'LAW_CHANGED',
    justification: '条例修改,另行规定。',
    item: 'SD0603',
  };
  let proposal = await offices.act('establishment.office', 'proposeListChange', { change });
  proposal = await offices.act('establishment.office', 'submitListChange', { ...proposal });
  proposal = await offices.act('establishment.office', 'acceptListChange', { ...proposal });
  proposal = await offices.act('establishment.office', 'consultListChange', { ...proposal, organizations: [bureau] });
  proposal = await offices.act('department.handler2', 'opineListChange', {
    ...proposal,
    agrees: true,
    opinion: '同意。',
  });
  proposal = await offices.act('establishment.committee', 'approveListChange', { ...proposal, decision: '同意调整。' });
  const published = { ...proposal, documentNumber: '澄权发〔2026〕30号', effectiveFrom: '2026-12-01' };
  await offices.act('establishment.office', 'publishListChange', published);
});

test('In December each is measured by the list of the day on which it happened', async () => {
  await offices.passTo('2026-12-02T02:00:00Z');
  ofTown = await review(town);
  ofBureau = await review(bureau);
  const first = { number: 1 };
  expect(await seenBy('discipline.office', ofTown)).toMatchObject({ listedRole: 'COOPERATING', listVersion: first });
  expect(await seenBy('discipline.office', ofBureau)).toMatchObject({ listedRole: 'PRIMARY', listVersion: first });
  const today = await review(town, { occurredOn: '2026-12-01' });
  expect(await seenBy('discipline.office', today)).toMatchObject({ listedRole: null, listVersion: { number: 2 } });
});

test('The town shows that it did its part and is exempted; the department is not', async () => {
  const exemption = { outcome: 'EXEMPTED', diligent: true, reasoning: '当日发现、当日上报,已尽配合责任。' };
  const statement = `每日巡查,当日上报并立案:${event.eventNo}。`;
  // The neighbour knows nothing of it, and who is reviewed does not decide.
  expect(await offices.refusal('town.leader2', 'submitDiligence', { ...ofTown, statement })).toBe('NOT_FOUND');
  ofTown = await offices.act('town.leader', 'submitDiligence', { ...ofTown, statement });
  expect(await offices.refusal('town.leader', 'decideAccountability', { ...ofTown, decision: exemption })).toBe(
    'FORBIDDEN ROLE_MISSING',
  );
  ofTown = await offices.act('discipline.office', 'decideAccountability', { ...ofTown, decision: exemption });

  ofBureau = await offices.act('department.handler2', 'submitDiligence', {
    ...ofBureau,
    statement: '已安排中队巡查。',
  });
  expect(await offices.refusal('discipline.office', 'decideAccountability', { ...ofBureau, decision: exemption })).toBe(
    'CONFLICT EXEMPTION_FOR_TOWNS',
  );
  const full = { outcome: 'FULL', diligent: false };
  ofBureau = await offices.act('discipline.office', 'decideAccountability', { ...ofBureau, decision: full });
});

test('Each sees the own outcome with the event that it came from', async () => {
  const version = { number: 1 };
  expect(await seenBy('town.leader', ofTown)).toEqual({
    state: 'DECIDED',
    eventNo: event.eventNo,
    subject: { code: town },
    listedRole: 'COOPERATING',
    listVersion: version,
    outcome: 'EXEMPTED',
    diligent: true,
  });
  expect(await seenBy('department.handler2', ofBureau)).toEqual({
    state: 'DECIDED',
    eventNo: event.eventNo,
    subject: { code: bureau },
    listedRole: 'PRIMARY',
    listVersion: version,
    outcome: 'FULL',
    diligent: false,
  });
  await expect(seenBy('town.leader2', ofTown)).rejects.toThrow(ofTown.id);
});
