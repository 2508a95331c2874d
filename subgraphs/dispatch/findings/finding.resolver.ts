import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { TownCall } from '../calls/town-call.js';
import { Event } from '../event.js';
import { Organization, organizationOf } from '../foreign.js';
import { FailureKind, FindingState } from './finding-vocabulary.js';
import { findingWorkflow } from './finding-workflow.js';
import { raiseFinding } from './raise-finding.js';
import { SupervisionFinding } from './supervision-finding.js';

const SupervisionFindingConnection = connectionOf(SupervisionFinding, '督查发现');

/** The finding that a verb is done to, as the caller saw it. */
@ArgsType()
export class FindingTarget {
  @Field(() => ID, { description: '督查发现的标识。 Identifier of the finding.' })
  id!: string;

  @Field(() => Int, { description: '所见版本。 The version that you saw.' })
  version!: number;
}

const conclusionText = { description: '结论,1—1000 字。 The conclusion in words.' };

@Resolver(() => SupervisionFinding)
export class FindingResolver {
  @Query(() => SupervisionFinding, { nullable: true, description: '按标识取一件督查发现。 One finding by its id.' })
  async supervisionFinding(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<SupervisionFinding> {
    const finding = await session.one(SupervisionFinding, 'id', id);
    if (finding === null) throw notFound(SupervisionFinding, id);
    return finding;
  }

  @Query(() => SupervisionFindingConnection, {
    nullable: true,
    description: '可见的督查发现,先发现在前(DI-11)。 Findings that this caller may see, first found first.',
  })
  supervisionFindings(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('kind', () => FailureKind, { nullable: true, description: '情形。 Which failure.' }) kind?: FailureKind,
    @Arg('state', () => FindingState, { nullable: true, description: '状态。 State.' }) state?: FindingState,
    @Arg('subject', () => ID, { nullable: true, description: '单位编码。 Code of an organisation.' }) subject?: string,
  ): Promise<Connection<SupervisionFinding>> {
    return page(context, SupervisionFinding, slice, given({ kind, state, subjectCode: subject }), ['id']);
  }

  @Mutation(() => SupervisionFinding, {
    nullable: true,
    description: '督查机构登记一种情形(DI-11)。 The supervision office raises a finding.',
  })
  raiseFinding(
    @Ctx() context: Context,
    @Arg('kind', () => FailureKind, { description: '情形。 Which failure.' }) kind: FailureKind,
    @Arg('subject', () => ID, { description: '单位编码。 Code of the organisation.' }) subject: string,
    @Arg('detail', () => String, { description: '情况,1—2000 字。 What was found.' }) detail: string,
    @Arg('callNo', () => ID, { nullable: true, description: '呼叫编号。 Number of a call.' }) callNo?: string | null,
  ): Promise<SupervisionFinding> {
    return raiseFinding(context, { kind, subject, detail, callNo: callNo ?? null });
  }

  @Mutation(() => SupervisionFinding, { nullable: true, description: '通报该单位。 Notifies the organisation.' })
  notifyFinding(
    @Ctx() context: Context,
    @Args(() => FindingTarget) target: FindingTarget,
  ): Promise<SupervisionFinding> {
    return move(findingWorkflow, 'notifyFinding', target, context, {});
  }

  @Mutation(() => SupervisionFinding, { nullable: true, description: '被通报单位提出整改。 The organisation answers.' })
  answerFinding(
    @Ctx() context: Context,
    @Args(() => FindingTarget) target: FindingTarget,
    @Arg('answer', () => String, { description: '整改措施,1—2000 字。 What it does about it.' }) answer: string,
  ): Promise<SupervisionFinding> {
    return move(findingWorkflow, 'answerFinding', target, context, { answer });
  }

  @Mutation(() => SupervisionFinding, { nullable: true, description: '认定已整改。 Confirms that it is put right.' })
  confirmFindingRectified(
    @Ctx() context: Context,
    @Args(() => FindingTarget) target: FindingTarget,
    @Arg('conclusion', () => String, conclusionText) conclusion: string,
  ): Promise<SupervisionFinding> {
    return move(findingWorkflow, 'confirmFindingRectified', target, context, { conclusion });
  }

  @Mutation(() => SupervisionFinding, { nullable: true, description: '认定不成立。 Dismisses a finding.' })
  dismissFinding(
    @Ctx() context: Context,
    @Args(() => FindingTarget) target: FindingTarget,
    @Arg('conclusion', () => String, conclusionText) conclusion: string,
  ): Promise<SupervisionFinding> {
    return move(findingWorkflow, 'dismissFinding', target, context, { conclusion });
  }

  @Mutation(() => SupervisionFinding, {
    nullable: true,
    description: '造成不良后果的,移送问责(DI-12)。 Refers what had a bad consequence for accountability.',
  })
  referFinding(
    @Ctx() context: Context,
    @Args(() => FindingTarget) target: FindingTarget,
    @Arg('consequence', () => String, { description: '不良后果,1—2000 字。 What came of it.' }) consequence: string,
    @Arg('occurredOn', () => CalendarDate, { description: '发生日期。 Day of the incident.' }) occurredOn: string,
  ): Promise<SupervisionFinding> {
    return move(findingWorkflow, 'referFinding', target, context, { consequence, occurredOn });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '所涉单位。 The organisation that it is of.' })
  subject(@Root() { subjectCode }: SupervisionFinding): Organization | null {
    return organizationOf(subjectCode);
  }

  @FieldResolver(() => TownCall, { nullable: true, description: '所涉呼叫。 The call that it was found in.' })
  call(@Root() { callId }: SupervisionFinding, @Ctx() { session }: Context): Promise<TownCall | null> | null {
    return callId === null ? null : session.one(TownCall, 'id', callId);
  }

  @FieldResolver(() => Event, { nullable: true, description: '所涉事件。 The event that it was found in.' })
  event(@Root() { eventId }: SupervisionFinding, @Ctx() { session }: Context): Promise<Event | null> | null {
    return eventId === null ? null : session.one(Event, 'id', eventId);
  }
}
