/*
 * Steps over JSON values in the bytes of an answer. Assumes JSON without whitespace, as servers write it; −1 for anything
 * else, malformed JSON among it. The bytes are known to be UTF-8, and behind the last of an answer stands a zero.
 */

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
export function skipString(bytes: Uint8Array, start: number): number {
  if (bytes[start] !== quote) return -1;
  let at = start + 1;
  for (;;) {
    const byte = bytes[at];
    if (byte === quote) return at + 1;
    if (byte === undefined || byte < 0x20) return -1;
    if (byte !== backslash) at += 1;
    else if ((at = skipEscape(bytes, at)) < 0) return -1;
  }
}

function skipEscape(bytes: Uint8Array, at: number): number {
  switch (bytes[at + 1]) {
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
      for (let digit = at + 2; digit < at + 6; digit += 1) if (!isHexadecimal(bytes[digit])) return -1;
      return at + 6;
    default:
      return -1;
  }
}

function isHexadecimal(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (byte >= zero && byte <= nine) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}

/** The index behind an integer without fraction or exponent; −1 where there is none, or more of a number. */
export function skipInteger(bytes: Uint8Array, start: number): number {
  const at = skipWhole(bytes, start);
  const next = bytes[at];
  return next === 0x2e || next === 0x65 || next === 0x45 || isDigit(next) ? -1 : at;
}

/** The index behind a number of ordinary size; −1 for none, and for one with an exponent or of hundreds of digits. */
export function skipNumber(bytes: Uint8Array, start: number): number {
  let at = skipWhole(bytes, start);
  if (at < 0) return -1;
  if (bytes[at] === 0x2e) {
    const first = at + 1;
    at = skipDigits(bytes, first);
    if (at === first) return -1;
  }
  const next = bytes[at];
  return next === 0x65 || next === 0x45 || isDigit(next) || at - start > 300 ? -1 : at;
}

// The sign and the digits before a point: none but a single one begin with zero.
function skipWhole(bytes: Uint8Array, start: number): number {
  const first = bytes[start] === minus ? start + 1 : start;
  if (bytes[first] === zero) return first + 1;
  const at = skipDigits(bytes, first);
  return at === first ? -1 : at;
}

function skipDigits(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isDigit(bytes[at])) at += 1;
  return at;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= zero && byte <= nine;
}

/** The index behind `expected`; −1 where something else stands. */
export function skipBytes(bytes: Uint8Array, start: number, expected: Uint8Array): number {
  for (let index = 0; index < expected.length; index += 1) if (bytes[start + index] !== expected[index]) return -1;
  return start + expected.length;
}

/** Whether `null` stands here. */
export function isNullAt(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x6e && bytes[at + 1] === 0x75 && bytes[at + 2] === 0x6c && bytes[at + 3] === 0x6c;
}

const trueBytes = new TextEncoder().encode('true');
const falseBytes = new TextEncoder().encode('false');

/** The index behind `true` or `false`; −1 where there is neither. */
export function skipBoolean(bytes: Uint8Array, at: number): number {
  return skipBytes(bytes, at, bytes[at] === 0x74 ? trueBytes : falseBytes);
}

/** The index behind any JSON value, which is validated; −1 where there is none. */
export function skipAny(bytes: Buffer, start: number): number {
  switch (bytes[start]) {
    case quote:
      return skipString(bytes, start);
    case 0x74:
    case 0x66:
      return skipBoolean(bytes, start);
    case 0x6e:
      return isNullAt(bytes, start) ? start + 4 : -1;
    case 0x7b:
    case 0x5b:
      return skipNested(bytes, start);
    default:
      return skipNumber(bytes, start);
  }
}

// Finds the end by its brackets; what is between them the parser of the language itself has to accept.
function skipNested(bytes: Buffer, start: number): number {
  let levels = 0;
  let at = start;
  do {
    const byte = bytes[at];
    if (byte === undefined || byte === 0) return -1;
    if (byte === quote) {
      at = skipString(bytes, at);
      if (at < 0) return -1;
      continue;
    }
    if (byte === 0x7b || byte === 0x5b) levels += 1;
    else if (byte === 0x7d || byte === 0x5d) levels -= 1;
    at += 1;
  } while (levels > 0);
  try {
    JSON.parse(bytes.toString('latin1', start, at));
  } catch {
    return -1;
  }
  return at;
}
