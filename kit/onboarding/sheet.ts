import { stdnum } from 'stdnum';
import type { Class } from '../module/define.js';

/** What a cell turns into, or the sentence that says why it cannot. */
export type CellReading = { readonly value: unknown } | { readonly problem: string };

/** A heading of a file, whose values others refer to. */
export interface SheetPlace {
  readonly file: string;
  readonly heading: string;
}

/** One column of a CSV file: its heading and how a cell is read. */
export interface SheetColumn {
  readonly heading: string;
  /** Where the values stand of which this column's must be one. */
  readonly refersTo?: readonly SheetPlace[];
  read(cell: string): CellReading;
}

/** A sheet's row after reading: property name to value. */
export type SheetRow = Readonly<Record<string, unknown>>;

/** A problem found in a whole file: which row (0 is the first below the heading), which heading, and the reason. */
export interface SheetProblem {
  readonly row: number;
  readonly heading: string;
  readonly problem: string;
}

/** Rows that stand for good: the properties that say which belong together, and how a refusal names them. */
export interface Unchangeable {
  readonly group: readonly string[];
  /** The property whose column a refusal points at. */
  readonly heading: string;
  /** What stands and what to do instead, behind “would change”. */
  readonly sentence: string;
}

/**
 * One CSV file that an office hands over, and the entity that its rows become. Columns are keyed by the entity's
 * properties; `key` names those that identify a row.
 */
export interface Sheet {
  readonly file: string;
  readonly entity: Class;
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, SheetColumn>>;
  /** Properties that no column gives, computed from the row. */
  readonly derived?: Readonly<Record<string, (row: SheetRow) => unknown>>;
  /** Set where the file is the whole list: rows that it no longer holds are removed. Without it they stay. */
  readonly whole?: true;
  /** Set where what was loaded stands for good: a line that would change or add to a group that stands is refused. */
  readonly unchangeable?: Unchangeable;
  /** Rules about all rows together, and with the rows of files that were loaded before, by file. */
  check?(rows: readonly SheetRow[], loaded: ReadonlyMap<string, readonly SheetRow[]>): SheetProblem[];
  /** Rules that are worth a word but refuse nothing. */
  warn?(rows: readonly SheetRow[]): SheetProblem[];
}

/** Any text up to `longest` characters; empty only when `optional`. */
export function text(heading: string, { optional = false, longest = 500 } = {}): SheetColumn {
  return {
    heading,
    read: (cell) => {
      if (cell === '') return optional ? { value: null } : { problem: 'is empty' };
      if ([...cell].length > longest) return { problem: `is longer than ${longest} characters` };
      return { value: cell };
    },
  };
}

/** A text of a fixed shape, which `sentence` describes. */
export function code(heading: string, shape: RegExp, sentence: string, { optional = false } = {}): SheetColumn {
  return {
    heading,
    read: (cell) => {
      if (cell === '' && optional) return { value: null };
      return shape.test(cell) ? { value: cell } : { problem: `must be ${sentence}` };
    },
  };
}

/** A whole number between two bounds. */
export function integer(heading: string, smallest: number, largest: number): SheetColumn {
  return {
    heading,
    read: (cell) => {
      const value = Number(cell);
      if (!/^-?\d{1,9}$/.test(cell) || value < smallest || value > largest) {
        return { problem: `must be a whole number from ${smallest} to ${largest}` };
      }
      return { value };
    },
  };
}

/** A decimal number as text, so that no digit is lost. */
export function decimal(heading: string): SheetColumn {
  return code(heading, /^-?\d{1,12}(\.\d{1,6})?$/, 'a decimal number');
}

/** 是 or 否. */
export function yesNo(heading: string): SheetColumn {
  return {
    heading,
    read: (cell) => {
      if (cell === '是') return { value: true };
      return cell === '否' ? { value: false } : { problem: 'must be 是 or 否' };
    },
  };
}

/** A calendar day, `yyyy-MM-dd`. */
export function day(heading: string, { optional = false } = {}): SheetColumn {
  return {
    heading,
    read: (cell) => {
      if (cell === '' && optional) return { value: null };
      const parsed = new Date(`${cell}T00:00:00Z`);
      const real = /^\d{4}-\d{2}-\d{2}$/.test(cell) && !Number.isNaN(parsed.getTime());
      return real && parsed.toISOString().startsWith(cell) ? { value: cell } : { problem: 'must be a day, yyyy-MM-dd' };
    },
  };
}

/** One of the names of an enumeration. */
export function oneOf(heading: string, names: readonly string[], { optional = false } = {}): SheetColumn {
  return {
    heading,
    read: (cell) => {
      if (cell === '' && optional) return { value: null };
      return names.includes(cell) ? { value: cell } : { problem: `must be one of ${names.join(', ')}` };
    },
  };
}

/** Several texts in one cell, joined by 、. */
export function list(heading: string): SheetColumn {
  return { heading, read: (cell) => ({ value: cell === '' ? [] : cell.split('、') }) };
}

/** A value that stands under `refersTo.heading` in another file or further up in the same one. */
export function reference(
  heading: string,
  file: string,
  referredHeading: string,
  { optional = false } = {},
): SheetColumn {
  return { ...text(heading, { optional, longest: 100 }), refersTo: [{ file, heading: referredHeading }] };
}

/** A value that stands in one of several places. */
export function referenceToAny(heading: string, places: readonly SheetPlace[]): SheetColumn {
  return { ...text(heading, { longest: 100 }), refersTo: places };
}

/** A citizen's identity number (GB 11643): refused when its check digit is wrong. */
export function identityNumber(heading: string): SheetColumn {
  return {
    heading,
    read: (cell) =>
      stdnum.CN?.ric?.validate(cell).isValid
        ? { value: cell }
        : { problem: 'is not an identity number (GB 11643: birth date and check digit)' },
  };
}
