import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { projectRoot } from '../../../gateway/portal.js';
import { declareEvent } from '../../../kit/events/declare-event.js';
import { emit } from '../../../kit/events/emit.js';
import { contextOfModule } from '../../../kit/module/module-context.js';
import { type VerbPortal, verbsOn } from '../../support/verb-portal.js';
import { type EventPortal, openEventPortal } from '../dispatch/event-portal.js';
import { gridNow } from './grid-people.js';

const counties = ['jiangyin', 'quzhou'].map((name) => path.join(projectRoot, 'counties', name));

let events: EventPortal;
let portal: VerbPortal;
beforeAll(async () => {
  events = await openEventPortal({ environment: { COUNTY_FOLDER: counties.join(',') } });
  portal = verbsOn('grid', events);
  await events.onboard(counties[1] ?? '');
  // From this day on 龙游’s profile bundles responsibility.
  events.clock.moment = new Date('2026-12-02T02:00:00Z');
});
afterAll(() => events.close());

// 阳湖社区第1网格 of 龙游县湖镇镇: its six are LY000007, 09, 11, 12, 13 and 15.
const grid = '330825101003001';
const place = { longitude: 119.275, latitude: 29.06 };

interface Evidence {
  readonly eventNo: string;
  readonly indicator: string;
  readonly value: string;
  readonly points: string | null;
}

async function evidenceOf(number: string, eventNo: string): Promise<Omit<Evidence, 'eventNo'>[]> {
  const { staffMember } = await portal.look<{ staffMember: { scoreEvidence: { edges: { node: Evidence }[] } } }>(
    'quzhou.commander',
    `query ($number: ID!) { staffMember(number: $number) {
       scoreEvidence(first: 100) { edges { node { eventNo indicator value points } } } } }`,
    { number },
  );
  const own = staffMember.scoreEvidence.edges.map(({ node }) => node).filter((each) => each.eventNo === eventNo);
  return own.map(({ eventNo: _, ...rest }) => rest);
}

/** An event of the grid that is handled by LY000005 after `hours`, and closed; answers its number. */
async function closed(hours: number): Promise<string> {
  const reported = await events.report('quzhou.officer', place);
  const accepted = await events.act('quzhou.dispatcher', 'acceptEvent', { ...reported });
  const filed = await events.act('quzhou.dispatcher', 'fileEvent', {
    ...accepted,
    category: '0204',
    platform: '监管执法',
  });
  const dispatched = await events.act('quzhou.dispatcher', 'dispatchEvent', { ...filed });
  const handling = await events.act('quzhou.handler', 'acceptAssignment', { ...dispatched });
  const now = events.clock.moment.getTime();
  events.clock.moment = new Date(now + hours * 3_600_000);
  await events.settle();
  const { data } = await events.ask(
    'query ($id: ID!) { event(id: $id) { version } }',
    { id: handling.id },
    { as: 'quzhou.commander' },
  );
  const version = (data?.['event'] as { version: number } | undefined)?.version ?? 0;
  const files = [await events.photograph('quzhou.handler')];
  const handled = await events.act('quzhou.handler', 'finishHandling', {
    ...handling,
    version,
    result: '已清理。',
    files,
  });
  const verifying = await events.act('quzhou.dispatcher', 'assignVerifier', { ...handled, staffNumber: 'LY000002' });
  const done = await events.act('quzhou.admin', 'passVerification', { ...verifying });
  await events.settle();
  return done.eventNo;
}

const responsibilityShared = declareEvent(
  'ResponsibilityShared',
  { zh: '', en: '' },
  { eventNo: 'text', regionCode: 'text', gridCode: 'text', staffNumbers: 'texts', onTime: 'flag', handledAt: 'moment' },
);

async function shareAgain(eventNo: string): Promise<void> {
  const { database, bus } = events.portal;
  const context = contextOfModule('grid', 'GR-11', { database, bus, clock: { now: () => events.clock.moment } });
  const payload = {
    eventNo,
    regionCode: '330825101',
    gridCode: grid,
    staffNumbers: ['LY000003'],
    onTime: false,
    handledAt: events.clock.moment.toISOString(),
  };
  await context.session.write((session) =>
    emit({ ...context, session }, responsibilityShared, '018f0000-0000-7000-8000-000000000000', payload),
  );
  await events.settle();
}

