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
  openList,
  openObject,
  isNullAt,
  skipAny,
  skipBoolean,
  skipBytes,
  skipInteger,
  skipNumber,
  skipString,
} from './scan-json.js';

/** Different references in one answer after which no more equal ones are looked for. */
const mostMisses = 500;

const typenameOpening = new TextEncoder().encode('"__typename":');

/** A text that is being read, and how far. */
export class TextReader {
  readonly bytes: Uint8Array;
  /** The same bytes as Latin-1: one character each, so that slices are written out as they came. */
  readonly text: string;
  at = 0;
  #references: { readonly known: Map<AnswerPlace, Map<string, FoundObject>>; misses: number } | undefined;

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
    const { bytes } = this;
    const layout = place.only ?? place.layoutOf(typename ?? this.#typenameAhead());
    if (!layout) throw Unexpected.answer;
    this.take(openObject);
    const { fields } = layout;
    // Its length is known; an array that grows takes several times the room.
    const values = new Array<FoundValue>(fields.length);
    let index = 0;
    for (const field of fields) {
      if (index > 0) this.take(comma);
      const start = skipBytes(bytes, this.at, field.opening);
      if (start < 0) throw Unexpected.answer;
      this.at = start;
      if (field.isTypename) values[index] = this.#typename(layout);
      else values[index] = field.isText ? this.#asText(field.shape) : this.value(field.shape);
      index += 1;
    }
    this.take(closeObject);
    return new FoundObject(layout, values);
  }

  value(shape: ValueShape): FoundValue {
    if (this.takesNull()) return null;
    if (shape.kind === 'List') return this.#list(shape.item);
    if (shape.kind !== 'Object') return this.#leaf(shape);
    return shape.place.isReference ? this.#reference(shape.place) : this.object(shape.place);
  }

  // Equal texts are one object: its join, its representation and what is written of it are then made once.
  #reference(place: AnswerPlace): FoundObject {
    const { known, misses } = (this.#references ??= { known: new Map(), misses: 0 });
    const end = misses > mostMisses ? -1 : skipObject(this.bytes, this.text, this.at, place);
    if (end < 0) return this.object(place);
    const ofPlace = known.get(place) ?? new Map<string, FoundObject>();
    known.set(place, ofPlace);
    const text = this.text.slice(this.at, end);
    const same = ofPlace.get(text);
    if (same) {
      same.isShared = true;
      this.at = end;
      return same;
    }
    this.#references.misses = misses + 1;
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

  // The type is needed before its keys are read.
  #typenameAhead(): string {
    const start = skipBytes(this.bytes, this.at + 1, typenameOpening);
    const end = start < 0 ? -1 : skipString(this.bytes, start);
    if (end < 0) throw Unexpected.answer;
    return this.text.slice(start + 1, end - 1);
  }
}

/** The index behind a value that may be kept as it stands; −1 where it may not. */
function skipValue(bytes: Uint8Array, text: string, start: number, shape: ValueShape): number {
  if (bytes[start] === 0x6e) return !shape.isNonNull && isNullAt(bytes, start) ? start + 4 : -1;
  if (shape.kind === 'Object') return skipObject(bytes, text, start, shape.place);
  if (shape.kind !== 'List') return skipLeaf(bytes, text, start, shape);
  if (bytes[start] !== openList) return -1;
  let at = start + 1;
  if (bytes[at] === closeList) return at + 1;
  for (;;) {
    at = skipValue(bytes, text, at, shape.item);
    if (at < 0) return -1;
    const mark = bytes[at];
    at += 1;
    if (mark === closeList) return at;
    if (mark !== comma) return -1;
  }
}

function skipObject(bytes: Uint8Array, text: string, start: number, place: AnswerPlace): number {
  const layout = place.only ?? layoutAhead(bytes, text, start, place);
  if (!layout || bytes[start] !== openObject) return -1;
  let at = start + 1;
  const { fields } = layout;
  for (const field of fields) {
    if (at > start + 1) {
      if (bytes[at] !== comma) return -1;
      at += 1;
    }
    at = skipBytes(bytes, at, field.opening);
    if (at < 0) return -1;
    at = field.isTypename ? skipBytes(bytes, at, layout.typenameBytes) : skipValue(bytes, text, at, field.shape);
    if (at < 0) return -1;
  }
  return bytes[at] === closeObject ? at + 1 : -1;
}

function layoutAhead(bytes: Uint8Array, text: string, start: number, place: AnswerPlace): AnswerLayout | undefined {
  const name = skipBytes(bytes, start + 1, typenameOpening);
  const end = name < 0 ? -1 : skipString(bytes, name);
  return end < 0 ? undefined : place.layoutOf(text.slice(name + 1, end - 1));
}

/** The index behind a leaf that is of its type and reads the same once it is completed; −1 where it is not. */
function skipLeaf(bytes: Uint8Array, text: string, start: number, shape: ValueShape): number {
  switch (shape.kind) {
    case 'String':
    case 'ID':
      return skipString(bytes, start);
    case 'Int': {
      const end = skipInteger(bytes, start);
      // Nine characters always fit in 32 bits.
      return end - start <= 9 || isInt32(text.slice(start, end)) ? end : -1;
    }
    case 'Float':
      return skipNumber(bytes, start);
    case 'Boolean':
      return skipBoolean(bytes, start);
    case 'Enum': {
      const end = skipString(bytes, start);
      return end >= 0 && shape.names.has(text.slice(start + 1, end - 1)) ? end : -1;
    }
    default:
      return skipAny(bytes, text, start);
  }
}

function isInt32(digits: string): boolean {
  const number = Number(digits);
  return number >= -2_147_483_648 && number <= 2_147_483_647;
}
