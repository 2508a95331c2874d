import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { bureau, openEventPortal, type EventPortal, type EventSeen } from './event-portal.js';

let portal: EventPortal;

beforeAll(async () => {
  portal = await openEventPortal();
});

beforeEach(() => {
  // A Monday morning at nine.
  portal.clock.moment = new Date('2026-11-23T01:00:00Z');
});

afterAll(() => portal.close());

interface Seen {
  readonly level: string;
  readonly version: number;
  readonly late: boolean;
  readonly timeline: readonly {
    readonly verb: string;
    readonly values: readonly { readonly name: string; readonly value: string | null }[];
  }[];
  readonly deadlines: readonly { readonly name: string; readonly state: string; readonly dueAt: string | null }[];
}

async function see({ id }: EventSeen): Promise<Seen> {
  const { data } = await portal.ask(
    `query ($id: ID!) { event(id: $id) { level version late
       timeline { verb values { name value } } deadlines { name state dueAt } } }`,
    { id },
    { as: 'commander' },
  );
  const seen: Seen | undefined = data?.['event'];
  if (!seen) throw new Error(`Nobody sees the event ${id}.`);
  return seen;
}

async function inboxOf(as: string): Promise<{ kind: string; reason: string | null; event: { eventNo: string } }[]> {
  const { data } = await portal.ask(
    '{ myInbox(first: 100) { edges { node { kind reason event { eventNo } } } } }',
    {},
    {
      as,
    },
  );
  const inbox = data?.['myInbox'] as { edges: { node: never }[] } | undefined;
  return (inbox?.edges ?? []).map(({ node }) => node);
}

async function settleAt(moment: string): Promise<void> {
  portal.clock.moment = new Date(moment);
  await portal.settle();
}

