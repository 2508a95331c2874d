import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type EventPortal, type EventSeen, openEventPortal, staff } from '../subgraphs/dispatch/event-portal.js';
import { describeApart, openApart } from './loop-apart.js';
import { beginDay, corner, market } from './loop-walk.js';

const hotline = 'hotline.12345';

/** Three people call about one night market, two of them the hotline and one the police. */
const calls = [
  {
    source: 'HOTLINE_12345',
    externalRef: '2026112308711',
    description: '村口夜市油烟噪声扰民,夜里十二点还不收摊。',
    ...market,
    reporterName: '周来电',
    reporterPhone: '13900004521',
  },
  {
    source: 'HOTLINE_12345',
    externalRef: '2026112309024',
    description: '金凤村夜市占道,车辆无法通行。',
    ...corner,
    reporterName: '吴来电',
    reporterPhone: '13900007302',
  },
  { source: 'POLICE_110', externalRef: '320281-110-00417', description: '夜市摊主与居民争执,非警务。', ...market },
] as const;

interface Reported {
  readonly eventNo: string;
  readonly state: string;
  readonly deadlines: readonly { readonly state: string }[];
  readonly assignments: readonly unknown[];
  readonly reports: readonly { readonly source: string; readonly answeredAt: string; readonly answer: string }[];
}

/** How many rows stand of what a ticket may write, and the sum of the events' versions. */
async function rowsOf({ portal }: EventPortal): Promise<unknown> {
  const [counts] = await portal.database.administer((run) =>
    run(`select (select count(*) from dispatch.events) as events, (select sum(version) from dispatch.events) as versions,
      (select count(*) from dispatch.event_reports) as reports, (select count(*) from dispatch.inbox_entries) as entries,
      (select count(*) from kit.timeline) as timeline, (select count(*) from kit.events) as emitted,
      (select count(*) from kit.timers where module = 'dispatch' and name like 'event.%') as timers,
      (select sum(last) from kit.numbers) as numbers`),
  );
  return counts;
}

