import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { StaffMember } from '../foreign.js';
import { Post } from '../post.js';
import { appointToPost, vacatePost } from './appoint-to-post.js';
import { holdsWithin, PostHolding } from './post-holding.js';

const PostHoldingConnection = connectionOf(PostHolding, '任岗');
const idText = { description: '岗位标识。 Identifier of the post.' };
const versionText = { description: '所见版本。 The version that you saw.' };

@Resolver(() => PostHolding)
export class PostHoldingResolver {
  @Query(() => PostHoldingConnection, {
    nullable: true,
    description:
      '可见范围内的任岗记录,按写入先后(EV-02)。 Holdings that this caller may see, in the order of their writing.',
  })
  postHoldings(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('staff', () => ID, { nullable: true, description: '工号。 Staff number.' }) staff?: string,
  ): Promise<Connection<PostHolding>> {
    return page(context, PostHolding, slice, given({ staffNumber: staff }), ['id']);
  }

  @Mutation(() => Post, { nullable: true, description: '任岗(EV-02)。 Puts somebody on a post.' })
  appointToPost(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('staff', () => ID, { description: '工号。 Staff number.' }) staff: string,
    @Arg('startsOn', () => CalendarDate, { description: '任岗日期。 First day.' }) startsOn: string,
    @Arg('endsOn', () => CalendarDate, { nullable: true, description: '离岗日期。 Last day; none for good.' })
    endsOn?: string,
    @Arg('isPrimary', () => Boolean, { defaultValue: true, description: '是否主岗。 Whether it is the main post.' })
    isPrimary = true,
  ): Promise<Post> {
    return appointToPost(context, { id, version }, { staffNumber: staff, startsOn, endsOn: endsOn ?? null, isPrimary });
  }

  @Mutation(() => Post, { nullable: true, description: '离岗(EV-02)。 Takes the holder off a post.' })
  vacatePost(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('lastDay', () => CalendarDate, { description: '在岗最后一日。 Last day on it.' }) lastDay: string,
  ): Promise<Post> {
    return vacatePost(context, { id, version }, lastDay);
  }

  @FieldResolver(() => Post, { nullable: true, description: '岗位。 The post.' })
  post(@Root() { postCode }: PostHolding, @Ctx() { session }: Context): Promise<Post | null> {
    return session.one(Post, 'code', postCode);
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '任岗人员。 Who holds it.' })
  staffMember(@Root() { staffNumber }: PostHolding): StaffMember {
    return Object.assign(new StaffMember(), { number: staffNumber });
  }
}

@Resolver(() => Post)
export class HeldPostResolver {
  @FieldResolver(() => PostHolding, {
    nullable: true,
    description: '今日在岗者;空缺为空(EV-02)。 Who holds it today; none where it is vacant.',
  })
  async holding(@Root() { code }: Post, @Ctx() { session, clock }: Context): Promise<PostHolding | null> {
    const today = dayOf(clock.now());
    const holdings = await session.many(PostHolding, 'postCode', code, ['startsOn', 'id']);
    return holdings.find((each) => holdsWithin(each, today, today)) ?? null;
  }
}

@Resolver(() => StaffMember)
export class HoldingStaffResolver {
  @FieldResolver(() => [PostHolding], {
    nullable: true,
    description: '可见的任岗记录,先任者在前(EV-02)。 Posts held, now and before, the oldest first.',
  })
  postHoldings(@Root() { number }: StaffMember, @Ctx() { session }: Context): Promise<PostHolding[]> {
    return session.many(PostHolding, 'staffNumber', number, ['startsOn', 'id']);
  }
}
