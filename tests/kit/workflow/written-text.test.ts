import { expect, test } from '@jest/globals';
import { isWritten, requireWritten, written } from '../../../kit/workflow/written-text.js';

const name = { zh: '理由', en: 'The reason' };

test.each([
  ['同意', true],
  ['一二三四五', true],
  ['一二三四五六', false],
  // Five characters, of two code units each.
  ['🏠🏠🏠🏠🏠', true],
  ['', false],
  [' \n', false],
  ['a\0b', false],
  ['a\uD800', false],
])('%j is written in five characters: %s', (text, is) => {
  expect(isWritten(text, 5)).toBe(is);
});

test('what is not written is refused by its name and bounds', () => {
  requireWritten(name, '同意', 5);
  expect(() => requireWritten(name, ' ', 5)).toThrow('「理由」须为 1—5 字,且不含无法保存的字符。');
});

test('a verb’s guard says the same, and lets pass what was not sent', async () => {
  const guard = written<never, string | null>(name, 5, { zh: '依据', en: 'Its source' }, (text) => text);
  const holds = (input: string | null) => guard.holds({} as never, { input } as never);
  expect([await holds('同意'), await holds(' '), await holds(null)]).toEqual([true, false, true]);
  expect([guard.code, guard.reason, guard.sentence({} as never, {} as never).en]).toEqual([
    'INVALID',
    'TEXT_LENGTH',
    'The reason must have 1 to 5 characters that can be stored.',
  ]);
});
