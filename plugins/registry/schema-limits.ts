import { type DocumentNode, Lexer, parse, Source, type Token, TokenKind } from 'graphql';
import { valuesOfDefaults } from './default-values.js';

/** The most that a department's schema may have, each as a count; texts and names in characters. */
export const schemaLimits = {
  characters: 500_000,
  tokens: 100_000,
  types: 2_000,
  fields: 10_000,
  directives: 10_000,
  nesting: 20,
  keyNesting: 10,
  name: 200,
  text: 10_000,
  defaultValues: 500,
} as const;

/** What of a schema is more than it may be. */
export interface Excess {
  readonly measure: keyof typeof schemaLimits | 'hidden';
  /** How much of it there is: where that is not counted to the end, one more than the limit; of a hidden character, its code point. */
  readonly value: number;
  /** The line at which it is. */
  readonly line: number;
}

/** Characters that show as nothing or turn what follows around, so that whoever approves reads something else than machines do. */
const hidden =
  /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;

/**
 * The first measure in which a schema is more than it may be, null where there is none; what is not GraphQL is measured as far as
 * it is. In time linear in its text, and before anything recurses into it. Assumes that it has no more characters than it may.
 */
export function excessOf(sdl: string): Excess | null {
  const source = new Source(sdl);
  try {
    return hiddenIn(sdl) ?? new Measure().of(source) ?? excessOfDefaults(parse(source, { noLocation: true }));
  } catch {
    return null;
  }
}

function hiddenIn(text: string, line?: number): Excess | null {
  // Editors of Windows begin a file so.
  const shown = text.startsWith('\ufeff') ? text.slice(1) : text;
  const found = hidden.exec(shown);
  if (!found) return null;
  const before = shown.slice(0, found.index).split('\n').length;
  return { measure: 'hidden', value: found[0].codePointAt(0) ?? 0, line: line ?? before };
}

function excessOfDefaults(document: DocumentNode): Excess | null {
  const value = valuesOfDefaults(document, schemaLimits.defaultValues);
  const { defaultValues: most } = schemaLimits;
  return value > most ? { measure: 'defaultValues', value: Math.min(value, most + 1), line: 1 } : null;
}

const kinds: ReadonlySet<string> = new Set(['type', 'interface', 'input', 'enum', 'union', 'scalar']);
const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Counts a schema's tokens by what they are. */
class Measure {
  readonly #counts = { tokens: 0, types: 0, fields: 0, directives: 0 };
  #open = 0;
  /** Whether the outermost bracket is that of a type's fields, and not of a directive's arguments. */
  #isBody = false;

  of(source: Source): Excess | null {
    const lexer = new Lexer(source);
    for (;;) {
      const token = lexer.advance();
      if (token.kind === TokenKind.EOF) return null;
      const excess = this.#counted(token) ?? this.#sized(token);
      if (excess) return excess;
    }
  }

  #counted({ kind, value, line }: Token): Excess | null {
    const isType = this.#open === 0 && kind === TokenKind.NAME && kinds.has(value);
    const isField = this.#isBody && this.#open === 1 && kind === TokenKind.COLON;
    if (this.#open === 0) this.#isBody = kind === TokenKind.BRACE_L;
    if (opening.has(kind)) this.#open += 1;
    if (closing.has(kind)) this.#open -= 1;
    if (this.#open > schemaLimits.nesting) return { measure: 'nesting', value: this.#open, line };
    return (
      this.#count('tokens', true, line) ??
      this.#count('types', isType, line) ??
      this.#count('fields', isField, line) ??
      this.#count('directives', kind === TokenKind.AT, line)
    );
  }

  #count(measure: 'tokens' | 'types' | 'fields' | 'directives', isOne: boolean, line: number): Excess | null {
    if (!isOne) return null;
    const value = (this.#counts[measure] += 1);
    return value > schemaLimits[measure] ? { measure, value, line } : null;
  }

  #sized(token: Token): Excess | null {
    const { kind, value, line } = token;
    if (kind === TokenKind.NAME && value.length > schemaLimits.name) {
      return { measure: 'name', value: value.length, line };
    }
    if (kind !== TokenKind.STRING && kind !== TokenKind.BLOCK_STRING) return null;
    if (value.length > schemaLimits.text) return { measure: 'text', value: value.length, line };
    // An escape may hide what its text shows.
    return hiddenIn(value, line) ?? (isFieldSet(token) ? excessOfKey(value, line) : null);
  }
}

/** Whether a text is that of `fields:`, by which the federation's directives name fields. */
function isFieldSet({ prev }: Token): boolean {
  return prev?.kind === TokenKind.COLON && prev.prev?.value === 'fields';
}

function excessOfKey(fields: string, line: number): Excess | null {
  let open = 0;
  for (const character of fields) {
    if (character === '{') open += 1;
    if (character === '}') open -= 1;
    if (open > schemaLimits.keyNesting) return { measure: 'keyNesting', value: open, line };
  }
  return null;
}
