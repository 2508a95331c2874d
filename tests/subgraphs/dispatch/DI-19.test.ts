import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bureau, grid, openEventPortal, type EventPortal, type EventSeen } from './event-portal.js';

let portal: EventPortal;

beforeAll(async () => {
  portal = await openEventPortal();
});

afterAll(() => portal.close());

const { longitude, latitude } = grid;

function ingest(externalRef: string, given: object = {}): Promise<EventSeen> {
  const usual = { source: 'HOTLINE_12345', description: '楼下夜市扰民。', longitude, latitude };
  return portal.act('hotline.12345', 'ingestEvent', { ticket: { ...usual, externalRef, ...given } });
}

async function countOf(table: string): Promise<number> {
  const [row] = await portal.portal.database.administer((execute) =>
    execute(`select count(*)::int as n from ${table}`),
  );
  return Number(row?.['n']);
}

describe('DI-19: one hub for all sources', () => {
  test('the same ticket twice is one event, and another source’s equal number is another', async () => {
    const first = await ingest('12345-0001');
    const events = await countOf('dispatch.events');
    const again = await ingest('12345-0001', { description: '又打了一次。' });
    expect([again.eventNo, again.version]).toEqual([first.eventNo, first.version]);
    expect(await countOf('dispatch.events')).toBe(events);
    const police = await ingest('12345-0001', { source: 'POLICE_110' });
    expect(police.eventNo).not.toBe(first.eventNo);
  });

  test('ten at once with the same ticket are one event', async () => {
    const events = await countOf('dispatch.events');
    const answers = await Promise.all(Array.from({ length: 10 }, () => ingest('12345-0002')));
    expect(new Set(answers.map(({ eventNo }) => eventNo)).size).toBe(1);
    expect(await countOf('dispatch.events')).toBe(events + 1);
  });

  test('systems pass on only what is theirs, and people ingest nothing', async () => {
    const ticket = { source: 'GRID_PATROL', externalRef: 'X', description: '占道', longitude, latitude };
    expect(await portal.refusal('hotline.12345', 'ingestEvent', { ticket })).toBe('INVALID SOURCE_NOT_EXTERNAL');
    const good = { ...ticket, source: 'PLATFORM' };
    expect(await portal.refusal('town.dispatcher', 'ingestEvent', { ticket: good })).toBe('FORBIDDEN ROLE_MISSING');
    expect(await portal.refusal('hotline.12345', 'ingestEvent', { ticket: { ...good, externalRef: ' ' } })).toBe(
      'INVALID TEXT_LENGTH',
    );
    expect(await portal.refusal('hotline.12345', 'ingestEvent', { ticket: { ...good, latitude: null } })).toBe(
      'INVALID POSITION_INCOMPLETE',
    );
  });

  test('who called is masked in the graph and a salted digest in the timeline', async () => {
    const event = await ingest('12345-0003', { reporterName: '赵小明', reporterPhone: '13800000001' });
    const { data } = await portal.ask(
      `query ($id: ID!) { event(id: $id) { reports { externalRef reporterName reporterPhone } timeline { verb values { name value } } } }`,
      { id: event.id },
      { as: 'town.dispatcher' },
    );
    const seen = data?.['event'] as
      { reports: unknown[]; timeline: { values: { name: string; value: string | null }[] }[] } | undefined;
    expect(seen?.reports).toEqual([{ externalRef: '12345-0003', reporterName: '赵*明', reporterPhone: '138****0001' }]);
    const values = Object.fromEntries(seen?.timeline[0]?.values.map(({ name, value }) => [name, value]) ?? []);
    expect(values).toMatchObject({ source: 'HOTLINE_12345', externalRef: '12345-0003' });
    expect(values['reporterPhone']).toMatch(/^[0-9a-f]{64}$/);
    const officer = await portal.ask(
      `query ($id: ID!) { event(id: $id) { reports { reporterName } } }`,
      { id: event.id },
      {
        as: 'enforcement.officer',
      },
    );
    expect(officer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('S-14: three calls about one thing become one event, and each caller is answered', async () => {
    const parent = await ingest('12345-0101');
    const second = await ingest('12345-0102');
    const third = await ingest('12345-0103');
    expect(await portal.refusal('town.dispatcher', 'mergeEvent', { ...second, into: second.eventNo })).toBe(
      'INVALID MERGE_INTO_ITSELF',
    );
    expect(await portal.refusal('town.dispatcher', 'mergeEvent', { ...second, into: 'E0' })).toBe(
      'NOT_FOUND undefined',
    );
    // A duplicate of a duplicate ends up with the one that is dealt with.
    const merged = await portal.act('town.dispatcher', 'mergeEvent', { ...third, into: second.eventNo });
    expect(merged.state).toBe('MERGED');
    // That it is one is seen only after the second was accepted.
    const taken = await portal.act('town.dispatcher', 'acceptEvent', { ...second });
    await portal.act('town.dispatcher', 'mergeEvent', { ...taken, into: parent.eventNo });
    expect(await portal.refusal('town.dispatcher', 'mergeEvent', { ...parent, into: third.eventNo })).toBe(
      'CONFLICT MERGE_TARGET_CLOSED',
    );
    const closed = await portal.walk(parent, 'CLOSED', '0205');
    const { data } = await portal.ask(
      `query ($id: ID!) { event(id: $id) { leadOrganization { code } mergedEvents { eventNo state reports { answer } mergedInto { eventNo } } } }`,
      { id: closed.id },
      { as: 'town.dispatcher' },
    );
    const child = (eventNo: string): object => ({
      eventNo,
      state: 'MERGED',
      reports: [{ answer: '摊点已劝离。' }],
      mergedInto: { eventNo: parent.eventNo },
    });
    expect(data?.['event']).toEqual({
      leadOrganization: { code: bureau },
      mergedEvents: [child(second.eventNo), child(third.eventNo)],
    });
    const notices = await portal.portal.database.administer((execute) =>
      execute(
        `select payload->>'eventNo' as no from kit.events where name = 'Notification' and about = ? order by no`,
        [closed.id],
      ),
    );
    expect(notices.map(({ no }) => no)).toEqual([parent.eventNo, second.eventNo, third.eventNo]);
  });

  test('two that are merged into each other at once become one, and the slower merge is told so', async () => {
    for (let pair = 0; pair < 4; pair += 1) {
      const events = [await ingest(`12345-02${pair}1`), await ingest(`12345-02${pair}2`)] as const;
      const merge = (from: EventSeen, into: EventSeen) =>
        portal.tryTo('town.dispatcher', 'mergeEvent', { ...from, into: into.eventNo });
      const answers = await Promise.all([merge(...events), merge(events[1], events[0])]);
      const outcomes = answers.map(({ data, errors }) => {
        const done = data?.['done'] as EventSeen | null | undefined;
        return done?.state ?? errors?.[0]?.extensions.reason;
      });
      expect(outcomes.sort()).toEqual(['MERGED', 'MERGE_TARGET_CLOSED']);
    }
  });

  test('a citizen reports, sees the own event alone, and says what came of it', async () => {
    const report = { description: '路灯不亮。', longitude, latitude };
    const event = await portal.act('citizen', 'reportEvent', { report });
    expect(event).toMatchObject({ state: 'REPORTED', level: 'TOWN' });
    const see = (as: string) => portal.ask(`query ($id: ID!) { event(id: $id) { source } }`, { id: event.id }, { as });
    expect((await see('citizen')).data?.['event']).toEqual({ source: 'CITIZEN' });
    expect((await see('citizen2')).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await portal.refusal('citizen', 'acceptEvent', { ...event })).toBe('FORBIDDEN ROLE_MISSING');
    const closed = await portal.walk(event, 'CLOSED', '0207');
    const said = { ...closed, satisfaction: 'FAIRLY_SATISFIED', comment: '修得慢了些。' };
    expect(await portal.refusal('citizen2', 'recordFeedback', said)).toBe('NOT_FOUND undefined');
    expect((await portal.act('citizen', 'recordFeedback', said)).state).toBe('EVALUATED');
  });
});
