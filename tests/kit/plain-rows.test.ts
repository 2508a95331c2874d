import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Session } from '../../kit/data/session.js';
import { type Caller, moduleCaller } from '../../kit/identity/caller.js';
import type { EntityDeclaration } from '../../kit/module/define.js';
import type { TestPortal } from '../support/portal.js';
import { walkTheDay } from '../journeys/loop-walk.js';
import { plantRow } from '../support/planted-rows.js';
import { openEventPortal } from '../subgraphs/dispatch/event-portal.js';

type Row = Readonly<Record<string, unknown>>;

const county: Caller = { ...moduleCaller('grid'), scopes: new Set(['audit:read', 'registry:read']) };
const town: Caller = { ...moduleCaller('grid'), regions: ['320281104'], staffNumber: "O'Brien\\" };

let portal: TestPortal;
let entities: readonly EntityDeclaration[];

beforeAll(async () => {
  const walked = await openEventPortal();
  await walkTheDay(walked);
  portal = walked;
  entities = portal.portal.graphs.modules.flatMap(({ subgraph }) => subgraph?.entities ?? []);
  const { database } = portal.portal;
  for (const { entity } of entities) {
    const rows = await database.reader(county).count(entity as never, {});
    // What the day has none of.
    if (rows === 0) await plantRow(database, entity, { regionCode: '320281104' }, 'text');
  }
});

afterAll(() => portal.close());

/** Some rows of an entity as the mapper reads them, and the same rows as sessions read them. */
async function bothWays(
  { entity }: EntityDeclaration,
  caller: Caller,
): Promise<readonly [managed: Row[], plain: Row[]]> {
  const { database } = portal.portal;
  const managed: Row[] = await database
    .reader(caller)
    .find(entity as never, {}, { orderBy: { id: 'asc' } as never, limit: 40 });
  const session = new Session(database, caller);
  const plain = await Promise.all(managed.map(({ id }) => session.one<Row>(entity as never, 'id', String(id))));
  return [managed.map(valuesOf), plain.flatMap((row) => (row ? [valuesOf(row)] : []))];
}

function valuesOf(row: Row): Row {
  return Object.fromEntries(Object.entries(row));
}

describe('rows that nobody changes', () => {
  test('hold what the mapper would have read, for every entity of every module', async () => {
    for (const declaration of entities) {
      const [managed, plain] = await bothWays(declaration, county);
      expect({ entity: declaration.entity.name, isEmpty: managed.length === 0 }).toEqual({
        entity: declaration.entity.name,
        isEmpty: false,
      });
      expect({ entity: declaration.entity.name, rows: plain }).toEqual({
        entity: declaration.entity.name,
        rows: managed,
      });
    }
  });

  test('are those that the caller may see, whose claims are quoted', async () => {
    for (const declaration of entities) {
      const [managed, plain] = await bothWays(declaration, town);
      expect(plain).toEqual(managed);
    }
    const { database } = portal.portal;
    const { entity } = entities.find(({ entity: { name } }) => name === 'Event') as EntityDeclaration;
    const [event]: Row[] = await database.reader(county).find(entity as never, {});
    const stranger: Caller = { ...town, regions: ['320281001'] };
    const key = String(event?.['id']);
    expect(await new Session(database, town).one<Row>(entity as never, 'id', key)).toMatchObject({ id: key });
    expect(await new Session(database, stranger).one<Row>(entity as never, 'id', key)).toBeNull();
  });

  test('are objects of their class, whose columns are its own', async () => {
    const { entity } = entities.find(({ entity: { name } }) => name === 'Grid') as EntityDeclaration;
    const grid = await new Session(portal.portal.database, county).one<Row>(entity as never, 'code', '320281104');
    expect(grid).toBeInstanceOf(entity);
    expect(Object.keys(grid ?? {})).toContain('townCode');
    expect(Object.getOwnPropertyDescriptor(grid, 'code')).toMatchObject({ value: '320281104' });
  });

  test('are found by keys with quotes and backslashes', async () => {
    const { entity } = entities.find(({ entity: { name } }) => name === 'Grid') as EntityDeclaration;
    const session = new Session(portal.portal.database, county);
    const keys = ["'", "\\'", "') or true --", '320281104'];
    const found = await Promise.all(keys.map((key) => session.one<Row>(entity as never, 'code', key)));
    expect(found.map((row) => row?.['code'] ?? null)).toEqual([null, null, null, '320281104']);
  });

  test('may be changed inside a transaction, where they are the mapper’s own', async () => {
    const { database } = portal.portal;
    const { entity } = entities.find(({ entity: { name } }) => name === 'Grid') as EntityDeclaration;
    type Named = { code: string; name: string };
    const named = (session: Session): Promise<Named | null> => session.one<Named>(entity as never, 'code', '320281104');
    await new Session(database, county).write(async (session) => {
      const grid = (await named(session)) as Named;
      grid.name = '改了名的镇';
      await session.manager.flush();
    });
    expect((await named(new Session(database, county)))?.name).toBe('改了名的镇');
  });
});
