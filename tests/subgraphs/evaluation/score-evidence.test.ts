import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EventDeclaration, Payload } from '../../../kit/events/declare-event.js';
import { eventClosed, eventEvaluated, eventRejected } from '../../../subgraphs/dispatch/events.js';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { sayAs } from '../../support/say-as.js';
import { statementsDuring } from '../../support/statements.js';

const grid = '320281104200003';
const otherGrid = '320281104200004';
const reporter = 'S-SE-1';
const handler = 'S-SE-2';
const bureau = '320281104-enforcement-bureau';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal({
    accounts: [
      { username: 'evaluator', roles: ['evaluator'], regions: ['320281'] },
      { username: 'reporter', roles: [], staffNumber: reporter },
      { username: 'handler', roles: [], staffNumber: handler },
      { username: 'bureau', roles: [], organizations: [bureau] },
      { username: 'neighbour', roles: ['evaluator'], regions: ['320281001'] },
    ],
  });
});
afterAll(() => portal.close());

type Closed = Payload<typeof eventClosed.fields>;

/** What dispatch says of an event that a grid officer found on patrol and that was handled in time. */
function closed(eventNo: string, change: Partial<Closed> = {}): Closed {
  return {
    eventNo,
    regionCode: '320281104200',
    gridCode: grid,
    categoryCode: '0101',
    source: 'GRID_PATROL',
    reporterNumber: reporter,
    leadOrganization: bureau,
    handlerNumber: handler,
    verifierNumber: 'S-SE-3',
    reportedAt: '2026-11-19T01:00:00.000Z',
    handledAt: '2026-11-19T07:00:00.000Z',
    closedAt: '2026-11-20T01:00:00.000Z',
    onTime: true,
    reworks: 0,
    ...change,
  };
}

function evaluated(eventNo: string, satisfaction: string | null, change: Partial<Closed> = {}) {
  return { ...closed(eventNo, change), satisfaction, evaluatedAt: '2026-11-21T01:00:00.000Z' };
}

/** Emits as dispatch does, and lets the appraisal act on it. */
async function say(...messages: readonly (readonly [EventDeclaration, object])[]) {
  for (const [declaration, payload] of messages) await sayAs(portal, 'dispatch', declaration, [payload]);
}

interface Evidence {
  readonly eventNo: string;
  readonly indicator: string;
}

/** The evidence of an event, as its grid shows it to the county’s evaluator. */
async function evidenceOf(eventNo: string, fields: string, code = grid): Promise<Evidence[]> {
  const { data, errors } = await portal.ask(
    `query ($code: ID!) {
       grid(code: $code) { scoreEvidence(first: 100) { edges { node { eventNo indicator ${fields} } } } }
     }`,
    { code },
    { as: 'evaluator' },
  );
  expect(errors).toBeUndefined();
  const { edges } = (data as never)['grid']['scoreEvidence'] as { edges: { node: Evidence }[] };
  return edges
    .map(({ node }) => node)
    .filter((node) => node.eventNo === eventNo)
    .sort((one, other) => (one.indicator < other.indicator ? -1 : 1));
}

async function postedOf(eventNo: string): Promise<readonly unknown[]> {
  return portal.portal.database.administer((execute) =>
    execute(`select payload from kit.events where name = 'ScorePosted' and payload->>'eventNo' = ?`, [eventNo]),
  );
}

const facts = 'value points dimension schemeVersion occurredAt scheme { code }';

test('what dispatch says of a closed event becomes evidence by the scheme of that day', async () => {
  await say([eventClosed, closed('SE-1')]);

  const scheme = { schemeVersion: 1, scheme: { code: 'KP-GRID-320281' } };
  const common = { eventNo: 'SE-1', ...scheme };
  expect(await evidenceOf('SE-1', facts)).toEqual([
    {
      ...common,
      indicator: 'FALSE_REPORT',
      value: '0',
      points: '10',
      dimension: 'falseReportRate',
      occurredAt: '2026-11-19T01:00:00.000Z',
    },
    {
      ...common,
      indicator: 'ON_TIME',
      value: '1',
      points: '30',
      dimension: 'onTimeRate',
      occurredAt: '2026-11-19T07:00:00.000Z',
    },
    {
      ...common,
      indicator: 'SELF_FOUND',
      value: '1',
      points: '20',
      dimension: 'selfFound',
      occurredAt: '2026-11-19T01:00:00.000Z',
    },
  ]);
  expect(await postedOf('SE-1')).toEqual([]);
});

test('the evaluation posts the score once, however often and in whatever order the messages come', async () => {
  await say([eventEvaluated, evaluated('SE-2', 'SATISFIED')]);
  const first = await evidenceOf('SE-2', `id ${facts}`);
  await say([eventClosed, closed('SE-2')], [eventEvaluated, evaluated('SE-2', 'UNSATISFIED')]);
  await say([eventClosed, closed('SE-3')], [eventEvaluated, evaluated('SE-3', 'SATISFIED')]);

  expect(first.map(({ indicator }) => indicator)).toEqual(['FALSE_REPORT', 'ON_TIME', 'SATISFACTION', 'SELF_FOUND']);
  expect(await evidenceOf('SE-2', `id ${facts}`)).toEqual(first);
  const inOrder = await evidenceOf('SE-3', facts);
  expect(inOrder).toEqual((await evidenceOf('SE-2', facts)).map((each) => ({ ...each, eventNo: 'SE-3' })));
  expect(await postedOf('SE-2')).toEqual([
    {
      payload: {
        eventNo: 'SE-2',
        schemeCode: 'KP-GRID-320281',
        points: '60',
        evidence: 4,
        postedAt: '2026-11-21T02:00:00.000Z',
      },
    },
  ]);
});

