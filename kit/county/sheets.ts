import type { SheetReport } from '../onboarding/onboard.js';
import {
  code,
  day,
  integer,
  oneOf,
  type Sheet,
  type SheetColumn,
  type SheetProblem,
  type SheetRow,
  text,
} from '../onboarding/sheet.js';
import { completes, type DayKind, isPublished } from '../time/year-of-days.js';
import { CalendarDay } from './calendar-day.js';
import { CountySetting } from './county-setting.js';
import { readSetting, type Setting } from './setting.js';

const county = code('县级代码', /^\d{6}$/, 'a county code of six digits (GB/T 2260)');

/** The files of a county's profile and calendar; a profile may speak of these settings and no others. */
export function countySheets(settings: readonly Setting[]): readonly Sheet[] {
  const byKey = new Map(settings.map((setting) => [setting.key, setting]));
  if (byKey.size < settings.length) {
    const twice = settings.find((setting) => byKey.get(setting.key) !== setting);
    throw new Error(`Two settings have the key ${twice?.key}.`);
  }
  return [profileSheet(byKey), calendarSheet];
}

/** Whether an onboarding changed a county's rules: what was computed from them, deadlines above all, may be off now. */
export function changesRules(reports: readonly SheetReport[]): boolean {
  return reports.some(
    ({ file, inserted, updated, removed }) =>
      [profileFile, calendarFile].includes(file) && inserted + updated + removed > 0,
  );
}

const profileFile = 'profile.csv';
const calendarFile = 'calendar.csv';

type SettingsByKey = ReadonlyMap<unknown, Setting>;

function profileSheet(settings: SettingsByKey): Sheet {
  const key: SheetColumn = {
    heading: '项目',
    read: (cell) => (settings.has(cell) ? { value: cell } : { problem: 'is no setting that a module declares' }),
  };
  return {
    file: profileFile,
    entity: CountySetting,
    key: ['county', 'profileVersion', 'key'],
    unchangeable: {
      group: ['county', 'profileVersion'],
      heading: 'key',
      sentence: 'a version that stands: what began under it ends under it. Give the whole profile a new version',
    },
    columns: {
      county,
      profileVersion: integer('版本', 1, 100_000),
      effectiveFrom: day('生效日期'),
      key,
      value: text('值', { longest: 1_000 }),
      basis: text('依据', { longest: 1_000 }),
    },
    derived: {
      titleZh: (row) => settings.get(row['key'])?.title.zh ?? '',
      titleEn: (row) => settings.get(row['key'])?.title.en ?? '',
    },
    check: (rows) => [...unfitValues(rows, settings), ...unorderedVersions(rows)],
  };
}

function unfitValues(rows: readonly SheetRow[], settings: SettingsByKey): SheetProblem[] {
  return rows.flatMap((row, index) => {
    const setting = settings.get(row['key']);
    const reading = setting && readSetting(setting, String(row['value']));
    return reading && 'problem' in reading ? [{ row: index, heading: '值', problem: reading.problem }] : [];
  });
}

/** A version begins on one day, and a later version on a later day than an earlier one. */
function unorderedVersions(rows: readonly SheetRow[]): SheetProblem[] {
  const starts = new Map<string, string>();
  return rows.flatMap((row, index): SheetProblem[] => {
    const [where, version, from] = [String(row['county']), Number(row['profileVersion']), String(row['effectiveFrom'])];
    const first = starts.get(`${where} ${version}`) ?? from;
    starts.set(`${where} ${version}`, first);
    const before = starts.get(`${where} ${version - 1}`);
    if (first === from && (before === undefined || before < from)) return [];
    const problem = first === from ? `must be later than that of version ${version - 1}` : 'differs within the version';
    return [{ row: index, heading: '生效日期', problem }];
  });
}

const calendarSheet: Sheet = {
  file: calendarFile,
  entity: CalendarDay,
  key: ['county', 'day'],
  whole: true,
  columns: {
    county,
    day: day('日期'),
    kind: oneOf('类型', ['WORK', 'REST']),
    note: text('说明', { longest: 200 }),
  },
  warn: incompleteYears,
};

/** A year counts as published only when its rows are complete; until then deadlines in it stay provisional. */
function incompleteYears(rows: readonly SheetRow[]): SheetProblem[] {
  const byYear = Map.groupBy(
    rows.map((row, index) => ({ row, index })),
    ({ row }) => `${String(row['county'])} ${String(row['day']).slice(0, 4)}`,
  );
  return [...byYear].flatMap(([group, lines]): SheetProblem[] => {
    const year = Number(group.slice(-4));
    const days = new Map(lines.map(({ row }) => [String(row['day']), row['kind'] as DayKind]));
    if (isPublished(year) || completes(year, days)) return [];
    const problem = `leaves ${year} provisional: its notice frees 1 January and 1 October, these rows do not`;
    return [{ row: lines[0]?.index ?? 0, heading: '日期', problem }];
  });
}
