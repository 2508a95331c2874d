import { isUtf8 } from 'node:buffer';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConstraintViolationException } from '@mikro-orm/core';
import { parse, type Info } from 'csv-parse/sync';
import { v7 as uuid } from 'uuid';
import type { Database } from './database.js';
import type { Sheet, SheetPlace, SheetProblem, SheetRow } from './sheet.js';
import { tableOf, upsert, type UpsertOutcome } from './upsert.js';

/** Why one cell of a file is refused, or worth a word: where it stands and the rule. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** What became of one file. When `refusals` is not empty, nothing of the file was loaded. */
export interface SheetReport extends UpsertOutcome {
  readonly file: string;
  readonly rows: number;
  readonly refusals: readonly Finding[];
  readonly warnings: readonly Finding[];
}

interface ReadSheet {
  readonly sheet: Sheet;
  readonly rows: SheetRow[];
  readonly lines: number[];
  readonly cells: Record<string, string>[];
  readonly refusals: Finding[];
}

const mostRefusalsShown = 100;

/**
 * Checks and loads a county's folder: each file that a sheet knows, references before what refers to them, a file all or
 * nothing. A second run over the same files changes no row.
 */
export async function onboard(
  database: Database,
  sheets: readonly Sheet[],
  folder: string,
  report: (report: SheetReport) => void = () => {},
): Promise<SheetReport[]> {
  const known = new Map<string, Set<string>>();
  const loaded = new Map<string, readonly SheetRow[]>();
  const reports: SheetReport[] = [];
  for (const sheet of inOrderOfReference(sheets)) {
    const file = path.join(folder, sheet.file);
    if (!existsSync(file)) continue;
    const read = readSheet(sheet, await readFile(file));
    await checkReferences(database, sheets, read, known);
    checkTogether(read, loaded);
    const outcome = read.refusals.length > 0 ? nothingLoaded : await load(database, read);
    if (read.refusals.length === 0) {
      rememberKeys(read, known);
      loaded.set(sheet.file, read.rows);
    }
    const done: SheetReport = {
      file: sheet.file,
      rows: read.rows.length,
      ...outcome,
      refusals: read.refusals.slice(0, mostRefusalsShown),
      warnings: findings(read, sheet.warn?.(read.rows) ?? []),
    };
    reports.push(done);
    report(done);
  }
  return reports;
}

const nothingLoaded: UpsertOutcome = { inserted: 0, updated: 0, removed: 0, changedKeys: [] };

/** Loads a file; a row that breaks a constraint against rows that stand already refuses it. */
async function load(database: Database, read: ReadSheet): Promise<UpsertOutcome> {
  try {
    return await upsert(database, read.sheet, withIds(read.rows));
  } catch (error) {
    if (!(error instanceof ConstraintViolationException)) throw error;
    const { detail, message } = error as ConstraintViolationException & { detail?: string };
    const reason = `conflicts with rows that stand already: ${detail ?? message}`;
    read.refusals.push(finding(read.sheet, 1, '', '', reason.slice(0, 500)));
    return nothingLoaded;
  }
}

function readSheet(sheet: Sheet, content: Buffer): ReadSheet {
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
    const records = parse(content.toString('utf8'), { columns: true, bom: true, info: true, skip_empty_lines: true }) as unknown as {
      record: Record<string, string>;
      info: Info;
    }[];
    const headings = new Set(Object.keys(records[0]?.record ?? {}));
    for (const { heading } of Object.values(sheet.columns)) {
      if (records.length > 0 && !headings.has(heading)) refusals.push(finding(sheet, 1, heading, '', 'the column is missing'));
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

async function checkReferences(database: Database, sheets: readonly Sheet[], read: ReadSheet, known: Map<string, Set<string>>) {
  for (const [property, { heading, refersTo }] of Object.entries(read.sheet.columns)) {
    if (!refersTo) continue;
    const values = new Set<string>();
    for (const place of refersTo) {
      known.get(`${place.file} ${place.heading}`)?.forEach((value) => values.add(value));
      for (const value of await storedKeys(database, sheets, place)) values.add(value);
    }
    const inside = refersTo.find(({ file }) => file === read.sheet.file);
    const own = inside && propertyUnder(read.sheet, inside.heading);
    const places = refersTo.map((place) => `${place.heading} of ${place.file}`).join(' or a ');
    read.rows.forEach((row, index) => {
      const value = row[property];
      if (typeof value === 'string' && !values.has(value)) {
        const reason = `is not a ${places}${own ? ' above this line' : ''}`;
        read.refusals.push(finding(read.sheet, read.lines[index] ?? 0, heading, value, reason));
      }
      if (own) values.add(String(row[own]));
    });
  }
}

async function storedKeys(database: Database, sheets: readonly Sheet[], { file, heading }: SheetPlace) {
  const sheet = sheets.find((each) => each.file === file);
  const property = sheet && propertyUnder(sheet, heading);
  if (!sheet || !property) throw new Error(`No sheet gives ${file} ${heading}.`);
  const { table, columns } = tableOf(database, sheet.entity);
  const rows = await database.administer((execute) => execute(`select distinct ${columns.get(property)} as key from ${table}`));
  return rows.map((row) => String(row['key']));
}

function propertyUnder(sheet: Sheet, heading: string): string | undefined {
  return Object.entries(sheet.columns).find(([, column]) => column.heading === heading)?.[0];
}

function checkTogether(read: ReadSheet, loaded: ReadonlyMap<string, readonly SheetRow[]>): void {
  if (read.refusals.length > 0) return;
  read.refusals.push(...findings(read, read.sheet.check?.(read.rows, loaded) ?? []));
}

function findings(read: ReadSheet, problems: readonly SheetProblem[]): Finding[] {
  return problems.map(({ row, heading, problem }) =>
    finding(read.sheet, read.lines[row] ?? 0, heading, read.cells[row]?.[heading] ?? '', problem),
  );
}

function rememberKeys(read: ReadSheet, known: Map<string, Set<string>>): void {
  for (const [property, { heading }] of Object.entries(read.sheet.columns)) {
    known.set(`${read.sheet.file} ${heading}`, new Set(read.rows.map((row) => String(row[property]))));
  }
}

function withIds(rows: readonly SheetRow[]): SheetRow[] {
  return rows.map((row) => ({ id: uuid(), ...row }));
}

function finding(sheet: Sheet, line: number, column: string, value: string, reason: string): Finding {
  return { file: sheet.file, line, column, value: value.slice(0, 100), reason };
}

function inOrderOfReference(sheets: readonly Sheet[]): Sheet[] {
  const ordered: Sheet[] = [];
  const waiting = new Set<string>();
  const visit = (sheet: Sheet): void => {
    if (ordered.includes(sheet)) return;
    if (waiting.has(sheet.file)) throw new Error(`The sheets refer to each other in a circle at ${sheet.file}.`);
    waiting.add(sheet.file);
    const places = Object.values(sheet.columns).flatMap(({ refersTo }) => refersTo ?? []);
    for (const referred of sheets.filter(({ file }) => places.some((place) => place.file === file))) {
      if (referred !== sheet) visit(referred);
    }
    ordered.push(sheet);
  };
  for (const sheet of sheets) visit(sheet);
  return ordered;
}
