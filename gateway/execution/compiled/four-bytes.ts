/*
 * Bytes are compared, hashed and copied four at a time. Assumes that behind what is in use `slack` more bytes may be read and written,
 * as in every sheet; where there are none, reading throws a RangeError. What stands in them is anything and changes no result.
 */

/** Bytes that a memory has behind those in use. */
export const slack = 8;

const encoder = new TextEncoder();

/** A text that is known beforehand, as its UTF-8: a key, a type's name, what stands between values. No U+0000 is in it. */
export class FixedText {
  /** In bytes. */
  readonly length: number;
  /** Words of the machine's memory; the last is filled up with zeros. */
  readonly words: Int32Array;
  /** Of the last word, which bits belong to the text; 0 for an empty text. */
  readonly mask: number;

  constructor(text: string) {
    const bytes = encoder.encode(text);
    const { length } = bytes;
    this.length = length;
    const view = new DataView(new ArrayBuffer(length + 4));
    for (const [index, byte] of bytes.entries()) view.setUint8(index, byte);
    this.words = Int32Array.from({ length: Math.max(1, (length + 3) >> 2) }, (_, word) =>
      view.getInt32(4 * word, true),
    );
    const rest = length & 3;
    this.mask = rest > 0 || length === 0 ? 2 ** (8 * rest) - 1 : -1;
  }
}

/** `null`. */
export const nullText = new FixedText('null');

/** The index behind a text; −1 where something else stands. */
export function skipText(view: DataView, start: number, { words, mask, length }: FixedText): number {
  const last = words.length - 1;
  let at = start;
  for (let word = 0; word < last; word += 1) {
    if (view.getInt32(at, true) !== words[word]) return -1;
    at += 4;
  }
  return (view.getInt32(at, true) & mask) === words[last] ? start + length : -1;
}

/** A number of all bits of the bytes, the same for equal bytes. */
export function hashOf(view: DataView, start: number, end: number, seed: number): number {
  let hash = seed;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < end; at += 1) hash = Math.imul(hash ^ view.getUint8(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Whether so many bytes here and there are equal. */
export function isEqualAt(view: DataView, one: number, other: number, size: number): boolean {
  let index = 0;
  for (; index + 4 <= size; index += 4)
    if (view.getInt32(one + index, true) !== view.getInt32(other + index, true)) return false;
  for (; index < size; index += 1) if (view.getUint8(one + index) !== view.getUint8(other + index)) return false;
  return true;
}

/** Copies bytes; up to three behind them are written over as well. */
export function copyBytes(from: DataView, start: number, end: number, to: DataView, at: number): void {
  const shift = at - start;
  for (let index = start; index < end; index += 4) to.setInt32(index + shift, from.getInt32(index, true), true);
}

/** Where from `start` on the first byte stands that ends an ordinary text in JSON: a quote, a backslash, or one below U+0020. */
export function endOfPlain(view: DataView, start: number): number {
  let at = start;
  for (;;) {
    const word = view.getInt32(at, true);
    const quotes = word ^ 0x22222222;
    const backslashes = word ^ 0x5c5c5c5c;
    // The highest bit of each byte that is sought. A carry may set one in a byte behind the first of them, never before it.
    const found =
      (((quotes - 0x01010101) & ~quotes) |
        ((backslashes - 0x01010101) & ~backslashes) |
        ((word - 0x20202020) & ~word)) &
      0x80808080;
    if (found !== 0) return at + ((31 - Math.clz32(found & -found)) >> 3);
    at += 4;
  }
}
