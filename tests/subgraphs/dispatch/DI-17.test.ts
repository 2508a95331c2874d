import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { listen } from './live.js';
import { openQuzhou, type QuzhouPortal, scene, urban } from './quzhou.js';

let portal: QuzhouPortal;

beforeAll(async () => {
  portal = await openQuzhou();
});

beforeEach(() => portal.atSecond(0));

afterAll(() => portal.close());

/** One of each level: a department, a town’s team, a village’s station, and the officer of the grid. */
const four = [
  { organization: urban, isLead: true, contact: 'LY000016' },
  { organization: '330825101-enforcement-team', contact: 'LY000005' },
  { organization: '330825101-yanghu-station', contact: 'LY000020' },
  { organization: '330825101-command-centre', contact: 'LY000009' },
];

interface Seen {
  readonly id: string;
  readonly version: number;
  readonly level: string;
  readonly organization: { readonly code: string };
}

const map = `subscription ($order: ID) {
  responderChanged(order: $order) { level state longitude latitude positionAt organization { name } }
}`;

describe('DI-17: the county sees the scene', () => {
  test('区、乡、村、格: those who are called out stand at four levels, and meet in one room', async () => {
    const order = await portal.issue(await portal.happen(), { responders: four });
    const seen = await portal.orderSeen(order, 'orderNo liveRoom responders { level organization { code } }');
    expect(seen['responders']).toEqual([
      { level: 'COUNTY', organization: { code: urban } },
      { level: 'GRID', organization: { code: '330825101-command-centre' } },
      { level: 'TOWN', organization: { code: '330825101-enforcement-team' } },
      { level: 'VILLAGE', organization: { code: '330825101-yanghu-station' } },
    ]);
    expect(seen['liveRoom']).toBe(`/live/${String(seen['orderNo'])}`);
  });

  test('the map moves as they do, for those who see the order and for nobody else', async () => {
    const order = await portal.issue(await portal.happen(), { responders: four });
    const { responders } = await portal.orderSeen(order, 'responders { id version level organization { code } }');
    const [county, grid] = responders as readonly [Seen, Seen];
    const centre = await listen(portal, 'quzhou.centre', map, { order: order.id });
    const stranger = await listen(portal, 'county.dispatcher', map);
    const departed = await portal.does<{ longitude: number }>(
      'quzhou.urban',
      'departForCommand',
      { ...county, longitude: 119.2, latitude: 29.03 },
      'longitude',
    );
    const told = { level: 'COUNTY', organization: { name: '龙游县综合行政执法局' } };
    expect(await centre.next()).toEqual({
      responderChanged: {
        ...told,
        ...{ state: 'DEPARTED', longitude: 119.2, latitude: 29.03, positionAt: '2026-12-07T01:00:00.000Z' },
      },
    });
    portal.atSecond(20);
    await portal.does('quzhou.urban', 'reportPosition', { ...departed, longitude: 119.25, latitude: 29.05 });
    expect(await centre.next()).toEqual({
      responderChanged: {
        ...told,
        ...{ state: 'DEPARTED', longitude: 119.25, latitude: 29.05, positionAt: '2026-12-07T01:00:20.000Z' },
      },
    });
    await portal.does('quzhou.officer', 'departForCommand', { ...grid, ...scene });
    expect(await centre.next()).toMatchObject({ responderChanged: { level: 'GRID', state: 'DEPARTED' } });
    // The first that a stranger hears of would be the stranger’s own: nothing has come.
    const silent = await Promise.race([
      stranger.next().then(() => 'told'),
      new Promise((resolve) => setTimeout(resolve, 300, 'silent')),
    ]);
    expect(silent).toBe('silent');
    stranger.close();
    centre.close();
  });

  test('a position lies on the globe, and is that of who was called out', async () => {
    const order = await portal.issue(await portal.happen(), { responders: four });
    const { responders } = await portal.orderSeen(order, 'responders { id version level organization { code } }');
    const [county] = responders as readonly [Seen];
    expect(await portal.refused('quzhou.urban', 'departForCommand', { ...county, longitude: 181, latitude: 0 })).toBe(
      'INVALID POSITION_INVALID',
    );
    expect(await portal.refused('quzhou.market', 'departForCommand', { ...county, ...scene })).toBe(
      'FORBIDDEN NOT_CALLED_OUT',
    );
    expect(await portal.refused('quzhou.urban', 'reportPosition', { ...county, ...scene })).toBe(
      'CONFLICT WRONG_STATE',
    );
    const departed = await portal.does('quzhou.urban', 'departForCommand', { ...county, ...scene });
    expect(await portal.refused('quzhou.urban', 'reportPosition', { ...departed, longitude: 0, latitude: -91 })).toBe(
      'INVALID POSITION_INVALID',
    );
  });
});
