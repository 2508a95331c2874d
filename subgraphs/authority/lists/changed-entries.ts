import type { Context } from '../../../kit/module/context.js';
import type { PowerListEntry } from '../power-list-entry.js';
import { EntryText } from './entry-text.js';

/** The entries of the later list that the earlier one has too, and says something else of. */
export async function changedEntries(
  { session }: Context,
  earlier: readonly PowerListEntry[],
  later: readonly PowerListEntry[],
): Promise<PowerListEntry[]> {
  const editions = [...new Set([...earlier, ...later].map(({ edition }) => edition))];
  const texts = await Promise.all(editions.map((edition) => session.many(EntryText, 'edition', edition, ['code'])));
  const textOf = new Map(texts.flat().map((text) => [`${text.edition} ${text.code}`, text]));
  const said = (entry: PowerListEntry): string => {
    const text = textOf.get(`${entry.edition} ${entry.code}`);
    return JSON.stringify([
      entry.note,
      entry.exceptTowns,
      text && [text.countyDuty, text.townDuty, text.coordination, text.procedure],
    ]);
  };
  const before = new Map(earlier.map((entry) => [entry.code, said(entry)]));
  return later.filter((entry) => before.has(entry.code) && before.get(entry.code) !== said(entry));
}
