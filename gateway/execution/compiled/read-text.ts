/*
 * Reads a subgraph's answer from its bytes: values are checked against the schema and kept as the very text that the subgraph
 * wrote. Assumes JSON without whitespace with the keys in the order of the selection; throws Unexpected for anything else,
 * and then the answer is parsed and read as objects.
 */
import { type AnswerLayout, type AnswerPlace, FoundObject, type FoundValue, type ValueShape } from './answer-places.js';
import { Unexpected } from './not-compilable.js';
import {
  closeList,
  closeObject,
  comma,
  isNullAt,
  openList,
  openObject,
  skipBytes,
  skipInteger,
  skipString,
} from './scan-json.js';
import { layoutAhead, skipLeaf, skipObject, skipValue } from './skip-values.js';
import { readingOrder, type Stretch } from './stretches.js';

/** A text that is being read, and how far. */
export class TextReader {
  readonly bytes: Uint8Array;
  /** The same bytes as Latin-1: one character each, so that slices are written out as they came. */
  readonly text: string;
  at = 0;
  readonly #references = new Map<AnswerPlace, Map<string, FoundObject>>();

  constructor(bytes: Uint8Array, text: string) {
    this.bytes = bytes;
    this.text = text;
  }

  /** Steps over a punctuation mark. */
  take(byte: number): void {
    if (this.bytes[this.at] !== byte) throw Unexpected.answer;
    this.at += 1;
  }

  /** Steps over one where it stands. */
  takes(byte: number): boolean {
    if (this.bytes[this.at] !== byte) return false;
    this.at += 1;
    return true;
  }

  /** Steps over `null` where it stands. */
  takesNull(): boolean {
    if (!isNullAt(this.bytes, this.at)) return false;
    this.at += 4;
    return true;
  }

  /** An object of a place; `typename` where something else than the answer tells its type. */
  object(place: AnswerPlace, typename?: string): FoundObject {
    const layout =
      typename === undefined ? layoutAhead(this.bytes, this.text, this.at, place) : place.layoutOf(typename);
    if (!layout) throw Unexpected.answer;
    this.take(openObject);
    const { fields, stretches } = layout;
    // Its length is known; an array that grows takes several times the room.
    const values = new Array<FoundValue>(fields.length + stretches.length);
    for (const stretch of (layout.order ??= readingOrder(layout))) {
      if (stretch.from > 0) this.take(comma);
      if (stretch.index < 0 || !this.#stretch(stretch, layout, values)) this.#fields(stretch, layout, values);
    }
    this.take(closeObject);
    return new FoundObject(layout, values);
  }

  #fields({ from, to }: Stretch, layout: AnswerLayout, values: FoundValue[]): void {
    for (let index = from; index <= to; index += 1) {
      const field = layout.fields[index];
      if (!field) return;
      if (index > from) this.take(comma);
      const start = skipBytes(this.bytes, this.at, field.opening);
      if (start < 0) throw Unexpected.answer;
      this.at = start;
      if (field.isTypename) values[index] = this.#typename(layout);
      else values[index] = field.isText ? this.#asText(field.shape) : this.value(field.shape);
    }
  }

  // False for one that has to be read field by field.
  #stretch({ from, to, index: own }: Stretch, layout: AnswerLayout, values: FoundValue[]): boolean {
    const { bytes, text } = this;
    const { fields, typenameBytes } = layout;
    let at = this.at;
    for (let index = from; index <= to; index += 1) {
      const field = fields[index];
      if (!field) return false;
      if (index > from && bytes[at++] !== comma) return false;
      const start = skipBytes(bytes, at, field.opening);
      if (start < 0) return false;
      at = field.isTypename ? skipBytes(bytes, start, typenameBytes) : skipValue(bytes, text, start, field.shape);
      if (at < 0) return false;
      if (field.isAlone) values[index] = text.slice(start, at);
    }
    values[own] = this.#upTo(at);
    return true;
  }

  value(shape: ValueShape): FoundValue {
    if (this.takesNull()) return null;
    if (shape.kind === 'List') return this.#list(shape.item);
    if (shape.kind !== 'Object') return this.#leaf(shape);
    return shape.place.isReference ? this.#reference(shape.place) : this.object(shape.place);
  }

  // Equal texts are one object: its join, its representation and what is written of it are then made once.
  #reference(place: AnswerPlace): FoundObject {
    const end = place.repetition.isWorthLooking() ? skipObject(this.bytes, this.text, this.at, place) : -1;
    if (end < 0) return this.object(place);
    const ofPlace = this.#references.get(place) ?? new Map<string, FoundObject>();
    if (ofPlace.size === 0) this.#references.set(place, ofPlace);
    const text = this.text.slice(this.at, end);
    const same = ofPlace.get(text);
    place.repetition.saw(same !== undefined);
    if (same) {
      same.isShared = true;
      this.at = end;
      return same;
    }
    const found = this.object(place);
    ofPlace.set(text, found);
    return found;
  }

  // What cannot stay as it is, a null that must not be there, is read on.
  #asText(shape: ValueShape): FoundValue {
    const end = skipValue(this.bytes, this.text, this.at, shape);
    if (end < 0) return this.value(shape);
    return this.#upTo(end);
  }

  #list(item: ValueShape): FoundValue[] {
    this.take(openList);
    const items: FoundValue[] = [];
    if (this.takes(closeList)) return items;
    do items.push(this.value(item));
    while (this.takes(comma));
    this.take(closeList);
    return items;
  }

  #leaf(shape: ValueShape): string {
    const end = skipLeaf(this.bytes, this.text, this.at, shape);
    if (end >= 0) return this.#upTo(end);
    if (shape.kind !== 'ID') throw Unexpected.answer;
    const behind = skipInteger(this.bytes, this.at);
    if (behind < 0) throw Unexpected.answer;
    const number = this.#upTo(behind);
    if (number === '-0') throw Unexpected.answer;
    return `"${number}"`;
  }

  #upTo(end: number): string {
    const text = this.text.slice(this.at, end);
    this.at = end;
    return text;
  }

  #typename({ typename, typenameText, typenameBytes }: AnswerLayout): string {
    if (typename !== '') {
      this.at = skipBytes(this.bytes, this.at, typenameBytes);
      if (this.at < 0) throw Unexpected.answer;
      return typenameText;
    }
    const end = skipString(this.bytes, this.at);
    if (end < 0) throw Unexpected.answer;
    return this.#upTo(end);
  }
}
