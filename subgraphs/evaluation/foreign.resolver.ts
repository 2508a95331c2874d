import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type Connection, PageArguments } from '../../kit/paging/connection.js';
import { pageWithin } from '../../kit/paging/page-within.js';
import type { Context } from '../../kit/module/context.js';
import { AppraisalScheme, SchemeKind } from './appraisal-scheme.js';
import { Grid, Organization, Region } from './foreign.js';
import { Post } from './post.js';
import { PostConnection } from './post.resolver.js';
import { schemeInForce, schemesOf } from './scheme-in-force.js';

const countyLength = 6;

@Resolver(() => Grid)
export class GridResolver {
  @FieldResolver(() => AppraisalScheme, {
    nullable: true,
    description: '今日适用的网格考核方案(所在县)。 The scheme by which its county scores it today.',
  })
  appraisalScheme(@Root() grid: Grid, @Ctx() context: Context): Promise<AppraisalScheme | null> {
    return schemeInForce(grid.code.slice(0, countyLength), SchemeKind.GRID, context);
  }
}

@Resolver(() => Region)
export class RegionResolver {
  @FieldResolver(() => [AppraisalScheme], {
    nullable: true,
    description: '所在县的考评方案,先生效者在前。 Schemes of the county that it is or lies in, the oldest first.',
  })
  appraisalSchemes(@Root() region: Region, @Ctx() context: Context): Promise<AppraisalScheme[]> {
    return schemesOf(region.code.slice(0, countyLength), context);
  }
}

@Resolver(() => Organization)
export class OrganizationResolver {
  @FieldResolver(() => PostConnection, {
    nullable: true,
    description: '可见的岗位。 Its posts that this caller may see.',
  })
  posts(
    @Root() organization: Organization,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
  ): Promise<Connection<Post>> {
    return pageWithin(context, Post, slice, organization.code, { column: 'organizationCode', order: ['code'] });
  }
}
