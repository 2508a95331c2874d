import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execute, parse } from 'graphql';
import { Database } from '../../kit/data/database.js';
import { Session } from '../../kit/data/session.js';
import { tableOf } from '../../kit/onboarding/upsert.js';
import type { EntityDeclaration } from '../../kit/module/define.js';
import { cloneDatabase, type ClonedDatabase } from '../support/database.js';
import { locationOf } from '../support/location.js';
import { almighty, builtOf, subgraphsFound } from '../support/modules.js';
import { statementsDuring } from '../support/statements.js';

let clone: ClonedDatabase;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = await Database.open(locationOf(clone));
  for (const { subgraph } of subgraphsFound) database.discover(subgraph.entities);
});

afterAll(async () => {
  await database.close();
  await clone.drop();
});

type Found = Readonly<Record<string, unknown>> | null;

/** Asks a subgraph for entities as a router does (Apollo Federation subgraph specification, `_entities`). */
async function resolve(module: string, type: string, key: string, values: readonly string[]): Promise<Found[]> {
  const clock = { now: () => new Date('2026-11-21T02:00:00Z') };
  const result = await execute({
    schema: builtOf(module).schema,
    document: parse(`query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${key} } } }`),
    variableValues: { of: values.map((value) => ({ __typename: type, [key]: value })) },
    contextValue: {
      caller: almighty,
      requestId: 'references',
      language: 'en',
      clock,
      disclosures: null,
      session: new Session(database, almighty),
    },
  });
  expect(result.errors).toBeUndefined();
  return (result.data as { _entities: Found[] })._entities;
}

function storedKeys({ entity }: EntityDeclaration, key: string): Promise<string[]> {
  const { table, columns } = tableOf(database, entity);
  return database.administer(async (run) => {
    const rows = await run(`select ${columns.get(key)}::text as key from ${table} order by random() limit 30`);
    return rows.map((row) => String(row['key']));
  });
}

describe.each(subgraphsFound)('$name', ({ name, subgraph }) => {
  const { schema, sdl } = builtOf(name);
  const shown = subgraph.entities.filter(({ entity }) => schema.getType(entity.name));
  const keys = shown.flatMap((declaration) =>
    declaration.keys.map((key) => ({ type: declaration.entity.name, key, declaration })),
  );

  test('declares to the graph the keys by which it resolves references, `id` first', () => {
    const declared = shown.map(({ entity, keys: own }) => [entity.name, [...own].sort()]);
    const given = shown.map(({ entity }) => {
      const heading = new RegExp(`type ${entity.name}\\b[^{]*`).exec(sdl)?.[0] ?? '';
      return [entity.name, [...heading.matchAll(/@key\(fields: "([^"]+)"/g)].map(([, key]) => key).sort()];
    });
    expect(given).toEqual(declared);
    expect(shown.filter(({ keys: own }) => own[0] !== 'id').map(({ entity }) => entity.name)).toEqual([]);
  });

  if (keys.length === 0) return;

  test.each(keys)(
    'answers thirty references to $type by $key with one statement',
    async ({ type, key, declaration }) => {
      const stored = await storedKeys(declaration, key);
      const asked = [...stored, '018f0000-0000-7000-8000-000000000000', ...stored.slice(0, 3)];
      let found: Found[] = [];
      const statements = await statementsDuring(async () => {
        found = await resolve(name, type, key, asked);
      });
      const known = new Set(stored);
      expect(found).toEqual(asked.map((value) => (known.has(value) ? { [key]: value } : null)));
      expect(statements).toHaveLength(1);
    },
  );

  test.each(keys)('answers null for a reference to $type by a $key that cannot be', async ({ type, key }) => {
    expect(await resolve(name, type, key, ['', 'no such key', 'a\0b', '\u{1F600}'.repeat(2000)])).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
