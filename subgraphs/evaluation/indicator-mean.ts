import { raw } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../kit/module/context.js';
import { Decimal } from '../../kit/module/scalars.js';
import { ScoreEvidence } from './score-evidence.js';
import { ScoreIndicator } from './score-indicator.js';

/** How a grid stands in one indicator. Invariant: what nobody rated is counted apart and not in the mean. */
@ObjectType({
  description: '一项指标的均值;未评价的不计入,另计件数。 The mean of an indicator; the unrated are left out.',
})
export class IndicatorMean {
  @Field(() => ScoreIndicator, { description: '指标。 The indicator.' })
  indicator!: ScoreIndicator;

  @Field(() => Decimal, { nullable: true, description: '均值,四位小数;无可计为空。 The mean, to four decimals.' })
  mean!: string | null;

  @Field(() => Int, { description: '计入的件数。 How many are in the mean.' })
  rated!: number;

  @Field(() => Int, { description: '未评价的件数,不计入均值。 How many nobody rated; not in the mean.' })
  unrated!: number;
}

/** The means of a grid over the evidence that this caller may see; n grids cost one statement. */
export function indicatorMeans(gridCode: string, { session }: Context): Promise<IndicatorMean[]> {
  return session.batch('indicator means', gridCode, readMeans);
}

async function readMeans(codes: readonly string[], manager: EntityManager): Promise<IndicatorMean[][]> {
  const query = manager.createQueryBuilder(ScoreEvidence, 'evidence');
  query
    .select([
      raw('evidence.grid_code as "gridCode"'),
      raw('evidence.indicator as indicator'),
      raw('round(avg(evidence.value), 4)::text as mean'),
      raw('count(evidence.value)::int as rated'),
      raw('(count(*) - count(evidence.value))::int as unrated'),
    ])
    .where({ gridCode: { $in: codes.filter((code) => !code.includes('\0')) } })
    .groupBy([raw('1'), raw('2')])
    .orderBy({ indicator: 'asc' });
  await query.applyFilters();
  const rows = (await manager.execute(query.getQuery(), [...query.getParams()])) as (IndicatorMean & {
    gridCode: string;
  })[];
  const byGrid = Map.groupBy(rows, (row) => row.gridCode);
  return codes.map((code) =>
    (byGrid.get(code) ?? []).map(({ gridCode: _, ...mean }) => Object.assign(new IndicatorMean(), mean)),
  );
}