function journey(openOne: () => Promise<EventPortal>): void {
  let portal: EventPortal;
  let events: EventSeen[];
  let first: EventSeen;

  beforeAll(async () => {
    portal = await openOne();
  });
  afterAll(() => portal.close());

  const ingest = (ticket: (typeof calls)[number]): Promise<EventSeen> => portal.act(hotline, 'ingestEvent', { ticket });

  /** The main event and those merged into it, as the town's dispatcher sees them. */
  async function reported(): Promise<Reported[]> {
    const fields = 'eventNo state deadlines { state } assignments { role } reports { source answeredAt answer }';
    const { data, errors } = await portal.ask(
      `query ($id: ID!) { event(id: $id) { ${fields} mergedEvents { ${fields} } } }`,
      { id: first.id },
      { as: 'town.dispatcher' },
    );
    expect(errors).toBeUndefined();
    const { mergedEvents, ...main } = Object(data?.['event']) as Reported & { mergedEvents: Reported[] };
    return [main, ...mergedEvents];
  }

  test('Three tickets of two sources come in as three events', async () => {
    const day = beginDay(portal, '2026-11-23');
    events = [];
    for (const [index, ticket] of calls.entries()) {
      events.push(await day.does(`10:0${index}`, hotline, 'ingestEvent', null, { ticket }));
    }
    expect(events.map(({ eventNo, state, level }) => `${eventNo} ${state} ${level}`)).toEqual([
      'E32028110420261123000001 REPORTED TOWN',
      'E32028110420261123000002 REPORTED TOWN',
      'E32028110420261123000003 REPORTED TOWN',
    ]);
    first = events[0] as EventSeen;
  });

  test('The same ticket once more answers its event and changes nothing', async () => {
    const before = await rowsOf(portal);
    const again = await Promise.all(calls.map(ingest));
    expect(again.map(({ id, version }) => [id, version])).toEqual(events.map(({ id, version }) => [id, version]));
    expect(await rowsOf(portal)).toEqual(before);
  });

  test('They become one event, handled once by the town', async () => {
    const day = beginDay(portal, '2026-11-23');
    const [, second, third] = events as [EventSeen, EventSeen, EventSeen];
    await day.does('10:05', 'town.dispatcher', 'acceptEvent', first);
    await day.does('10:06', 'town.dispatcher', 'mergeEvent', second, { into: first.eventNo });
    await day.does('10:07', 'town.dispatcher', 'acceptEvent', third);
    await day.does('10:08', 'town.dispatcher', 'mergeEvent', third, { into: first.eventNo });
    await day.does('10:10', 'town.dispatcher', 'fileEvent', first, { category: '0205', platform: '综合执法局' });
    await day.does('10:11', 'town.dispatcher', 'dispatchEvent', first);
    await day.does('10:20', 'enforcement.officer', 'acceptAssignment', first);
    day.at('11:30');
    const files = [await portal.photograph('enforcement.officer', market)];
    await day.does('11:30', 'enforcement.officer', 'finishHandling', first, {
      result: '夜市已清场,约定收摊时间。',
      files,
    });
    await day.does('11:35', 'town.dispatcher', 'assignVerifier', first, { staffNumber: staff['grid.admin'] });
    await day.does('15:00', 'grid.admin', 'passVerification', first);
    const seen = await reported();
    expect(seen.map(({ eventNo, state, assignments }) => [eventNo.slice(-1), state, assignments.length])).toEqual([
      ['1', 'CLOSED', 1],
      ['2', 'MERGED', 0],
      ['3', 'MERGED', 0],
    ]);
    expect(seen.slice(1).flatMap(({ deadlines }) => deadlines.filter(({ state }) => state === 'RUNNING'))).toEqual([]);
  });

  test('Each caller gets the answer, under the number that the caller was given', async () => {
    const answered = (source: string) => [
      { source, answeredAt: '2026-11-23T07:00:00.000Z', answer: '夜市已清场,约定收摊时间。' },
    ];
    expect((await reported()).map(({ reports }) => reports)).toEqual([
      answered('HOTLINE_12345'),
      answered('HOTLINE_12345'),
      answered('POLICE_110'),
    ]);
    const told = await portal.portal.database.administer((run) =>
      run(`select payload->>'kind' as kind, payload->>'eventNo' as "eventNo", payload->>'textZh' as text
           from kit.events where name = 'Notification' order by emitted_at, id`),
    );
    expect(told).toEqual(
      events.map(({ eventNo }) => ({
        kind: 'EVENT_ANSWERED',
        eventNo,
        text: `您上报的事件 ${eventNo} 已办结:夜市已清场,约定收摊时间。`,
      })),
    );
  });

  test('A ticket that comes again after all answers what became of it, and changes nothing', async () => {
    const before = await rowsOf(portal);
    const again = await Promise.all(calls.map(ingest));
    expect(again.map(({ eventNo, state }) => `${eventNo.slice(-1)} ${state}`)).toEqual([
      '1 CLOSED',
      '2 MERGED',
      '3 MERGED',
    ]);
    expect(await rowsOf(portal)).toEqual(before);
  });

  test('The callers’ names and telephones are masked, and their digests stand on the timeline', async () => {
    const { data } = await portal.ask(
      'query ($id: ID!) { event(id: $id) { reports { reporterName reporterPhone } timeline { values { value } } } }',
      { id: first.id },
      { as: 'town.dispatcher' },
    );
    expect(data).toMatchObject({ event: { reports: [{ reporterName: '周*电', reporterPhone: '139****4521' }] } });
    expect(JSON.stringify(data)).not.toMatch(/周来电|13900004521/);
    expect(JSON.stringify(data).match(/"[0-9a-f]{64}"/g)).toHaveLength(2);
  });
}

describe('S-14: three calls about one thing', () => {
  describe('in one process', () => journey(openEventPortal));
  describeApart('with dispatch as a server of its own', () => journey(() => openApart('dispatch')));
});
