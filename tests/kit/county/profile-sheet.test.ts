import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../../gateway/portal.js';
import { countySheets } from '../../../kit/county/sheets.js';
import { definePlugin } from '../../../kit/module/define.js';
import { declareSetting } from '../../../kit/county/setting.js';
import { calendarOf, openCountyOffice, profileOf } from './county-office.js';

const office = openCountyOffice();

const stands = 'a version that stands: what began under it ends under it. Give the whole profile a new version';

async function refusals(county: string, content: string): Promise<unknown> {
  const [report] = await office.load(county, { 'profile.csv': content });
  return report?.refusals.map(({ line, column, value, reason }) => [line, column, value, reason]);
}

async function versionsOf(county: string): Promise<unknown> {
  const rows = await office.database.administer((run) =>
    run('select profile_version as version, key, value from kit.county_settings where county = ? order by 1, 2', [
      county,
    ]),
  );
  return rows.map(({ version, key, value }) => [version, key, value]);
}

describe('a profile', () => {
  test('is refused at a line whose item no module declares', async () => {
    expect(
      await refusals(
        'a',
        profileOf('510106', [1, '2026-01-01', 'event.verify', '1wd'], [1, '2026-01-01', 'event.wish', '是']),
      ),
    ).toEqual([[3, '项目', 'event.wish', 'is no setting that a module declares']]);
    expect(await versionsOf('510106')).toEqual([]);
  });

  test.each([
    ['event.verify', 'soon', 'must be a period such as 30wmin, 2wh, 5wd, 15d or 3mo'],
    ['event.verify', '0wd', 'must be a period such as 30wmin, 2wh, 5wd, 15d or 3mo'],
    ['event.returns-before-escalation', 'two', 'must be a whole number of up to nine digits'],
    ['event.returns-before-escalation', '0', 'must be from 1 to 10'],
    ['event.report-handle-separation', 'yes', 'must be 是 or 否'],
    ['event.rework-share', '50%', 'must be a decimal number'],
    ['event.rework-share', '1.5', 'must be more than 0 and at most 1'],
    ['event.platforms', '综合执法、', 'must be texts joined by 、'],
    ['event.platforms', '综合执法、综合执法', 'names a platform twice'],
    ['calendar.working-hours', '9-5', 'must be stretches such as 08:30-12:00、14:00-17:30'],
    ['calendar.working-hours', '14:00-17:30、08:30-12:00', 'must be stretches that follow one another'],
  ])('is refused where %s is %s', async (key, value, reason) => {
    expect(await refusals('b', profileOf('510107', [1, '2026-01-01', key, value]))).toEqual([[2, '值', value, reason]]);
  });

  test('is refused where a version begins on two days, or a later one not later', async () => {
    expect(
      await refusals(
        'c',
        profileOf(
          '510108',
          [1, '2026-01-01', 'event.verify', '1wd'],
          [1, '2026-02-01', 'event.file', '30wmin'],
          [2, '2026-01-01', 'event.verify', '2wd'],
        ),
      ),
    ).toEqual([
      [3, '生效日期', '2026-02-01', 'differs within the version'],
      [4, '生效日期', '2026-01-01', 'must be later than that of version 1'],
    ]);
  });

  test('may not change or add to a version that stands, and the refusal names the line', async () => {
    const first = [1, '2026-01-01', 'event.verify', '1wd'] as const;
    const second = [1, '2026-01-01', 'event.file', '30wmin'] as const;
    expect(await refusals('d', profileOf('510109', first, second))).toEqual([]);
    expect(await refusals('d', profileOf('510109', first, second))).toEqual([]);
    expect(await refusals('d', profileOf('510109', first, [1, '2026-01-01', 'event.file', '45wmin']))).toEqual([
      [3, '项目', 'event.file', `would change ${stands}`],
    ]);
    expect(await refusals('e', profileOf('510109', [1, '2026-01-01', 'event.dispatch', '15wmin'], first))).toEqual([
      [2, '项目', 'event.dispatch', `would add to ${stands}`],
    ]);
    expect(await refusals('d', profileOf('510109', first, [2, '2026-03-01', 'event.file', '45wmin']))).toEqual([]);
    expect(await versionsOf('510109')).toEqual([
      [1, 'event.file', '30wmin'],
      [1, 'event.verify', '1wd'],
      [2, 'event.file', '45wmin'],
    ]);
  });
});

