import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Database } from '../../kit/data/database.js';
import { migrate } from '../../kit/data/migrate.js';
import { onboard, type SheetReport } from '../../kit/onboarding/onboard.js';
import {
  code,
  day,
  decimal,
  identityNumber,
  integer,
  list,
  oneOf,
  reference,
  type Sheet,
  text,
  yesNo,
} from '../../kit/onboarding/sheet.js';
import { everyone } from '../../kit/data/visibility.js';
import { cloneDatabase, type ClonedDatabase } from '../support/database.js';
import { locationOf } from '../support/location.js';

@Entity({ schema: 'wells', tableName: 'wells' })
class Well {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'text' })
  code!: string;

  @Property({ type: 'text' })
  name!: string;

  @Property({ type: 'text', nullable: true })
  above!: string | null;

  @Property({ type: 'integer' })
  depth!: number;

  @Property({ type: 'string', columnType: 'numeric(18,6)' })
  flow!: string;

  @Property({ type: 'boolean' })
  open!: boolean;

  @Property({ type: 'text' })
  kind!: string;

  @Property({ type: 'date', nullable: true })
  checkedOn!: string | null;

  @Property({ type: 'text[]' })
  uses!: string[];
}

const wells: Sheet = {
  file: 'wells.csv',
  entity: Well,
  key: ['code'],
  columns: {
    code: code('编号', /^W\d{3}$/, 'W and three digits'),
    name: text('名称', { longest: 10 }),
    above: reference('上游', 'wells.csv', '编号', { optional: true }),
    depth: integer('深度', 1, 500),
    flow: decimal('流量'),
    open: yesNo('启用'),
    kind: oneOf('类型', ['SPRING', 'BORE']),
    checkedOn: day('检查日期', { optional: true }),
    uses: list('用途'),
  },
  check: (rows) =>
    rows.flatMap((row, index) =>
      row['depth'] === 13 ? [{ row: index, heading: '深度', problem: 'is an unlucky depth' }] : [],
    ),
  warn: (rows) =>
    rows.flatMap((row, index) => (row['depth'] === 499 ? [{ row: index, heading: '深度', problem: 'is deep' }] : [])),
};

const migration = {
  name: '0001-wells',
  sql: `create table wells.wells (
  id uuid primary key, code text not null unique, name text not null, above text, depth integer not null,
  flow numeric(18,6) not null, open boolean not null, kind text not null, checked_on date, uses text[] not null
);`,
};

const heading = '编号,名称,上游,深度,流量,启用,类型,检查日期,用途';
const first = 'W001,一号井,,12,1.500000,是,SPRING,2026-03-01,饮用、灌溉';
const second = 'W002,二号井,W001,40,0.25,否,BORE,,';

let clone: ClonedDatabase;
let database: Database;
let folder: string;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = await Database.open(locationOf(clone));
  database.discover([{ entity: Well, visibility: everyone, keys: ['id', 'code'] }]);
  await migrate(database, [{ module: 'wells', migrations: [migration] }]);
});

afterAll(async () => {
  await database.close();
  await clone.drop();
});

// A folder of its own is a county of its own, of which nothing was loaded before.
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yimen-wells-'));
  await database.administer((run) => run('delete from wells.wells'));
});

afterEach(() => rm(folder, { recursive: true }));

async function load(content: string | Buffer, sheet: Sheet = wells): Promise<SheetReport> {
  await writeFile(path.join(folder, 'wells.csv'), content);
  const [report] = await onboard(database, [sheet], folder);
  if (!report) throw new Error('The file was not read.');
  return report;
}

function stored(): Promise<unknown> {
  return database.administer((run) =>
    run(
      'select code, name, above, depth, flow::text as flow, open, kind, checked_on::text as day, uses from wells.wells order by code',
    ),
  );
}

const loadedFirst = {
  code: 'W001',
  name: '一号井',
  above: null,
  depth: 12,
  flow: '1.500000',
  open: true,
  kind: 'SPRING',
  day: '2026-03-01',
  uses: ['饮用', '灌溉'],
};
const loadedSecond = {
  code: 'W002',
  name: '二号井',
  above: 'W001',
  depth: 40,
  flow: '0.250000',
  open: false,
  kind: 'BORE',
  day: null,
  uses: [],
};

