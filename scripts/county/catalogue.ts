import type { PowerItem } from './power-items.js';
import { Chance } from './random.js';
import { sheetFile, type SheetFile } from './sheet-file.js';

/** The code of the province's list of powers of economically developed towns: 409 items, the base of the towns' list. */
export const townBase = 'JS-DEVELOPED-TOWNS';

/** The article's number of items in it. */
const baseCount = 409;

/** How many items the county asks for in its list of demands; the article gives no number. */
const demandCount = 24;

/** The items of the towns' list that rest on the province's list, in the order of their codes. */
export function baseItems(items: readonly PowerItem[], removed: ReadonlySet<string>): PowerItem[] {
  const kept = items.filter(({ list, code }) => list === 'TOWN' && !removed.has(code));
  const chosen = new Set(new Chance('catalogue of the province').shuffle(kept).slice(0, baseCount));
  return kept.filter((item) => chosen.has(item));
}

/** The codes of the list of demands: some of what the province gives to developed towns. */
export function demandedItems(base: readonly PowerItem[]): string[] {
  const chosen = new Set(new Chance('demands').shuffle(base).slice(0, demandCount));
  return base.filter((item) => chosen.has(item)).map(({ code }) => code);
}

/** The sheet catalogue-items.csv: the province says of each item what the county says (四级四同). */
export function catalogueSheet(base: readonly PowerItem[], province: string): SheetFile {
  return sheetFile(
    'catalogue-items.csv',
    '目录编码,层级,施行区划,事项编码,名称,类别,法律依据',
    base.map(({ code, name, category, legalBasis }) => [
      townBase,
      'PROVINCE',
      province,
      code,
      name,
      category,
      legalBasis,
      'ours',
    ]),
  );
}
