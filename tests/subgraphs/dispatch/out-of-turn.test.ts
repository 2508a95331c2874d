import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventWorkflow } from '../../../subgraphs/dispatch/event-workflow.js';
import { openEventPortal, staff, type EventPortal, type EventSeen } from './event-portal.js';
import { verbs } from './event-verbs.js';

let portal: EventPortal;
const events = new Map<string, EventSeen>();

const everyState = Object.keys(eventWorkflow.states);
const everyVerb = Object.entries(eventWorkflow.transitions).flatMap(([verb, { by, from }]) =>
  by === 'system' || from.length === 0 ? [] : [{ verb, by, from: from as readonly string[] }],
);

/** Somebody who holds one of the roles and sees the event. */
function somebody(roles: readonly string[]): string {
  const people = {
    town_dispatcher: 'town.dispatcher',
    county_dispatcher: 'county.dispatcher',
    enforcement_officer: 'enforcement.officer',
  };
  const [role] = Object.keys(people).filter((each) => roles.includes(each)) as (keyof typeof people)[];
  if (!role) throw new Error(`None of these tests' people is one of ${roles.join(', ')}.`);
  return people[role];
}

/** Arguments that would be right if it were the verb's turn. */
const given: Readonly<Record<string, unknown>> = {
  reason: '核实后决定',
  into: 'E32028110420261121000001',
  longitude: 120.293,
  latitude: 31.7095,
  category: '0204',
  platform: '综合执法局',
  result: '已处置',
  files: [],
  amount: 1,
  staffNumber: staff['grid.admin'],
  satisfaction: 'SATISFIED',
};

beforeAll(async () => {
  portal = await openEventPortal();
  const dispatcher = 'town.dispatcher';
  const office = 'enforcement.officer';
  const pulled: Readonly<Record<string, () => Promise<EventSeen>>> = {
    APPRAISED: async () => {
      const event = await portal.walkTo('CLOSED');
      await portal.act(dispatcher, 'recordFeedback', { ...event, satisfaction: 'SATISFIED' });
      await portal.settle();
      return { ...event, version: event.version + 2, state: 'APPRAISED' };
    },
    RETURNED: async () =>
      portal.act(office, 'returnAssignment', { ...(await portal.walkTo('DISPATCHED')), reason: '非本单位职责' }),
    ESCALATED: async () =>
      portal.act(dispatcher, 'escalateEvent', { ...(await portal.walkTo('FILED')), reason: '涉及多个镇街' }),
    REWORK: async () =>
      portal.act('grid.admin', 'failVerification', { ...(await portal.walkTo('VERIFYING')), reason: '摊点又回来了' }),
    REJECTED: async () => portal.act(dispatcher, 'rejectEvent', { ...(await portal.report()), reason: '不属实' }),
    MERGED: async () =>
      portal.act(dispatcher, 'mergeEvent', { ...(await portal.report()), into: (await portal.report()).eventNo }),
    EVALUATED: async () => {
      // From here on nobody scores.
      await portal.portal.bus.halt('evaluation');
      return portal.act(dispatcher, 'recordFeedback', {
        ...(await portal.walkTo('CLOSED')),
        satisfaction: 'UNSATISFIED',
      });
    },
  };
  const others = everyState.filter((each) => !['ARCHIVED', 'EVALUATED'].includes(each));
  for (const state of [...others, 'EVALUATED']) {
    events.set(state, await (pulled[state]?.() ?? portal.walkTo(state)));
  }
});

afterAll(() => portal.close());

/** Rows of everything that a verb writes. */
async function rows(): Promise<number> {
  const tables = ['events', 'event_assignments', 'event_reports', 'inbox_entries'].map((name) => `dispatch.${name}`);
  const all = [...tables, 'kit.timeline', 'kit.timers', 'kit.events'];
  const [sum] = await portal.portal.database.administer((execute) =>
    execute(`select ${all.map((table) => `(select count(*) from ${table})`).join(' + ')} as rows`),
  );
  return Number(sum?.['rows']);
}

/** An event as it stands now. */
async function stands(event: EventSeen | undefined): Promise<Pick<EventSeen, 'id' | 'version' | 'state'>> {
  const { data } = await portal.ask(
    'query ($id: ID!) { event(id: $id) { id version state } }',
    { id: event?.id },
    { as: 'commander' },
  );
  if (!data?.['event']) throw new Error('The event does not stand.');
  return data['event'];
}

describe('DI-01: no step is skipped', () => {
  test('the table has the states and verbs that these tests speak of', () => {
    expect([everyState.length, everyVerb.length]).toEqual([16, 20]);
    expect(everyVerb.flatMap(({ from }) => from)).toHaveLength(23);
    expect(Object.keys(verbs)).toHaveLength(22);
    expect([...events].filter(([state, event]) => event.state !== state)).toEqual([]);
  });

  test.each(everyState.filter((each) => each !== 'ARCHIVED'))(
    '%s refuses every verb whose turn it is not, and nothing changes',
    async (state) => {
      const event = events.get(state);
      const before = await rows();
      const outOfTurn = everyVerb.filter(({ from }) => !from.includes(state));
      for (const { verb, by } of outOfTurn) {
        expect([verb, await portal.refusal(somebody(by), verb, { ...given, ...event })]).toEqual([
          verb,
          'CONFLICT WRONG_STATE',
        ]);
      }
      expect(await rows()).toBe(before);
      expect(await stands(event)).toMatchObject({ version: event?.version, state });
    },
  );

  test('the archive gives nothing back', async () => {
    const event = events.get('APPRAISED');
    // One hour signs the days before, the next archives what they cover.
    for (const moment of ['2026-12-01T02:00:00Z', '2026-12-01T03:00:00Z']) {
      portal.clock.moment = new Date(moment);
      await portal.settle();
    }
    const archived = await stands(event);
    expect(archived.state).toBe('ARCHIVED');
    const before = await rows();
    for (const { verb, by } of everyVerb) {
      expect([verb, await portal.refusal(somebody(by), verb, { ...given, ...archived })]).toEqual([
        verb,
        'CONFLICT WRONG_STATE',
      ]);
    }
    expect(await rows()).toBe(before);
    expect(await stands(event)).toEqual(archived);
  });

  test('says in words what its turn would be', async () => {
    const { errors } = await portal.tryTo('enforcement.officer', 'finishHandling', {
      ...given,
      ...(await stands(events.get('REPORTED'))),
    });
    expect(errors?.[0]?.message).toBe('「办结」只能在下列状态办理:处置中(HANDLING)。');
  });
});
