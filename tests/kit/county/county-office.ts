import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { onboardFolder } from '../../../gateway/onboarding.js';
import type { CountyRules } from '../../../kit/county/county-rules.js';
import { countyRules } from '../../../kit/county/county-rules-of.js';
import { Database } from '../../../kit/data/database.js';
import { Session } from '../../../kit/data/session.js';
import type { Module } from '../../../kit/module/define.js';
import { prepareTables } from '../../../kit/module/kit-module.js';
import type { SheetReport } from '../../../kit/onboarding/onboard.js';
import { cloneDatabase, type ClonedDatabase } from '../../support/database.js';
import { locationOf } from '../../support/location.js';
import { almighty, modulesFound } from '../../support/modules.js';

/** An office that hands over profiles and calendars, beside the county that the template holds. */
export interface CountyOffice {
  readonly database: Database;
  session(): Session;
  /** Hands over a county's folder anew, with these files; when a module joined, as what it knows of them. */
  load(county: string, files: Readonly<Record<string, string>>, joined?: Module): Promise<SheetReport[]>;
  /** The rules of a region at a moment, or under a version. */
  rulesAt(region: string, moment: string, version?: number): Promise<CountyRules>;
}

/** Opens the database before a file's tests. */
export function openCountyOffice(): CountyOffice {
  let clone: ClonedDatabase;
  let database: Database;
  let parent: string;

  beforeAll(async () => {
    clone = await cloneDatabase();
    database = await Database.open(locationOf(clone));
    await prepareTables(database, modulesFound);
    parent = await mkdtemp(path.join(tmpdir(), 'yimen-counties-'));
  });
  afterAll(async () => {
    await database.close();
    await clone.drop();
    await rm(parent, { recursive: true });
  });

  const session = (): Session => new Session(database, almighty);
  return {
    get database() {
      return database;
    },
    session,
    load: async (county, files, joined) => {
      const folder = path.join(parent, county);
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder);
      for (const [file, content] of Object.entries(files)) await writeFile(path.join(folder, file), content);
      if (!joined) return onboardFolder(database, modulesFound, folder);
      return onboardFolder(database, [...modulesFound, joined], folder, undefined, [joined]);
    },
    rulesAt: (region, moment, version) => countyRules(session(), region, { now: () => new Date(moment) }, version),
  };
}

/** A profile's file: each line is version, first day, key and value. */
export function profileOf(county: string, ...lines: readonly (readonly [number, string, string, string])[]): string {
  const rows = lines.map(([version, from, key, value]) => `${county},${version},${from},${key},${value},依据,ours`);
  return ['县级代码,版本,生效日期,项目,值,依据,来源', ...rows, ''].join('\n');
}

/** A calendar's file: each line is a day and its kind. */
export function calendarOf(county: string, ...lines: readonly (readonly [string, string])[]): string {
  const rows = lines.map(([day, kind]) => `${county},${day},${kind},通知,ours`);
  return ['县级代码,日期,类型,说明,来源', ...rows, ''].join('\n');
}
