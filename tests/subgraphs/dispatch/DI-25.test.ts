import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bureau, openEventPortal, type EventPortal } from './event-portal.js';

let portal: EventPortal;

beforeAll(async () => {
  portal = await openEventPortal();
});

afterAll(() => portal.close());

async function fieldsOf(id: string): Promise<unknown> {
  const { data } = await portal.ask(
    `query ($id: ID!) { event(id: $id) { simple leftTown namedLead { code } } }`,
    { id },
    { as: 'town.dispatcher' },
  );
  return data?.['event'];
}

describe('DI-25: the town settles what is simple', () => {
  test('by the duty or by its class and limit; never because danger makes a limit short', async () => {
    const town = { simple: true, leftTown: false, namedLead: { code: bureau } };
    expect(await fieldsOf((await portal.walkTo('FILED', '0204')).id)).toEqual(town);
    // The list of duties makes the town answer for weeds along village roads.
    expect(await fieldsOf((await portal.walkTo('FILED', '1002')).id)).toEqual(town);
    // Gas that leaks is to be dealt with within an hour, by those who know how.
    expect(await fieldsOf((await portal.walkTo('FILED', '0601')).id)).toEqual({
      simple: false,
      leftTown: false,
      namedLead: { code: '320281-housing-construction' },
    });
    expect(await fieldsOf((await portal.walkTo('FILED', '0109')).id)).toMatchObject({ simple: false });
  });

  test('passing it up or giving it to a department needs a reason', async () => {
    const event = await portal.walkTo('FILED');
    expect(await portal.refusal('town.dispatcher', 'escalateEvent', { ...event })).toBe(
      'INVALID SIMPLE_EVENT_NEEDS_REASON',
    );
    expect(await portal.refusal('town.dispatcher', 'escalateEvent', { ...event, reason: '  ' })).toBe(
      'INVALID SIMPLE_EVENT_NEEDS_REASON',
    );
    expect(
      await portal.refusal('town.dispatcher', 'dispatchEvent', {
        ...event,
        leadOrganization: '320281-urban-management',
      }),
    ).toBe('INVALID SIMPLE_EVENT_NEEDS_REASON');
    const up = await portal.act('town.dispatcher', 'escalateEvent', { ...event, reason: '涉及两个镇街' });
    expect(up).toMatchObject({ state: 'ESCALATED', level: 'COUNTY' });
    expect(await fieldsOf(up.id)).toMatchObject({ leftTown: true });
    const dispatched = await portal.walkTo('DISPATCHED');
    const returned = await portal.act('enforcement.officer', 'returnAssignment', { ...dispatched, reason: '人手不足' });
    expect(await portal.refusal('town.dispatcher', 'escalateEvent', { ...returned })).toBe(
      'INVALID SIMPLE_EVENT_NEEDS_REASON',
    );
    const passed = await portal.act('town.dispatcher', 'escalateEvent', { ...returned, reason: '镇级人手不足' });
    expect(passed).toMatchObject({ state: 'ESCALATED', level: 'COUNTY' });
    const other = await portal.walkTo('FILED', '0601');
    expect((await portal.act('town.dispatcher', 'escalateEvent', { ...other })).state).toBe('ESCALATED');
  });

  test('nine of twelve closed in the town are 75 per cent', async () => {
    for (let index = 0; index < 9; index += 1) await portal.walkTo('CLOSED');
    for (let index = 0; index < 3; index += 1) {
      const filed = await portal.walkTo('FILED');
      const up = await portal.act('town.dispatcher', 'escalateEvent', { ...filed, reason: '跨镇流动摊点' });
      const down = await portal.act('county.dispatcher', 'dispatchFromCounty', { ...up });
      await portal.walk(down, 'CLOSED');
    }
    const summary = `eventSummary { simpleClosed simpleClosedInTown simpleClosedInTownShare }`;
    const { data } = await portal.ask(
      `{ town: region(code: "320281104") { ${summary} } county: region(code: "320281") { ${summary} }
         other: region(code: "320281001") { ${summary} } }`,
      {},
      { as: 'commander' },
    );
    const share = { simpleClosed: 12, simpleClosedInTown: 9, simpleClosedInTownShare: 0.75 };
    expect(data).toEqual({
      town: { eventSummary: share },
      county: { eventSummary: share },
      other: { eventSummary: { simpleClosed: 0, simpleClosedInTown: 0, simpleClosedInTownShare: null } },
    });
    const stranger = await portal.ask(
      `{ region(code: "320281104") { eventSummary { total } } }`,
      {},
      {
        as: 'town.dispatcher2',
      },
    );
    expect(stranger.data).toEqual({ region: { eventSummary: { total: 0 } } });
  });
});
