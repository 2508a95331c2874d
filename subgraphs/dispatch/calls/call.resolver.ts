import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { notFound } from '../../../kit/data/perform.js';
import { Attachment, attachmentsOf } from '../../../kit/files/attachment.js';
import { mapEvents } from '../../../kit/live/map-events.js';
import type { Context } from '../../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { given } from '../../../kit/data/given.js';
import { Event } from '../event.js';
import { memberOf, Organization, organizationOf, Region, StaffMember, TerritorialDuty } from '../foreign.js';
import { SupervisionFinding } from '../findings/supervision-finding.js';
import { CallFilter } from './call-arguments.js';
import { CallMeasure } from './call-measure.js';
import { CallRating } from './call-rating.js';
import { RatingDirection } from './call-vocabulary.js';
import { GovernanceTeam, teamOf } from './governance-team.js';
import { PlatformStep } from './platform-step.js';
import { TownCall } from './town-call.js';

const TownCallConnection = connectionOf(TownCall, '呼叫');

@Resolver(() => TownCall)
export class CallResolver {
  @Query(() => TownCall, {
    nullable: true,
    description: '按标识或编号取一件呼叫。 One call by its identifier or number.',
  })
  async townCall(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { nullable: true, description: '标识。 Identifier.' }) id?: string | null,
    @Arg('callNo', () => ID, { nullable: true, description: '呼叫编号。 Number.' }) callNo?: string | null,
  ): Promise<TownCall> {
    const call = await (id == null ? session.one(TownCall, 'callNo', callNo ?? '') : session.one(TownCall, 'id', id));
    if (call === null) throw notFound(TownCall, id ?? callNo ?? '');
    return call;
  }

  @Query(() => TownCallConnection, {
    nullable: true,
    description: '可见的呼叫,先起草在前。 Calls that this caller may see, first drafted first.',
  })
  townCalls(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('filter', () => CallFilter, { nullable: true, description: '筛选条件。 Which calls.' })
    filter?: CallFilter | null,
  ): Promise<Connection<TownCall>> {
    const { states, town, department } = filter ?? new CallFilter();
    const equal = given({ regionCode: town, leadDepartmentCode: department });
    return page(context, TownCall, slice, { ...equal, ...(states ? { state: { $in: states } } : {}) }, ['id']);
  }

  @Subscription(() => TownCall, {
    nullable: true,
    description: '可见的呼叫每有流转即推送。 Each call in sight, whenever it moves.',
    subscribe: ({ context }) => {
      const { bus, session } = context as Context;
      return mapEvents(
        bus.listen(['town-call']),
        async ({ about }) => (await session.afresh(TownCall, 'id', about)) ?? undefined,
      );
    },
  })
  callChanged(@Root() call: TownCall): TownCall {
    return call;
  }

  @FieldResolver(() => Region, { nullable: true, description: '镇街。 The town.' })
  region(@Root() { regionCode }: TownCall): Region {
    return Object.assign(new Region(), { code: regionCode });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '呼叫的镇街政府。 The town’s government.' })
  town(@Root() { townCode }: TownCall): Organization | null {
    return organizationOf(townCode);
  }

  @FieldResolver(() => Event, { nullable: true, description: '来源事件。 The event that it arose from.' })
  sourceEvent(@Root() { eventId }: TownCall, @Ctx() { session }: Context): Promise<Event | null> | null {
    return eventId === null ? null : session.one(Event, 'id', eventId);
  }

  @FieldResolver(() => TerritorialDuty, { nullable: true, description: '属地管理事项。 The territorial duty.' })
  duty(@Root() { dutyCode }: TownCall): TerritorialDuty | null {
    return dutyCode === null ? null : Object.assign(new TerritorialDuty(), { code: dutyCode });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '清单所定牵头部门。 Who leads by the list.' })
  namedLead(@Root() { namedLeadCode }: TownCall): Organization | null {
    return organizationOf(namedLeadCode);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '牵头部门。 The department that leads.' })
  leadDepartment(@Root() { leadDepartmentCode }: TownCall): Organization | null {
    return organizationOf(leadDepartmentCode);
  }

  @FieldResolver(() => [Organization], { nullable: true, description: '协同部门。 The departments that help.' })
  coDepartments(@Root() { coDepartmentCodes }: TownCall): Organization[] {
    return coDepartmentCodes.map((code) => Object.assign(new Organization(), { code }));
  }

  @FieldResolver(() => GovernanceTeam, { nullable: true, description: '专门治理小组(DI-15)。 The team for it.' })
  team(@Root() call: TownCall): GovernanceTeam | null {
    return teamOf(call);
  }

  @FieldResolver(() => [CallRating], { description: '评价,先评在前(DI-10)。 Its ratings, first ones first.' })
  ratings(@Root() { id }: TownCall, @Ctx() { session }: Context): Promise<CallRating[]> {
    return session.many(CallRating, 'callId', id, ['ratedAt', 'id']);
  }

  @FieldResolver(() => [RatingDirection], {
    description:
      '期满未评价的方向:不计入均值,单独统计。 Directions that nobody rated in time: left out of means, and counted.',
  })
  notRated(@Root() { ratingsEndedAt, townRating, departmentRating }: TownCall): RatingDirection[] {
    if (ratingsEndedAt === null) return [];
    return [
      ...(townRating === null ? [RatingDirection.TOWN_TO_DEPARTMENT] : []),
      ...(departmentRating === null ? [RatingDirection.DEPARTMENT_TO_TOWN] : []),
    ];
  }

  @FieldResolver(() => [SupervisionFinding], { description: '督查发现(DI-11)。 What supervision found in it.' })
  findings(@Root() { id }: TownCall, @Ctx() { session }: Context): Promise<SupervisionFinding[]> {
    return session.many(SupervisionFinding, 'callId', id, ['foundAt', 'id']);
  }

  @FieldResolver(() => [PlatformStep], {
    nullable: true,
    description: '“响应”平台转来的各步(DI-13)。 The steps that the county’s platform told.',
  })
  @Directive('@requiresScopes(scopes: [["dispatch:read"]])')
  platformSteps(@Root() { id }: TownCall, @Ctx() { session }: Context): Promise<PlatformStep[]> {
    return session.many(PlatformStep, 'callId', id, ['receivedAt', 'id']);
  }

  @FieldResolver(() => [Attachment], { description: '附件。 Its files.' })
  attachments(@Root() { id }: TownCall, @Ctx() context: Context): Promise<Attachment[]> {
    return attachmentsOf(context, id);
  }
}

