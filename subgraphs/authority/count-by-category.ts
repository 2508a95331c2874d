import type { EntityManager } from '@mikro-orm/postgresql';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../kit/module/context.js';
import { inForceOn } from './in-force.js';
import { PowerGrant } from './power-grant.js';
import { PowerCategory } from './power-item.js';

@ObjectType({ description: '按职权类别的计数。 How many of one category.' })
export class CategoryCount {
  @Field(() => PowerCategory, { description: '类别。 Category.' })
  category!: PowerCategory;

  @Field(() => Int, { description: '数量。 How many.' })
  count!: number;
}

interface Counted {
  readonly key: string;
  /** Null on the list of territorial duties, whose entries have no category. */
  readonly category: PowerCategory | null;
  readonly count: number;
}

/** The grants in force on a day of an organisation, or for a region, by category; one statement for n of them. */
export function countGrants(
  { session }: Context,
  column: 'granteeCode' | 'regionCode',
  key: string,
  day: string,
): Promise<CategoryCount[]> {
  return session.batch(`grants by ${column} on ${day}`, key, async (keys, manager) => {
    const grants = manager.createQueryBuilder(PowerGrant, 'counted');
    grants.select([column, 'itemCode']).where({ ...inForceOn(day), [column]: { $in: [...keys] } });
    await grants.applyFilters();
    const parent = column === 'granteeCode' ? 'grantee_code' : 'region_code';
    const rows = await session.listed(
      `select ${parent}, category, count(*)::int
       from (${grants.getFormattedQuery()}) as grants join authority.power_items on code = item_code group by 1, 2`,
    );
    return grouped(
      keys,
      rows.map(([key, category, count]) => ({
        key: String(key),
        category: category as PowerCategory,
        count: Number(count),
      })),
    );
  });
}

const entryStatement = `
  select edition as key, category, count(*)::int as count
    from jsonb_array_elements_text(?::jsonb) as asked(edition)
    join authority.power_list_entries using (edition)
    left join authority.power_items using (code)
   group by 1, 2`;

/** The entries of a list's version by category, the duties under null; every list is public. */
export function countEntries({ session }: Context, edition: string): Promise<Counted[]> {
  return session.batch('entries by category', edition, async (keys, manager: EntityManager) => {
    const rows = (await manager.execute(entryStatement, [JSON.stringify(keys)])) as Counted[];
    return keys.map((key) => rows.filter((row) => row.key === key));
  });
}

/** Counts that have a category, in the order of the categories. */
export function inOrderOfCategory(counts: readonly Counted[]): CategoryCount[] {
  return Object.values(PowerCategory).flatMap((category) => {
    const found = counts.find((each) => each.category === category);
    return found ? [Object.assign(new CategoryCount(), { category, count: found.count })] : [];
  });
}

function grouped(keys: readonly string[], rows: readonly Counted[]): CategoryCount[][] {
  return keys.map((key) => inOrderOfCategory(rows.filter((row) => row.key === key)));
}
