import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { metresToLine, nearestRoad } from '../../../subgraphs/dispatch/roads/nearest-road.js';
import { onboardSpoiled } from '../../support/spoiled-sheet.js';
import { openTaian, places, type TaianPortal } from './taian.js';

let portal: TaianPortal;

beforeAll(async () => {
  portal = await openTaian();
});

beforeEach(() => {
  portal.clock.moment = new Date('2026-12-07T01:00:00Z');
});

afterAll(() => portal.close());

const enforcement = '370911110-enforcement-platform';

async function roadSeen(code: string): Promise<Record<string, unknown> & { id: string; version: number }> {
  const { data } = await portal.ask(
    `query ($code: ID!) {
       roadSegment(code: $code) {
         id version name chief { number } organization { code } chiefSince shape
         events { edges { node { eventNo } } }
       }
     }`,
    { code },
    { as: 'taian.dispatcher' },
  );
  return Object(data?.['roadSegment']) as Record<string, unknown> & { id: string; version: number };
}

async function appointing(as: string, code: string, chief: string): Promise<string> {
  const { id, version } = await roadSeen(code);
  const { data, errors } = await portal.ask(
    `mutation ($id: ID!, $version: Int!, $chief: ID!) {
       appointRoadChief(id: $id, version: $version, chief: $chief) { chief { number } }
     }`,
    { id, version, chief },
    { as },
  );
  return data?.['appointRoadChief']
    ? 'APPOINTED'
    : (errors?.[0]?.extensions.reason ?? String(errors?.[0]?.extensions.code));
}

async function inboxOf(as: string): Promise<{ kind: string; reason: string | null; event: { eventNo: string } }[]> {
  const { data } = await portal.ask(
    '{ myInbox(first: 100) { edges { node { kind reason event { eventNo } staff { number } } } } }',
    {},
    { as },
  );
  return (Object(data?.['myInbox']) as { edges: { node: never }[] }).edges.map(({ node }) => node);
}

async function leadOf({ id }: { readonly id: string }): Promise<unknown> {
  const { data } = await portal.ask(
    'query ($id: ID!) { event(id: $id) { namedLead { code } } }',
    { id },
    { as: 'taian.dispatcher' },
  );
  return (Object(data?.['event']) as { namedLead: unknown }).namedLead;
}

describe('DI-14: a road has its chief', () => {
  test('who belongs to the town’s enforcement, where the county has chiefs', async () => {
    expect(await appointing('taian.head', 'LD370911110001', 'DY000002')).toBe('CHIEF_UNFIT');
    expect(await appointing('taian.handler', 'LD370911110001', 'DY000005')).toBe('ROLE_MISSING');
    expect(await appointing('bureau.head', 'LD370911110001', 'JY001414')).toBe('OUTSIDE_TERRITORY');
    // 江阴’s profile has none: the system is 泰安’s.
    expect(await appointing('bureau.head', 'LD320281104001', 'JY001414')).toBe('ROAD_CHIEFS_NOT_PROVIDED');
    expect(await appointing('taian.head', 'LD370911110001', 'DY000005')).toBe('APPOINTED');
    expect(await roadSeen('LD370911110001')).toMatchObject({
      name: '明珠东路',
      chief: { number: 'DY000005' },
      organization: { code: enforcement },
      chiefSince: '2026-12-07',
      shape: {
        type: 'LineString',
        coordinates: [
          [117.062, 35.95],
          [117.078, 35.95],
        ],
      },
    });
  });

  test('what happens on it goes to the chief’s team, and into the chief’s own inbox', async () => {
    const event = await portal.fileEvent(places.road);
    expect(await leadOf(event)).toEqual({ code: enforcement });
    await portal.act('taian.dispatcher', 'dispatchEvent', { ...event });
    const own = (await inboxOf('taian.handler')).filter((entry) => entry.event.eventNo === event.eventNo);
    expect(own).toEqual([
      { kind: 'ASSIGNMENT', reason: null, event: { eventNo: event.eventNo }, staff: null },
      { kind: 'ASSIGNMENT', reason: 'ROAD_CHIEF', event: { eventNo: event.eventNo }, staff: { number: 'DY000005' } },
    ]);
    // A colleague of the team finds the team’s entry alone.
    const colleague = (await inboxOf('taian.both')).filter((entry) => entry.event.eventNo === event.eventNo);
    expect(colleague.map(({ reason }) => reason)).toEqual([null]);
    expect((await roadSeen('LD370911110001'))['events']).toEqual({ edges: [{ node: { eventNo: event.eventNo } }] });
    const dispatched = await portal.ask(
      'query ($id: ID!) { event(id: $id) { id version } }',
      { id: event.id },
      { as: 'taian.handler' },
    );
    await portal.act('taian.handler', 'acceptAssignment', { ...Object(dispatched.data?.['event']) });
    expect((await inboxOf('taian.handler')).filter((entry) => entry.event.eventNo === event.eventNo)).toEqual([]);
  });

  test('what lies beside it, or is no chief’s matter, goes where the lists say', async () => {
    const beside = await portal.fileEvent({ longitude: 117.067, latitude: 35.9504 });
    await portal.act('taian.dispatcher', 'dispatchEvent', { ...beside });
    // Gas is no matter of order on a road.
    const gas = await portal.fileEvent(places.road, '0601');
    const { edges } = (await roadSeen('LD370911110001'))['events'] as { edges: { node: { eventNo: string } }[] };
    expect(edges.map(({ node }) => node.eventNo)).not.toContain(beside.eventNo);
    expect(edges.map(({ node }) => node.eventNo)).not.toContain(gas.eventNo);
    const own = (await inboxOf('taian.handler')).filter(({ reason }) => reason === 'ROAD_CHIEF');
    expect(own).toEqual([]);
    // What takes two days is not simple: beside the road its duty's department leads, and on it the chief's team still does.
    const off = await leadOf(await portal.fileEvent({ longitude: 117.067, latitude: 35.9504 }, '0211'));
    const on = await leadOf(await portal.fileEvent(places.road, '0211'));
    expect([off, on]).toEqual([{ code: '320281-transport' }, { code: enforcement }]);
  });

  test('thirty metres from its line are on the road', () => {
    const line = [
      [117.062, 35.95],
      [117.078, 35.95],
    ] as const;
    // A degree north is 111,195 metres on a sphere of the Earth’s mean radius.
    const north = (metres: number) => ({ longitude: 117.07, latitude: 35.95 + metres / 111_195 });
    expect(Math.round(metresToLine(north(29), line))).toBe(29);
    expect(nearestRoad([{ line }], north(29.9), 30)).not.toBeNull();
    expect(nearestRoad([{ line }], north(30.1), 30)).toBeNull();
    // Past its end the distance is that to the end.
    expect(Math.round(metresToLine({ longitude: 117.079, latitude: 35.95 }, line))).toBe(90);
    expect(metresToLine(north(1), [])).toBe(Infinity);
  });

  test('a line that is none is refused with its file, line and column', async () => {
    const spoiled = await onboardSpoiled(portal, 'road-segments.csv', {
      'LINESTRING (120.288000': 'LINESTRING (320.288000',
    });
    expect(spoiled.refusals).toMatchObject([
      {
        file: 'road-segments.csv',
        line: 2,
        column: '路线',
        reason: 'must be a WKT LINESTRING of longitude and latitude',
      },
    ]);
  });
});
