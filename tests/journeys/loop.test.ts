import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readySocket, type TestSocket } from '../gateway/streams/socket.js';
import { type EventPortal, openEventPortal } from '../subgraphs/dispatch/event-portal.js';
import { endTheMonth, type Walked, walkTheDay } from './loop-walk.js';

const watching = 'subscription ($region: ID) { eventChanged(region: $region) { eventNo state } }';
const eventNo = 'E32028110420261123000001';
const caseNo = '徐霞客镇罚〔2026〕1号';

let portal: EventPortal;
let walked: Walked;
/** The states that a dispatcher of the town saw live, and what came to one of another town. */
const live: string[] = [];
const elsewhere: unknown[] = [];

beforeAll(async () => {
  portal = await openEventPortal();
  const [own, strange] = await Promise.all([watch('town.dispatcher'), watch('town.dispatcher2')]);
  walked = await walkTheDay(portal, (state) => seeLive(own, state));
  await endTheMonth(portal);
  await seeLive(own, 'ARCHIVED');
  strange.subscribe('2', '{ __typename }');
  elsewhere.push(await strange.next());
  own.close();
  strange.close();
});

afterAll(() => portal.close());

async function watch(as: string): Promise<TestSocket> {
  const socket = await readySocket(portal.origin, { authorization: `Bearer ${await portal.tokenOf(as)}` });
  socket.subscribe('1', watching, { region: '320281104' });
  return socket;
}

/** Takes what comes until the event is seen in a state; two announcements of one state count once. */
async function seeLive(socket: TestSocket, state: string): Promise<void> {
  while (live.at(-1) !== state) {
    const { payload } = await socket.next();
    const { eventChanged } = (payload as { data: { eventChanged: { eventNo: string; state: string } } }).data;
    expect(eventChanged.eventNo).toBe(eventNo);
    if (live.at(-1) !== eventChanged.state) live.push(eventChanged.state);
  }
}

/** What the town's dispatcher sees of the event. */
async function eventWith<Seen = Readonly<Record<string, unknown>>>(fields: string): Promise<Seen> {
  const query = `query ($eventNo: ID!) { event(eventNo: $eventNo) { ${fields} } }`;
  const { data, errors } = await portal.ask(query, { eventNo }, { as: 'town.dispatcher' });
  expect(errors).toBeUndefined();
  return Object(data?.['event']) as Seen;
}

/** What one of its people had to do, as `kind reason came done` in Shanghai. */
async function inboxOf(as: string): Promise<string[]> {
  const { data } = await portal.ask(
    '{ open: myInbox { totalCount } done: myInbox(done: true) { edges { node { kind createdAt doneAt } } } }',
    {},
    { as },
  );
  const { open, done } = Object(data) as {
    open: { totalCount: number };
    done: { edges: { node: { kind: string; createdAt: string; doneAt: string } }[] };
  };
  expect(open.totalCount).toBe(0);
  return done.edges.map(({ node }) => `${node.kind} ${clockOf(node.createdAt)}–${clockOf(node.doneAt)}`);
}

function clockOf(moment: string): string {
  return new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(11, 16);
}

test('Each verb leads to the state that follows', () => {
  expect(walked).toMatchObject({ eventNo, caseNo });
  expect(walked.answers).toEqual([
    '09:00 reportEvent REPORTED',
    '09:05 acceptEvent ACCEPTED',
    '09:10 fileEvent FILED',
    '09:15 dispatchEvent DISPATCHED',
    '09:30 acceptAssignment HANDLING',
    '09:40 openSimpleCase CLUE',
    '09:45 decideOnTheSpot DECIDED',
    '09:46 serveDecision SERVED',
    '10:00 recordWithAgency SERVED',
    '10:30 payFine PERFORMING',
    '10:35 closeCase CLOSED',
    '10:50 finishHandling HANDLED',
    '11:00 assignVerifier VERIFYING',
    '14:30 passVerification CLOSED',
    '15:00 recordFeedback EVALUATED',
  ]);
});

test('Nine steps are stamped in their order, each by who did it', async () => {
  const { nineSteps } = await eventWith<{ nineSteps: { title: string; at: string; actor: string }[] }>(
    'nineSteps { title at actor }',
  );
  expect(nineSteps.map(({ title, at, actor }) => `${title} ${at} ${actor}`)).toEqual([
    '天上有云 2026-11-23T01:00:00.000Z JY004450',
    '地上有格 2026-11-23T01:00:00.000Z JY004450',
    '格中有人 2026-11-23T01:05:00.000Z JY001401',
    '人能管事 2026-11-23T01:30:00.000Z JY001414',
    '管理有序 2026-11-23T02:50:00.000Z JY001414',
    '序后评估 2026-11-23T06:30:00.000Z JY001400',
    '评后考核 2026-11-23T07:00:00.000Z JY001401',
    '考核入档 2026-11-23T07:00:00.000Z module:dispatch',
    '归档入云 2026-11-30T16:10:00.000Z module:dispatch',
  ]);
});

test('The position names the grid, the category the duty, and the town settles what is simple', async () => {
  const seen = await eventWith(
    'grid { code } region { code } simple photoPlaceUnknown duty { code } namedLead { code } late level',
  );
  expect(seen).toEqual({
    grid: { code: '320281104200002' },
    region: { code: '320281104' },
    simple: true,
    photoPlaceUnknown: false,
    duty: { code: 'SD0601' },
    namedLead: { code: '320281104-enforcement-bureau' },
    late: false,
    level: 'VILLAGE',
  });
});

