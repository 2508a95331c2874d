import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import { Attachment, attachmentsOf } from '../../../kit/files/attachment.js';
import type { Context } from '../../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { Organization } from '../organization.js';
import { PowerListVersion } from '../power-list-version.js';
import { TerritorialDuty } from '../territorial-duty.js';
import { AccountabilityReview } from './accountability-review.js';
import { AccountabilityState } from './accountability-vocabulary.js';

const AccountabilityReviewConnection = connectionOf(AccountabilityReview, '问责');
const guarded = '@requiresScopes(scopes: [["accountability:read"]])';

@Resolver(() => AccountabilityReview)
export class AccountabilityResolver {
  @Query(() => AccountabilityReview, { nullable: true, description: '按标识取一件问责。 One review by its id.' })
  async accountabilityReview(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<AccountabilityReview> {
    const review = await session.one(AccountabilityReview, 'id', id);
    if (review === null) throw notFound(AccountabilityReview, id);
    return review;
  }

  @Query(() => AccountabilityReviewConnection, {
    nullable: true,
    description: '可见范围内的问责。 Reviews that this caller may see, in the order in which they were opened.',
  })
  accountabilityReviews(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('state', () => AccountabilityState, { nullable: true, description: '状态。 State.' })
    state?: AccountabilityState,
  ): Promise<Connection<AccountabilityReview>> {
    return page(context, AccountabilityReview, slice, given({ state }), ['id']);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '被问责单位。 The organisation under review.' })
  subject(@Root() { subjectCode }: AccountabilityReview, @Ctx() { session }: Context): Promise<Organization | null> {
    return session.one(Organization, 'code', subjectCode);
  }

  @FieldResolver(() => TerritorialDuty, { nullable: true, description: '属地管理事项。 The territorial duty.' })
  duty(
    @Root() { dutyCode }: AccountabilityReview,
    @Ctx() { session }: Context,
  ): Promise<TerritorialDuty | null> | null {
    return dutyCode === null ? null : session.one(TerritorialDuty, 'code', dutyCode);
  }

  @FieldResolver(() => PowerListVersion, {
    nullable: true,
    description: '事发当日施行的清单版本。 The version of the list that was in force on that day.',
  })
  listVersion(
    @Root() { listEdition }: AccountabilityReview,
    @Ctx() { session }: Context,
  ): Promise<PowerListVersion | null> | null {
    return listEdition === null ? null : session.one(PowerListVersion, 'edition', listEdition);
  }

  @FieldResolver(() => String, { nullable: true, description: '情况。 What happened.' })
  @Directive(guarded)
  incident(@Root() { incident }: AccountabilityReview): string {
    return incident;
  }

  @FieldResolver(() => String, { nullable: true, description: '后果。 What came of it.' })
  @Directive(guarded)
  consequence(@Root() { consequence }: AccountabilityReview): string {
    return consequence;
  }

  @FieldResolver(() => String, { nullable: true, description: '履职说明。 What the organisation says that it did.' })
  @Directive(guarded)
  statement(@Root() { statement }: AccountabilityReview): string | null {
    return statement;
  }

  @FieldResolver(() => String, { nullable: true, description: '理由。 Reasons of the outcome.' })
  @Directive(guarded)
  reasoning(@Root() { reasoning }: AccountabilityReview): string | null {
    return reasoning;
  }

  @FieldResolver(() => String, { nullable: true, description: '申诉理由。 The appeal.' })
  @Directive(guarded)
  appeal(@Root() { appeal }: AccountabilityReview): string | null {
    return appeal;
  }

  @FieldResolver(() => [Attachment], { nullable: true, description: '履职材料。 Evidence of what was done.' })
  @Directive(guarded)
  evidence(@Root() { id }: AccountabilityReview, @Ctx() context: Context): Promise<Attachment[]> {
    return attachmentsOf(context, id);
  }
}
