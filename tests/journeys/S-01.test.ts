import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTaian, places, resources, type TaianPortal, urban } from '../subgraphs/dispatch/taian.js';

let portal: TaianPortal;

beforeAll(async () => {
  portal = await openTaian();
});

afterAll(() => portal.close());

async function roadSeen(): Promise<{ id: string; version: number; chief: unknown }> {
  const { data } = await portal.ask(
    '{ roadSegment(code: "LD370911110001") { id version chief { number } } }',
    {},
    { as: 'taian.head' },
  );
  return Object(data?.['roadSegment']) as { id: string; version: number; chief: unknown };
}

async function leadOf({ id }: { readonly id: string }): Promise<unknown> {
  const { data } = await portal.ask(
    'query ($id: ID!) { event(id: $id) { namedLead { code } leadOrganization { code } } }',
    { id },
    { as: 'taian.dispatcher' },
  );
  return data?.['event'];
}

test('S-01: 明珠东路马路市场: the town calls, a team eases and curbs, and a road chief keeps order after it', async () => {
  // 占道经营: the road has no chief yet, and the simple event stays with the town’s own body.
  expect(await roadSeen()).toMatchObject({ chief: null });
  const event = await portal.fileEvent(places.road);
  // 街道多次组织清理,收效甚微: it calls, and says why.
  const drafted = await portal.draft({ eventNo: event.eventNo, duty: null });
  const called = await portal.does('taian.leader', 'raiseCall', {
    ...drafted,
    reason: '摊点打起游击战,街道没有执法权。',
  });
  const responded = await portal.callTo('RESPONDED', { ...drafted, ...called } as never);
  const plan = await portal.callSeen(
    responded,
    'sourceEvent { eventNo } team { name members { code } } measures { kind owner { code } }',
  );
  expect(plan).toEqual({
    sourceEvent: { eventNo: event.eventNo },
    team: { name: '明珠东路专门治理小组', members: [{ code: urban }, { code: resources }] },
    measures: [
      { kind: 'EASE', owner: { code: resources } },
      { kind: 'CURB', owner: { code: urban } },
    ],
  });
  // 明确街道综合执法中队长为“路长”.
  const { id, version } = await roadSeen();
  const { errors } = await portal.ask(
    'mutation ($id: ID!, $version: Int!) { appointRoadChief(id: $id, version: $version, chief: "DY000004") { id } }',
    { id, version },
    { as: 'taian.head' },
  );
  expect(errors).toBeUndefined();
  const resolved = await portal.callTo('RESOLVED', responded);
  const once = await portal.does('taian.leader', 'rateCall', { ...resolved, satisfaction: 5, comment: '彻底根治。' });
  const rated = await portal.does('taian.urban', 'rateCall', { ...once, satisfaction: 5 });
  expect((await portal.does('taian.county', 'closeCall', { ...rated })).state).toBe('CLOSED');
  // 发现一起,处理一起: what comes back on the road goes to the chief’s team.
  const again = await portal.fileEvent(places.road);
  await portal.act('taian.dispatcher', 'dispatchEvent', { ...again });
  expect(await leadOf(again)).toEqual({
    namedLead: { code: '370911110-enforcement-platform' },
    leadOrganization: { code: '370911110-enforcement-platform' },
  });
  const { data } = await portal.ask(
    '{ myInbox(first: 20) { edges { node { reason event { eventNo } } } } }',
    {},
    { as: 'taian.head' },
  );
  expect(data?.['myInbox']).toMatchObject({
    edges: expect.arrayContaining([{ node: { reason: 'ROAD_CHIEF', event: { eventNo: again.eventNo } } }]) as unknown,
  });
});