test('one late event lowers the scores of all who are bundled, once each', async () => {
  const before = await gridNow(portal, grid);
  const bundled = await portal.act<{ bundledStaff: { number: string }[]; responsibilityBundle: unknown }>(
    'quzhou.admin',
    'bundleGridResponsibility',
    // LY000013 serves in the grid besides, and LY000005 will handle the event.
    { ...before, cadres: ['LY000003', 'LY000013', 'LY000005'] },
    'bundledStaff { number } responsibilityBundle { startsOn endsOn }',
  );
  const team = {
    name: '湖镇第一组团',
    villages: ['330825101003'],
    leader: 'LY000002',
    members: ['LY000002', 'LY000009'],
  };
  await portal.act('quzhou.admin', 'formServiceTeam', { team });
  expect(bundled.responsibilityBundle).toEqual({ startsOn: '2026-12-02', endsOn: null });
  const { grid: shown } = await portal.look<{ grid: { bundledStaff: { number: string }[] } }>(
    'quzhou.admin',
    'query ($code: ID!) { grid(code: $code) { bundledStaff { number } } }',
    { code: grid },
  );
  expect(shown.bundledStaff.map(({ number }) => number)).toEqual([
    'LY000002',
    'LY000003',
    'LY000005',
    'LY000007',
    'LY000009',
    'LY000011',
    'LY000012',
    'LY000013',
    'LY000015',
  ]);

  const late = await closed(24 * 7);
  const shared = { indicator: 'SHARED_ON_TIME', value: '0', points: null };
  for (const number of ['LY000002', 'LY000003', 'LY000007', 'LY000011', 'LY000012', 'LY000013', 'LY000015'])
    expect([number, await evidenceOf(number, late)]).toEqual([number, [shared]]);
  // For who handled it, it counts as his own, and not a second time.
  expect(await evidenceOf('LY000005', late)).toEqual([{ ...shared, indicator: 'ON_TIME' }]);
  expect(await evidenceOf('LY000009', late)).toContainEqual(shared);
  expect(await evidenceOf('LY000010', late)).toEqual([]);

  // The message that comes twice changes nothing.
  await shareAgain(late);
  expect(await evidenceOf('LY000003', late)).toEqual([shared]);
});

test('an event in time counts for all as well, and none once the bundle has ended', async () => {
  const inTime = await closed(0);
  expect(await evidenceOf('LY000003', inTime)).toEqual([{ indicator: 'SHARED_ON_TIME', value: '1', points: null }]);
  const ended = await portal.act(
    'quzhou.admin',
    'endGridBundle',
    { ...(await gridNow(portal, grid)) },
    'bundledStaff { number }',
  );
  expect(ended).toMatchObject({ bundledStaff: [] });
  const alone = await closed(0);
  expect(await evidenceOf('LY000003', alone)).toEqual([]);
  expect(await portal.refusal('quzhou.admin', 'endGridBundle', { ...(await gridNow(portal, grid)) })).toBe(
    'CONFLICT GRID_NOT_BUNDLED',
  );
});

test('under 江阴’s profile nobody is bundled; elsewhere only the town’s administrator bundles', async () => {
  const there = await gridNow(portal, '320281104200002');
  expect(await portal.refusal('grid.admin', 'bundleGridResponsibility', { ...there, cadres: ['JY001361'] })).toBe(
    'CONFLICT BUNDLING_NOT_PROVIDED',
  );
  const own = await gridNow(portal, grid);
  expect(await portal.refusal('quzhou.officer', 'bundleGridResponsibility', { ...own, cadres: ['LY000003'] })).toBe(
    'FORBIDDEN ROLE_MISSING',
  );
  expect(await portal.refusal('grid.admin', 'bundleGridResponsibility', { ...own, cadres: ['LY000003'] })).toBe(
    'FORBIDDEN OUTSIDE_TERRITORY',
  );
  expect(await portal.refusal('quzhou.admin', 'bundleGridResponsibility', { ...own, cadres: [] })).toBe(
    'INVALID FIELD_INVALID',
  );
});