describe('a file as an office hands it over', () => {
  test.each([
    ['with line feeds', `${heading}\n${first}\n${second}\n`],
    ['with carriage returns too', `${heading}\r\n${first}\r\n${second}\r\n`],
    ['with a byte order mark', `\uFEFF${heading}\r\n${first}\r\n${second}`],
    ['with blank lines', `${heading}\n\n${first}\n\n\n${second}\n\n`],
    [
      'with quotes',
      `${heading}\n"W001","一号井","","12","1.500000","是","SPRING","2026-03-01","饮用、灌溉"\n${second}`,
    ],
    [
      'with spaces around its values',
      `${heading}\n W001 , 一号井 ,, 12,1.500000,是,SPRING,2026-03-01,饮用、灌溉\n${second}`,
    ],
    ['with a column that nobody knows', `${heading},备注\n${first},x\n${second},y`],
  ])('%s is loaded', async (_title, content) => {
    expect(await load(content)).toEqual({
      file: 'wells.csv',
      rows: 2,
      inserted: 2,
      updated: 0,
      removed: 0,
      changedKeys: [],
      refusals: [],
      warnings: [],
    });
    expect(await stored()).toEqual([loadedFirst, loadedSecond]);
  });

  test('changes no row when it comes a second time, and keeps the rows’ identity', async () => {
    const ids = () => database.administer((run) => run('select id, xmin::text from wells.wells order by code'));
    await load(`${heading}\n${first}\n${second}`);
    const before = await ids();
    expect(await load(`${heading}\n${first}\n${second}`)).toMatchObject({
      rows: 2,
      inserted: 0,
      updated: 0,
      changedKeys: [],
    });
    expect(await ids()).toEqual(before);
  });

  test('updates the row that changed, and says which', async () => {
    await load(`${heading}\n${first}\n${second}`);
    const changed = await load(`${heading}\n${first}\n${second.replace('40', '41')}\nW003,三号井,W002,499,3,是,BORE,,`);
    expect(changed).toMatchObject({ rows: 3, inserted: 1, updated: 1, changedKeys: ['W002'] });
    expect(changed.warnings).toEqual([{ file: 'wells.csv', line: 4, column: '深度', value: '499', reason: 'is deep' }]);
    expect(await stored()).toMatchObject([loadedFirst, { ...loadedSecond, depth: 41 }, { code: 'W003' }]);
  });

  test('leaves alone what was changed since in the portal, until its own line changes', async () => {
    await load(`${heading}\n${first}\n${second}`);
    await database.administer((run) => run("update wells.wells set depth = 77 where code = 'W001'"));
    expect(await load(`${heading}\n${first}\n${second.replace('40', '41')}`)).toMatchObject({
      updated: 1,
      changedKeys: ['W002'],
    });
    expect(await stored()).toMatchObject([
      { code: 'W001', depth: 77 },
      { code: 'W002', depth: 41 },
    ]);
    expect(await load(`${heading}\n${first.replace('12', '14')}\n${second}`)).toMatchObject({ updated: 2 });
    expect(await stored()).toMatchObject([
      { code: 'W001', depth: 14 },
      { code: 'W002', depth: 40 },
    ]);
  });

  test('leaves rows that it no longer holds', async () => {
    await load(`${heading}\n${first}\n${second}`);
    expect(await load(`${heading}\n${first}`)).toMatchObject({ rows: 1, removed: 0 });
    expect(await stored()).toEqual([loadedFirst, loadedSecond]);
  });

  test('that is the whole list takes away the rows that it brought and no longer holds, and no others', async () => {
    const whole: Sheet = { ...wells, whole: true };
    await load(`${heading}\n${first}\n${second}`, whole);
    await database.administer((run) =>
      run(
        `insert into wells.wells select gen_random_uuid(), 'W009', name, above, depth, flow, open, kind, checked_on, uses
           from wells.wells where code = 'W001'`,
      ),
    );
    expect(await load(`${heading}\n${first}`, whole)).toMatchObject({ rows: 1, inserted: 0, updated: 0, removed: 1 });
    expect(await stored()).toEqual([loadedFirst, { ...loadedFirst, code: 'W009' }]);
  });

  test('that is absent is passed over', async () => {
    expect(await onboard(database, [wells], folder)).toEqual([]);
  });
});

