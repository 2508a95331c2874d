/*
 * Reads a subgraph's answer from its bytes: values are checked against the schema and kept where the subgraph wrote them.
 * Assumes JSON without whitespace with the keys in the order of the selection; throws Unexpected for anything else,
 * and then the answer is parsed and read as objects.
 */
import type { AnswerLayout, AnswerPlace, ValueShape } from './answer-places.js';
import { type Findings, kinds } from './findings.js';
import { skipText } from './four-bytes.js';
import { KeyTable } from './key-table.js';
import { Unexpected } from './not-compilable.js';
import {
  closeList,
  closeObject,
  comma,
  isNullAt,
  latin1Of,
  openList,
  openObject,
  skipInteger,
  skipString,
} from './scan-json.js';
import { layoutAhead, skipLeaf, skipObject, skipValue } from './skip-values.js';
import { readingOrder, type Stretch } from './stretches.js';

/** Tables that wait for places where equal references are looked for. */
const spareTables: KeyTable[] = [];

/** Bytes that are being read, and how far. */
export class TextReader {
  readonly findings: Findings;
  view: DataView;
  at: number;
  #references: Map<AnswerPlace, KeyTable> | undefined;
  // The value that was read last, as findings keep it.
  #first = 0;
  #second = 0;

  /** Reads what stands in the findings' sheet from `start` on, with a zero behind it. */
  constructor(findings: Findings, start: number) {
    this.findings = findings;
    this.view = findings.sheet.view;
    this.at = start;
    findings.beginReading();
  }

  /** Lets go of what only reading needs. */
  end(): void {
    if (this.#references === undefined) return;
    for (const table of this.#references.values()) {
      table.clear();
      spareTables.push(table);
    }
  }

  /** Steps over a punctuation mark. */
  take(byte: number): void {
    if (this.view.getUint8(this.at) !== byte) throw Unexpected.answer;
    this.at += 1;
  }

  /** Steps over one where it stands. */
  takes(byte: number): boolean {
    if (this.view.getUint8(this.at) !== byte) return false;
    this.at += 1;
    return true;
  }

  /** Steps over `null` where it stands. */
  takesNull(): boolean {
    if (!isNullAt(this.view, this.at)) return false;
    this.at += 4;
    return true;
  }

  /** An object of a place; `typename` where something else than the answer tells its type. */
  object(place: AnswerPlace, typename?: string): number {
    const layout = typename === undefined ? layoutAhead(this.view, this.at, place) : place.layoutOf(typename);
    if (!layout) throw Unexpected.answer;
    this.take(openObject);
    const object = this.findings.open(layout);
    const values = object + place.valuesAt;
    for (const stretch of (layout.order ??= readingOrder(layout))) {
      if (stretch.from > 0) this.take(comma);
      if (stretch.index < 0 || !this.#stretch(stretch, layout, values)) this.#fields(stretch, layout, values);
    }
    this.take(closeObject);
    return object;
  }

  #fields({ from, to }: Stretch, layout: AnswerLayout, values: number): void {
    for (let index = from; index <= to; index += 1) {
      const field = layout.fields[index];
      if (!field) return;
      if (index > from) this.take(comma);
      const start = skipText(this.view, this.at, field.opening);
      if (start < 0) throw Unexpected.answer;
      this.at = start;
      if (field.isTypename) this.#typename(layout);
      else if (field.isText) this.#asText(field.shape);
      else this.#value(field.shape);
      const { words } = this.findings;
      words[values + 2 * index] = this.#first;
      words[values + 2 * index + 1] = this.#second;
    }
  }

  // False for one that has to be read field by field.
  #stretch({ from, to, index: own }: Stretch, layout: AnswerLayout, values: number): boolean {
    const { view } = this;
    const { words } = this.findings;
    const { fields, typenameBytes } = layout;
    let at = this.at;
    for (let index = from; index <= to; index += 1) {
      const field = fields[index];
      if (!field) return false;
      if (index > from && view.getUint8(at++) !== comma) return false;
      const start = skipText(view, at, field.opening);
      if (start < 0) return false;
      at = field.isTypename ? skipText(view, start, typenameBytes) : skipValue(view, start, field.shape);
      if (at < 0) return false;
      if (!field.isAlone) continue;
      words[values + 2 * index] = start;
      words[values + 2 * index + 1] = at;
    }
    words[values + 2 * own] = this.at;
    words[values + 2 * own + 1] = at;
    this.at = at;
    return true;
  }

  #value(shape: ValueShape): void {
    if (this.takesNull()) this.#first = kinds.null;
    else if (shape.kind === 'List') {
      this.#second = this.#list(shape.item);
      this.#first = kinds.list;
    } else if (shape.kind === 'Object') {
      this.#second = shape.place.isReference ? this.#reference(shape.place) : this.object(shape.place);
      this.#first = kinds.object;
    } else this.#leaf(shape);
  }

  // Equal texts are one object: its join, its representation and what is written of it are then made once.
  #reference(place: AnswerPlace): number {
    const start = this.at;
    const end = place.repetition.isWorthLooking() ? skipObject(this.view, start, place) : -1;
    if (end < 0) return this.object(place);
    const known = this.#tableOf(place);
    const same = known.find(this.view, start, end);
    place.repetition.saw(same !== 0);
    if (same !== 0) {
      this.findings.share(same);
      this.at = end;
      return same;
    }
    const found = this.object(place);
    known.add(this.view, found);
    return found;
  }

  #tableOf(place: AnswerPlace): KeyTable {
    const references = (this.#references ??= new Map<AnswerPlace, KeyTable>());
    const known = references.get(place);
    if (known) return known;
    const table = spareTables.pop() ?? new KeyTable();
    references.set(place, table);
    return table;
  }

  // What cannot stay as it is, a null that must not be there, is read on.
  #asText(shape: ValueShape): void {
    const end = skipValue(this.view, this.at, shape);
    if (end < 0) this.#value(shape);
    else this.#upTo(end);
  }

  #list(item: ValueShape): number {
    const { findings } = this;
    this.take(openList);
    const begun = findings.openList();
    if (this.takes(closeList)) return findings.closeList(begun);
    do {
      this.#value(item);
      findings.addToList(this.#first, this.#second);
    } while (this.takes(comma));
    this.take(closeList);
    return findings.closeList(begun);
  }

  #leaf(shape: ValueShape): void {
    const end = skipLeaf(this.view, this.at, shape);
    if (end >= 0) return this.#upTo(end);
    if (shape.kind !== 'ID') throw Unexpected.answer;
    const start = this.at;
    const behind = skipInteger(this.view, start);
    if (behind < 0) throw Unexpected.answer;
    const number = latin1Of(this.view, start, behind);
    if (number === '-0') throw Unexpected.answer;
    const { sheet } = this.findings;
    this.#first = sheet.length;
    sheet.quoted(number);
    this.#second = sheet.length;
    this.view = sheet.view;
    this.at = behind;
  }

  #upTo(end: number): void {
    this.#first = this.at;
    this.#second = end;
    this.at = end;
  }

  #typename({ typename, typenameBytes }: AnswerLayout): void {
    const end = typename === '' ? skipString(this.view, this.at) : skipText(this.view, this.at, typenameBytes);
    if (end < 0) throw Unexpected.answer;
    this.#upTo(end);
  }
}