test('a module that joins brings its settings, and the profile that speaks of them is read again', async () => {
  class Nothing {}
  const wish = declareSetting({ key: 'wish.days', kind: 'integer', title: { zh: '愿', en: 'Wish' }, otherwise: 1 });
  const joined = definePlugin({
    name: 'wishes',
    version: '1.0.0',
    title: { zh: '心愿', en: 'Wishes' },
    subgraph: { resolvers: [Nothing], entities: [], migrations: [], policies: [], settings: [wish] },
  });
  const files = { 'profile.csv': profileOf('510114', [1, '2026-01-01', 'wish.days', '5']) };
  const [before] = await office.load('j', files);
  expect(before?.refusals).toMatchObject([{ line: 2, column: '项目', value: 'wish.days' }]);
  const reports = await office.load('j', files, joined);
  expect(reports.map(({ file, inserted, refusals }) => [file, inserted, refusals])).toEqual([['profile.csv', 1, []]]);
  expect((await office.rulesAt('510114', '2026-11-21T02:00:00Z')).read(wish)).toBe(5);
});

test('two settings of one key are refused when the sheets are made', () => {
  const one = declareSetting({ key: 'a.b', kind: 'flag', title: { zh: '甲', en: 'A' }, otherwise: true });
  const other = declareSetting({ key: 'a.b', kind: 'flag', title: { zh: '乙', en: 'B' }, otherwise: false });
  expect(() => countySheets([one, other])).toThrow('Two settings have the key a.b.');
});

test.each([
  ['jiangyin', 16],
  ['changzhou', 16 + 21],
  ['taian', 16 + 17 + 21],
  ['quzhou', 16 + 17 + 22],
  ['jian', 16 + 20],
] as const)('the profile of %s is whole and fits', async (county, settings) => {
  const content = await readFile(path.join(projectRoot, 'counties', county, 'profile.csv'), 'utf8');
  // 江阴's stands already, and says the same.
  expect(await refusals(county, content)).toEqual([]);
  expect(content.trim().split('\n')).toHaveLength(1 + settings);
});

describe('a calendar', () => {
  const moment = '2026-11-21T02:00:00Z';

  test('makes a county’s days its own, gives them up with their lines, and leaves other counties alone', async () => {
    const works = async (county: string): Promise<boolean[]> => {
      const { calendar } = await office.rulesAt(county, moment);
      return ['2026-11-21', '2026-11-23'].map((day) => calendar.isWorkingDay(day));
    };
    const days = [
      ['2026-11-21', 'WORK'],
      ['2026-11-23', 'REST'],
    ] as const;
    expect(await works('510110')).toEqual([false, true]);
    await office.load('f', { 'calendar.csv': calendarOf('510110', ...days) });
    await office.load('other', { 'calendar.csv': calendarOf('510113', ...days) });
    expect([await works('510110'), await works('510113'), await works('320281')]).toEqual([
      [true, false],
      [true, false],
      [false, true],
    ]);
    const [report] = await office.load('f', { 'calendar.csv': calendarOf('510110', days[0]) });
    expect(report).toMatchObject({ inserted: 0, updated: 0, removed: 1 });
    expect([await works('510110'), await works('510113')]).toEqual([
      [true, true],
      [true, false],
    ]);
  });

  test('that leaves a year incomplete is loaded with a warning, and the year stays provisional', async () => {
    const [report] = await office.load('g', { 'calendar.csv': calendarOf('510111', ['2027-01-01', 'REST']) });
    expect(report).toMatchObject({
      inserted: 1,
      warnings: [
        {
          line: 2,
          column: '日期',
          reason: 'leaves 2027 provisional: its notice frees 1 January and 1 October, these rows do not',
        },
      ],
    });
    expect((await office.rulesAt('510111', moment)).calendar.knows(2027)).toBe(false);
    await office.load('h', {
      'calendar.csv': calendarOf('510111', ['2027-01-01', 'REST'], ['2027-10-01', 'REST']),
    });
    expect((await office.rulesAt('510111', moment)).calendar.knows(2027)).toBe(true);
  });

  test('is refused where a day is neither worked nor free', async () => {
    const [report] = await office.load('i', { 'calendar.csv': calendarOf('510112', ['2027-01-01', 'HALF']) });
    expect(report?.refusals).toMatchObject([{ line: 2, column: '类型', reason: 'must be one of WORK, REST' }]);
  });
});
