import { expect, test } from '@jest/globals';
import {
  copyBytes,
  endOfPlain,
  FixedText,
  hashOf,
  isEqualAt,
  skipText,
} from '../../../gateway/execution/compiled/four-bytes.js';
import { skipString } from '../../../gateway/execution/compiled/scan-json.js';
import { randomFrom } from '../../support/seeded-random.js';

/** Bytes with eight more behind them that are no zeros. */
function viewOf(bytes: Uint8Array): DataView {
  const room = new Uint8Array(bytes.length + 8).fill(0x41);
  room.set(bytes);
  return new DataView(room.buffer);
}

const text = (each: string): Uint8Array => new TextEncoder().encode(each);

test.each(['', 'a', 'ab', '"id"', '"id":', '"date":', '"metres":', '江阴市', '"installedYear":'])(
  'the text %p is found wherever it stands, and nothing like it',
  (each) => {
    const fixed = new FixedText(each);
    expect(fixed.length).toBe(text(each).length);
    for (let before = 0; before < 5; before += 1) {
      const view = viewOf(text(`${'-'.repeat(before)}${each}?`));
      expect(skipText(view, before, fixed)).toBe(before + fixed.length);
      for (let spoilt = 0; spoilt < fixed.length; spoilt += 1) {
        const own = view.getUint8(before + spoilt);
        view.setUint8(before + spoilt, own ^ 0x80);
        expect(skipText(view, before, fixed)).toBe(-1);
        view.setUint8(before + spoilt, own);
      }
    }
  },
);

test('the first quote, backslash or control character ends a plain text, whatever bytes stand around it', () => {
  const random = randomFrom(20_261_123);
  const edges = [0x1f, 0x20, 0x21, 0x22, 0x23, 0x5b, 0x5c, 0x5d, 0x7f, 0x80, 0xa0, 0xa2, 0xdc, 0xff, 0x00, 0x01];
  let ends = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const bytes = Uint8Array.from({ length: 12 }, () =>
      random() < 0.7 ? 0x41 : (edges[Math.floor(random() * edges.length)] as number),
    );
    const expected = bytes.findIndex((byte) => byte === 0x22 || byte === 0x5c || byte < 0x20);
    if (expected < 0) continue;
    ends += 1;
    expect(endOfPlain(viewOf(bytes), 0)).toBe(expected);
  }
  expect(ends).toBeGreaterThan(10_000);
});

test.each([
  ['"plain"', 7],
  ['""', 2],
  ['"a \\"quoted\\" word"', 19],
  ['"\\u00e9\\\\"', 10],
  ['"江阴"', 8],
  ['"\\u00eg"', -1],
  ['"\\x"', -1],
  ['"a line\nbreak"', -1],
  ['"not closed', -1],
  ['plain"', -1],
])('the string %j ends at %i', (each, end) => {
  const bytes = text(each);
  expect(skipString(viewOf(Uint8Array.of(...bytes, 0)), 0)).toBe(end);
});

test('copies of every length from every place are whole, and equal by hash and by comparison', () => {
  const bytes = Uint8Array.from({ length: 40 }, (_, index) => index * 7 + 1);
  const from = viewOf(bytes);
  for (let start = 0; start < 5; start += 1)
    for (let size = 0; size <= 30; size += 1) {
      const to = viewOf(new Uint8Array(64));
      copyBytes(from, start, start + size, to, 3);
      copyBytes(from, start, start + size, to, 34);
      expect([...new Uint8Array(to.buffer, 3, size)]).toEqual([...bytes.subarray(start, start + size)]);
      expect(isEqualAt(to, 3, 34, size)).toBe(true);
      expect(hashOf(to, 3, 3 + size, 11)).toBe(hashOf(from, start, start + size, 11));
      if (size === 0) continue;
      to.setUint8(34 + size - 1, 0);
      expect(isEqualAt(to, 3, 34, size)).toBe(false);
      expect(hashOf(to, 34, 34 + size, 11)).not.toBe(hashOf(from, start, start + size, 11));
    }
});
