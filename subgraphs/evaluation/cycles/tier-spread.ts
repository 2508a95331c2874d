import { Field, Int, ObjectType } from 'type-graphql';
import { Decimal } from '../../../kit/module/scalars.js';
import { rounded } from '../cards/formulas.js';

/** How far the totals of one tier lie apart. */
@ObjectType({ description: '同一层级的绩效差距:(最高−最低)÷最高(EV-01)。 (top − bottom) ÷ top within a tier.' })
export class TierSpread {
  @Field(() => Int, { description: '层级。 Tier.' })
  tier!: number;

  @Field(() => Int, { description: '人数。 People.' })
  people!: number;

  @Field(() => Decimal, { description: '最高分。 Highest total.' })
  top!: string;

  @Field(() => Decimal, { description: '最低分。 Lowest total.' })
  bottom!: string;

  @Field(() => Decimal, { description: '差距,四位小数。 Spread, to four decimals.' })
  spread!: string;

  @Field(() => Boolean, {
    description:
      '达到方案的下限;未设下限的、只有一人的层级不作要求。 Whether it reaches the scheme’s least; a tier of one is exempt.',
  })
  isEnough!: boolean;
}

const ten = 10_000;
const millionth = 1_000_000;

/** Measures the spread of each tier's totals, the highest tier first; nothing is made to fit. */
export function spreadsOf(
  cards: readonly { readonly tier: number; readonly total: string | null }[],
  least: string | null,
): TierSpread[] {
  const tiers = [...Map.groupBy(cards, ({ tier }) => tier)].sort(([one], [other]) => one - other);
  return tiers.flatMap(([tier, ofTier]) => {
    const totals = ofTier.flatMap(({ total }) => (total === null ? [] : [Math.round(Number(total) * ten)]));
    if (totals.length === 0) return [];
    const top = Math.max(...totals);
    const bottom = Math.min(...totals);
    const spread = top === 0 ? 0 : rounded((top - bottom) / top);
    // Whole numbers decide, so that no rounding lets a tier through.
    const reached =
      (top - bottom) * millionth >= Math.round(Number(least ?? 0) * millionth) * top && (top > 0 || least === null);
    return [
      {
        tier,
        people: totals.length,
        top: String(top / ten),
        bottom: String(bottom / ten),
        spread: String(spread),
        isEnough: totals.length === 1 || least === null || reached,
      },
    ];
  });
}
