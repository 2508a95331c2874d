import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Database, type Row } from '../../kit/data/database.js';
import { Session } from '../../kit/data/session.js';
import { tableOf } from '../../kit/onboarding/upsert.js';
import { anonymous, type Caller } from '../../kit/identity/caller.js';
import type { EntityDeclaration } from '../../kit/module/define.js';
import { cloneDatabase, type ClonedDatabase } from '../support/database.js';
import { locationOf } from '../support/location.js';
import { plantRow } from '../support/planted-rows.js';
import { almighty, scopesFound, subgraphsFound } from '../support/modules.js';

let clone: ClonedDatabase;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = await Database.open(locationOf(clone));
  for (const { subgraph } of subgraphsFound) database.discover(subgraph.entities);
  for (const { declaration } of entities) await fillWhenEmpty(declaration);
});

afterAll(async () => {
  await database.close();
  await clone.drop();
});

function personIn(regions: readonly string[], more: Partial<Caller> = {}): Caller {
  return {
    ...almighty,
    subject: null,
    staffNumber: null,
    organizations: [],
    grants: new Set(),
    scopes: new Set(),
    regions,
    ...more,
  };
}

/** Every row of an entity, past all filters, under the names of its properties. */
async function everyRow({ entity }: EntityDeclaration): Promise<Row[]> {
  const { table, columns } = tableOf(database, entity);
  const selected = [...columns].map(([property, column]) => `${column}::text as "${property}"`).join(', ');
  return database.administer((run) => run(`select ${selected} from ${table} order by id`));
}

async function seenBy(caller: Caller, { entity }: EntityDeclaration): Promise<string[]> {
  const rows = await database.reader(caller).find(entity, {}, { orderBy: { id: 'asc' } } as never);
  return rows.map((row) => (row as { id: string }).id);
}

const towns = ['320281001', '320281100', '320281103', '110101001'];

/** Gives rows to an entity that the county’s files leave empty, one for each of some towns. */
async function fillWhenEmpty(declaration: EntityDeclaration): Promise<void> {
  const { table } = tableOf(database, declaration.entity);
  const [row] = await database.administer((run) => run(`select 1 from ${table} limit 1`));
  if (row) return;
  const region = comparedBy(declaration, personIn(['320281']));
  // Unique columns other than the region get a text of the row's own.
  for (const [index, town] of towns.entries()) {
    await plantRow(database, declaration.entity, region === undefined ? {} : { [region]: town }, `${town}${index}`);
  }
}

function idsOf(rows: readonly Row[], keep: (row: Row) => boolean = () => true): string[] {
  return rows.filter(keep).map((row) => String(row['id']));
}

/** The parties that a column names: one, or those of a list as PostgreSQL writes it. */
function named(cell: unknown): string[] {
  const text = typeof cell === 'string' ? cell : '';
  return (text.startsWith('{') ? text.slice(1, -1).split(',') : [text]).filter((each) => each !== '');
}

/** The property that a declaration compares, found by asking it about a caller who has one thing only. */
function comparedBy({ visibility }: EntityDeclaration, caller: Caller): string | undefined {
  const [property] = Object.keys(visibility.condition(caller));
  return property === 'id' ? undefined : property;
}

const entities = subgraphsFound.flatMap(({ name, subgraph }) =>
  subgraph.entities.map((declaration) => ({
    name: `${name} ${declaration.entity.name}`,
    kind: declaration.visibility.kind,
    declaration,
  })),
);

function ofKind(...kinds: readonly string[]) {
  return entities.filter(({ kind }) => kinds.includes(kind));
}

for (const { name, declaration } of ofKind('public'))
  describe(`${name} is public`, () => {
    test('so everybody sees every row', async () => {
      const every = idsOf(await everyRow(declaration));
      expect(await seenBy(anonymous, declaration)).toEqual(every);
      expect(await seenBy(personIn(['110101001']), declaration)).toEqual(every);
    });
  });