test('late handling earns nothing for time, and what a citizen reported nothing for finding', async () => {
  await say([eventEvaluated, evaluated('SE-4', 'FAIRLY_SATISFIED', { onTime: false })]);
  await say([
    eventEvaluated,
    evaluated('SE-5', null, { source: 'CITIZEN', reporterNumber: null, handlerNumber: null }),
  ]);

  expect(await postedOf('SE-4')).toMatchObject([{ payload: { points: '30', evidence: 4 } }]);
  expect(await postedOf('SE-5')).toMatchObject([{ payload: { points: '30', evidence: 2 } }]);
  expect(await evidenceOf('SE-5', 'value staffMember { number } organization { code }')).toEqual([
    { eventNo: 'SE-5', indicator: 'ON_TIME', value: '1', staffMember: null, organization: { code: bureau } },
    { eventNo: 'SE-5', indicator: 'SATISFACTION', value: null, staffMember: null, organization: { code: bureau } },
  ]);
});

test('a report that was false counts against its reporter, one that was turned down does not', async () => {
  const rejected = (eventNo: string, falseReport: boolean, reporterNumber: string | null) => ({
    eventNo,
    regionCode: '320281104200',
    gridCode: otherGrid,
    reporterNumber,
    falseReport,
    rejectedAt: '2026-11-20T02:00:00.000Z',
  });
  await say([eventRejected, rejected('SE-6', true, reporter)]);
  await say([eventRejected, rejected('SE-7', false, reporter)], [eventRejected, rejected('SE-8', true, null)]);

  const fields = 'value points dimension';
  expect([
    ...(await evidenceOf('SE-6', fields, otherGrid)),
    ...(await evidenceOf('SE-7', fields, otherGrid)),
    ...(await evidenceOf('SE-8', fields, otherGrid)),
  ]).toEqual([
    { eventNo: 'SE-6', indicator: 'FALSE_REPORT', value: '1', points: '0', dimension: 'falseReportRate' },
    { eventNo: 'SE-7', indicator: 'FALSE_REPORT', value: '0', points: '10', dimension: 'falseReportRate' },
  ]);
});

test('what nobody rated is no satisfaction: it is left out of the mean and counted apart', async () => {
  const at = (satisfaction: string | null, eventNo: string) =>
    [eventEvaluated, evaluated(eventNo, satisfaction, { gridCode: '320281104200005' })] as const;
  await say(at('SATISFIED', 'SE-10'), at('UNSATISFIED', 'SE-11'), at('FAIRLY_SATISFIED', 'SE-12'));
  await say(at(null, 'SE-13'), at(null, 'SE-14'));

  const { data } = await portal.ask(
    '{ grid(code: "320281104200005") { indicatorMeans { indicator mean rated unrated } } }',
    {},
    { as: 'evaluator' },
  );
  expect(data).toEqual({
    grid: {
      indicatorMeans: [
        { indicator: 'FALSE_REPORT', mean: '0.0000', rated: 5, unrated: 0 },
        { indicator: 'ON_TIME', mean: '1.0000', rated: 5, unrated: 0 },
        { indicator: 'SATISFACTION', mean: '0.5000', rated: 3, unrated: 2 },
        { indicator: 'SELF_FOUND', mean: '1.0000', rated: 5, unrated: 0 },
      ],
    },
  });
});

test('evidence is seen by its territory, its person and its organisation, and by nobody else', async () => {
  const indicatorsFor = async (as: string | undefined) => {
    const query = `{ grid(code: "${grid}") {
      scoreEvidence(first: 100) { totalCount edges { node { eventNo indicator } } } indicatorMeans { indicator }
    } }`;
    const { data } = await portal.ask(query, {}, { as });
    const shown = (data as never)['grid'] as {
      scoreEvidence: { totalCount: number; edges: { node: Evidence }[] };
      indicatorMeans: { indicator: string }[];
    };
    const { edges, totalCount } = shown.scoreEvidence;
    expect(totalCount).toBe(edges.length);
    const seen = edges.filter(({ node }) => node.eventNo === 'SE-1').map(({ node }) => node.indicator);
    expect(shown.indicatorMeans.map(({ indicator }) => indicator)).toEqual(
      expect.arrayContaining(seen.length === 0 ? [] : seen),
    );
    return seen.length === 0 ? shown.indicatorMeans : seen.sort();
  };
  expect(await indicatorsFor('evaluator')).toEqual(['FALSE_REPORT', 'ON_TIME', 'SELF_FOUND']);
  expect(await indicatorsFor('reporter')).toEqual(['FALSE_REPORT', 'SELF_FOUND']);
  expect(await indicatorsFor('handler')).toEqual(['ON_TIME']);
  expect(await indicatorsFor('bureau')).toEqual(['ON_TIME']);
  expect(await indicatorsFor('neighbour')).toEqual([]);
  expect(await indicatorsFor(undefined)).toEqual([]);
});

test('the evidence of a hundred grids costs three statements, and that of a page of it one more', async () => {
  const statements = await statementsDuring(async () => {
    const { errors } = await portal.ask(
      `{ grids(first: 100) { edges { node {
           scoreEvidence(first: 2) { totalCount edges { node { scheme { code } } } } indicatorMeans { mean }
         } } } }`,
      {},
      { as: 'evaluator' },
    );
    expect(errors).toBeUndefined();
  });
  expect(statements.filter((each) => each.includes('score_evidence')).length).toBeLessThanOrEqual(4);
});