describe('a bad row', () => {
  const row = (cells: Partial<Record<string, string>>): string => {
    const names = heading.split(',');
    const values = second.split(',');
    return names.map((name, index) => cells[name] ?? values[index] ?? '').join(',');
  };

  test.each([
    ['编号', 'X1', 'must be W and three digits'],
    ['编号', 'W001', 'repeats the key of line 2'],
    ['名称', '', 'is empty'],
    ['名称', '一二三四五六七八九十一', 'is longer than 10 characters'],
    ['名称', 'a\0b', 'holds a NUL character'],
    ['上游', 'W009', 'is not a 编号 of wells.csv above this line'],
    ['上游', 'W003', 'is not a 编号 of wells.csv above this line'],
    ['深度', '0', 'must be a whole number from 1 to 500'],
    ['深度', '501', 'must be a whole number from 1 to 500'],
    ['深度', '1.5', 'must be a whole number from 1 to 500'],
    ['深度', '1e2', 'must be a whole number from 1 to 500'],
    ['深度', '', 'must be a whole number from 1 to 500'],
    ['深度', '13', 'is an unlucky depth'],
    ['流量', '1.2.3', 'must be a decimal number'],
    ['启用', 'yes', 'must be 是 or 否'],
    ['类型', 'LAKE', 'must be one of SPRING, BORE'],
    ['检查日期', '2026-02-30', 'must be a day, yyyy-MM-dd'],
    ['检查日期', '2026/3/1', 'must be a day, yyyy-MM-dd'],
  ])('whose %s is %p is refused with its line, and nothing of the file is loaded', async (column, value, reason) => {
    const report = await load(`${heading}\n${first}\n${row({ [column]: value })}\nW003,三号井,,5,3,是,BORE,,`);
    expect(report).toMatchObject({ rows: 3, inserted: 0, updated: 0 });
    expect(report.refusals).toEqual([{ file: 'wells.csv', line: 3, column, value, reason }]);
    expect(await stored()).toEqual([]);
  });

  test('keeps its line where a cell above it spans several', async () => {
    const report = await load(`${heading}\nW001,"一号\n井",,12,1,是,SPRING,,\n${row({ 深度: 'x' })}`);
    expect(report.refusals.map(({ line, column }) => [line, column])).toEqual([[4, '深度']]);
  });

  test('leaves what was loaded before as it was', async () => {
    await load(`${heading}\n${first}`);
    await load(`${heading}\n${first.replace('12', '14')}\n${row({ 深度: 'x' })}`);
    expect(await stored()).toEqual([loadedFirst]);
  });

  test('is one of many that are all named', async () => {
    const report = await load(`${heading}\n${row({ 深度: 'x', 启用: '?' })}\n${row({ 编号: '1' })}`);
    expect(report.refusals.map(({ line, column }) => [line, column])).toEqual([
      [2, '深度'],
      [2, '启用'],
      [3, '编号'],
      [2, '上游'],
      [3, '上游'],
    ]);
  });
});

describe('a file that is no table', () => {
  test('for lack of a column is refused by the column’s name', async () => {
    const report = await load(`${heading.replace(',流量', '')}\nW001,一号井,,12,是,SPRING,,`);
    expect(report.refusals).toEqual([
      { file: 'wells.csv', line: 1, column: '流量', value: '', reason: 'the column is missing' },
    ]);
    expect(await stored()).toEqual([]);
  });

  test('because a row has too few cells is refused at its line', async () => {
    const report = await load(`${heading}\n${first}\nW002,二号井`);
    expect(report.refusals).toMatchObject([{ file: 'wells.csv', line: 3 }]);
    expect(report.refusals[0]?.reason).toMatch(/^is not CSV \(RFC 4180\): /);
    expect(await stored()).toEqual([]);
  });

  test('because a quote never ends is refused', async () => {
    const report = await load(`${heading}\n"W001,一号井`);
    expect(report.refusals[0]?.reason).toMatch(/^is not CSV \(RFC 4180\): /);
  });

  test('because it is in another encoding is refused', async () => {
    const report = await load(
      Buffer.concat([
        Buffer.from(`${heading}\nW001,`),
        Buffer.from([0xd2, 0xbb, 0xba, 0xc5]),
        Buffer.from(',,12,1,是,SPRING,,'),
      ]),
    );
    const reason = 'is not UTF-8; save the file in that encoding';
    expect(report.refusals).toEqual([{ file: 'wells.csv', line: 2, column: '', value: '', reason }]);
    expect(await stored()).toEqual([]);
  });

  test('but a heading alone is loaded without a row', async () => {
    expect(await load(heading)).toMatchObject({ rows: 0, inserted: 0, refusals: [] });
  });
});

test('sheets are read in the order in which they refer to each other, whatever order they are given in', async () => {
  const springs: Sheet = {
    ...wells,
    file: 'springs.csv',
    columns: { ...wells.columns, above: reference('水源', 'wells.csv', '编号') },
  };
  await writeFile(path.join(folder, 'wells.csv'), `${heading}\n${first}`);
  await writeFile(path.join(folder, 'springs.csv'), `${heading.replace('上游', '水源')}\n${second}`);
  const reports = await onboard(database, [springs, wells], folder);
  expect(reports.map(({ file, inserted }) => [file, inserted])).toEqual([
    ['wells.csv', 1],
    ['springs.csv', 1],
  ]);
});

test('an identity number is refused for a wrong check digit, a birthday that never was, or any other shape', () => {
  const { read } = identityNumber('证件号码');
  const refused = { problem: 'is not an identity number (GB 11643: birth date and check digit)' };
  // The specimen that the standard itself prints.
  expect(read('11010519491231002X')).toEqual({ value: '11010519491231002X' });
  for (const wrong of ['110105194912310021', '110105194913310025', '11010519491231002', '', 'x'])
    expect(read(wrong)).toEqual(refused);
});
