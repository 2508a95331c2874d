import { isUtf8 } from 'node:buffer';
import { parse, type Info } from 'csv-parse/sync';
import type { Sheet, SheetProblem, SheetRow } from './sheet.js';

/** Why one cell of a file is refused, or worth a word: where it stands and the rule. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** A file after reading: its rows, and for each its line and its cells. */
export interface ReadSheet {
  readonly sheet: Sheet;
  readonly rows: SheetRow[];
  readonly lines: number[];
  readonly cells: Record<string, string>[];
  readonly refusals: Finding[];
}

/** Reads one file's rows; what cannot be read stands in `refusals`. */
export function readSheet(sheet: Sheet, content: Buffer): ReadSheet {
  const read: ReadSheet = { sheet, rows: [], lines: [], cells: [], refusals: [] };
  const records = parseRecords(sheet, content, read.refusals);
  const columns = Object.entries(sheet.columns);
  const keys = new Map<string, number>();
  for (const { record, line } of records) {
    const row: Record<string, unknown> = {};
    for (const [property, column] of columns) {
      const cell = (record[column.heading] ?? '').trim();
      const reading = cell.includes('\0') ? { problem: 'holds a NUL character' } : column.read(cell);
      if ('problem' in reading) read.refusals.push(finding(sheet, line, column.heading, cell, reading.problem));
      else row[property] = reading.value;
    }
    for (const [property, derive] of Object.entries(sheet.derived ?? {})) row[property] = derive(row);
    const key = JSON.stringify(sheet.key.map((property) => row[property]));
    const earlier = keys.get(key);
    if (earlier !== undefined) {
      const heading = sheet.columns[sheet.key[0] ?? '']?.heading ?? '';
      read.refusals.push(finding(sheet, line, heading, record[heading] ?? '', `repeats the key of line ${earlier}`));
    }
    keys.set(key, line);
    read.rows.push(row);
    read.lines.push(line);
    read.cells.push(record);
  }
  return read;
}

function parseRecords(sheet: Sheet, content: Buffer, refusals: Finding[]) {
  if (!isUtf8(content)) {
    refusals.push(finding(sheet, firstForeignLine(content), '', '', 'is not UTF-8; save the file in that encoding'));
    return [];
  }
  try {
    const options = { columns: true, bom: true, info: true, skip_empty_lines: true };
    const parsed: unknown = parse(content.toString('utf8'), options);
    const records = parsed as { record: Record<string, string>; info: Info }[];
    const headings = new Set(Object.keys(records[0]?.record ?? {}));
    for (const { heading } of Object.values(sheet.columns)) {
      if (records.length > 0 && !headings.has(heading))
        refusals.push(finding(sheet, 1, heading, '', 'the column is missing'));
    }
    return refusals.length > 0 ? [] : records.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    const { message, lines } = error as Error & { lines?: number };
    refusals.push(finding(sheet, lines ?? 1, '', '', `is not CSV (RFC 4180): ${message}`));
    return [];
  }
}

function firstForeignLine(content: Buffer): number {
  const lines = content.toString('latin1').split('\n');
  return lines.findIndex((line) => !isUtf8(Buffer.from(line, 'latin1'))) + 1;
}

/** Problems of whole rows as findings of their file. */
export function findings(read: ReadSheet, problems: readonly SheetProblem[]): Finding[] {
  return problems.map(({ row, heading, problem }) =>
    finding(read.sheet, read.lines[row] ?? 0, heading, read.cells[row]?.[heading] ?? '', problem),
  );
}

/** One finding; its value is cut short. */
export function finding(sheet: Sheet, line: number, column: string, value: string, reason: string): Finding {
  return { file: sheet.file, line, column, value: value.slice(0, 100), reason };
}
