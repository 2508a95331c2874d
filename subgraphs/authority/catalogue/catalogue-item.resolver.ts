import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import type { Context } from '../../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { PowerListEntry } from '../power-list-entry.js';
import { PowerListVersion } from '../power-list-version.js';
import { Region } from '../region.js';
import { CatalogueItem, CatalogueLevel } from './catalogue-item.js';
import { fourLevelDifferences, FourLevelDifference } from './four-levels.js';

const CatalogueItemConnection = connectionOf(CatalogueItem, '目录事项');

@Resolver(() => CatalogueItem)
export class CatalogueItemResolver {
  @Query(() => CatalogueItemConnection, {
    nullable: true,
    description: '上级目录的事项,按目录、层级和编码排序(AU-01)。 Items of the catalogues above the county.',
  })
  catalogueItems(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('catalogue', () => ID, { nullable: true, description: '目录编码。 Code of the catalogue.' })
    catalogue?: string,
    @Arg('level', () => CatalogueLevel, { nullable: true, description: '层级。 Level.' }) level?: CatalogueLevel,
  ): Promise<Connection<CatalogueItem>> {
    return page(context, CatalogueItem, slice, given({ catalogue, level }), ['catalogue', 'level', 'code']);
  }

  @FieldResolver(() => Region, { nullable: true, description: '施行区划。 Region in which the catalogue holds.' })
  region(@Root() { regionCode }: CatalogueItem, @Ctx() { session }: Context): Promise<Region | null> {
    return session.one(Region, 'code', regionCode);
  }
}

@Resolver(() => PowerListVersion)
export class FourLevelsResolver {
  @FieldResolver(() => [FourLevelDifference], {
    description:
      '不符合「四级四同」之处,按编码排序:编码、名称、类型、依据与上级目录不一致。 Where an item differs from the catalogues above.',
  })
  fourLevelDifferences(@Root() { edition }: PowerListVersion, @Ctx() context: Context): Promise<FourLevelDifference[]> {
    return fourLevelDifferences(context, edition);
  }
}

@Resolver(() => PowerListEntry)
export class CataloguedEntryResolver {
  @FieldResolver(() => [CatalogueItem], {
    description: '上级目录中的同编码事项。 What the catalogues above say under this code.',
  })
  catalogueItems(@Root() { code }: PowerListEntry, @Ctx() { session }: Context): Promise<CatalogueItem[]> {
    return session.many(CatalogueItem, 'code', code, ['catalogue', 'level']);
  }
}
