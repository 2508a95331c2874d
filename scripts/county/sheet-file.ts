import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** One CSV file as an office would hand it over: name, heading and rows of text, all of one width. */
export interface SheetFile {
  readonly file: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Where a row comes from: the published code, figure or text, or this generator. */
export type Origin = 'official' | 'ours';

/** Describes a sheet whose last column is 来源; refuses a row of another width. */
export function sheetFile(file: string, headings: string, rows: readonly (readonly string[])[]): SheetFile {
  const names = [...headings.split(','), '来源'];
  const odd = rows.find((row) => row.length !== names.length);
  if (odd)
    throw new Error(`${file}: a row has ${odd.length} cells where the heading has ${names.length}: ${odd.join()}.`);
  return { file, headings: names, rows };
}

/** Writes a sheet as UTF-8 with LF and RFC 4180 quoting, and tells its size in bytes. */
export function writeSheet(folder: string, sheet: SheetFile): number {
  const text = [sheet.headings, ...sheet.rows].map((row) => `${row.map(quoted).join(',')}\n`).join('');
  writeFileSync(join(folder, sheet.file), text);
  return Buffer.byteLength(text);
}

/** Reads a sheet that stands in the county's folder. */
export function readSheet(folder: string, file: string): SheetFile {
  const [headings = [], ...rows] = parse(readFileSync(join(folder, file)));
  return { file, headings, rows };
}

/** 是 or 否. */
export function yesNo(value: boolean): string {
  return value ? '是' : '否';
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
