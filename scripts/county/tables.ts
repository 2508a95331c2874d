import type { SheetFile } from './sheet-file.js';

/** A sheet's rows by their headings. */
export type Row = Readonly<Record<string, string>>;

/** The written sheets as a reader sees them. */
export class Tables {
  readonly #rows = new Map<string, readonly Row[]>();

  constructor(sheets: readonly SheetFile[]) {
    for (const { file, headings, rows } of sheets) {
      const asRow = (cells: readonly string[]): Row =>
        Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? '']));
      this.#rows.set(file, rows.map(asRow));
    }
  }

  /** The rows of a file, or those whose cells are as told. */
  rows(file: string, where: Row = {}): readonly Row[] {
    const rows = this.#rows.get(file);
    if (!rows) throw new Error(`There is no sheet ${file}.`);
    return rows.filter((row) => Object.entries(where).every(([heading, value]) => row[heading] === value));
  }

  /** How many rows there are, under the same conditions. */
  count(file: string, where: Row = {}): number {
    return this.rows(file, where).length;
  }

  /** The cells of one column; a column that is not there is a defect. */
  column(file: string, heading: string, where: Row = {}): string[] {
    return this.rows(file, where).map((row) => cell(row, heading));
  }

  /** How many different cells a column has. */
  distinct(file: string, heading: string, where: Row = {}): number {
    return new Set(this.column(file, heading, where)).size;
  }
}

/** One cell; a heading that the row does not have is a defect. */
export function cell(row: Row, heading: string): string {
  const value = row[heading];
  if (value === undefined) throw new Error(`There is no column ${heading}.`);
  return value;
}
