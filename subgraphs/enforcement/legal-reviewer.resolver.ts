import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../kit/paging/connection.js';
import { StaffMember } from './foreign.js';
import { isQualified, LegalReviewer } from './legal-reviewer.js';

const LegalReviewerConnection = connectionOf(LegalReviewer, '法制审核人员');

@Resolver(() => LegalReviewer)
export class LegalReviewerResolver {
  @Query(() => LegalReviewerConnection, {
    nullable: true,
    description: '法制审核人员,按工号(EN-07)。 Those who review legality, in the order of their staff numbers.',
  })
  legalReviewers(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
  ): Promise<Connection<LegalReviewer>> {
    return page(context, LegalReviewer, slice, {}, ['staffNumber']);
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '人员。 The person.' })
  staff(@Root() { staffNumber }: LegalReviewer): StaffMember {
    return Object.assign(new StaffMember(), { number: staffNumber });
  }

  @FieldResolver(() => Boolean, {
    description:
      '具备法制审核资格:取得法律职业资格,或者 2018 年前已从事审核。 Qualified, or reviewing since before 2018.',
  })
  qualified(@Root() reviewer: LegalReviewer): boolean {
    return isQualified(reviewer);
  }
}
