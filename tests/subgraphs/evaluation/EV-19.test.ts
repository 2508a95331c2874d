import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { onboardSpoiled } from '../../support/spoiled-sheet.js';
import { type EventPortal, type EventSeen, grid, openEventPortal, staff } from '../dispatch/event-portal.js';

let portal: EventPortal;
let closed: EventSeen;
beforeAll(async () => {
  portal = await openEventPortal();
  closed = await portal.walkTo('CLOSED');
  await portal.settle();
});
afterAll(() => portal.close());

async function eventWith(fields: string, as = 'commander'): Promise<unknown> {
  const query = `query ($id: ID!) { event(id: $id) { ${fields} } }`;
  const { data, errors } = await portal.ask(query, { id: closed.id }, { as });
  expect(errors).toBeUndefined();
  return data?.['event'];
}

test('closing an event yields score evidence traceable by eventNo', async () => {
  const scheme = { code: 'KP-GRID-320281' };
  const place = { grid: { code: grid.code }, event: { eventNo: closed.eventNo }, scheme };
  const reporter = { ...place, staffMember: { number: staff['grid.officer'] } };
  expect(
    await eventWith(`score { points } scoreEvidence {
      indicator value points grid { code } event { eventNo } scheme { code } staffMember { number }
    }`),
  ).toEqual({
    score: null,
    scoreEvidence: [
      { ...reporter, indicator: 'FALSE_REPORT', value: '0', points: '10' },
      {
        ...place,
        indicator: 'ON_TIME',
        value: '1',
        points: '30',
        staffMember: { number: staff['enforcement.officer'] },
      },
      { ...reporter, indicator: 'SELF_FOUND', value: '1', points: '20' },
    ],
  });
});

test('feedback puts the score on file once, and the event goes on', async () => {
  await portal.act('town.dispatcher', 'recordFeedback', { ...closed, satisfaction: 'SATISFIED' });
  await portal.settle();
  expect(await eventWith('state score { points evidence scheme { code } dimensions { dimension points } }')).toEqual({
    state: 'APPRAISED',
    score: {
      points: '60',
      evidence: 4,
      scheme: { code: 'KP-GRID-320281' },
      dimensions: [
        { dimension: 'falseReportRate', points: '10' },
        { dimension: 'onTimeRate', points: '30' },
        { dimension: 'selfFound', points: '20' },
      ],
    },
  });
});

test('the file of the one who handled it shows what counts for that person', async () => {
  const query = `query ($number: ID!) {
    staffMember(number: $number) { scoreEvidence(first: 5) { edges { node { eventNo indicator value } } } }
  }`;
  const number = staff['enforcement.officer'];
  const { data } = await portal.ask(query, { number }, { as: 'enforcement.officer' });
  expect(data?.['staffMember']).toEqual({
    scoreEvidence: {
      edges: [
        { node: { eventNo: closed.eventNo, indicator: 'ON_TIME', value: '1' } },
        { node: { eventNo: closed.eventNo, indicator: 'SATISFACTION', value: '1' } },
      ],
    },
  });
});

test('the night seals it', async () => {
  expect(await eventWith('timelineSeal { day }')).toEqual({ timelineSeal: null });
  portal.clock.moment = new Date('2026-11-21T16:05:00Z');
  await portal.settle();
  expect(await eventWith('timelineBrokenAt timelineSeal { day signatureValid rootAgrees }')).toEqual({
    timelineBrokenAt: null,
    timelineSeal: { day: '2026-11-21', signatureValid: true, rootAgrees: true },
  });
});

test.each([
  { change: { '自主发现,0.2,': '罚没收入,0.2,' }, line: 4, column: '名称', value: '罚没收入' },
  {
    change: {
      'onTimeRate,按时办结率,0.3,时限内办结的事件占应办结事件的比例': 'onTimeRate,按时办结率,0.3,罚款金额的排名',
    },
    line: 3,
    column: '指标说明',
    value: '罚款金额的排名',
  },
  { change: { 'selfFound,': 'fineAmount,' }, line: 4, column: '维度编码', value: 'fineAmount' },
])('a scheme that is drawn from fines is refused: $value', async ({ change, line, column, value }) => {
  const { inserted, updated, refusals } = await onboardSpoiled(portal, 'appraisal-dimensions.csv', change as never);
  expect([inserted, updated]).toEqual([0, 0]);
  expect(refusals).toEqual([
    {
      file: 'appraisal-dimensions.csv',
      line,
      column,
      value,
      reason: 'draws an appraisal from fines, which 行政处罚法 § 74 forbids (FINES_IN_APPRAISAL)',
    },
  ]);
});
