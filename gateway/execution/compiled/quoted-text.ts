/*
 * Writes a text as a JSON string in UTF-8: four characters at a time as long as they are ASCII, then one by one. Assumes that texts
 * rarely hold what JSON escapes; one that does is left to `JSON.stringify`. A long one that begins in ASCII likely goes on so: a call of
 * the language's own writes it, and its bytes are looked through. Not by `Buffer.write`, with which this Node ended now and then.
 */
import { endOfPlain } from './four-bytes.js';

/** From so many characters on a call of the language's own is sooner done than a loop. */
const long = 96;

const encoder = new TextEncoder();

const quote = 0x22;
const backslash = 0x5c;

/** Bytes and a view of them. */
export interface Written {
  readonly bytes: Buffer;
  readonly view: DataView;
}

/** Writes it from `start` on, at most three bytes a character and two more; the index behind it, −1 where JSON escapes one. */
export function writeQuoted(text: string, to: Written, start: number): number {
  to.bytes[start] = quote;
  if (text.length >= long && text.charCodeAt(0) < 0x80) return writeLong(text, to, start + 1);
  const ascii = plainWords(text, to.view, start + 1);
  const end = ascii < 0 ? -1 : writeUnits(text, ascii, to.bytes, start + 1 + ascii, true);
  if (end >= 0) to.bytes[end] = quote;
  return end < 0 ? -1 : end + 1;
}

/** Writes it from `start` on, where its quote stands before; the index behind its second quote, −1 where JSON escapes a character. */
function writeLong(text: string, { bytes, view }: Written, start: number): number {
  // Surrogates alone have no UTF-8.
  if (!text.isWellFormed()) return -1;
  const end = start + encoder.encodeInto(text, bytes.subarray(start, start + 3 * text.length)).written;
  bytes[end] = quote;
  return endOfPlain(view, start) === end ? end + 1 : -1;
}

/** Writes characters four at a time as long as all are ASCII; how many, −1 where JSON escapes one. */
function plainWords(text: string, view: DataView, start: number): number {
  const last = text.length - 4;
  let index = 0;
  for (; index <= last; index += 4) {
    const first = text.charCodeAt(index);
    const second = text.charCodeAt(index + 1);
    const third = text.charCodeAt(index + 2);
    const fourth = text.charCodeAt(index + 3);
    if ((first | second | third | fourth) > 0x7f) return index;
    const word = first | (second << 8) | (third << 16) | (fourth << 24);
    const quotes = word ^ 0x22222222;
    const backslashes = word ^ 0x5c5c5c5c;
    // All bytes are below 128: where one is sought, it borrows and its highest bit is set; others' only behind such a one.
    if ((((quotes - 0x01010101) | (backslashes - 0x01010101) | (word - 0x20202020)) & 0x80808080) !== 0) return -1;
    view.setInt32(start + index, word, true);
  }
  return index;
}

/** Writes a text as it is, with at most three bytes a character; the index behind it. Its surrogates stand in pairs. */
export function writeText(text: string, { bytes }: Written, start: number): number {
  return writeUnits(text, 0, bytes, start, false);
}

/** Writes a text from an index on; the place behind it, −1 for a surrogate alone, and if it is to be plain for what JSON escapes. */
function writeUnits(text: string, from: number, bytes: Buffer, start: number, plain: boolean): number {
  let at = start;
  for (let index = from; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      if (plain && (unit < 0x20 || unit === quote || unit === backslash)) return -1;
      bytes[at++] = unit;
    } else if (unit < 0x800) {
      bytes[at++] = 0xc0 | (unit >> 6);
      bytes[at++] = 0x80 | (unit & 0x3f);
    } else if ((unit & 0xf800) !== 0xd800) {
      bytes[at++] = 0xe0 | (unit >> 12);
      bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
      bytes[at++] = 0x80 | (unit & 0x3f);
    } else {
      const point = text.codePointAt(index) as number;
      if (point < 0x10000) return -1;
      bytes[at++] = 0xf0 | (point >> 18);
      bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
      bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[at++] = 0x80 | (point & 0x3f);
      index += 1;
    }
  }
  return at;
}
