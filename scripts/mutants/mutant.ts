/** One small wrong change to one file, with the text that it stands in place of. */
export interface Mutant {
  /** From the project's folder, with slashes. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** What kind of mistake it is. */
  readonly operator: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** The replaced text on one line, shortened. */
  readonly original: string;
}

/** The file's text with the mistake in it. */
export function mutated(text: string, { start, end, replacement }: Mutant): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Names a mutant among those of the same tree. */
export function nameOf({ file, line, column, operator }: Mutant): string {
  return `${file}:${line}:${column} ${operator}`;
}

/** A mutant as a person reads it. */
export function sentenceOf(mutant: Mutant): string {
  return `${nameOf(mutant)}: ${mutant.original} → ${shortened(mutant.replacement) || 'nothing'}`;
}

export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 97)}…` : line;
}
