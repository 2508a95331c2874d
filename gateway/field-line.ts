/** One line of a head: its name as it was written, and its value without the blanks around it. */
export interface FieldLine {
  readonly name: string;
  readonly value: string;
}

const token = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;
const text = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Reads a field line of a head in Latin-1, without its end (RFC 9112, section 5); undefined for one that is malformed. Blanks are
 * stepped over by hand: an expression that leaves them out on both sides takes minutes for some thousand of them.
 */
export function readFieldLine(line: string): FieldLine | undefined {
  const colon = line.indexOf(':');
  if (colon < 1) return undefined;
  const name = line.slice(0, colon);
  let from = colon + 1;
  let to = line.length;
  while (from < to && isBlank(line, from)) from += 1;
  while (to > from && isBlank(line, to - 1)) to -= 1;
  const value = line.slice(from, to);
  return token.test(name) && text.test(value) ? { name, value } : undefined;
}

function isBlank(line: string, at: number): boolean {
  const code = line.charCodeAt(at);
  return code === 0x20 || code === 0x09;
}
