import { expect, test } from '@jest/globals';
import { Sheet } from '../../../gateway/execution/compiled/sheet.js';

/** What a sheet writes as a JSON string of the text, read as UTF-8. */
function written(text: string): string {
  const sheet = new Sheet(1);
  sheet.quoted(text);
  const json = sheet.bytes.toString('utf8', 0, sheet.length);
  sheet.giveBack();
  return json;
}

test('a text is written as JSON writes it, in the UTF-8 of its characters', () => {
  expect(written('')).toBe('""');
  expect(written('Lorem ipsum')).toBe('"Lorem ipsum"');
  expect(written('长江路12号')).toBe('"长江路12号"');
  expect(written('a "b" \\ \n')).toBe('"a \\"b\\" \\\\ \\n"');
  expect(written('abcd\ud83d\ude00e')).toBe('"abcd\ud83d\ude00e"');
  const long = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit. '.repeat(4);
  expect(written(long)).toBe(`"${long}"`);
  expect(written(`${long}长江路 \ud83d\ude00`)).toBe(`"${long}长江路 \ud83d\ude00"`);
  expect(written('half \ud83d')).toBe('"half \\ud83d"');
});

test.each([
  ...[
    '"',
    '\\',
    '\u0000',
    '\u001f',
    ' ',
    '!',
    '#',
    '[',
    ']',
    '\u007f',
    '\u0080',
    '\u07ff',
    '\u0800',
    '\ud7ff',
    '\ue000',
    '\uffff',
  ],
  ...['\ud800\udc00', '\udbff\udfff', '\ud800', '\udfff', '\udc00\ud800'],
])('%j is written like JSON.stringify at each place of a text, alone and twice', (odd) => {
  for (const filling of ['a', '\u0001', '路', '"', '\ud83d\ude00'])
    for (let before = 0; before < 9; before += 1)
      for (let behind = 0; behind < 120; behind += 13) {
        const text = `${'a'.repeat(before)}${odd}${filling}${odd}${'a'.repeat(behind)}`;
        expect(written(text)).toBe(JSON.stringify(text));
      }
});
