import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type Connection, PageArguments } from '../../kit/paging/connection.js';
import { pageWithin } from '../../kit/paging/page-within.js';
import type { Context } from '../../kit/module/context.js';
import { AppraisalScheme, SchemeKind } from './appraisal-scheme.js';
import { Event, Grid, Organization, Region, StaffMember } from './foreign.js';
import { IndicatorMean, indicatorMeans } from './indicator-mean.js';
import { Post } from './post.js';
import { PostConnection } from './post.resolver.js';
import { PostedScore } from './posted-score.js';
import { schemeInForce, schemesOf } from './scheme-in-force.js';
import { ScoreEvidence } from './score-evidence.js';
import { ScoreEvidenceConnection } from './score-evidence.resolver.js';

const countyLength = 6;

@Resolver(() => Grid)
export class GridResolver {
  @FieldResolver(() => AppraisalScheme, {
    nullable: true,
    description: '今日适用的网格考核方案(所在县)。 The scheme by which its county scores it today.',
  })
  appraisalScheme(@Root() grid: Grid, @Ctx() context: Context): Promise<AppraisalScheme | null> {
    return schemeInForce(grid.code, SchemeKind.GRID, context);
  }

  @FieldResolver(() => ScoreEvidenceConnection, {
    nullable: true,
    description: '可见的评分依据,按写入先后(EV-19)。 Evidence that this caller may see, in the order of its writing.',
  })
  scoreEvidence(
    @Root() grid: Grid,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
  ): Promise<Connection<ScoreEvidence>> {
    return pageWithin(context, ScoreEvidence, slice, grid.code, { column: 'gridCode', order: ['id'] });
  }

  @FieldResolver(() => [IndicatorMean], {
    nullable: true,
    description: '各指标的均值(可见范围内);未评价的不计入。 Means by indicator, without what nobody rated.',
  })
  indicatorMeans(@Root() grid: Grid, @Ctx() context: Context): Promise<IndicatorMean[]> {
    return indicatorMeans(grid.code, context);
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

@Resolver(() => StaffMember)
export class StaffMemberResolver {
  @FieldResolver(() => ScoreEvidenceConnection, {
    nullable: true,
    description: '考核入档:可见的评分依据,按写入先后(EV-19)。 The personnel file’s evidence that this caller may see.',
  })
  scoreEvidence(
    @Root() member: StaffMember,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
  ): Promise<Connection<ScoreEvidence>> {
    return pageWithin(context, ScoreEvidence, slice, member.number, { column: 'staffNumber', order: ['id'] });
  }
}

@Resolver(() => Event)
export class EventResolver {
  @FieldResolver(() => [ScoreEvidence], {
    nullable: true,
    description: '由本事件得出的评分依据(EV-19)。 The evidence that this event gave.',
  })
  scoreEvidence(@Root() event: Event, @Ctx() { session }: Context): Promise<ScoreEvidence[]> {
    return session.many(ScoreEvidence, 'eventNo', event.eventNo, ['indicator', 'subject']);
  }

  @FieldResolver(() => PostedScore, { nullable: true, description: '入档的考核得分。 Its score, once it is on file.' })
  score(@Root() event: Event, @Ctx() { session }: Context): Promise<PostedScore | null> {
    return session.one(PostedScore, 'eventNo', event.eventNo);
  }
}
