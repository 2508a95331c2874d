/*
 * Writes a text as a JSON string in UTF-8. Assumes that texts rarely hold what JSON escapes; one that does is left to `JSON.stringify`. A
 * long text that begins in ASCII likely goes on so: the language's own call writes it, and its bytes are looked through four at a time.
 */
import { endOfPlain } from './four-bytes.js';

/** From so many characters on a call of the language's own is sooner done than a loop. */
const long = 24;

const quote = 0x22;
const backslash = 0x5c;

/** Bytes and a view of them. */
export interface Written {
  readonly bytes: Buffer;
  readonly view: DataView;
}

/** Writes it from `start` on, with at most three bytes a character and two more; the index behind it, −1 where JSON escapes a character. */
export function writeQuoted(text: string, to: Written, start: number): number {
  return text.length >= long && text.charCodeAt(0) < 0x80 ? writeLong(text, to, start) : writeShort(text, to, start);
}

function writeLong(text: string, { bytes, view }: Written, start: number): number {
  // Surrogates alone, which JSON escapes and UTF-8 has no bytes for.
  if (!text.isWellFormed()) return -1;
  const end = start + 1 + bytes.write(text, start + 1);
  bytes[start] = quote;
  bytes[end] = quote;
  return endOfPlain(view, start + 1) === end ? end + 1 : -1;
}

function writeShort(text: string, { bytes }: Written, start: number): number {
  let at = start;
  bytes[at++] = quote;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      if (unit < 0x20 || unit === quote || unit === backslash) return -1;
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
  bytes[at++] = quote;
  return at;
}
