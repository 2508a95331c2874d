import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openEventPortal, type EventPortal } from './event-portal.js';
import { listen } from './live.js';

let portal: EventPortal;

beforeAll(async () => {
  portal = await openEventPortal();
});

afterAll(() => portal.close());

const query = `subscription ($id: ID, $region: ID) {
  eventChanged(id: $id, region: $region) { eventNo state grid { name } handler { name } }
}`;

describe('eventChanged', () => {
  test('shows an event in the loop live, with what other domains know of it', async () => {
    const event = await portal.walkTo('DISPATCHED');
    const live = await listen(portal, 'town.dispatcher', query, { id: event.id });
    const stranger = await listen(portal, 'town.dispatcher2', query);
    const county = await listen(portal, 'commander', query, { region: '320281104' });
    const handling = await portal.act('enforcement.officer', 'acceptAssignment', { ...event });
    const told = {
      eventChanged: {
        eventNo: event.eventNo,
        state: 'HANDLING',
        grid: { name: '金凤村第2网格' },
        handler: { name: '薛明霞' },
      },
    };
    expect(await live.next()).toEqual(told);
    expect(await county.next()).toEqual(told);
    const files = [await portal.photograph('enforcement.officer')];
    await portal.act('enforcement.officer', 'finishHandling', { ...handling, result: '已办结', files });
    expect(await live.next()).toMatchObject({ eventChanged: { state: 'HANDLED' } });
    // Another town hears of its own events only: the first thing that reaches it is one of them.
    const own = await portal.report('grid.officer2', { longitude: 120.26, latitude: 31.91 });
    expect(await stranger.next()).toMatchObject({ eventChanged: { eventNo: own.eventNo, state: 'REPORTED' } });
    for (const each of [live, stranger, county]) each.close();
  });
});
