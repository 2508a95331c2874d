/*
 * Steps over values of an answer that may be kept as they stand: of their type, and reading the same once they are completed.
 * Assumes what the reader of texts assumes; −1 for any other value.
 */
import type { AnswerLayout, AnswerPlace, ValueShape } from './answer-places.js';
import {
  closeList,
  closeObject,
  comma,
  isNullAt,
  openList,
  openObject,
  skipAny,
  skipBoolean,
  skipBytes,
  skipInteger,
  skipNumber,
  skipString,
} from './scan-json.js';

/** With more types than these a table finds one sooner. */
const fewTypes = 8;

const typenameOpening = new TextEncoder().encode('"__typename":');

/** The index behind a value that may be kept as it stands; −1 where it may not. */
export function skipValue(bytes: Buffer, start: number, shape: ValueShape): number {
  if (bytes[start] === 0x6e) return !shape.isNonNull && isNullAt(bytes, start) ? start + 4 : -1;
  if (shape.kind === 'Object') return skipObject(bytes, start, shape.place);
  if (shape.kind !== 'List') return skipLeaf(bytes, start, shape);
  if (bytes[start] !== openList) return -1;
  let at = start + 1;
  if (bytes[at] === closeList) return at + 1;
  for (;;) {
    at = skipValue(bytes, at, shape.item);
    if (at < 0) return -1;
    const mark = bytes[at];
    at += 1;
    if (mark === closeList) return at;
    if (mark !== comma) return -1;
  }
}

/** The same for an object of a place. */
export function skipObject(bytes: Buffer, start: number, place: AnswerPlace): number {
  const layout = layoutAhead(bytes, start, place);
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
    at = field.isTypename ? skipBytes(bytes, at, layout.typenameBytes) : skipValue(bytes, at, field.shape);
    if (at < 0) return -1;
  }
  return bytes[at] === closeObject ? at + 1 : -1;
}

/** The layout of the object that stands here: its type is needed before its keys are read. Undefined for no such object. */
export function layoutAhead(bytes: Buffer, start: number, place: AnswerPlace): AnswerLayout | undefined {
  if (place.only) return place.only;
  const name = skipBytes(bytes, start + 1, typenameOpening);
  if (name < 0) return undefined;
  if (place.known.length <= fewTypes)
    for (const layout of place.known) if (skipBytes(bytes, name, layout.typenameBytes) >= 0) return layout;
  const end = skipString(bytes, name);
  return end < 0 ? undefined : place.layoutOf(bytes.toString('latin1', name + 1, end - 1));
}

/** The index behind a leaf that is of its type and reads the same once it is completed; −1 where it is not. */
export function skipLeaf(bytes: Buffer, start: number, shape: ValueShape): number {
  switch (shape.kind) {
    case 'String':
    case 'ID':
      return skipString(bytes, start);
    case 'Int': {
      const end = skipInteger(bytes, start);
      // Nine characters always fit in 32 bits.
      return end - start <= 9 || isInt32(bytes.toString('latin1', start, end)) ? end : -1;
    }
    case 'Float':
      return skipNumber(bytes, start);
    case 'Boolean':
      return skipBoolean(bytes, start);
    case 'Enum': {
      for (const name of shape.few) {
        const behind = skipBytes(bytes, start, name);
        if (behind >= 0) return behind;
      }
      if (shape.few.length > 0) return -1;
      const end = skipString(bytes, start);
      return end >= 0 && shape.names.has(bytes.toString('latin1', start + 1, end - 1)) ? end : -1;
    }
    default:
      return skipAny(bytes, start);
  }
}

function isInt32(digits: string): boolean {
  const number = Number(digits);
  return number >= -2_147_483_648 && number <= 2_147_483_647;
}