for (const { name, declaration } of ofKind('region', 'party'))
  describe(`${name} is bound to a territory`, () => {
    const property = comparedBy(declaration, personIn(['320281']));

    test('so nobody in particular, no stranger and nobody without a region sees a row', async () => {
      expect(await seenBy(anonymous, declaration)).toEqual([]);
      expect(await seenBy(personIn(['330101001']), declaration)).toEqual([]);
      const { scope: opening } = declaration.visibility;
      const others = new Set(scopesFound.filter((scope) => scope !== opening));
      expect(await seenBy(personIn([], { scopes: others }), declaration)).toEqual([]);
    });

    test('so the county sees every row of its own, and each town its own', async () => {
      if (!property) throw new Error(`${declaration.entity.name} compares no property with a region.`);
      const rows = await everyRow(declaration);
      for (const town of ['320281', '320281001', '320281100', '320281103']) {
        const own = idsOf(rows, (row) => String(row[property]).startsWith(town));
        expect(await seenBy(personIn([town]), declaration)).toEqual(own);
      }
    });

    test('so a row that is out of sight is no reference', async () => {
      const rows = await everyRow(declaration);
      const row = rows.find((each) => String(each[property ?? '']).startsWith('320281'));
      if (!row) throw new Error(`${declaration.entity.name} has no row in the county.`);
      const stranger = new Session(database, personIn(['330101001']));
      expect(await stranger.one(declaration.entity, 'id' as never, String(row['id']))).toBeNull();
      const own = new Session(database, personIn(['320281']));
      expect(await own.one(declaration.entity, 'id' as never, String(row['id']))).toMatchObject({ id: row['id'] });
    });
  });

test('staff alone, of all that is bound to a territory, are seen by a scope too: who reads the audit trail finds who they are', async () => {
  const opened = ofKind('region', 'party').flatMap(({ name, declaration }) =>
    declaration.visibility.scope === undefined ? [] : [{ name, declaration, scope: declaration.visibility.scope }],
  );
  expect(opened.map(({ name, scope }) => [name, scope])).toEqual([['authority StaffMember', 'audit:read']]);
  for (const { declaration, scope } of opened) {
    const every = idsOf(await everyRow(declaration));
    expect(await seenBy(personIn([], { scopes: new Set([scope]) }), declaration)).toEqual(every);
  }
});

for (const { name, declaration } of ofKind('party'))
  describe(`${name} names its parties`, () => {
    test('who see the rows that name them or their organisation, and no others', async () => {
      const rows = await everyRow(declaration);
      const byOrganization = comparedBy(declaration, personIn([], { organizations: ['x'] }));
      const byStaff = comparedBy(declaration, personIn([], { staffNumber: 'x' }));
      const bySubject = comparedBy(declaration, personIn([], { subject: 'x' }));
      expect(byOrganization ?? byStaff ?? bySubject).toBeDefined();
      const ways = [
        { property: byOrganization, party: (value: string) => personIn([], { organizations: [value] }) },
        { property: byStaff, party: (value: string) => personIn([], { staffNumber: value }) },
        { property: bySubject, party: (value: string) => personIn([], { subject: value }) },
      ];
      for (const { property, party } of ways) {
        if (!property) continue;
        const [value] = rows.flatMap((row) => named(row[property]));
        if (value === undefined) continue;
        const theirs = idsOf(rows, (row) => named(row[property]).includes(value));
        expect(await seenBy(party(value), declaration)).toEqual(theirs);
      }
    });
  });

for (const { name, declaration } of ofKind('scope'))
  describe(`${name} is for holders of a scope`, () => {
    test('so no territory opens it, and one scope does', async () => {
      const every = idsOf(await everyRow(declaration));
      expect(await seenBy(anonymous, declaration)).toEqual([]);
      expect(await seenBy(personIn(['320281']), declaration)).toEqual([]);
      expect(await seenBy(personIn([], { scopes: new Set(scopesFound) }), declaration)).toEqual(every);
      const opening = scopesFound.filter(
        (scope) => !('id' in declaration.visibility.condition(personIn([], { scopes: new Set([scope]) }))),
      );
      expect(opening).toEqual([declaration.visibility.scope]);
    });
  });
