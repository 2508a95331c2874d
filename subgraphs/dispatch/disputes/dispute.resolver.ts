import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import { personal } from '../../../kit/identity/personal.js';
import type { Context } from '../../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { Event } from '../event.js';
import { memberOf, StaffMember } from '../foreign.js';
import { DisputeCase } from './dispute-case.js';
import { DisputeParty, MediationSession, Recusal } from './dispute-parts.js';
import { DisputeState } from './dispute-vocabulary.js';

const DisputeCaseConnection = connectionOf(DisputeCase, '矛盾纠纷');
const guarded = '@requiresScopes(scopes: [["dispatch:read"]])';

@Resolver(() => DisputeCase)
export class DisputeResolver {
  @Query(() => DisputeCase, { nullable: true, description: '按标识取一件纠纷。 One dispute by its id.' })
  async disputeCase(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<DisputeCase> {
    const dispute = await session.one(DisputeCase, 'id', id);
    if (dispute === null) throw notFound(DisputeCase, id);
    return dispute;
  }

  @Query(() => DisputeCaseConnection, {
    nullable: true,
    description: '可见的矛盾纠纷,先受理在前(DI-23)。 Disputes in sight, first opened first.',
  })
  disputeCases(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('state', () => DisputeState, { nullable: true, description: '状态。 State.' }) state?: DisputeState,
  ): Promise<Connection<DisputeCase>> {
    return page(context, DisputeCase, slice, given({ state }), ['id']);
  }

  @FieldResolver(() => Event, { nullable: true, description: '来源事件。 The event that it arose from.' })
  event(@Root() { eventId }: DisputeCase, @Ctx() { session }: Context): Promise<Event | null> {
    return session.one(Event, 'id', eventId);
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '调解员。 The mediator.' })
  mediator(@Root() { mediatorNumber }: DisputeCase): StaffMember | null {
    return memberOf(mediatorNumber);
  }

  @FieldResolver(() => [DisputeParty], { nullable: true, description: '当事人。 The parties.' })
  @Directive(guarded)
  parties(@Root() { parties }: DisputeCase): readonly DisputeParty[] {
    return parties;
  }

  @FieldResolver(() => String, { nullable: true, description: '事由。 What it is about.' })
  @Directive(guarded)
  subject(@Root() { subject }: DisputeCase): string {
    return subject;
  }

  @FieldResolver(() => [MediationSession], { nullable: true, description: '历次调解。 The sittings.' })
  @Directive(guarded)
  sessions(@Root() { sessions }: DisputeCase): readonly MediationSession[] {
    return sessions;
  }

  @FieldResolver(() => String, { nullable: true, description: '调解协议。 The agreement.' })
  @Directive(guarded)
  agreement(@Root() { agreement }: DisputeCase): string | null {
    return agreement;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: '调解终止告知书;当事人以序号称。 The referral document, in which parties are named by their numbers.',
  })
  @Directive(guarded)
  referral(@Root() { referral }: DisputeCase): string | null {
    return referral;
  }
}

@Resolver(() => DisputeParty)
export class DisputePartyResolver {
  @FieldResolver(() => String, { nullable: true, description: '姓名,默认隐去。 Name, masked.' })
  @Directive(guarded)
  name(@Root() { name, disputeId }: DisputeParty, @Ctx() context: Context): string {
    return personal(context, 'name', name, disputeId);
  }

  @FieldResolver(() => String, { nullable: true, description: '电话,默认隐去。 Telephone, masked.' })
  @Directive(guarded)
  phone(@Root() { phone, disputeId }: DisputeParty, @Ctx() context: Context): string {
    return personal(context, 'phone', phone, disputeId);
  }
}

@Resolver(() => Recusal)
export class RecusalResolver {
  @FieldResolver(() => StaffMember, { nullable: true, description: '回避的调解员。 Who stood back.' })
  mediator(@Root() { mediatorNumber }: Recusal): StaffMember | null {
    return memberOf(mediatorNumber);
  }
}
