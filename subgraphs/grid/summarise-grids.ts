import type { EntityManager } from '@mikro-orm/postgresql';
import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: '区域的网格汇总(GR-01)。 The grids of a region, counted.' })
export class GridSummary {
  @Field(() => Int, { description: '一级网格数。 First level.' })
  l1!: number;

  @Field(() => Int, { description: '二级网格数。 Second level.' })
  l2!: number;

  @Field(() => Int, { description: '三级网格数。 Third level.' })
  l3!: number;

  @Field(() => Int, { description: '三级网格人口合计。 Population of the third level.' })
  population!: number;
}

const statement = `
  select region.code,
         count(*) filter (where level = 'L1_TOWN')::int as l1,
         count(*) filter (where level = 'L2_VILLAGE')::int as l2,
         count(*) filter (where level = 'L3_BASIC')::int as l3,
         coalesce(sum(registered_population + floating_population) filter (where level = 'L3_BASIC'), 0)::int as population
    from jsonb_array_elements_text(?::jsonb) as region(code)
    left join grid.grids on town_code like region.code || '%' and state <> 'RETIRED'
   group by region.code`;

/** Counts the grids in service or preparation of many regions with one statement; every grid is public. */
export async function summarise(codes: readonly string[], manager: EntityManager): Promise<GridSummary[]> {
  const rows = (await manager.execute(statement, [JSON.stringify(codes)])) as (GridSummary & { code: string })[];
  const byCode = new Map(rows.map((row) => [row.code, row]));
  return codes.map((code) => byCode.get(code) ?? { l1: 0, l2: 0, l3: 0, population: 0 });
}
