import { expect, test } from '@jest/globals';
import pg from 'pg';
import { textLiteral } from '../../kit/data/text-literals.js';
import { Database } from '../../kit/data/database.js';
import { cloneDatabase } from '../support/database.js';
import { locationOf } from '../support/location.js';
import { randomFrom } from '../support/seeded-random.js';

/** What literals and JSON treat in ways of their own, and what they do not. */
const pieces = ["'", '\\', "''", '\\\\', "\\'", '"', '$1', '$&', '?', '\n', '\u0000', '\ud800', '县', '𠮷', 'a'];

/** Texts of up to twenty pieces. */
function* texts(count: number): Generator<string> {
  const random = randomFrom(23);
  for (let made = 0; made < count; made += 1) {
    const length = Math.floor(random() * 21);
    yield Array.from({ length }, () => pieces[Math.floor(random() * pieces.length)]).join('');
  }
}

test('a text is written as libpq writes it', () => {
  const different = [...texts(20_000)].filter((text) => textLiteral(text) !== pg.escapeLiteral(text));
  expect(different).toEqual([]);
});

test('and comes back from the database as it was', async () => {
  const clone = await cloneDatabase();
  const database = await Database.open(locationOf(clone));
  try {
    const storable = [...texts(300)].filter((text) => !text.includes('\u0000') && text.isWellFormed());
    for (const text of storable) {
      expect(await database.execute('select ?::text as text', [text])).toEqual([{ text }]);
    }
    expect(storable.length).toBeGreaterThan(50);
  } finally {
    await database.close();
    await clone.drop();
  }
});
