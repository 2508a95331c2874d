import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execute, Kind, parse, valueFromASTUntyped } from 'graphql';
import { Database } from '../../kit/data/database.js';
import { fieldsOfKey } from '../../kit/data/entity-key.js';
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

/** A reference's key: the texts of its fields, nested as the field set has them. */
function keyWith(key: string, texts: readonly string[]): Readonly<Record<string, unknown>> {
  const whole: Record<string, unknown> = {};
  for (const [index, { path }] of fieldsOfKey(key).entries()) {
    let inner = whole;
    for (const name of path.slice(0, -1)) inner = (inner[name] ??= {}) as Record<string, unknown>;
    inner[path.at(-1) ?? ''] = texts[index];
  }
  return whole;
}

/** Asks a subgraph for entities as a router does (Apollo Federation subgraph specification, `_entities`). */
async function resolve(module: string, type: string, key: string, values: readonly object[]): Promise<Found[]> {
  const clock = { now: () => new Date('2026-11-21T02:00:00Z') };
  const result = await execute({
    schema: builtOf(module).schema,
    document: parse(`query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${key} } } }`),
    variableValues: { of: values.map((value) => ({ __typename: type, ...value })) },
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

async function storedKeys({ entity }: EntityDeclaration, key: string): Promise<object[]> {
  const { table, columns } = tableOf(database, entity);
  const texts = fieldsOfKey(key).map(({ column }) => `${columns.get(column)}::text`);
  return database.administer(async (run) => {
    const rows = await run(`select array[${texts.join()}] as key from ${table} order by random() limit 30`);
    return rows.map((row) => keyWith(key, row['key'] as string[]));
  });
}

/** The fields of each of a type's keys, as its SDL declares them. */
function keysDeclared(sdl: string, type: string): unknown[] {
  const definition = parse(sdl).definitions.find(
    (each) => each.kind === Kind.OBJECT_TYPE_DEFINITION && each.name.value === type,
  );
  if (definition?.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
  return (definition.directives ?? [])
    .filter(({ name }) => name.value === 'key')
    .flatMap((directive) => directive.arguments?.filter(({ name }) => name.value === 'fields') ?? [])
    .map(({ value }) => valueFromASTUntyped(value));
}

describe.each(subgraphsFound)('$name', ({ name, subgraph }) => {
  const { schema, sdl } = builtOf(name);
  const shown = subgraph.entities.filter(({ entity }) => schema.getType(entity.name));
  const keys = shown.flatMap((declaration) =>
    declaration.keys.map((key) => ({ type: declaration.entity.name, key, declaration })),
  );

  test('declares to the graph the keys by which it resolves references, `id` first', () => {
    const declared = shown.map(({ entity, keys: own }) => [entity.name, [...own].sort()]);
    const given = shown.map(({ entity }) => [entity.name, keysDeclared(sdl, entity.name).sort()]);
    expect(given).toEqual(declared);
    expect(shown.filter(({ keys: own }) => own[0] !== 'id').map(({ entity }) => entity.name)).toEqual([]);
  });

  if (keys.length === 0) return;

  test.each(keys)(
    'answers thirty references to $type by $key with one statement',
    async ({ type, key, declaration }) => {
      const stored = await storedKeys(declaration, key);
      const unknown = fieldsOfKey(key).map(() => '018f0000-0000-7000-8000-000000000000');
      const asked = [...stored, keyWith(key, unknown), ...stored.slice(0, 3)];
      let found: Found[] = [];
      const statements = await statementsDuring(async () => {
        found = await resolve(name, type, key, asked);
      });
      const known = new Set(stored);
      expect(found).toEqual(asked.map((value) => (known.has(value) ? value : null)));
      expect(statements).toHaveLength(1);
    },
  );

  test.each(keys)('answers null for a reference to $type by a $key that cannot be', async ({ type, key }) => {
    const texts = ['', 'no such key', 'a\0b', '\u{1F600}'.repeat(2000)];
    const asked = texts.map((text) =>
      keyWith(
        key,
        fieldsOfKey(key).map(() => text),
      ),
    );
    expect(await resolve(name, type, key, asked)).toEqual([null, null, null, null]);
  });
});