describe('DI-03: three levels', () => {
  test('a village’s event that nobody accepts climbs to the town, then to the county, and there it ends', async () => {
    const event = await portal.report();
    expect(event.level).toBe('VILLAGE');
    // Half an hour of working time.
    await settleAt('2026-11-23T01:29:59Z');
    expect((await see(event)).level).toBe('VILLAGE');
    await settleAt('2026-11-23T01:30:00Z');
    expect((await see(event)).level).toBe('TOWN');
    const supervised = { kind: 'SUPERVISION', reason: 'DEADLINE', event: { eventNo: event.eventNo } };
    expect(await inboxOf('town.dispatcher')).toContainEqual(supervised);
    expect(await inboxOf('county.dispatcher')).not.toContainEqual(supervised);
    await settleAt('2026-11-23T02:00:00Z');
    expect((await see(event)).level).toBe('COUNTY');
    expect(await inboxOf('county.dispatcher')).toContainEqual(supervised);
    // The commander directs the county's centre: once for the centre, once for the director.
    expect((await inboxOf('commander')).filter((entry) => entry.event.eventNo === event.eventNo)).toHaveLength(2);
    await settleAt('2026-11-23T02:30:00Z');
    const { timeline, deadlines, version } = await see(event);
    const climbs = timeline.filter(({ verb }) => verb === 'climbEvent');
    const told = climbs.map(({ values }) => Object.fromEntries(values.map(({ name, value }) => [name, value])));
    expect(told.map(({ level, overdue, reason }) => [level, overdue, reason])).toEqual([
      ['TOWN', 'false', 'DEADLINE'],
      ['COUNTY', 'false', 'DEADLINE'],
      ['COUNTY', 'true', 'DEADLINE'],
    ]);
    expect(deadlines.map(({ state }) => state)).toEqual(['MISSED', 'MISSED', 'MISSED']);
    await settleAt('2026-12-23T02:30:00Z');
    expect((await see(event)).version).toBe(version);
    // Whoever accepts it late starts the next deadline.
    portal.clock.moment = new Date('2026-12-23T02:30:00Z');
    await portal.act('town.dispatcher', 'acceptEvent', { ...event, version });
    expect((await see(event)).deadlines.at(-1)).toMatchObject({ name: 'file', state: 'RUNNING' });
  });

  test('tells the next centre and its director in a notification', async () => {
    const event = await portal.report();
    await settleAt('2026-11-23T01:30:00Z');
    const rows = await portal.portal.database.administer((execute) =>
      execute(`select payload from kit.events where name = 'Notification' and about = ?`, [event.id]),
    );
    expect(rows.map(({ payload }) => payload)).toEqual([
      {
        kind: 'EVENT_CLIMBED',
        eventNo: event.eventNo,
        organizationCode: '320281104-command-centre',
        staffNumber: 'JY001399',
        textZh: `事件 ${event.eventNo} 超过时限,请徐霞客镇管理服务指挥中心督促办理。`,
        textEn: `The event ${event.eventNo} has passed its deadline; 徐霞客镇管理服务指挥中心 is to see to it.`,
      },
    ]);
  });

  test('an emergency is accepted within five minutes, on a Saturday night as well', async () => {
    portal.clock.moment = new Date('2026-11-21T14:00:00Z');
    const event = await portal.report('grid.officer', { priority: 'EMERGENCY' });
    expect((await see(event)).deadlines).toEqual([
      { name: 'accept', state: 'RUNNING', dueAt: '2026-11-21T14:05:00.000Z' },
    ]);
    await settleAt('2026-11-21T14:05:00Z');
    expect((await see(event)).level).toBe('TOWN');
    const usual = await portal.report();
    // Monday, half an hour after work begins at half past eight.
    expect((await see(usual)).deadlines[0]?.dueAt).toBe('2026-11-23T01:00:00.000Z');
  });

  test('handling late climbs too, and is remembered', async () => {
    const event = await portal.walkTo('HANDLING');
    // Two working hours for 0204.
    expect((await see(event)).deadlines.at(-1)).toEqual({
      name: 'handle',
      state: 'RUNNING',
      dueAt: '2026-11-23T03:00:00.000Z',
    });
    await settleAt('2026-11-23T03:00:00Z');
    expect(await see(event)).toMatchObject({ level: 'TOWN', late: true });
  });

  test('two returns pass an event up, and what the county assigns is not returned', async () => {
    const dispatched = await portal.walkTo('DISPATCHED');
    const returned = await portal.act('enforcement.officer', 'returnAssignment', { ...dispatched, reason: '非我职责' });
    expect(returned).toMatchObject({ state: 'RETURNED', level: 'VILLAGE' });
    const again = await portal.act('town.dispatcher', 'redispatchEvent', {
      ...returned,
      leadOrganization: bureau,
    });
    const second = await portal.act('enforcement.officer', 'returnAssignment', { ...again, reason: '仍非我职责' });
    expect(second).toMatchObject({ state: 'ESCALATED', level: 'COUNTY' });
    expect(await portal.refusal('town.dispatcher', 'dispatchFromCounty', { ...second })).toBe('FORBIDDEN ROLE_MISSING');
    const assigned = await portal.act('county.dispatcher', 'dispatchFromCounty', {
      ...second,
      leadOrganization: '320281-urban-management',
      reason: '镇级两次退回',
    });
    expect(assigned.state).toBe('DISPATCHED');
    expect(await portal.refusal('department.handler2', 'returnAssignment', { ...assigned, reason: '不办' })).toBe(
      'CONFLICT ASSIGNED_BY_COUNTY',
    );
    expect((await portal.act('department.handler2', 'acceptAssignment', { ...assigned })).state).toBe('HANDLING');
  });

  test('each centre sees what lies in its territory', async () => {
    const event = await portal.report();
    const seenBy = async (as: string): Promise<string | undefined> => {
      const { data, errors } = await portal.ask(
        `query ($id: ID!) { event(id: $id) { eventNo } }`,
        { id: event.id },
        { as },
      );
      return (data?.['event'] as { eventNo: string } | null | undefined)?.eventNo ?? errors?.[0]?.extensions.code;
    };
    expect(await seenBy('town.dispatcher')).toBe(event.eventNo);
    expect(await seenBy('commander')).toBe(event.eventNo);
    expect(await seenBy('town.dispatcher2')).toBe('NOT_FOUND');
    expect(await seenBy('citizen')).toBe('NOT_FOUND');
  });
});
