import { expect, test } from '@jest/globals';
import { KeyTable } from '../../../gateway/execution/compiled/key-table.js';

function noted(table: KeyTable, texts: readonly string[]): number[] {
  const view = new DataView(new TextEncoder().encode(texts.join('')).buffer);
  let start = 0;
  return texts.map((text, index) => {
    const end = start + Buffer.byteLength(text);
    const known = table.find(view, start, end);
    if (known === 0) table.add(view, index + 1);
    start = end;
    return known;
  });
}

test('what is equal to something before is found, and what is shorter, longer or otherwise is not', () => {
  expect(noted(new KeyTable(), ['ab', 'a', 'abc', '', 'ba', 'ab', '', 'abc', '江阴', '江阴'])).toEqual([
    0, 0, 0, 0, 0, 1, 4, 3, 0, 9,
  ]);
});

test('thousands are found however often the table grows', () => {
  const texts = Array.from({ length: 5_000 }, (_, index) => `{"id":"p${index}"}`);
  const table = new KeyTable();
  const known = noted(table, [...texts, ...texts]);
  expect(known.slice(0, 5_000).every((each) => each === 0)).toBe(true);
  expect(known.slice(5_000)).toEqual(texts.map((_, index) => index + 1));
  expect(table.size).toBe(5_000);
});

test('a table that was cleared knows nothing', () => {
  const table = new KeyTable();
  noted(table, ['a', 'b']);
  table.clear();
  expect([noted(table, ['a', 'c', 'a']), table.size]).toEqual([[0, 0, 1], 2]);
});
