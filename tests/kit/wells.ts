import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Database } from '../../kit/data/database.js';
import { migrate } from '../../kit/data/migrate.js';
import { everyone } from '../../kit/data/visibility.js';
import { onboard, type SheetReport } from '../../kit/onboarding/onboard.js';
import {
  code,
  day,
  decimal,
  integer,
  list,
  oneOf,
  reference,
  type Sheet,
  text,
  yesNo,
} from '../../kit/onboarding/sheet.js';
import { cloneDatabase, type ClonedDatabase } from '../support/database.js';
import { locationOf } from '../support/location.js';

/** What the sheet's rows become. */
@Entity({ schema: 'wells', tableName: 'wells' })
export class Well {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'text' })
  code!: string;

  @Property({ type: 'text' })
  name!: string;

  @Property({ type: 'text', nullable: true })
  above!: string | null;

  @Property({ type: 'integer' })
  depth!: number;

  @Property({ type: 'string', columnType: 'numeric(18,6)' })
  flow!: string;

  @Property({ type: 'boolean' })
  open!: boolean;

  @Property({ type: 'text' })
  kind!: string;

  @Property({ type: 'date', nullable: true })
  checkedOn!: string | null;

  @Property({ type: 'text[]' })
  uses!: string[];
}

/** A sheet with a column of each kind, and rules about the whole file. */
export const wells: Sheet = {
  file: 'wells.csv',
  entity: Well,
  key: ['code'],
  columns: {
    code: code('编号', /^W\d{3}$/, 'W and three digits'),
    name: text('名称', { longest: 10 }),
    above: reference('上游', 'wells.csv', '编号', { optional: true }),
    depth: integer('深度', 1, 500),
    flow: decimal('流量'),
    open: yesNo('启用'),
    kind: oneOf('类型', ['SPRING', 'BORE']),
    checkedOn: day('检查日期', { optional: true }),
    uses: list('用途'),
  },
  check: (rows) =>
    rows.flatMap((row, index) =>
      row['depth'] === 13 ? [{ row: index, heading: '深度', problem: 'is an unlucky depth' }] : [],
    ),
  warn: (rows) =>
    rows.flatMap((row, index) => (row['depth'] === 499 ? [{ row: index, heading: '深度', problem: 'is deep' }] : [])),
};

const migration = {
  name: '0001-wells',
  sql: `create table wells.wells (
  id uuid primary key, code text not null unique, name text not null, above text, depth integer not null,
  flow numeric(18,6) not null, open boolean not null, kind text not null, checked_on date, uses text[] not null
);`,
};

/** Its first line, and two good ones. */
export const heading = '编号,名称,上游,深度,流量,启用,类型,检查日期,用途';
export const first = 'W001,一号井,,12,1.500000,是,SPRING,2026-03-01,饮用、灌溉';
export const second = 'W002,二号井,W001,40,0.25,否,BORE,,';

/** Those two lines as they are stored. */
export const loadedFirst = {
  code: 'W001',
  name: '一号井',
  above: null,
  depth: 12,
  flow: '1.500000',
  open: true,
  kind: 'SPRING',
  day: '2026-03-01',
  uses: ['饮用', '灌溉'],
};
export const loadedSecond = {
  code: 'W002',
  name: '二号井',
  above: 'W001',
  depth: 40,
  flow: '0.250000',
  open: false,
  kind: 'BORE',
  day: null,
  uses: [],
};

/** A database with the table of wells, and a county's folder for each test. */
export interface Office {
  readonly database: Database;
  readonly folder: string;
  write(file: string, content: string | Buffer): Promise<void>;
  /** Hands over `wells.csv`. */
  load(content: string | Buffer, sheet?: Sheet): Promise<SheetReport>;
  stored(): Promise<unknown>;
}

/** Opens the database before a file's tests and empties the table before each. */
export function openOffice(): Office {
  let clone: ClonedDatabase;
  let database: Database;
  let folder: string;

  beforeAll(async () => {
    clone = await cloneDatabase();
    database = await Database.open(locationOf(clone));
    database.discover([{ entity: Well, visibility: everyone, keys: ['id', 'code'] }]);
    await migrate(database, [{ module: 'wells', migrations: [migration] }]);
  });
  afterAll(async () => {
    await database.close();
    await clone.drop();
  });
  // A folder of its own is a county of its own, of which nothing was loaded before.
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'yimen-wells-'));
    await database.administer((run) => run('delete from wells.wells'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = (file: string, content: string | Buffer): Promise<void> => writeFile(path.join(folder, file), content);
  return {
    get database() {
      return database;
    },
    get folder() {
      return folder;
    },
    write,
    load: async (content, sheet = wells) => {
      await write('wells.csv', content);
      const [report] = await onboard(database, [sheet], folder);
      if (!report) throw new Error('The file was not read.');
      return report;
    },
    stored: () => database.administer((run) => run(selection)),
  };
}

const selection = `select code, name, above, depth, flow::text as flow, open, kind, checked_on::text as day, uses
  from wells.wells order by code`;
