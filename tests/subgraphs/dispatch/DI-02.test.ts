import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bureau, openEventPortal, staff, type EventPortal, type EventSeen } from './event-portal.js';

let portal: EventPortal;

beforeAll(async () => {
  portal = await openEventPortal();
});

afterAll(() => portal.close());

type Fields = Readonly<Record<string, unknown>> & { readonly deadlines: readonly unknown[] };

async function read(event: Pick<EventSeen, 'id'>, fields: string, as = 'town.dispatcher'): Promise<Fields | undefined> {
  const { data, errors } = await portal.ask(
    `query ($id: ID!) { event(id: $id) { ${fields} } }`,
    { id: event.id },
    { as },
  );
  expect(errors).toBeUndefined();
  return data?.['event'];
}

describe('DI-02: collect, dispatch, track', () => {
  test('filing takes the duty, the limit and the lead from the lists', async () => {
    const filed = await portal.walkTo('FILED', '0301');
    expect(
      await read(
        filed,
        'category { name } duty { code name } namedLead { code } platform handleLimit limitUnit simple leadOrganization { code }',
      ),
    ).toEqual({
      category: { name: '新增违法建设' },
      duty: { code: 'SD0603', name: '违法建设的拆除' },
      namedLead: { code: '320281-urban-management' },
      platform: '综合执法局',
      handleLimit: 7,
      limitUnit: 'WORKING_DAY',
      simple: false,
      leadOrganization: null,
    });
    const dispatched = await portal.act('town.dispatcher', 'dispatchEvent', { ...filed });
    expect(await read(dispatched, 'leadOrganization { code } assignments { role state }')).toEqual({
      leadOrganization: { code: '320281-urban-management' },
      assignments: [{ role: 'LEAD', state: 'PENDING' }],
    });
  });

  test('filing refuses a category with others below it, one that nobody knows, and a platform of elsewhere', async () => {
    const event = await portal.walkTo('ACCEPTED');
    const filing = (given: object): Promise<string> =>
      portal.refusal('town.dispatcher', 'fileEvent', { ...event, category: '0204', platform: '综合执法局', ...given });
    expect(await filing({ category: '02' })).toBe('CONFLICT CATEGORY_NOT_LOWEST');
    expect(await filing({ category: '9999' })).toBe('NOT_FOUND undefined');
    expect(await filing({ platform: '便民服务' })).toBe('INVALID PLATFORM_UNKNOWN');
  });

  test('an order names one lead, of this county, and somebody else than the list only with a reason', async () => {
    const event = await portal.walkTo('FILED', '0301');
    const ordering = (given: object): Promise<string> =>
      portal.refusal('town.dispatcher', 'dispatchEvent', { ...event, ...given });
    expect(await ordering({ leadOrganization: bureau })).toBe('INVALID LEAD_NEEDS_REASON');
    expect(await ordering({ leadOrganization: '320281-nobody' })).toBe('NOT_FOUND undefined');
    expect(await ordering({ coOrganizations: ['320281-urban-management'] })).toBe('INVALID ORGANIZATION_TWICE');
    expect(await ordering({ coOrganizations: Array.from({ length: 20 }, () => bureau) })).toBe(
      'INVALID TOO_MANY_ORGANIZATIONS',
    );
    expect(await portal.refusal('town.dispatcher2', 'dispatchEvent', { ...event })).toBe('NOT_FOUND undefined');
    const dispatched = await portal.act('town.dispatcher', 'dispatchEvent', {
      ...event,
      coOrganizations: [bureau, '320281-market-regulation'],
    });
    expect(await read(dispatched, 'assignments { role state organization { code } } coOrganizations { code }')).toEqual(
      {
        assignments: [
          { role: 'LEAD', state: 'PENDING', organization: { code: '320281-urban-management' } },
          { role: 'CO_HANDLER', state: 'PENDING', organization: { code: bureau } },
          { role: 'CO_HANDLER', state: 'PENDING', organization: { code: '320281-market-regulation' } },
        ],
        coOrganizations: [{ code: bureau }, { code: '320281-market-regulation' }],
      },
    );
    expect(await portal.refusal('enforcement.officer', 'acceptAssignment', { ...dispatched })).toBe(
      'FORBIDDEN NOT_LEAD_ORGANIZATION',
    );
    const joined = await portal.act('enforcement.officer', 'joinHandling', { ...dispatched });
    expect(joined.state).toBe('DISPATCHED');
    expect(await portal.refusal('grid.officer', 'joinHandling', { ...joined })).toBe('FORBIDDEN NOT_CO_HANDLER');
    const alone = await portal.act('department.handler2', 'acceptAssignment', { ...joined });
    const handling = await portal.act('department.handler', 'joinHandling', { ...alone });
    expect(handling.state).toBe('HANDLING');
    expect(
      await portal.refusal('enforcement.officer', 'finishHandling', { ...handling, result: '已办', files: [] }),
    ).toBe('FORBIDDEN NOT_HANDLER');
    // Whoever helped handles too, and so does not verify.
    const files = [await portal.photograph('department.handler2')];
    const handled = await portal.act('department.handler2', 'finishHandling', { ...handling, result: '已拆除', files });
    expect(
      await portal.refusal('town.dispatcher', 'assignVerifier', {
        ...handled,
        staffNumber: staff['enforcement.officer'],
      }),
    ).toBe('CONFLICT VERIFIER_IS_HANDLER');
  });

  test('an order is recalled before it is taken on', async () => {
    const dispatched = await portal.walkTo('DISPATCHED');
    expect(await portal.refusal('town.dispatcher', 'recallDispatch', { ...dispatched, reason: '' })).toBe(
      'INVALID TEXT_LENGTH',
    );
    const recalled = await portal.act('town.dispatcher', 'recallDispatch', { ...dispatched, reason: '派错单位' });
    expect(recalled.state).toBe('FILED');
    expect(await read(recalled, 'assignments { state reason }')).toEqual({
      assignments: [{ state: 'RECALLED', reason: '派错单位' }],
    });
    const again = await portal.act('town.dispatcher', 'dispatchEvent', { ...recalled, leadOrganization: bureau });
    expect(await read(again, 'assignments { state }')).toEqual({
      assignments: [{ state: 'RECALLED' }, { state: 'PENDING' }],
    });
  });

  test('handling is extended once, by its limit at most', async () => {
    const event = await portal.walkTo('HANDLING');
    const extending = { ...event, reason: '商户需时搬离' };
    const refused = (amount: number): Promise<string> =>
      portal.refusal('enforcement.officer', 'requestExtension', { ...extending, amount });
    expect(await refused(3)).toBe('INVALID EXTENSION_TOO_LONG');
    expect(await refused(0)).toBe('INVALID EXTENSION_TOO_LONG');
    const extended = await portal.act('enforcement.officer', 'requestExtension', { ...extending, amount: 2 });
    expect(
      await portal.refusal('enforcement.officer', 'requestExtension', { ...extending, ...extended, amount: 1 }),
    ).toBe('CONFLICT ONLY_ONCE');
    // Saturday: two working hours end on Monday at half past ten, four more than an hour after lunch began.
    const seen = await read(extended, 'deadlines { name state dueAt extended length }');
    expect(seen?.deadlines.at(-1)).toEqual({
      name: 'handle',
      state: 'RUNNING',
      dueAt: '2026-11-23T06:30:00.000Z',
      extended: true,
      length: '4个工作小时',
    });
  });

  test('what fails verification is done again in half the time, and verified by the one who was named', async () => {
    const handled = await portal.walkTo('HANDLED');
    const naming = { ...handled, staffNumber: staff['enforcement.officer'] };
    expect(await portal.refusal('town.dispatcher', 'assignVerifier', naming)).toBe('CONFLICT VERIFIER_IS_HANDLER');
    expect(await portal.refusal('town.dispatcher', 'assignVerifier', { ...handled, staffNumber: 'JY999999' })).toBe(
      'NOT_FOUND undefined',
    );
    const verifying = await portal.act('town.dispatcher', 'assignVerifier', {
      ...handled,
      staffNumber: staff['grid.admin'],
    });
    expect(await portal.refusal('enforcement.officer', 'passVerification', { ...verifying })).toBe(
      'CONFLICT VERIFIER_IS_HANDLER',
    );
    expect(await portal.refusal('town.dispatcher', 'passVerification', { ...verifying })).toBe(
      'FORBIDDEN NOT_VERIFIER',
    );
    const failed = await portal.act('grid.admin', 'failVerification', { ...verifying, reason: '仍有两处摊点' });
    const seen = await read(failed, 'deadlines { name length state }');
    expect(seen?.deadlines.at(-1)).toEqual({ name: 'rework', length: '60个工作分钟', state: 'RUNNING' });
    const work = { ...failed, result: '全部清走。' };
    expect(await portal.refusal('enforcement.officer', 'finishRework', { ...work, files: [] })).toBe(
      'INVALID PHOTO_MISSING',
    );
    const redone = await portal.act('enforcement.officer', 'finishRework', {
      ...work,
      files: [await portal.photograph('enforcement.officer')],
    });
    const closing = await portal.act('town.dispatcher', 'assignVerifier', {
      ...redone,
      staffNumber: staff['grid.admin'],
    });
    const closed = await portal.act('grid.admin', 'passVerification', { ...closing, comment: '符合要求' });
    const [row] = await portal.portal.database.administer((execute) =>
      execute(`select payload from kit.events where name = 'EventClosed' and about = ?`, [closed.id]),
    );
    expect(row?.['payload']).toMatchObject({
      eventNo: closed.eventNo,
      regionCode: '320281104',
      gridCode: '320281104200002',
      categoryCode: '0204',
      source: 'GRID_PATROL',
      reporterNumber: 'JY004450',
      leadOrganization: bureau,
      handlerNumber: 'JY001414',
      verifierNumber: 'JY001400',
      onTime: true,
      reworks: 1,
    });
  });

  test('feedback that nobody gives in three days leaves the event without a satisfaction', async () => {
    const closed = await portal.walkTo('CLOSED');
    portal.clock.moment = new Date('2026-11-24T15:59:59Z');
    await portal.settle();
    expect(await portal.stateOf(closed)).toBe('CLOSED');
    portal.clock.moment = new Date('2026-11-24T16:00:00Z');
    await portal.settle();
    portal.clock.moment = new Date('2026-11-21T02:00:00Z');
    expect(await read(closed, 'satisfaction timeline { verb }')).toMatchObject({ satisfaction: null });
    const [row] = await portal.portal.database.administer((execute) =>
      execute(`select payload from kit.events where name = 'EventEvaluated' and about = ?`, [closed.id]),
    );
    expect(row?.['payload']).toMatchObject({ satisfaction: null, evaluatedAt: '2026-11-24T16:00:00.000Z' });
  });

  test('of two who write at once one wins, and the other learns the version that stands', async () => {
    const event = await portal.report();
    const answers = await Promise.all([
      portal.tryTo('town.dispatcher', 'acceptEvent', { ...event }),
      portal.tryTo('town.dispatcher', 'rejectEvent', { ...event, reason: '不属实' }),
    ]);
    const refused = answers.flatMap(({ errors }) => errors ?? []);
    expect(refused).toHaveLength(1);
    // Whoever came second finds another state; in the same state it is the version that tells.
    expect(refused[0]?.extensions.code).toBe('CONFLICT');
    const located = await portal.report();
    const both = { ...located, longitude: 120.293, latitude: 31.7095 };
    const moved = await Promise.all([
      portal.tryTo('town.dispatcher', 'locateEvent', both),
      portal.tryTo('county.dispatcher', 'locateEvent', both),
    ]);
    const [stale] = moved.flatMap(({ errors }) => errors ?? []);
    expect([stale?.extensions.reason, stale?.extensions.details]).toEqual(['STALE_VERSION', { seen: 2, current: 3 }]);
  });

  test('everybody finds what awaits them, and nothing that is done', async () => {
    const inbox = async (as: string, eventNo: string): Promise<string[]> => {
      const { data } = await portal.ask(
        '{ myInbox(first: 100) { edges { node { kind event { eventNo } } } } }',
        {},
        { as },
      );
      const inbox = data?.['myInbox'] as
        { edges: { node: { kind: string; event: { eventNo: string } | null } }[] } | undefined;
      return (inbox?.edges ?? []).filter(({ node }) => node.event?.eventNo === eventNo).map(({ node }) => node.kind);
    };
    const dispatched = await portal.walkTo('DISPATCHED');
    const { eventNo } = dispatched;
    expect(await inbox('town.dispatcher', eventNo)).toEqual([]);
    expect(await inbox('enforcement.officer', eventNo)).toEqual(['ASSIGNMENT']);
    expect(await inbox('enforcement.officer2', eventNo)).toEqual([]);
    await portal.act('enforcement.officer', 'acceptAssignment', { ...dispatched });
    expect(await inbox('enforcement.officer', eventNo)).toEqual([]);
    const verifying = await portal.walkTo('VERIFYING');
    expect(await inbox('grid.admin', verifying.eventNo)).toEqual(['VERIFICATION']);
    const { data } = await portal.ask(
      `{ staffMember(number: "JY001400") { inbox(first: 100) { edges { node { kind event { eventNo } } } } } }`,
      {},
      { as: 'grid.admin' },
    );
    expect(JSON.stringify(data)).toContain(verifying.eventNo);
  });

  test('an event is asked for by its id or by its number, and not by neither', async () => {
    const { id, eventNo } = await portal.report();
    const ask = (given: string) => portal.ask(`{ event${given} { eventNo } }`, {}, { as: 'town.dispatcher' });
    const { data, errors } = await ask('');
    expect(data).toEqual({ event: null });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID', reason: 'KEY_MISSING' });
    for (const key of [`(id: "${id}")`, `(eventNo: "${eventNo}")`]) {
      expect((await ask(key)).data).toEqual({ event: { eventNo } });
    }
  });

  test('events are found by two characters of their words, by filter, and from their grid', async () => {
    const event = await portal.report('grid.officer', { description: '河边有人倾倒泔水桶。' });
    const found = async (text: string): Promise<unknown> => {
      const { data } = await portal.ask(
        `query ($text: String) { events(text: $text) { totalCount edges { node { eventNo } } } }`,
        { text },
        {
          as: 'town.dispatcher',
        },
      );
      return data?.['events'];
    };
    expect(await found('泔水')).toEqual({ totalCount: 1, edges: [{ node: { eventNo: event.eventNo } }] });
    expect(await found('水泔')).toEqual({ totalCount: 0, edges: [] });
    const { data } = await portal.ask(
      `{ events(filter: { states: [REPORTED], region: "320281104", grid: "320281104200002" }, first: 1) { totalCount }
         grid(code: "320281104200002") { events(last: 1) { edges { node { eventNo } } } }
         elsewhere: events(filter: { region: "320281001" }) { totalCount } }`,
      {},
      { as: 'commander' },
    );
    expect(data).toMatchObject({
      grid: { events: { edges: [{ node: { eventNo: event.eventNo } }] } },
      elsewhere: { totalCount: 0 },
    });
  });
});
