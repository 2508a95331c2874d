import { countyEntities, countyMigration } from '../county/migration.js';
import { eventsKept } from '../events/events-kept.js';
import { engineMigration } from '../events/migration.js';
import { countySheets } from '../county/sheets.js';
import { timersByPlaceMigration } from '../deadlines/timers-by-place-migration.js';
import { workingHours } from '../county/working-hours-setting.js';
import type { Database } from '../data/database.js';
import { contract, migrate, type ModuleMigrations } from '../data/migrate.js';
import { filesMigration } from '../files/migration.js';
import { revocationsMigration } from '../live/revocations-migration.js';
import { storedFile } from '../files/stored-file.js';
import { numbersMigration } from '../numbering/migration.js';
import type { Sheet } from '../onboarding/sheet.js';
import { headsMigration } from '../timeline/heads-migration.js';
import type { EntityDeclaration, Module } from './define.js';

/** The kit's own tables, made before those of any module. */
export const kitMigrations: ModuleMigrations = {
  module: 'kit',
  migrations: [
    engineMigration,
    countyMigration,
    filesMigration,
    numbersMigration,
    headsMigration,
    revocationsMigration,
    timersByPlaceMigration,
  ],
};

/** The kit's own entities; the graph does not show them. */
export const kitEntities: readonly EntityDeclaration[] = [...countyEntities, storedFile];

/** The kit's own files, which speak of the settings that the kit and these modules declare. */
export function kitSheets(modules: readonly Module[]): readonly Sheet[] {
  return countySheets([workingHours, eventsKept, ...modules.flatMap(({ subgraph }) => subgraph?.settings ?? [])]);
}

/** Makes the kit's and the modules' entities known and their tables ready. Answers what was applied, as `module/name`. */
export async function prepareTables(database: Database, modules: readonly Module[]): Promise<string[]> {
  database.discover(kitEntities);
  for (const { subgraph } of modules) database.discover(subgraph?.entities ?? []);
  return migrate(database, migrationsOf(modules));
}

/** Takes away what only older versions of the kit and of these modules need. Answers what was applied; throws WrongVersion. */
export function contractTables(database: Database, modules: readonly Module[]): Promise<string[]> {
  return contract(database, migrationsOf(modules));
}

function migrationsOf(modules: readonly Module[]): ModuleMigrations[] {
  return [
    kitMigrations,
    ...modules.flatMap(({ name, subgraph }) => (subgraph ? [{ module: name, migrations: subgraph.migrations }] : [])),
  ];
}
