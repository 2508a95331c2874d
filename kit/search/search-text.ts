import { FullTextType } from '@mikro-orm/postgresql';
import { Fault } from '../module/fault.js';

/**
 * The type of an entity's property that holds what `searchText` made; its column is a `tsvector` with a GIN index. Give
 * the property `lazy: true`, because nobody reads it back.
 */
export class SearchVector extends FullTextType {
  constructor() {
    super('simple');
  }
}

/** Characters of a text that are searched; what stands behind them is not found. */
const mostCharacters = 20_000;
const mostOfTerm = 100;
const mostOfWord = 64;

/**
 * What a search finds of some texts: each Chinese character, each two neighbours, and words of other scripts whole,
 * written alike whatever their width and case. Store it in a property of type SearchVector.
 */
export function searchText(...texts: readonly (string | null | undefined)[]): string {
  const found = new Set<string>();
  for (const run of runsOf(texts.filter((text) => text != null).join('\n'), mostCharacters)) {
    if (!run.ideographic) found.add(run.characters.slice(0, mostOfWord).join(''));
    else for (const part of [...run.characters, ...pairsOf(run.characters)]) found.add(part);
  }
  return [...found].join(' ');
}

/**
 * The condition that a property of type SearchVector holds a term, answered by its index: every two neighbours of a
 * Chinese term, a single character, and whole words of other scripts. Faults INVALID: SEARCH_TERM_EMPTY for a term
 * without a character or digit, SEARCH_TERM_LONG beyond 100 characters.
 */
export function matches<Column extends string>(
  column: Column,
  term: string,
): Readonly<Record<Column, { readonly $fulltext: string }>> {
  if ([...term].length > mostOfTerm) throw termLong();
  const wanted = runsOf(term, mostOfTerm * 20).flatMap(({ ideographic, characters }) => {
    if (!ideographic) return [characters.slice(0, mostOfWord).join('')];
    return characters.length === 1 ? characters : pairsOf(characters);
  });
  if (wanted.length === 0) throw termEmpty(term);
  return { [column]: { $fulltext: [...new Set(wanted)].join(' ') } } as Record<Column, { $fulltext: string }>;
}

interface Run {
  /** Written without spaces between words, as Chinese is. */
  readonly ideographic: boolean;
  readonly characters: readonly string[];
}

const ideographs = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}`;
const runs = new RegExp(`([${ideographs}]+)|(?:(?![${ideographs}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');

function runsOf(text: string, most: number): Run[] {
  const written = [...text.toWellFormed().normalize('NFKC').toLowerCase()].slice(0, most).join('');
  return [...written.matchAll(runs)].map(([characters, unspaced]) => ({
    ideographic: unspaced !== undefined,
    characters: [...characters],
  }));
}

function pairsOf(characters: readonly string[]): string[] {
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

function termEmpty(term: string): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `检索词「${term}」中没有可检索的文字或数字。`,
      en: `The search term "${term}" holds no letter, character or digit.`,
    },
    { reason: 'SEARCH_TERM_EMPTY' },
  );
}

function termLong(): Fault {
  return new Fault(
    'INVALID',
    { zh: `检索词至多 ${mostOfTerm} 个字。`, en: `A search term has at most ${mostOfTerm} characters.` },
    { reason: 'SEARCH_TERM_LONG', details: { most: mostOfTerm } },
  );
}
