/*
 * Steps over values of an answer that may be kept as they stand: of their type, and reading the same once they are completed.
 * Assumes what the reader of texts assumes; −1 for any other value.
 */
import type { AnswerLayout, AnswerPlace, ValueShape } from './answer-places.js';
import { FixedText, skipText } from './four-bytes.js';
import {
  closeList,
  closeObject,
  comma,
  isNullAt,
  latin1Of,
  openList,
  openObject,
  skipAny,
  skipBoolean,
  skipInteger,
  skipNumber,
  skipString,
} from './scan-json.js';

/** With more types than these a table finds one sooner. */
const fewTypes = 8;

const typenameOpening = new FixedText('"__typename":');

/** The index behind a value that may be kept as it stands; −1 where it may not. */
export function skipValue(view: DataView, start: number, shape: ValueShape): number {
  if (view.getUint8(start) === 0x6e) return !shape.isNonNull && isNullAt(view, start) ? start + 4 : -1;
  if (shape.kind === 'Object') return skipObject(view, start, shape.place);
  if (shape.kind !== 'List') return skipLeaf(view, start, shape);
  if (view.getUint8(start) !== openList) return -1;
  let at = start + 1;
  if (view.getUint8(at) === closeList) return at + 1;
  for (;;) {
    at = skipValue(view, at, shape.item);
    if (at < 0) return -1;
    const mark = view.getUint8(at);
    at += 1;
    if (mark === closeList) return at;
    if (mark !== comma) return -1;
  }
}

/** The same for an object of a place. */
export function skipObject(view: DataView, start: number, place: AnswerPlace): number {
  const layout = layoutAhead(view, start, place);
  if (!layout || view.getUint8(start) !== openObject) return -1;
  let at = start + 1;
  const { fields } = layout;
  for (const field of fields) {
    if (at > start + 1) {
      if (view.getUint8(at) !== comma) return -1;
      at += 1;
    }
    at = skipText(view, at, field.opening);
    if (at < 0) return -1;
    at = field.isTypename ? skipText(view, at, layout.typenameBytes) : skipValue(view, at, field.shape);
    if (at < 0) return -1;
  }
  return view.getUint8(at) === closeObject ? at + 1 : -1;
}

/** The layout of the object that stands here: its type is needed before its keys are read. Undefined for no such object. */
export function layoutAhead(view: DataView, start: number, place: AnswerPlace): AnswerLayout | undefined {
  if (place.only) return place.only;
  const name = skipText(view, start + 1, typenameOpening);
  if (name < 0) return undefined;
  if (place.known.length <= fewTypes)
    for (const layout of place.known) if (skipText(view, name, layout.typenameBytes) >= 0) return layout;
  const end = skipString(view, name);
  return end < 0 ? undefined : place.layoutOf(latin1Of(view, name + 1, end - 1));
}

/** The index behind a leaf that is of its type and reads the same once it is completed; −1 where it is not. */
export function skipLeaf(view: DataView, start: number, shape: ValueShape): number {
  switch (shape.kind) {
    case 'String':
    case 'ID':
      return skipString(view, start);
    case 'Int': {
      const end = skipInteger(view, start);
      // Nine characters always fit in 32 bits.
      return end - start <= 9 || isInt32(latin1Of(view, start, end)) ? end : -1;
    }
    case 'Float':
      return skipNumber(view, start);
    case 'Boolean':
      return skipBoolean(view, start);
    case 'Enum': {
      for (const name of shape.few) {
        const behind = skipText(view, start, name);
        if (behind >= 0) return behind;
      }
      if (shape.few.length > 0) return -1;
      const end = skipString(view, start);
      return end >= 0 && shape.names.has(latin1Of(view, start + 1, end - 1)) ? end : -1;
    }
    default:
      return skipAny(view, start);
  }
}

function isInt32(digits: string): boolean {
  const number = Number(digits);
  return number >= -2_147_483_648 && number <= 2_147_483_647;
}
