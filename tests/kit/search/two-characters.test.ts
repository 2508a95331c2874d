import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Database } from '../../../kit/data/database.js';
import { Session } from '../../../kit/data/session.js';
import { everyone } from '../../../kit/data/visibility.js';
import { anonymous } from '../../../kit/identity/caller.js';
import { matches, SearchVector, searchText } from '../../../kit/search/search-text.js';
import { cloneDatabase, type ClonedDatabase } from '../../support/database.js';
import { locationOf } from '../../support/location.js';

/** A report as a module would keep it. */
@Entity({ schema: 'searching', tableName: 'reports' })
class Report {
  @PrimaryKey({ type: 'integer' })
  id!: number;

  @Property({ type: 'text' })
  text!: string;

  @Property({ type: SearchVector, lazy: true })
  search!: string;
}

let clone: ClonedDatabase;
let database: Database;

// Of two hundred characters, none of which is 澄 or 江, so that what is sought is rare.
const characters = Array.from({ length: 200 }, (_, index) => String.fromCodePoint(0x4e10 + index));

/** A text of twelve characters that depends on its number alone. */
function filler(number: number): string {
  return Array.from({ length: 12 }, (_, index) => characters[(number * 7 + index * index * 31) % 200]).join('');
}

beforeAll(async () => {
  clone = await cloneDatabase();
  database = await Database.open(locationOf(clone));
  database.discover([{ entity: Report, visibility: everyone, keys: ['id'] }]);
  await database.administer(async (execute) => {
    await execute('create schema searching');
    await execute(
      'create table searching.reports (id integer primary key, text text not null, search tsvector not null)',
    );
    await execute('create index reports_search on searching.reports using gin (search)');
    for (let first = 0; first < 20_000; first += 2_000) {
      const texts = Array.from({ length: 2_000 }, (_, index) => filler(first + index));
      await execute(
        `insert into searching.reports select ? + number, text, to_tsvector('simple', search)
           from unnest(string_to_array(?, '|'), string_to_array(?, '|')) with ordinality as t (text, search, number)`,
        [first, texts.join('|'), texts.map((text) => searchText(text)).join('|')],
      );
    }
  });
  await new Session(database, anonymous).write(async ({ manager }) => {
    reported.forEach((text, index) => {
      manager.persist(Object.assign(new Report(), { id: 30_001 + index, text, search: searchText(text) }));
    });
  });
  await database.administer((execute) => execute('analyze searching.reports'));
});

afterAll(async () => {
  await database.close();
  await clone.drop();
});

const reported = [
  '江阴市澄江街道占道经营',
  '澄江中学门前',
  '江边澄清',
  'Ｂ超室噪声12号楼,编号 WG-2026-0042',
  '𠮷野路口𠮷',
];

async function found(term: string): Promise<string[]> {
  const rows = await database.reader(anonymous).find(Report, matches('search', term), { orderBy: { id: 'asc' } });
  return rows.map(({ text }) => text);
}

test('A term of two Chinese characters is answered by the index, among twenty thousand rows.', async () => {
  const { $fulltext } = matches('search', '澄江').search;
  const plan = await database.administer((execute) =>
    execute(`explain select id from searching.reports where search @@ plainto_tsquery('simple', ?)`, [$fulltext]),
  );
  const lines = plan.map((row) => String(row['QUERY PLAN'])).join('\n');
  expect(lines).toContain('Bitmap Index Scan on reports_search');
  expect(lines).not.toContain('Seq Scan');
  expect(await found('澄江')).toEqual(['江阴市澄江街道占道经营', '澄江中学门前']);
});

describe('A term finds', () => {
  test.each([
    ['a single character', '澄', ['江阴市澄江街道占道经营', '澄江中学门前', '江边澄清']],
    ['four characters that stand together', '占道经营', ['江阴市澄江街道占道经营']],
    ['two words, wherever each stands', '经营 江阴', ['江阴市澄江街道占道经营']],
    ['letters and digits of any width and case', 'b超 １２', ['Ｂ超室噪声12号楼,编号 WG-2026-0042']],
    ['the parts of a number', 'wg-2026-0042', ['Ｂ超室噪声12号楼,编号 WG-2026-0042']],
    ['a character beyond the basic plane', '𠮷野', ['𠮷野路口𠮷']],
    ['nothing where the characters do not meet', '江澄', []],
    ['nothing by a part of a word', '202', []],
    ['what stands between operators and quotes', `'澄江' & !(| <-> :* "`, ['江阴市澄江街道占道经营', '澄江中学门前']],
    ['nothing by a NUL between characters', '澄\0江经', []],
  ])('%s.', async (_what, term, texts) => {
    expect(await found(term)).toEqual(texts);
  });
});

describe('A term is refused', () => {
  test.each([
    ['that is empty', '', '检索词「」中没有可检索的文字或数字。', 'SEARCH_TERM_EMPTY'],
    ['of spaces and operators', ' & | ! ', '检索词「 & | ! 」中没有可检索的文字或数字。', 'SEARCH_TERM_EMPTY'],
    ['of 101 characters', '江'.repeat(101), '检索词至多 100 个字。', 'SEARCH_TERM_LONG'],
  ])('%s.', (_what, term, message, reason) => {
    expect(() => matches('search', term)).toThrow(
      expect.objectContaining({ message, code: 'INVALID', extensions: expect.objectContaining({ reason }) }),
    );
  });
});

test('What is searched of a text is its characters, its neighbours and its words.', () => {
  expect(searchText('澄江Ａ1', null, '江,x')).toBe('澄 江 澄江 a1 x');
});

test('A text of a million characters is searched in its first twenty thousand.', async () => {
  const text = `${'字'.repeat(19_998)}头尾${'x'.repeat(1_000_000)}`;
  expect(searchText(text)).toBe('字 头 尾 字字 字头 头尾');
});
