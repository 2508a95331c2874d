import type { EntityManager } from '@mikro-orm/postgresql';
import { Field, Int, ObjectType } from 'type-graphql';
import { ElementKind } from './grid-element.js';

@ObjectType({ description: '某类要素的数量。 How many of one kind.' })
export class ElementCount {
  @Field(() => ElementKind, { description: '类型。 Kind.' })
  kind!: ElementKind;

  @Field(() => Int, { description: '在册数量。 How many are registered.' })
  count!: number;
}

const statement = `
  select grid_code as grid, kind, count(*)::int as count from grid.elements
   where removed_at is null and grid_code in (select jsonb_array_elements_text(?::jsonb))
   group by grid_code, kind`;

/** Counts the elements of many grids with one statement, every kind named; how many there are is nobody's secret. */
export async function countElements(codes: readonly string[], manager: EntityManager): Promise<ElementCount[][]> {
  const rows = (await manager.execute(statement, [JSON.stringify(codes)])) as (ElementCount & { grid: string })[];
  const counts = new Map(rows.map(({ grid, kind, count }) => [`${grid} ${kind}`, count]));
  return codes.map((code) =>
    Object.values(ElementKind).map((kind) => ({ kind, count: counts.get(`${code} ${kind}`) ?? 0 })),
  );
}
