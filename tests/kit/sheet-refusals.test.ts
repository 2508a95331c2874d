import { describe, expect, test } from '@jest/globals';
import { identityNumber } from '../../kit/onboarding/sheet.js';
import { first, heading, loadedFirst, openOffice, second } from './wells.js';

const office = openOffice();

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
    const report = await office.load(`${heading}\n${first}\n${row({ [column]: value })}\nW003,三号井,,5,3,是,BORE,,`);
    expect(report).toMatchObject({ rows: 3, inserted: 0, updated: 0 });
    expect(report.refusals).toEqual([{ file: 'wells.csv', line: 3, column, value, reason }]);
    expect(await office.stored()).toEqual([]);
  });

  test('keeps its line where a cell above it spans several', async () => {
    const report = await office.load(`${heading}\nW001,"一号\n井",,12,1,是,SPRING,,\n${row({ 深度: 'x' })}`);
    expect(report.refusals.map(({ line, column }) => [line, column])).toEqual([[4, '深度']]);
  });

  test('leaves what was loaded before as it was', async () => {
    await office.load(`${heading}\n${first}`);
    await office.load(`${heading}\n${first.replace('12', '14')}\n${row({ 深度: 'x' })}`);
    expect(await office.stored()).toEqual([loadedFirst]);
  });

  test('is one of many that are all named', async () => {
    const report = await office.load(`${heading}\n${row({ 深度: 'x', 启用: '?' })}\n${row({ 编号: '1' })}`);
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
    const report = await office.load(`${heading.replace(',流量', '')}\nW001,一号井,,12,是,SPRING,,`);
    expect(report.refusals).toEqual([
      { file: 'wells.csv', line: 1, column: '流量', value: '', reason: 'the column is missing' },
    ]);
    expect(await office.stored()).toEqual([]);
  });

  test('because a row has too few cells is refused at its line', async () => {
    const report = await office.load(`${heading}\n${first}\nW002,二号井`);
    expect(report.refusals).toMatchObject([{ file: 'wells.csv', line: 3 }]);
    expect(report.refusals[0]?.reason).toMatch(/^is not CSV \(RFC 4180\): /);
    expect(await office.stored()).toEqual([]);
  });

  test('because a quote never ends is refused', async () => {
    const report = await office.load(`${heading}\n"W001,一号井`);
    expect(report.refusals[0]?.reason).toMatch(/^is not CSV \(RFC 4180\): /);
  });

  test('because it is in another encoding is refused', async () => {
    const report = await office.load(
      Buffer.concat([
        Buffer.from(`${heading}\nW001,`),
        Buffer.from([0xd2, 0xbb, 0xba, 0xc5]),
        Buffer.from(',,12,1,是,SPRING,,'),
      ]),
    );
    const reason = 'is not UTF-8; save the file in that encoding';
    expect(report.refusals).toEqual([{ file: 'wells.csv', line: 2, column: '', value: '', reason }]);
    expect(await office.stored()).toEqual([]);
  });

  test('but a heading alone is loaded without a row', async () => {
    expect(await office.load(heading)).toMatchObject({ rows: 0, inserted: 0, refusals: [] });
  });
});

test('an identity number is refused for a wrong check digit, a birthday that never was, or any other shape', () => {
  const { read } = identityNumber('证件号码');
  const refused = { problem: 'is not an identity number (GB 11643: birth date and check digit)' };
  // The specimen that the standard itself prints.
  expect(read('11010519491231002X')).toEqual({ value: '11010519491231002X' });
  for (const wrong of ['110105194912310021', '110105194913310025', '11010519491231002', '', 'x'])
    expect(read(wrong)).toEqual(refused);
});
