import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type EventPortal, type EventSeen, openEventPortal } from '../subgraphs/dispatch/event-portal.js';
import { market, shanghai } from './loop-walk.js';

let portal: EventPortal;
let event: EventSeen;

beforeAll(async () => {
  portal = await openEventPortal();
  portal.clock.moment = shanghai('2026-11-23 11:50');
  event = await portal.report('grid.officer', market);
});

afterAll(() => portal.close());

interface Awaiting {
  readonly level: string;
  /** When the time to accept runs out that runs now. */
  readonly dueAt: string | undefined;
}

async function waiting(moment: string): Promise<Awaiting> {
  portal.clock.moment = shanghai(moment);
  await portal.settle();
  const { data } = await portal.ask(
    'query ($id: ID!) { event(id: $id) { state level deadlines { state dueAt } } }',
    { id: event.id },
    { as: 'commander' },
  );
  const { state, level, deadlines } = Object(data?.['event']) as {
    state: string;
    level: string;
    deadlines: { state: string; dueAt: string }[];
  };
  expect(state).toBe('REPORTED');
  return { level, dueAt: deadlines.find((each) => each.state === 'RUNNING')?.dueAt };
}

/** What lies before somebody, as `kind reason organisation-or-person`. */
async function inboxOf(as: string): Promise<string[]> {
  const { data } = await portal.ask(
    '{ myInbox { edges { node { kind reason organization { code } staff { number } } } } }',
    {},
    { as },
  );
  const { edges } = Object(data?.['myInbox']) as {
    edges: {
      node: { kind: string; reason: string | null; organization: { code: string } | null; staff: { number: string } };
    }[];
  };
  return edges.map(({ node }) =>
    [node.kind, node.reason, node.organization?.code ?? node.staff.number].filter(Boolean).join(' '),
  );
}

async function notifications(): Promise<unknown[]> {
  const rows = await portal.portal.database.administer((run) =>
    run(`select payload from kit.events where name = 'Notification' order by emitted_at, id`),
  );
  return rows.map((row) => {
    const { kind, organizationCode, staffNumber } = row['payload'] as Record<string, string>;
    return [kind, organizationCode, staffNumber];
  });
}

describe('An event that nobody accepts', () => {
  test('waits for the village while its half hour of working time runs, the noon break left out', async () => {
    const first = { level: 'VILLAGE', dueAt: '2026-11-23T06:20:00.000Z' };
    expect(await waiting('2026-11-23 11:51')).toEqual(first);
    expect(await waiting('2026-11-23 14:19')).toEqual(first);
    expect(await notifications()).toEqual([]);
  });

  test('climbs to the town, whose centre and director are told', async () => {
    expect(await waiting('2026-11-23 14:20')).toEqual({ level: 'TOWN', dueAt: '2026-11-23T06:50:00.000Z' });
    expect(await inboxOf('town.dispatcher')).toEqual([
      'ACCEPTANCE 320281104-command-centre',
      'SUPERVISION DEADLINE 320281104-command-centre',
    ]);
    expect(await notifications()).toEqual([['EVENT_CLIMBED', '320281104-command-centre', 'JY001399']]);
    expect(await inboxOf('commander')).toEqual([]);
  });

  test('climbs to the county, whose centre and director are told', async () => {
    expect(await waiting('2026-11-23 14:50')).toEqual({ level: 'COUNTY', dueAt: '2026-11-23T07:20:00.000Z' });
    expect(await inboxOf('commander')).toEqual([
      'SUPERVISION DEADLINE 320281-command-centre',
      'SUPERVISION DEADLINE JY000414',
    ]);
    expect(await notifications()).toHaveLength(2);
  });

  test('is overdue there, once', async () => {
    expect(await waiting('2026-11-23 15:20')).toEqual({ level: 'COUNTY', dueAt: undefined });
    expect(await waiting('2026-11-27 17:00')).toEqual({ level: 'COUNTY', dueAt: undefined });
    expect(await notifications()).toEqual([
      ['EVENT_CLIMBED', '320281104-command-centre', 'JY001399'],
      ['EVENT_CLIMBED', '320281-command-centre', 'JY000414'],
      ['EVENT_OVERDUE', '320281-command-centre', 'JY000414'],
    ]);
  });

  test('says on its timeline that it was the deadline each time', async () => {
    const { data } = await portal.ask(
      'query ($id: ID!) { event(id: $id) { timeline { verb actor values { name value } } timelineBrokenAt } }',
      { id: event.id },
      { as: 'town.dispatcher' },
    );
    const { timeline, timelineBrokenAt } = Object(data?.['event']) as {
      timeline: { verb: string; actor: string; values: { name: string; value: string }[] }[];
      timelineBrokenAt: null;
    };
    const climbs = timeline.filter(({ verb }) => verb === 'climbEvent');
    expect(climbs.map(({ actor }) => actor)).toEqual(['module:dispatch', 'module:dispatch', 'module:dispatch']);
    expect(climbs.map(({ values }) => Object.fromEntries(values.map(({ name, value }) => [name, value])))).toEqual([
      { reason: 'DEADLINE', deadline: 'accept', dueAt: '2026-11-23T06:20:00.000Z', level: 'TOWN', overdue: 'false' },
      { reason: 'DEADLINE', deadline: 'accept', dueAt: '2026-11-23T06:50:00.000Z', level: 'COUNTY', overdue: 'false' },
      { reason: 'DEADLINE', deadline: 'accept', dueAt: '2026-11-23T07:20:00.000Z', level: 'COUNTY', overdue: 'true' },
    ]);
    expect(timelineBrokenAt).toBeNull();
  });

  test('goes on when the town’s dispatcher accepts it after all', async () => {
    const { data } = await portal.ask(
      'query ($id: ID!) { event(id: $id) { id version } }',
      { id: event.id },
      { as: 'town.dispatcher' },
    );
    const accepted = await portal.act('town.dispatcher', 'acceptEvent', data?.['event'] as never);
    expect(accepted).toMatchObject({ state: 'ACCEPTED', level: 'COUNTY' });
    expect(await inboxOf('commander')).toEqual([]);
  });
});