@Resolver(() => CallRating)
export class CallRatingResolver {
  @FieldResolver(() => TownCall, { nullable: true, description: '所评的呼叫。 The call.' })
  call(@Root() { callId }: CallRating, @Ctx() { session }: Context): Promise<TownCall | null> {
    return session.one(TownCall, 'id', callId);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '评价方。 Who rates.' })
  rater(@Root() { raterCode }: CallRating): Organization | null {
    return organizationOf(raterCode);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '被评价方。 Who is rated.' })
  ratee(@Root() { rateeCode }: CallRating): Organization | null {
    return organizationOf(rateeCode);
  }
}

@Resolver(() => CallMeasure)
export class CallMeasureResolver {
  @FieldResolver(() => Organization, { nullable: true, description: '责任单位。 Its owner.' })
  owner(@Root() { ownerCode }: CallMeasure): Organization | null {
    return organizationOf(ownerCode);
  }
}

@Resolver(() => GovernanceTeam)
export class GovernanceTeamResolver {
  @FieldResolver(() => StaffMember, { nullable: true, description: '组长。 Who leads it.' })
  leader(@Root() { leaderNumber }: GovernanceTeam): StaffMember | null {
    return memberOf(leaderNumber);
  }

  @FieldResolver(() => [Organization], { nullable: true, description: '组成单位,牵头在前。 Its departments.' })
  members(@Root() { memberCodes }: GovernanceTeam): Organization[] {
    return memberCodes.map((code) => Object.assign(new Organization(), { code }));
  }
}
