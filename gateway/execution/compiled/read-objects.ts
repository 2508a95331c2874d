/*
 * Reads an answer that is objects already: a local module's that is no objects of ours, or a remote one's whose text was not as
 * expected. Leaves become JSON here, once, however many places they are written to. Throws Unexpected for a value that is
 * not of its type.
 */
import { jsonText } from '../../sources/json-text.js';
import { completeLeaf } from '../complete-leaf.js';
import { isResponseObject } from '../response-tree.js';
import type { AnswerPlace, ValueShape } from './answer-places.js';
import { type Findings, kinds } from './findings.js';
import { Unexpected } from './not-compilable.js';

/** Reads one answer. */
export class ObjectReader {
  readonly #findings: Findings;
  // The value that was read last, as findings keep it.
  #first = 0;
  #second = 0;

  constructor(findings: Findings) {
    this.#findings = findings;
    findings.beginReading();
  }

  /** Reads an object of a place; `typename` where something else than the answer tells its type. */
  object(place: AnswerPlace, source: Readonly<Record<string, unknown>>, typename?: string): number {
    const named = typename ?? source['__typename'];
    const layout = place.only ?? (typeof named === 'string' ? place.layoutOf(named) : undefined);
    if (!layout) throw Unexpected.answer;
    const object = this.#findings.open(layout);
    let at = object + place.valuesAt;
    for (const field of layout.fields) {
      const value = Object.hasOwn(source, field.key) ? source[field.key] : undefined;
      if (!field.isTypename) this.#value(field.shape, value);
      else if (layout.typename !== '' && value !== layout.typename) throw Unexpected.answer;
      else this.#write(value);
      const { words } = this.#findings;
      words[at] = this.#first;
      words[at + 1] = this.#second;
      at += 2;
    }
    return object;
  }

  #value(shape: ValueShape, value: unknown): void {
    if (value === null) this.#first = kinds.null;
    else if (value === undefined) this.#first = kinds.missing;
    else if (shape.kind === 'List') {
      if (!Array.isArray(value)) throw Unexpected.answer;
      this.#second = this.#list(shape.item, value);
      this.#first = kinds.list;
    } else if (shape.kind === 'Object') {
      if (!isResponseObject(value)) throw Unexpected.answer;
      this.#second = this.object(shape.place, value);
      this.#first = kinds.object;
    } else if (shape.type === undefined) this.#write(value);
    else {
      const leaf = completeLeaf(shape.type, value);
      if (!leaf) throw Unexpected.answer;
      this.#write(leaf.value);
    }
  }

  #list(item: ValueShape, values: readonly unknown[]): number {
    const begun = this.#findings.openList();
    for (const value of values) {
      this.#value(item, value);
      this.#findings.addToList(this.#first, this.#second);
    }
    return this.#findings.closeList(begun);
  }

  #write(value: unknown): void {
    const { sheet } = this.#findings;
    this.#first = sheet.length;
    if (value !== undefined) sheet.utf8(jsonText(value));
    else this.#first = kinds.missing;
    this.#second = sheet.length;
  }
}
