import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Database } from '../../kit/data/database.js';
import type { DatabaseLocation } from '../../kit/data/open-orm.js';
import { migrate } from '../../kit/data/migrate.js';
import { onServer } from '../support/database.js';
import { subgraphsFound } from '../support/modules.js';
import { template } from '../support/template.js';

const all = subgraphsFound.map(({ name, subgraph }) => ({ module: name, migrations: subgraph.migrations }));
const names = all.flatMap(({ module, migrations }) => migrations.map(({ name }) => `${module}/${name}`));

const { url } = template();
const openings: Database[] = [];
let drop: () => Promise<void>;
let location: DatabaseLocation;

/** A database in which nothing stands yet. */
beforeAll(async () => {
  if (url === null) {
    const folder = await mkdtemp(path.join(tmpdir(), 'yimen-empty-'));
    location = { kind: 'folder', folder };
    drop = () => rm(folder, { recursive: true, force: true });
  } else {
    const name = `yimen_empty_${randomUUID().replaceAll('-', '')}`;
    await onServer(url, `create database ${name}`);
    const own = new URL(url);
    own.pathname = `/${name}`;
    location = { kind: 'server', url: own.href, connections: 2 };
    drop = () => onServer(url, `drop database ${name} with (force)`);
  }
  openings.push(await open());
});

afterAll(async () => {
  for (const database of openings) await database.close();
  await drop();
});

async function open(): Promise<Database> {
  const database = await Database.open(location);
  for (const { subgraph } of subgraphsFound) database.discover(subgraph.entities);
  return database;
}

function first(): Database {
  const [database] = openings;
  if (!database) throw new Error('No database is open.');
  return database;
}

test('twenty starts at once on an empty database apply each migration once, and a later start none', async () => {
  // The embedded PostgreSQL belongs to one process, which there starts twenty times over.
  if (url !== null) while (openings.length < 20) openings.push(await open());
  const starts = Array.from({ length: 20 }, (_, index) => openings[index] ?? first());
  const applied = await Promise.all(starts.map((database) => migrate(database, all)));
  expect(applied.flat().sort()).toEqual([...names].sort());
  expect(applied.filter((each) => each.length > 0)).toHaveLength(1);
  expect(await migrate(first(), all)).toEqual([]);
});

test('a migration that was changed after it ran is refused by its name', async () => {
  const [changed] = all;
  const migrations = (changed?.migrations ?? []).map((each) => ({ ...each, sql: `${each.sql}\nselect 1;` }));
  await expect(migrate(first(), [{ module: changed?.module ?? '', migrations }])).rejects.toThrow(
    `Migration ${changed?.module}/${migrations[0]?.name} was changed after it ran. Add a new one instead.`,
  );
});

describe.each(subgraphsFound)('$name', ({ name, subgraph }) => {
  test('numbers its migrations in their order', () => {
    const numbers = subgraph.migrations.map((migration) => migration.name.slice(0, 5));
    expect(numbers).toEqual(subgraph.migrations.map((_, index) => `${String(index + 1).padStart(4, '0')}-`));
  });

  if (subgraph.entities.length === 0) return;

  test.each(subgraph.entities.map(({ entity }) => ({ type: entity.name, entity })))(
    'makes the columns of $type as the entity maps them',
    async ({ entity }) => {
      const { schema, tableName, props } = first().metadata(entity);
      expect(schema).toBe(name);
      const rows = await first().administer((run) =>
        run(
          `select a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull as nullable
             from pg_attribute a where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped
               and a.attgenerated = ''`,
          [`${schema}.${tableName}`],
        ),
      );
      const made = rows.map((row) => ({
        name: String(row['name']),
        type: String(row['type']),
        nullable: row['nullable'] === true,
      }));
      const mapped = props.map((property) => ({
        name: property.fieldNames[0] ?? '',
        type: canonical(property.columnTypes[0] ?? ''),
        nullable: property.nullable ?? false,
      }));
      expect(sorted(made)).toEqual(sorted(mapped));
    },
  );

  test('makes every key of an entity unique', async () => {
    for (const { entity, keys } of subgraph.entities) {
      const { schema, tableName, props } = first().metadata(entity);
      const rows = await first().administer((run) =>
        run(
          `select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
             where i.indrelid = ?::regclass and i.indisunique and i.indnkeyatts = 1 and i.indpred is null`,
          [`${schema}.${tableName}`],
        ),
      );
      const unique = rows.map((row) => row['name']);
      const columns = keys.map((key) => props.find((property) => String(property.name) === key)?.fieldNames[0]);
      expect([entity.name, columns.filter((column) => !unique.includes(column))]).toEqual([entity.name, []]);
    }
  });
});

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

function sorted(columns: readonly Column[]): Column[] {
  return [...columns].sort((one, other) => one.name.localeCompare(other.name));
}

const spellings: Readonly<Record<string, string>> = {
  timestamptz: 'timestamp with time zone',
  int: 'integer',
  bool: 'boolean',
  json: 'jsonb',
};

/** A type as PostgreSQL spells it, without its precision. */
function canonical(type: string): string {
  const plain = type.replace(/\(.*?\)/, '').trim();
  return spellings[plain] ?? plain;
}
