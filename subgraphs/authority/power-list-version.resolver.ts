import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { connectionOf, type Connection, PageArguments } from '../../kit/paging/connection.js';
import { pageWithin } from '../../kit/paging/page-within.js';
import type { Context } from '../../kit/module/context.js';
import { CategoryCount, countEntries, inOrderOfCategory } from './count-by-category.js';
import { PowerItem } from './power-item.js';
import { PowerListEntry } from './power-list-entry.js';
import { PowerListVersion } from './power-list-version.js';
import { Region } from './region.js';
import { TerritorialDuty } from './territorial-duty.js';

const PowerListEntryConnection = connectionOf(PowerListEntry, '清单条目');

@Resolver(() => PowerListVersion)
export class PowerListVersionResolver {
  @FieldResolver(() => Int, { description: '条目数。 How many entries.' })
  async entryCount(@Root() version: PowerListVersion, @Ctx() context: Context): Promise<number> {
    const counts = await countEntries(context, version.edition);
    return counts.reduce((sum, { count }) => sum + count, 0);
  }

  @FieldResolver(() => [CategoryCount], { description: '按类别的条目数。 Entries by category.' })
  async entryCountByCategory(@Root() version: PowerListVersion, @Ctx() context: Context): Promise<CategoryCount[]> {
    return inOrderOfCategory(await countEntries(context, version.edition));
  }

  @FieldResolver(() => PowerListEntryConnection, {
    nullable: true,
    description: '条目,按编码排序。 Entries in the order of their codes.',
  })
  entries(
    @Root() version: PowerListVersion,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
  ): Promise<Connection<PowerListEntry>> {
    return pageWithin(context, PowerListEntry, slice, version.edition, { column: 'edition', order: ['code'] });
  }
}

@Resolver(() => PowerListEntry)
export class PowerListEntryResolver {
  @FieldResolver(() => PowerItem, { nullable: true, description: '权力事项。 The power item.' })
  item(@Root() entry: PowerListEntry, @Ctx() { session }: Context): Promise<PowerItem | null> {
    return session.one(PowerItem, 'code', entry.code);
  }

  @FieldResolver(() => [Region], { description: '不在其施行的镇街(AU-09)。 Towns for which the entry does not hold.' })
  async exceptTowns(@Root() { exceptTowns }: PowerListEntry, @Ctx() { session }: Context): Promise<Region[]> {
    const towns = await Promise.all(exceptTowns.map((code) => session.one(Region, 'code', code)));
    return towns.filter((town) => town !== null);
  }

  @FieldResolver(() => TerritorialDuty, { nullable: true, description: '属地管理事项。 The territorial duty.' })
  duty(@Root() entry: PowerListEntry, @Ctx() { session }: Context): Promise<TerritorialDuty | null> {
    return session.one(TerritorialDuty, 'code', entry.code);
  }
}
