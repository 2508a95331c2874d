/*
 * Steps over JSON values in the bytes of an answer. Assumes JSON without whitespace, as servers write it; −1 for anything
 * else, malformed JSON among it. The bytes are known to be UTF-8, and behind the last of an answer stands a zero, with slack behind it.
 */
import { endOfPlain, FixedText, skipText } from './four-bytes.js';

export const comma = 0x2c;
export const colon = 0x3a;
export const openObject = 0x7b;
export const closeObject = 0x7d;
export const openList = 0x5b;
export const closeList = 0x5d;

const quote = 0x22;
const backslash = 0x5c;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;

/** The index behind a string; −1 where there is none. */
export function skipString(view: DataView, start: number): number {
  if (view.getUint8(start) !== quote) return -1;
  let at = start + 1;
  for (;;) {
    at = endOfPlain(view, at);
    const byte = view.getUint8(at);
    if (byte === quote) return at + 1;
    if (byte !== backslash) return -1;
    at = skipEscape(view, at);
    if (at < 0) return -1;
  }
}

function skipEscape(view: DataView, at: number): number {
  switch (view.getUint8(at + 1)) {
    case 0x22: // "
    case 0x5c: // \
    case 0x2f: // /
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return at + 2;
    case 0x75: // u
      for (let digit = at + 2; digit < at + 6; digit += 1) if (!isHexadecimal(view.getUint8(digit))) return -1;
      return at + 6;
    default:
      return -1;
  }
}

function isHexadecimal(byte: number): boolean {
  return (byte >= zero && byte <= nine) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}

/** The index behind an integer without fraction or exponent; −1 where there is none, or more of a number. */
export function skipInteger(view: DataView, start: number): number {
  const at = skipWhole(view, start);
  if (at < 0) return -1;
  const next = view.getUint8(at);
  return next === 0x2e || next === 0x65 || next === 0x45 || isDigit(next) ? -1 : at;
}

/** The index behind a number of ordinary size; −1 for none, and for one with an exponent or of hundreds of digits. */
export function skipNumber(view: DataView, start: number): number {
  let at = skipWhole(view, start);
  if (at < 0) return -1;
  if (view.getUint8(at) === 0x2e) {
    const first = at + 1;
    at = skipDigits(view, first);
    if (at === first) return -1;
  }
  const next = view.getUint8(at);
  return next === 0x65 || next === 0x45 || isDigit(next) || at - start > 300 ? -1 : at;
}

// The sign and the digits before a point: none but a single one begin with zero.
function skipWhole(view: DataView, start: number): number {
  const first = view.getUint8(start) === minus ? start + 1 : start;
  if (view.getUint8(first) === zero) return first + 1;
  const at = skipDigits(view, first);
  return at === first ? -1 : at;
}

function skipDigits(view: DataView, start: number): number {
  let at = start;
  while (isDigit(view.getUint8(at))) at += 1;
  return at;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine;
}

/** `null`, as one word. */
const nullWord = 0x6c6c756e;

/** Whether `null` stands here. */
export function isNullAt(view: DataView, at: number): boolean {
  return view.getInt32(at, true) === nullWord;
}

const trueText = new FixedText('true');
const falseText = new FixedText('false');

/** The index behind `true` or `false`; −1 where there is neither. */
export function skipBoolean(view: DataView, at: number): number {
  return skipText(view, at, view.getUint8(at) === 0x74 ? trueText : falseText);
}

/** The index behind any JSON value, which is validated; −1 where there is none. */
export function skipAny(view: DataView, start: number): number {
  switch (view.getUint8(start)) {
    case quote:
      return skipString(view, start);
    case 0x74:
    case 0x66:
      return skipBoolean(view, start);
    case 0x6e:
      return isNullAt(view, start) ? start + 4 : -1;
    case 0x7b:
    case 0x5b:
      return skipNested(view, start);
    default:
      return skipNumber(view, start);
  }
}

// Finds the end by its brackets; what is between them the parser of the language itself has to accept.
function skipNested(view: DataView, start: number): number {
  let levels = 0;
  let at = start;
  do {
    const byte = view.getUint8(at);
    if (byte === 0) return -1;
    if (byte === quote) {
      at = skipString(view, at);
      if (at < 0) return -1;
      continue;
    }
    if (byte === 0x7b || byte === 0x5b) levels += 1;
    else if (byte === 0x7d || byte === 0x5d) levels -= 1;
    at += 1;
  } while (levels > 0);
  try {
    JSON.parse(latin1Of(view, start, at));
  } catch {
    return -1;
  }
  return at;
}

/** Bytes as the characters of a text. */
export function latin1Of({ buffer, byteOffset }: DataView, start: number, end: number): string {
  return Buffer.from(buffer, byteOffset + start, end - start).toString('latin1');
}
