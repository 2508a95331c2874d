import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { dayAt, yearOfDay } from '../../../kit/time/shanghai-day.js';
import { ReservedScope } from '../power-item.js';
import { ProposalKind, ProposalState } from '../proposals/proposal-vocabulary.js';

/** How much an item is asked for in a county: what a batch is chosen by (AU-28). */
@ObjectType({
  description: '下放需求:上年度办件数与提出增加建议的镇街数(AU-28)。 How much an item is asked for in a county.',
})
export class ItemDemand {
  @Field(() => ID, { description: '事项编码。 Code of the item.' })
  itemCode!: string;

  @Field(() => Int, { description: '上年度办件数;未报的为零。 Handled in the year before; 0 where nobody reported.' })
  handled!: number;

  @Field(() => Int, { description: '提出下放建议的镇街数。 How many towns proposed to be given it.' })
  requests!: number;
}

/** The year before the one that it is in Shanghai. */
export function yearBefore({ clock }: Pick<Context, 'clock'>): number {
  return yearOfDay(dayAt(clock.now())) - 1;
}

const idle = [ProposalState.DRAFT, ProposalState.REJECTED, ProposalState.WITHDRAWN].map((state) => `'${state}'`).join();

/**
 * The demand for items that may be handed down in a county, the most handled first, then the most asked for: for those
 * named, or for the first `most` of all. It counts proposals that its reader may not see, and says no more of them.
 */
export async function demandOf(
  { session }: Pick<Context, 'session'>,
  county: string,
  year: number,
  { items, most }: { readonly items?: readonly string[]; readonly most: number },
): Promise<ItemDemand[]> {
  const rows = (await session.manager.execute(
    `select items.code as "itemCode", coalesce(reported.handled, 0)::int as handled, coalesce(asked.requests, 0)::int as requests
       from authority.power_items items cross join (select ?::jsonb as codes) wanted
       left join authority.item_handlings reported
         on reported.item_code = items.code and reported.county_code = ? and reported.year = ?
       left join (
         select item_code, count(distinct proposer_code) as requests from authority.list_change_proposals
          where region_code like ? and kind = '${ProposalKind.ADD}' and proposed_by_town and state not in (${idle})
          group by item_code) asked
         on asked.item_code = items.code
      where items.reserved_scope = '${ReservedScope.TERRITORIAL}'
        and (wanted.codes = 'null' or wanted.codes @> to_jsonb(items.code))
      order by handled desc, requests desc, items.code limit ?`,
    [JSON.stringify(items ?? null), county, year, `${county}%`, most],
  )) as ItemDemand[];
  return rows.map((row) => Object.assign(new ItemDemand(), row));
}
