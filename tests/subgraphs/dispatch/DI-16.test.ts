import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { listen } from './live.js';
import {
  construction,
  heads,
  market,
  openQuzhou,
  type QuzhouPortal,
  type Responder,
  scene,
  three,
  urban,
} from './quzhou.js';

let portal: QuzhouPortal;

beforeAll(async () => {
  portal = await openQuzhou();
});

beforeEach(() => portal.atSecond(0));

afterAll(() => portal.close());

function headOf({ organization }: Responder): string {
  return heads[organization.code as keyof typeof heads].username;
}

function depart(responder: Responder): Promise<unknown> {
  return portal.does(headOf(responder), 'departForCommand', { ...responder, ...scene });
}

async function notices(kind: string, about: string): Promise<string[]> {
  const rows = await portal.portal.database.administer((run) =>
    run(
      `select payload->>'textZh' as text from kit.events
          where name = 'Notification' and payload->>'kind' = ? and about = ? order by emitted_at`,
      [kind, about],
    ),
  );
  return rows.map(({ text }) => String(text));
}

describe('DI-16: one key, 1 + 1 + X', () => {
  test('needs exactly one commander, exactly one that leads, and one at least that helps', async () => {
    const event = await portal.happen();
    const refused = (change: object) =>
      portal.refused('quzhou.centre', 'issueCommand', { ...portal.order(event, change) });
    const [lead, ...helpers] = three;
    expect(await refused({ commanders: [] })).toBe('INVALID COMMANDER_COUNT');
    expect(await refused({ commanders: ['LY000001', 'LY000019'] })).toBe('INVALID COMMANDER_COUNT');
    expect(await refused({ responders: helpers })).toBe('INVALID LEAD_COUNT');
    expect(await refused({ responders: three.map((each) => ({ ...each, isLead: true })) })).toBe('INVALID LEAD_COUNT');
    expect(await refused({ responders: [lead] })).toBe('INVALID CO_RESPONDER_MISSING');
    expect(await refused({ responders: [...three, helpers[0]] })).toBe('INVALID ORGANIZATION_TWICE');
    expect(await refused({ responders: [lead, { organization: market, contact: 'LY000016' }] })).toBe(
      'INVALID CONTACT_ELSEWHERE',
    );
    expect(await refused({ responders: [lead, { organization: market }] })).toBe('INVALID CONTACT_MISSING');
    expect(
      await refused({ responders: [lead, { organization: '320281-market-regulation', contact: 'JY000316' }] }),
    ).toBe('NOT_FOUND');
    expect(await portal.refused('quzhou.dispatcher', 'issueCommand', { ...portal.order(event) })).toBe(
      'FORBIDDEN ROLE_MISSING',
    );
    expect(await portal.sentence('quzhou.centre', 'issueCommand', { ...portal.order(event, { commanders: [] }) })).toBe(
      '须有且仅有 1 名指挥长,收到 0 名。',
    );
  });

  test('one order for one event, of two that are issued at once as well', async () => {
    const event = await portal.happen();
    const answers = await Promise.all(
      [1, 2].map(() =>
        portal.issue(event).then(
          ({ state }) => state,
          (error: unknown) => String(error),
        ),
      ),
    );
    expect(answers.filter((each) => each === 'ISSUED')).toHaveLength(1);
    expect(answers.join()).toContain('COMMAND_EXISTS');
    const { data } = await portal.ask(
      `{ commandOrders(first: 100) { edges { node { id version orderNo event { eventNo } } } } }`,
      {},
      { as: 'quzhou.centre' },
    );
    const { edges } = Object(data?.['commandOrders']) as {
      edges: { node: { id: string; version: number; orderNo: string; event: { eventNo: string } } }[];
    };
    const issued = edges.map(({ node }) => node).filter((each) => each.event.eventNo === event.eventNo);
    expect(issued.map(({ orderNo }) => orderNo)).toEqual(['ZH330825202612070001']);
    await portal.does('quzhou.centre', 'cancelCommand', { ...issued[0], reason: '误报。' });
    expect((await portal.issue(event)).state).toBe('ISSUED');
  });

  test('not for what is over', async () => {
    const event = await portal.happen();
    await portal.act('quzhou.dispatcher', 'rejectEvent', { ...event, reason: '不属实' });
    expect(await portal.refused('quzhou.centre', 'issueCommand', { ...portal.order(event) })).toBe(
      'CONFLICT EVENT_NOT_OPEN',
    );
  });

  test('under 江阴’s profile there is none', async () => {
    const event = await portal.report();
    const change = {
      commanders: ['JY000414'],
      responders: [
        { organization: '320281-urban-management', isLead: true, contact: 'JY000400' },
        { organization: '320281-market-regulation', contact: 'JY000316' },
      ],
    };
    expect(await portal.refused('commander', 'issueCommand', { ...portal.order(event, change) })).toBe(
      'CONFLICT COMMANDS_NOT_PROVIDED',
    );
  });

  test('reaches each head’s telephone, whose receipt comes within ten seconds, or a message goes out', async () => {
    const telephones = await Promise.all(
      Object.values(heads).map(({ username }) =>
        listen(
          portal,
          username,
          'subscription { responderChanged(mine: true) { id version state contact { number } order { instruction } } }',
        ),
      ),
    );
    const order = await portal.issue(await portal.happen());
    const rung = await Promise.all(telephones.map((each) => each.next()));
    for (const each of telephones) each.close();
    const seen = rung.map(
      (each) => (each as { responderChanged: Responder & { contact: { number: string } } }).responderChanged,
    );
    expect(seen.map(({ contact, state }) => [contact.number, state])).toEqual([
      ['LY000016', 'SENT'],
      ['LY000017', 'SENT'],
      ['LY000018', 'SENT'],
    ]);
    // Nobody else’s telephone answers for the head.
    expect(await portal.refused('quzhou.market', 'receiveCommand', { ...seen[0] })).toBe('FORBIDDEN NOT_CONTACT');
    portal.atSecond(9);
    await portal.does('quzhou.urban', 'receiveCommand', { ...seen[0] });
    await portal.does('quzhou.market', 'receiveCommand', { ...seen[1] });
    await portal.settleAt(9);
    const channels = async () =>
      (await portal.responders(order)).map(({ organization, state, channel }) => [organization.code, state, channel]);
    expect(await channels()).toEqual([
      [urban, 'DELIVERED', 'LIVE'],
      [construction, 'SENT', null],
      [market, 'DELIVERED', 'LIVE'],
    ]);
    await portal.settleAt(10);
    expect((await channels())[1]).toEqual([construction, 'DELIVERED', 'SMS']);
    const [, late] = await portal.responders(order);
    expect(await notices('COMMAND_SMS', late.id)).toEqual(['您单位接到掌上指挥指令,请立即应答并出动。']);
  });

  test('S-11: 599 and 600 seconds pass, the 601st raises the alarm and names who is late', async () => {
    const order = await portal.issue(await portal.happen());
    expect(await portal.orderSeen(order, 'issuedAt mobiliseDueAt allMobilisedWithinLimit')).toEqual({
      issuedAt: '2026-12-07T01:00:00.000Z',
      mobiliseDueAt: '2026-12-07T01:10:00.000Z',
      allMobilisedWithinLimit: null,
    });
    await portal.settleAt(10);
    const [first, second, third] = await portal.responders(order);
    portal.atSecond(30);
    await portal.does(headOf(first), 'acknowledgeCommand', { ...first });
    expect((await portal.orderSeen(order, 'state'))['state']).toBe('MOBILISING');
    portal.atSecond(599);
    await depart({ ...first, version: first.version + 1 });
    portal.atSecond(600);
    await depart(second);
    await portal.settleAt(600);
    expect(await notices('COMMAND_LATE', order.id)).toEqual([]);
    await portal.settleAt(601);
    const orderNo = String((await portal.orderSeen(order, 'orderNo'))['orderNo']);
    expect(await notices('COMMAND_LATE', order.id)).toEqual([`指令 ${orderNo}:${market} 逾时未出动。`]);
    expect((await portal.orderSeen(order, 'allMobilisedWithinLimit'))['allMobilisedWithinLimit']).toBe(false);
    const alarmed = (await portal.responders(order))[2];
    portal.atSecond(640);
    await depart(alarmed);
    // The alarm is raised once.
    expect(await notices('COMMAND_LATE', order.id)).toHaveLength(1);
    expect((await portal.responders(order)).map(({ withinLimit }) => withinLimit)).toEqual([true, true, false]);
    expect(third.organization.code).toBe(market);
  });

  test('who sets out in the 601st second is late, though no clock had struck', async () => {
    const order = await portal.issue(await portal.happen());
    const [first, second, third] = await portal.responders(order);
    portal.atSecond(600);
    for (const each of [first, second]) await depart(each);
    portal.atSecond(601);
    await depart(third);
    expect(await notices('COMMAND_LATE', order.id)).toHaveLength(1);
    expect((await portal.orderSeen(order, 'allMobilisedWithinLimit'))['allMobilisedWithinLimit']).toBe(false);
  });

  test('all in 600 seconds are mobilised within the limit, whoever is on the scene already', async () => {
    const order = await portal.issue(await portal.happen());
    const [first, second, third] = await portal.responders(order);
    portal.atSecond(60);
    await depart(first);
    const [departed] = await portal.responders(order);
    portal.atSecond(300);
    await portal.does(headOf(departed), 'arriveForCommand', { ...departed, ...scene });
    expect(await portal.orderSeen(order, 'state allMobilisedWithinLimit')).toEqual({
      state: 'ON_SCENE',
      allMobilisedWithinLimit: null,
    });
    portal.atSecond(600);
    for (const each of [second, third]) await depart(each);
    await portal.settleAt(1200);
    expect(await portal.orderSeen(order, 'state allMobilisedWithinLimit')).toEqual({
      state: 'ON_SCENE',
      allMobilisedWithinLimit: true,
    });
    expect(await notices('COMMAND_LATE', order.id)).toEqual([]);
  });

  test('the group speaks while it stands; closed, it is dissolved, and its log is whole', async () => {
    const order = await portal.issue(await portal.happen());
    const latest = async () => ({ ...order, ...(await portal.orderSeen(order, 'id version')) });
    const active = async (): Promise<unknown> => {
      const query = '{ commandCentre(code: "ZX330825") { board { activeOrders } } }';
      const { data } = await portal.ask(query, {}, { as: 'quzhou.centre' });
      return data?.['commandCentre'];
    };
    // This one and the five above that were not cancelled, on the board of the county (DI-04).
    expect(await active()).toEqual({ board: { activeOrders: 6 } });
    const [first] = await portal.responders(order);
    await depart(first);
    await portal.does('quzhou.market', 'postToCommand', { ...(await latest()), text: '气站已停供。' });
    expect(await portal.refused('quzhou.both', 'postToCommand', { ...(await latest()), text: '围观' })).toBe(
      'FORBIDDEN NOT_IN_GROUP',
    );
    expect(await portal.refused('quzhou.market', 'declareControlled', { ...(await latest()), text: '好了' })).toBe(
      'CONFLICT WRONG_STATE',
    );
    const [departed, second] = await portal.responders(order);
    await portal.does('quzhou.urban', 'arriveForCommand', { ...departed, ...scene });
    expect(await portal.refused('quzhou.market', 'declareControlled', { ...(await latest()), text: '好了' })).toBe(
      'FORBIDDEN NOT_COMMANDER',
    );
    await portal.does('quzhou.commander', 'declareControlled', { ...(await latest()), text: '泄漏已止,无人受伤。' });
    const closed = await portal.does('quzhou.commander', 'closeCommand', {
      ...(await latest()),
      summary: '四十分钟处置完毕。',
    });
    expect(await active()).toEqual({ board: { activeOrders: 5 } });
    expect(await portal.refused('quzhou.market', 'postToCommand', { ...closed, text: '还有' })).toBe(
      'CONFLICT WRONG_STATE',
    );
    expect(await portal.refused('quzhou.construction', 'departForCommand', { ...second, ...scene })).toBe(
      'CONFLICT GROUP_DISSOLVED',
    );
    const log = await portal.orderSeen(order, 'timelineBrokenAt timeline { verb comment }');
    expect(log['timelineBrokenAt']).toBeNull();
    expect(log['timeline']).toEqual(
      expect.arrayContaining([
        { verb: 'postToCommand', comment: '气站已停供。' },
        { verb: 'closeCommand', comment: '四十分钟处置完毕。' },
      ]),
    );
    await portal.portal.database.administer((run) =>
      run(`update kit.timeline set comment = '无事' where about = ? and verb = 'postToCommand'`, [order.id]),
    );
    const { timelineBrokenAt } = await portal.orderSeen(order, 'timelineBrokenAt');
    expect(timelineBrokenAt).toBeGreaterThan(1);
  });
});
