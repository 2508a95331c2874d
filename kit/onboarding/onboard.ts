import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConstraintViolationException } from '@mikro-orm/core';
import type { Database } from '../data/database.js';
import { alteredRows } from './altered-rows.js';
import { type Finding, finding, findings, readSheet, type ReadSheet } from './read-sheet.js';
import type { Sheet, SheetPlace, SheetRow } from './sheet.js';
import { tableOf, upsert, type UpsertOutcome } from './upsert.js';

/** What became of one file. When `refusals` is not empty, nothing of the file was loaded. */
export interface SheetReport extends UpsertOutcome {
  readonly file: string;
  readonly rows: number;
  readonly refusals: readonly Finding[];
  readonly warnings: readonly Finding[];
}

const mostRefusalsShown = 100;

/**
 * Checks and loads a county's folder: each file that a sheet knows, references before what refers to them, a file all or
 * nothing. Only lines that changed since the folder's last load are written, so a second run changes no row, and what a
 * verb changed meanwhile stays. With `only`, the other sheets serve for references alone.
 */
export async function onboard(
  database: Database,
  sheets: readonly Sheet[],
  folder: string,
  report: (report: SheetReport) => void = () => {},
  only: readonly Sheet[] = sheets,
): Promise<SheetReport[]> {
  const known = new Map<string, Set<string>>();
  const loaded = new Map<string, readonly SheetRow[]>();
  const reports: SheetReport[] = [];
  for (const sheet of inOrderOfReference(sheets)) {
    const file = path.join(folder, sheet.file);
    if (!only.includes(sheet) || !existsSync(file)) continue;
    const read = readSheet(sheet, await readFile(file));
    await checkReferences(database, sheets, read, known);
    checkTogether(read, loaded);
    if (read.refusals.length === 0)
      read.refusals.push(...findings(read, await alteredRows(database, sheet, read.rows)));
    const outcome = read.refusals.length > 0 ? nothingLoaded : await load(database, path.basename(folder), read);
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
async function load(database: Database, county: string, read: ReadSheet): Promise<UpsertOutcome> {
  try {
    return await upsert(database, county, read.sheet, read.rows);
  } catch (error) {
    if (!(error instanceof ConstraintViolationException)) throw error;
    const { detail, message } = error as ConstraintViolationException & { detail?: string };
    const reason = `conflicts with rows that stand already: ${detail ?? message}`;
    read.refusals.push(finding(read.sheet, 1, '', '', reason.slice(0, 500)));
    return nothingLoaded;
  }
}

async function checkReferences(
  database: Database,
  sheets: readonly Sheet[],
  read: ReadSheet,
  known: Map<string, Set<string>>,
) {
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
  const rows = await database.administer((execute) =>
    execute(`select distinct ${columns.get(property)} as key from ${table}`),
  );
  return rows.map((row) => String(row['key']));
}

function propertyUnder(sheet: Sheet, heading: string): string | undefined {
  return Object.entries(sheet.columns).find(([, column]) => column.heading === heading)?.[0];
}

function checkTogether(read: ReadSheet, loaded: ReadonlyMap<string, readonly SheetRow[]>): void {
  if (read.refusals.length > 0) return;
  read.refusals.push(...findings(read, read.sheet.check?.(read.rows, loaded) ?? []));
}

function rememberKeys(read: ReadSheet, known: Map<string, Set<string>>): void {
  for (const [property, { heading }] of Object.entries(read.sheet.columns)) {
    known.set(`${read.sheet.file} ${heading}`, new Set(read.rows.map((row) => String(row[property]))));
  }
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
