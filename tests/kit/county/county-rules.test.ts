import { expect, test } from '@jest/globals';
import { countyRules } from '../../../kit/county/county-rules-of.js';
import { declareSetting } from '../../../kit/county/setting.js';
import { workingHours } from '../../../kit/county/working-hours-setting.js';
import { statementsDuring } from '../../support/statements.js';
import { openCountyOffice, profileOf } from './county-office.js';

const office = openCountyOffice();
const title = { zh: '试', en: 'Trial' };

const separation = declareSetting({ key: 'event.report-handle-separation', kind: 'flag', title, otherwise: true });
const verify = declareSetting({
  key: 'event.verify',
  kind: 'duration',
  title,
  otherwise: { amount: 7, unit: 'WORKING_DAY' },
});
const platforms = declareSetting({ key: 'event.platforms', kind: 'texts', title, otherwise: ['无'] });
const returns = declareSetting({ key: 'event.returns-before-escalation', kind: 'integer', title, otherwise: 9 });
const share = declareSetting({ key: 'event.rework-share', kind: 'decimal', title, otherwise: '1' });
const silent = declareSetting({ key: 'event.nobody-says', kind: 'text', title, otherwise: '默认' });

const day = '2026-11-21T02:00:00Z';

test('a county’s profile says what holds in each of its towns, and a setting what holds where it is silent', async () => {
  const rules = await office.rulesAt('320281104', day);
  expect(rules).toMatchObject({ county: '320281', version: 1 });
  expect(rules.read(separation)).toBe(false);
  expect(rules.read(verify)).toEqual({ amount: 1, unit: 'WORKING_DAY' });
  expect(rules.read(platforms)).toEqual(['管理服务指挥中心', '政务服务中心', '综合执法局']);
  expect(rules.read(returns)).toBe(2);
  expect(rules.read(share)).toBe('0.5');
  expect(rules.read(silent)).toBe('默认');
});

test('a county without a profile has version 0, in which every setting holds as declared', async () => {
  const rules = await office.rulesAt('999999001', day);
  expect(rules).toMatchObject({ county: '999999', version: 0 });
  expect(rules.read(separation)).toBe(true);
  expect(rules.read(workingHours)).toEqual(['08:30-12:00', '14:00-17:30']);
  expect((await office.rulesAt('999999', day, 0)).version).toBe(0);
});

test('before its first version begins, a county has version 0', async () => {
  expect(await office.rulesAt('320281', '2025-12-31T15:59:00Z')).toMatchObject({ version: 0 });
  expect(await office.rulesAt('320281', '2025-12-31T16:00:00Z')).toMatchObject({ version: 1 });
});

test('a new version holds from its first day on, and what began under the old one keeps it', async () => {
  await office.load('rules', {
    'profile.csv': profileOf(
      '510104',
      [1, '2026-01-01', 'event.verify', '1wd'],
      [2, '2026-12-01', 'event.verify', '2wd'],
      [2, '2026-12-01', 'calendar.working-hours', '09:00-12:00、13:00-17:00'],
    ),
  });
  const old = await office.rulesAt('510104001', day);
  expect([old.version, old.read(verify).amount]).toEqual([1, 1]);
  const fresh = await office.rulesAt('510104001', '2026-11-30T16:00:00Z');
  expect([fresh.version, fresh.read(verify).amount]).toEqual([2, 2]);
  const kept = await office.rulesAt('510104001', '2026-11-30T16:00:00Z', 1);
  expect([kept.version, kept.read(verify).amount]).toEqual([1, 1]);

  const from = new Date('2026-12-07T04:00:00Z');
  const length = { amount: 60, unit: 'WORKING_MINUTE' } as const;
  expect(kept.calendar.dueAt(from, length).at.toISOString()).toBe('2026-12-07T07:00:00.000Z');
  expect(fresh.calendar.dueAt(from, length).at.toISOString()).toBe('2026-12-07T06:00:00.000Z');
});

test('a version that nobody has is a defect that names it', async () => {
  await expect(office.rulesAt('320281', day, 77)).rejects.toThrow('The profile of county 320281 has no version 77.');
});

test('a region above the counties lies in none', async () => {
  await expect(office.rulesAt('3202', day)).rejects.toThrow('The region "3202" lies in no county.');
});

test('rules that were asked for cost no statement for a minute, inside a transaction too', async () => {
  const clock = { now: () => new Date('2030-01-01T00:00:00Z') };
  const session = office.session();
  expect(await statementsDuring(() => countyRules(session, '320281001', clock))).toHaveLength(2);
  expect(await statementsDuring(() => countyRules(session, '320281104', clock, 1))).toEqual([]);
  await session.write(async (inside) => {
    expect(await statementsDuring(() => countyRules(inside, '320281', clock))).toEqual([]);
    // What was not asked for yet is read on the transaction's own connection.
    expect(await countyRules(inside, '330825', clock)).toMatchObject({ version: 0 });
  });
});

test('what another process onboards is seen after a minute, what this one onboards at once', async () => {
  const clock = { moment: new Date('2031-01-01T00:00:00Z'), now: () => clock.moment };
  const version = async (): Promise<number> => (await countyRules(office.session(), '510105', clock)).version;
  expect(await version()).toBe(0);
  await office.database.administer((run) =>
    run(`insert into kit.county_settings values
      (gen_random_uuid(), '510105', 1, '2030-01-01', 'event.verify', '1wd', '依据', '核查', 'Verify')`),
  );
  clock.moment = new Date('2031-01-01T00:01:00Z');
  expect(await version()).toBe(0);
  clock.moment = new Date('2031-01-01T00:01:00.001Z');
  expect(await version()).toBe(1);
  await office.load('second', { 'profile.csv': profileOf('510105', [2, '2030-06-01', 'event.verify', '2wd']) });
  expect(await version()).toBe(2);
});
