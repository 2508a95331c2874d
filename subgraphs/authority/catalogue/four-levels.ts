import type { EntityManager } from '@mikro-orm/postgresql';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { CatalogueLevel } from './catalogue-item.js';

export enum FourLevelAspect {
  CODE = 'CODE',
  NAME = 'NAME',
  CATEGORY = 'CATEGORY',
  BASIS = 'BASIS',
}
registerEnumType(FourLevelAspect, {
  name: 'FourLevelAspect',
  description: '四同:同一事项在四级中应当相同的方面。 In what the four levels must agree about an item.',
  valuesConfig: {
    CODE: { description: '编码。 Code.' },
    NAME: { description: '名称。 Name.' },
    CATEGORY: { description: '类型。 Category.' },
    BASIS: { description: '依据。 Legal basis.' },
  },
});

@ObjectType({ description: '不符合「四级四同」之处。 Where an item differs from what a level above says of it.' })
export class FourLevelDifference {
  @Field(() => ID, { description: '本级事项编码。 Code of the item in the county’s list.' })
  code!: string;

  @Field(() => ID, { description: '目录编码。 Code of the catalogue.' })
  catalogue!: string;

  @Field(() => CatalogueLevel, { description: '上级层级。 Level that says otherwise.' })
  level!: CatalogueLevel;

  @Field(() => FourLevelAspect, { description: '不同之处。 What differs.' })
  aspect!: FourLevelAspect;

  @Field(() => String, { description: '本级的写法。 What the county says.' })
  own!: string;

  @Field(() => String, { description: '上级的写法。 What the level above says.' })
  above!: string;
}

// An item under another code is recognised by its name, unless the catalogue knows the item's own code too.
const statement = `
  select entry.edition, item.code, above.catalogue, above.level, aspect.name as aspect, aspect.own, aspect.above
    from jsonb_array_elements_text(?::jsonb) as asked(edition)
    join authority.power_list_entries entry using (edition)
    join authority.power_lists list on list.code = entry.list_code
    join authority.power_items item on item.code = entry.code
    join authority.catalogue_items above
      on starts_with(list.region_code, above.region_code) and (above.code = item.code or above.name = item.name)
   cross join lateral (values
      ('CODE', item.code, above.code), ('NAME', item.name, above.name),
      ('CATEGORY', item.category, above.category), ('BASIS', item.legal_basis, above.legal_basis)
    ) as aspect(name, own, above)
   where aspect.own <> aspect.above and (above.code = item.code or not exists (
     select 1 from authority.catalogue_items same
      where same.catalogue = above.catalogue and same.level = above.level and same.code = item.code))
   order by item.code, above.catalogue, above.level, aspect.name`;

type Found = { readonly edition: string };

/**
 * Where a list’s version does not say of an item what the levels above say: code, name, category and basis (四级四同). Many
 * versions cost one statement.
 */
export function fourLevelDifferences({ session }: Context, edition: string): Promise<FourLevelDifference[]> {
  return session.batch('four levels', edition, async (keys, manager: EntityManager) => {
    const rows = (await manager.execute(statement, [JSON.stringify(keys)])) as Found[];
    const byEdition = Map.groupBy(rows, (row) => row.edition);
    return keys.map((key) => (byEdition.get(key) ?? []).map((row) => Object.assign(new FourLevelDifference(), row)));
  });
}
