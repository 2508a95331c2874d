import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openEventPortal, type EventPortal, type EventSeen } from './event-portal.js';

let portal: EventPortal;

beforeAll(async () => {
  portal = await openEventPortal();
});

afterAll(() => portal.close());

interface Stamp {
  readonly step: string;
  readonly title: string;
  readonly at: string | null;
  readonly actor: string | null;
}

async function stampsOf({ id }: EventSeen): Promise<Stamp[]> {
  const { data } = await portal.ask(
    `query ($id: ID!) { event(id: $id) { timelineBrokenAt nineSteps { step title at actor } } }`,
    { id },
    { as: 'town.dispatcher' },
  );
  const event = data?.['event'] as { timelineBrokenAt: number | null; nineSteps: Stamp[] } | undefined;
  expect(event?.timelineBrokenAt).toBeNull();
  return event?.nineSteps ?? [];
}

describe('DI-01: the nine steps of an event', () => {
  test('are stamped one after the other, by those who do them', async () => {
    const closed = await portal.walkTo('CLOSED');
    expect((await stampsOf(closed)).filter(({ at }) => at === null).map(({ step }) => step)).toEqual([
      'APPRAISED',
      'RECORDED',
      'ARCHIVED',
    ]);
    await portal.act('town.dispatcher', 'recordFeedback', { ...closed, satisfaction: 'SATISFIED' });
    await portal.settle();
    expect(await portal.stateOf(closed)).toBe('APPRAISED');

    // Before the month is over nothing goes into the archive.
    portal.clock.moment = new Date('2026-11-30T10:00:00Z');
    await portal.settle();
    expect(await portal.stateOf(closed)).toBe('APPRAISED');
    portal.clock.moment = new Date('2026-12-01T02:00:00Z');
    await portal.settle();
    expect(await portal.stateOf(closed)).toBe('ARCHIVED');

    const stamps = await stampsOf(closed);
    expect(stamps.map(({ title, actor }) => [title, actor])).toEqual([
      ['天上有云', 'JY004450'],
      ['地上有格', 'JY004450'],
      ['格中有人', 'JY001401'],
      ['人能管事', 'JY001414'],
      ['管理有序', 'JY001414'],
      ['序后评估', 'JY001400'],
      ['评后考核', 'JY001401'],
      ['考核入档', 'module:dispatch'],
      ['归档入云', 'module:dispatch'],
    ]);
    const moments = stamps.map(({ at }) => String(at));
    expect(moments).toEqual([...moments].sort());
    portal.clock.moment = new Date('2026-11-21T02:00:00Z');
  });

  test('record the grid only where the position lies in one, and nobody accepts before', async () => {
    const ticket = { source: 'HOTLINE_12345', externalRef: 'T-1', description: '楼下烧烤油烟扰民。' };
    const event = await portal.act('hotline.12345', 'ingestEvent', { ticket });
    expect(event).toMatchObject({ eventNo: 'E32028100020261121000001', state: 'REPORTED', level: 'COUNTY' });
    expect(await portal.refusal('county.dispatcher', 'acceptEvent', { ...event })).toBe('CONFLICT GRID_UNRESOLVED');
    // Of no town yet, so no town sees it.
    expect(await portal.refusal('town.dispatcher', 'acceptEvent', { ...event })).toBe('NOT_FOUND undefined');
    const sea = { ...event, longitude: 122.5, latitude: 31.5 };
    expect(await portal.refusal('county.dispatcher', 'locateEvent', sea)).toBe('INVALID OUTSIDE_COUNTY');
    const running = async (): Promise<number> => {
      const { data } = await portal.ask(
        '{ deadlineBoard(region: "320281104") { running } }',
        {},
        { as: 'town.dispatcher' },
      );
      return (data as never as { deadlineBoard: { running: number } }).deadlineBoard.running;
    };
    const before = await running();
    const located = await portal.act('county.dispatcher', 'locateEvent', {
      ...event,
      longitude: 120.293,
      latitude: 31.7095,
    });
    expect(located).toMatchObject({ version: 2, state: 'REPORTED', level: 'TOWN' });
    // Its deadline came with it.
    expect(await running()).toBe(before + 1);
    const accepted = await portal.act('town.dispatcher', 'acceptEvent', { ...located });
    expect(accepted.state).toBe('ACCEPTED');
  });

  test('begin with a photo, a time that is not to come, and a place in the county', async () => {
    const usual = { description: '占道经营。', longitude: 120.293, latitude: 31.7095 };
    const reporting = (report: object): Promise<string> => portal.refusal('grid.officer', 'reportEvent', { report });
    const files = [await portal.photograph('grid.officer')];
    expect(await reporting(usual)).toBe('INVALID PHOTO_MISSING');
    expect(await reporting({ ...usual, files: [await portal.photograph('grid.admin')] })).toBe('INVALID PHOTO_MISSING');
    expect(await reporting({ ...usual, files, occurredAt: '2026-11-21T02:05:01Z' })).toBe('INVALID FUTURE_TIME');
    expect(await reporting({ ...usual, files, longitude: 121.5, latitude: 31.2 })).toBe('INVALID OUTSIDE_COUNTY');
    expect(await reporting({ ...usual, files, description: '  ' })).toBe('INVALID TEXT_LENGTH');
    expect(await reporting({ ...usual, files, description: '有\0字' })).toBe('INVALID TEXT_NOT_STORABLE');
    expect(await reporting({ ...usual, files, patrolTaskId: 'a\0b' })).toBe('NOT_FOUND undefined');
    const { errors } = await portal.tryTo('grid.officer', 'reportEvent', {
      report: { ...usual, files, longitude: 121.5, latitude: 31.2 },
    });
    expect(errors?.[0]?.message).toBe('坐标(121.5, 31.2)不在任何网格内。');
    const reported = await portal.act('grid.officer', 'reportEvent', {
      report: { ...usual, files, occurredAt: '2026-11-21T02:05:00Z' },
    });
    expect(reported).toMatchObject({ version: 2, state: 'REPORTED', level: 'VILLAGE' });
  });

  test('number the events of a town and a day without a gap, refusals between them', async () => {
    portal.clock.moment = new Date('2026-11-22T02:00:00Z');
    const first = await portal.report();
    await portal.refusal('grid.officer', 'reportEvent', {
      report: { description: '无照片', longitude: 120.293, latitude: 31.7095 },
    });
    const second = await portal.report();
    expect([first.eventNo, second.eventNo]).toEqual(['E32028110420261122000001', 'E32028110420261122000002']);
    portal.clock.moment = new Date('2026-11-21T02:00:00Z');
  });

  test('take a photo from elsewhere for what it is', async () => {
    const report = { description: '占道经营。', longitude: 120.293, latitude: 31.7095 };
    const far = await portal.photograph('grid.officer', { longitude: 120.283333, latitude: 31.916667 });
    expect(await portal.refusal('grid.officer', 'reportEvent', { report: { ...report, files: [far] } })).toBe(
      'INVALID PHOTO_ELSEWHERE',
    );
    const near = await portal.photograph('grid.officer', { longitude: 120.293056, latitude: 31.709444 });
    const unknown = async (id: string): Promise<unknown> => {
      const { data } = await portal.ask(
        `query ($id: ID!) { event(id: $id) { photoPlaceUnknown } }`,
        { id },
        {
          as: 'grid.officer',
        },
      );
      return (data?.['event'] as { photoPlaceUnknown: boolean } | undefined)?.photoPlaceUnknown;
    };
    const known = await portal.act('grid.officer', 'reportEvent', { report: { ...report, files: [near] } });
    expect(await unknown(known.id)).toBe(false);
    expect(await unknown((await portal.report()).id)).toBe(true);
  });

  test('end in the archive once a signed head covers the last of them, and not before', async () => {
    portal.clock.moment = new Date('2026-12-31T15:00:00Z');
    const closed = await portal.walkTo('CLOSED');
    await portal.act('town.dispatcher', 'recordFeedback', { ...closed, satisfaction: 'SATISFIED' });
    await portal.settle();
    const at = async (moment: string): Promise<string> => {
      portal.clock.moment = new Date(moment);
      await portal.settle();
      return portal.stateOf(closed);
    };
    // Two minutes after midnight the month is over, and its last day is not signed: that is at 00:05.
    expect(await at('2026-12-31T16:02:00Z')).toBe('APPRAISED');
    await at('2026-12-31T16:06:00Z');
    expect(await at('2026-12-31T16:20:00Z')).toBe('ARCHIVED');
    portal.clock.moment = new Date('2026-11-21T02:00:00Z');
  });
});
