import { describe, expect, test } from '@jest/globals';
import { onboard } from '../../kit/onboarding/onboard.js';
import { reference, type Sheet } from '../../kit/onboarding/sheet.js';
import { first, heading, loadedFirst, loadedSecond, openOffice, second, wells } from './wells.js';

const office = openOffice();

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
    expect(await office.load(content)).toEqual({
      file: 'wells.csv',
      rows: 2,
      inserted: 2,
      updated: 0,
      removed: 0,
      changedKeys: [],
      refusals: [],
      warnings: [],
    });
    expect(await office.stored()).toEqual([loadedFirst, loadedSecond]);
  });

  test('changes no row when it comes a second time, and keeps the rows’ identity', async () => {
    const ids = () => office.database.administer((run) => run('select id, xmin::text from wells.wells order by code'));
    await office.load(`${heading}\n${first}\n${second}`);
    const before = await ids();
    expect(await office.load(`${heading}\n${first}\n${second}`)).toMatchObject({
      rows: 2,
      inserted: 0,
      updated: 0,
      changedKeys: [],
    });
    expect(await ids()).toEqual(before);
  });

  test('updates the row that changed, and says which', async () => {
    await office.load(`${heading}\n${first}\n${second}`);
    const changed = await office.load(
      `${heading}\n${first}\n${second.replace('40', '41')}\nW003,三号井,W002,499,3,是,BORE,,`,
    );
    expect(changed).toMatchObject({ rows: 3, inserted: 1, updated: 1, changedKeys: ['W002'] });
    expect(changed.warnings).toEqual([{ file: 'wells.csv', line: 4, column: '深度', value: '499', reason: 'is deep' }]);
    expect(await office.stored()).toMatchObject([loadedFirst, { ...loadedSecond, depth: 41 }, { code: 'W003' }]);
  });

  test('leaves alone what was changed since in the portal, until its own line changes', async () => {
    await office.load(`${heading}\n${first}\n${second}`);
    await office.database.administer((run) => run("update wells.wells set depth = 77 where code = 'W001'"));
    expect(await office.load(`${heading}\n${first}\n${second.replace('40', '41')}`)).toMatchObject({
      updated: 1,
      changedKeys: ['W002'],
    });
    expect(await office.stored()).toMatchObject([
      { code: 'W001', depth: 77 },
      { code: 'W002', depth: 41 },
    ]);
    expect(await office.load(`${heading}\n${first.replace('12', '14')}\n${second}`)).toMatchObject({ updated: 2 });
    expect(await office.stored()).toMatchObject([
      { code: 'W001', depth: 14 },
      { code: 'W002', depth: 40 },
    ]);
  });

  test('leaves rows that it no longer holds', async () => {
    await office.load(`${heading}\n${first}\n${second}`);
    expect(await office.load(`${heading}\n${first}`)).toMatchObject({ rows: 1, removed: 0 });
    expect(await office.stored()).toEqual([loadedFirst, loadedSecond]);
  });

  test('that is the whole list takes away the rows that it brought and no longer holds, and no others', async () => {
    const whole: Sheet = { ...wells, whole: true };
    await office.load(`${heading}\n${first}\n${second}`, whole);
    await office.database.administer((run) =>
      run(
        `insert into wells.wells select gen_random_uuid(), 'W009', name, above, depth, flow, open, kind, checked_on, uses
           from wells.wells where code = 'W001'`,
      ),
    );
    expect(await office.load(`${heading}\n${first}`, whole)).toMatchObject({
      rows: 1,
      inserted: 0,
      updated: 0,
      removed: 1,
    });
    expect(await office.stored()).toEqual([loadedFirst, { ...loadedFirst, code: 'W009' }]);
  });

  test('that is absent is passed over', async () => {
    expect(await onboard(office.database, [wells], office.folder)).toEqual([]);
  });
});

test('sheets are read in the order in which they refer to each other, whatever order they are given in', async () => {
  const springs: Sheet = {
    ...wells,
    file: 'springs.csv',
    columns: { ...wells.columns, above: reference('水源', 'wells.csv', '编号') },
  };
  await office.write('wells.csv', `${heading}\n${first}`);
  await office.write('springs.csv', `${heading.replace('上游', '水源')}\n${second}`);
  const reports = await onboard(office.database, [springs, wells], office.folder);
  expect(reports.map(({ file, inserted }) => [file, inserted])).toEqual([
    ['wells.csv', 1],
    ['springs.csv', 1],
  ]);
});