test('Thirteen entries of the event and six of its case are chained, under signed heads', async () => {
  const { timeline, ...whole } = await eventWith<{ timeline: { verb: string }[] }>(
    'timeline { verb } timelineBrokenAt timelineSeal { day signatureValid rootAgrees } version',
  );
  expect(timeline.map(({ verb }) => verb).join(' ')).toBe(
    'reportEvent resolveGrid acceptEvent fileEvent dispatchEvent acceptAssignment noteCase finishHandling ' +
      'assignVerifier passVerification recordFeedback appraiseEvent archiveEvent',
  );
  expect(whole).toEqual({
    timelineBrokenAt: null,
    timelineSeal: { day: '2026-12-01', signatureValid: true, rootAgrees: true },
    version: 13,
  });
  const { cases } = await eventWith(
    'cases { caseNo timeline { sequence } timelineBrokenAt timelineSeal { day signatureValid rootAgrees } }',
  );
  expect(cases).toEqual([
    {
      caseNo,
      timeline: [1, 2, 3, 4, 5, 6].map((sequence) => ({ sequence })),
      timelineBrokenAt: null,
      timelineSeal: { day: '2026-11-23', signatureValid: true, rootAgrees: true },
    },
  ]);
});

test('Its facts become evidence, and the evidence a score of 60', async () => {
  const { scoreEvidence, score } = await eventWith(
    'scoreEvidence { indicator value points staffMember { number } } score { points evidence }',
  );
  const evidence = (indicator: string, value: string, points: string | null, number: string) => ({
    indicator,
    value,
    points,
    staffMember: { number },
  });
  expect(scoreEvidence).toEqual([
    evidence('FALSE_REPORT', '0', '10', 'JY004450'),
    evidence('ON_TIME', '1', '30', 'JY001414'),
    // The county's scheme for grids has no dimension for it.
    evidence('SATISFACTION', '1', null, 'JY001414'),
    evidence('SELF_FOUND', '1', '20', 'JY004450'),
  ]);
  expect(score).toEqual({ points: '60', evidence: 4 });
});

test('What was to be done came to those who did it, and nothing is left', async () => {
  expect(await inboxOf('town.dispatcher')).toEqual([
    'ACCEPTANCE 09:00–09:05',
    'FILING 09:05–09:10',
    'DISPATCHING 09:10–09:15',
    'CHOOSING_VERIFIER 10:50–11:00',
    'FEEDBACK 14:30–15:00',
  ]);
  expect(await inboxOf('enforcement.officer')).toEqual(['ASSIGNMENT 09:15–09:30']);
  expect(await inboxOf('grid.admin')).toContain('VERIFICATION 11:00–14:30');
});

test('The log of events holds nine, one of them the answer to the reporter', async () => {
  const rows = await portal.portal.database.administer((run) =>
    run(`select name, payload->>'eventNo' as "eventNo" from kit.events order by emitted_at, id`),
  );
  const names =
    'EventReported CaseFiled CaseDecided CaseClosed Notification EventClosed EventEvaluated ScorePosted EventArchived';
  expect(rows).toEqual(names.split(' ').map((name) => ({ name, eventNo })));
  const [told] = await portal.portal.database.administer((run) =>
    run(`select payload from kit.events where name = 'Notification'`),
  );
  expect(told?.['payload']).toEqual({
    kind: 'EVENT_ANSWERED',
    eventNo,
    organizationCode: null,
    staffNumber: 'JY004450',
    textZh: `您上报的事件 ${eventNo} 已办结:摊位已劝离,路面已清理。`,
    textEn: `The event ${eventNo} that you reported was dealt with: 摊位已劝离,路面已清理。`,
  });
});

test('The audit log names each verb and who did it, whatever alias its sender gave it', async () => {
  const { data } = await portal.ask(
    '{ auditEntries(first: 100) { edges { node { staffNumber rootFields outcome } } } }',
    {},
    { as: 'auditor' },
  );
  const { edges } = Object(data?.['auditEntries']) as {
    edges: { node: { staffNumber: string; rootFields: string[]; outcome: string } }[];
  };
  const actors = 'JY004450 JY001401 JY001401 JY001401 JY001414'.split(' ');
  const ofCase = Array<string>(6).fill('JY001414');
  const verbs = walked.answers.map((answer) => answer.split(' ')[1]);
  expect(edges.map(({ node }) => node)).toEqual(
    [...actors, ...ofCase, 'JY001414', 'JY001401', 'JY001400', 'JY001401'].map((staffNumber, index) => ({
      staffNumber,
      rootFields: [verbs[index]],
      outcome: 'OK',
    })),
  );
});

describe('A subscription', () => {
  test('shows every state as it comes', () => {
    expect(live.join(' ')).toBe(
      'REPORTED ACCEPTED FILED DISPATCHED HANDLING HANDLED VERIFYING CLOSED EVALUATED APPRAISED ARCHIVED',
    );
  });

  test('shows a stranger town nothing', () => {
    expect(elsewhere).toEqual([{ type: 'next', id: '2', payload: { data: { __typename: 'Query' } } }]);
  });
});
