import { tableOf } from '../../kit/onboarding/upsert.js';
import type { Database } from '../../kit/data/database.js';
import { subgraphsFound } from '../support/modules.js';

/** What stands in the rows of each type, by property: with it an operation comes further than with nonsense. */
export type KnownValues = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/** Rows of each entity that are looked at. */
const rowsOfEach = 40;

/** Reads values of every entity's rows. */
export function knownValues(database: Database): Promise<KnownValues> {
  return database.administer(async (execute) => {
    const known = new Map<string, ReadonlyMap<string, readonly string[]>>();
    for (const { entity } of subgraphsFound.flatMap(({ subgraph }) => subgraph.entities)) {
      const { table, columns, types } = tableOf(database, entity);
      const plain = [...columns].filter(([property]) => /^(uuid|text|varchar|date)/.test(types.get(property) ?? ''));
      const list = plain.map(([property, column]) => `${column}::text as "${property}"`).join(', ');
      const rows = await execute(`select ${list} from ${table} order by md5(id::text) limit ${rowsOfEach}`);
      const values = plain.map(([property]): [string, string[]] => [
        property,
        [...new Set(rows.map((row) => row[property]).filter((value): value is string => typeof value === 'string'))],
      ]);
      known.set(entity.name, new Map(values.filter(([, each]) => each.length > 0)));
    }
    return known;
  });
}
