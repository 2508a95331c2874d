import type { EntityManager } from '@mikro-orm/postgresql';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';

@ObjectType({
  description:
    '一个领域的处罚事项下放情况(AU-13):全领域下放或部分下放。 How much of a domain’s penalties is handed down.',
})
export class DelegatedDomain {
  @Field(() => String, { description: '领域。 Domain.' })
  domain!: string;

  @Field(() => Int, { description: '本县可下放的处罚事项数。 Penalties of the county that may be handed down.' })
  items!: number;

  @Field(() => Int, { description: '其中在该区域有效赋权的事项数。 Of these, those that are granted there.' })
  granted!: number;

  @Field(() => Boolean, { description: '是否全领域下放。 Whether it is handed down whole.' })
  full!: boolean;
}

// Grants of the region or of a place in it; items that stay with the county count in neither number.
const statement = `
  select asked.region, item.domain, count(distinct item.code)::int as items,
         count(distinct grants.item_code)::int as granted
    from jsonb_array_elements_text(?::jsonb) as asked(region)
    join authority.power_items item
      on starts_with(item.source_organization_code, left(asked.region, 6) || '-') and item.category = 'PENALTY'
     and item.status = 'ACTIVE' and item.reserved_scope = 'TERRITORIAL'
    left join authority.power_grants grants
      on grants.item_code = item.code and starts_with(grants.region_code, asked.region)
     and grants.effective_from <= ? and (grants.effective_to is null or grants.effective_to >= ?)
     and (grants.status <> 'SUSPENDED' or grants.suspended_on > ?)
   group by 1, 2 order by 2`;

interface Counted {
  readonly region: string;
  readonly domain: string;
  readonly items: number;
  readonly granted: number;
}

/** The domains of a county's penalties, and how much of each is handed down in a region of it on a day; one statement for n. */
export function delegatedDomains(
  { session }: Pick<Context, 'session'>,
  region: string,
  day: string,
): Promise<DelegatedDomain[]> {
  return session.batch(`domains on ${day}`, region, async (regions, manager: EntityManager) => {
    const rows = (await manager.execute(statement, [JSON.stringify(regions), day, day, day])) as Counted[];
    return regions.map((each) =>
      rows
        .filter((row) => row.region === each)
        .map(({ domain, items, granted }) =>
          Object.assign(new DelegatedDomain(), { domain, items, granted, full: granted === items }),
        ),
    );
  });
}
