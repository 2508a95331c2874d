import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EventSeen } from '../subgraphs/dispatch/event-portal.js';
import { listen, type Live } from '../subgraphs/dispatch/live.js';
import {
  construction,
  heads,
  market,
  openQuzhou,
  type QuzhouPortal,
  type Responder,
  scene,
  urban,
} from '../subgraphs/dispatch/quzhou.js';
import type { Seen } from '../support/verb-portal.js';

// A gas leak in a village of 湖镇镇. Three departments are called out by one key; one of them sets out in the 601st second
// of the ten minutes that it has (S-11).
let portal: QuzhouPortal;
let event: EventSeen;
let order: Seen;
let telephones: readonly Live[];

beforeAll(async () => {
  portal = await openQuzhou();
});
afterAll(() => portal.close());

async function responder(organization: string): Promise<Responder> {
  const found = (await portal.responders(order)).find((each) => each.organization.code === organization);
  if (!found) throw new Error(`${organization} was not called out.`);
  return found;
}

/** Somebody answers for a department, as it stands by now. */
async function answers(as: string, verb: string, organization: string, given: object = {}): Promise<void> {
  await portal.does(as, verb, { ...(await responder(organization)), ...given });
}

/** What the county’s centre sees of the order. */
function seen(fields: string): Promise<Record<string, unknown>> {
  return portal.orderSeen(order, fields);
}

test('A grid officer of the village reports it, and the county’s centre calls three departments out', async () => {
  event = await portal.happen();
  telephones = await Promise.all(
    Object.values(heads).map(({ username }) =>
      listen(portal, username, 'subscription { responderChanged(mine: true) { state order { instruction } } }'),
    ),
  );
  // The village’s officer rings the bell, the centre gives the orders.
  expect(await portal.refused('quzhou.officer', 'issueCommand', { ...portal.order(event) })).toBe(
    'FORBIDDEN ROLE_MISSING',
  );
  order = await portal.issue(event);
  expect(await seen('issuedAt mobiliseDueAt event { eventNo } commander { number }')).toEqual({
    issuedAt: '2026-12-07T01:00:00.000Z',
    mobiliseDueAt: '2026-12-07T01:10:00.000Z',
    event: { eventNo: event.eventNo },
    commander: { number: 'LY000001' },
  });
});

test('The heads’ telephones ring, and two of them are on their way within ten minutes', async () => {
  const rung = await Promise.all(telephones.map((each) => each.next()));
  for (const each of telephones) each.close();
  const instruction = '气瓶泄漏,立即疏散并处置。';
  expect(rung).toEqual(rung.map(() => ({ responderChanged: { state: 'SENT', order: { instruction } } })));
  portal.atSecond(8);
  await answers('quzhou.urban', 'receiveCommand', urban);
  await answers('quzhou.construction', 'receiveCommand', construction);
  await answers('quzhou.market', 'receiveCommand', market);
  portal.atSecond(240);
  await answers('quzhou.urban', 'departForCommand', urban, scene);
  portal.atSecond(600);
  await answers('quzhou.construction', 'departForCommand', construction, scene);
  await portal.settleAt(600);
  expect(await seen('state allMobilisedWithinLimit')).toEqual({ state: 'MOBILISING', allMobilisedWithinLimit: null });
});

test('In the 601st second the third sets out, and is named as late', async () => {
  portal.atSecond(601);
  // Nobody sets out in the name of another department.
  expect(await portal.refused('quzhou.urban', 'departForCommand', { ...(await responder(market)), ...scene })).toBe(
    'FORBIDDEN NOT_CALLED_OUT',
  );
  await answers('quzhou.market', 'departForCommand', market, scene);
  await portal.settleAt(601);
  const { responders, allMobilisedWithinLimit } = (await seen(
    'allMobilisedWithinLimit responders { organization { code } departedAt withinLimit }',
  )) as { responders: unknown[]; allMobilisedWithinLimit: boolean };
  expect(allMobilisedWithinLimit).toBe(false);
  expect(responders).toEqual([
    { organization: { code: urban }, departedAt: '2026-12-07T01:04:00.000Z', withinLimit: true },
    { organization: { code: construction }, departedAt: '2026-12-07T01:10:00.000Z', withinLimit: true },
    { organization: { code: market }, departedAt: '2026-12-07T01:10:01.000Z', withinLimit: false },
  ]);
});

test('All three arrive; the commander declares it under control and closes it, late one and all', async () => {
  portal.atSecond(1500);
  const arrivals = [
    ['quzhou.urban', urban],
    ['quzhou.construction', construction],
    ['quzhou.market', market],
  ] as const;
  for (const [as, organization] of arrivals) await answers(as, 'arriveForCommand', organization, scene);
  const latest = async () => ({ ...order, ...(await seen('id version')) });
  await portal.does('quzhou.commander', 'declareControlled', { ...(await latest()), text: '阀门已关闭,无人受伤。' });
  const summary = '市场监管局逾时一秒出动,已说明。';
  await portal.does('quzhou.commander', 'closeCommand', { ...(await latest()), summary });
  const { timeline, ...rest } = await seen(
    'state allMobilisedWithinLimit summary timelineBrokenAt timeline { verb values { name value } }',
  );
  expect(rest).toEqual({ state: 'CLOSED', allMobilisedWithinLimit: false, summary, timelineBrokenAt: null });
  const departures = (timeline as { verb: string; values: { name: string; value: string }[] }[])
    .filter(({ verb }) => verb === 'noteDeparture')
    .map(({ values }) => Object.fromEntries(values.map(({ name, value }) => [name, value])));
  expect(departures).toEqual([
    { organization: urban, seconds: '240' },
    { organization: construction, seconds: '600' },
    { organization: market, seconds: '601' },
  ]);
});

test('The event is the town’s to close still, and another county sees neither it nor the order', async () => {
  const query = 'query ($no: ID!, $id: ID!) { event(eventNo: $no) { state } commandOrder(id: $id) { state } }';
  const variables = { no: event.eventNo, id: order.id };
  expect((await portal.ask(query, variables, { as: 'quzhou.dispatcher' })).data).toMatchObject({
    event: { state: 'REPORTED' },
  });
  const elsewhere = await portal.ask(query, variables, { as: 'commander' });
  expect(elsewhere.errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
});
