import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import { AllowedAction, allowedActions } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { GeoJson } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { pageWithin } from '../../../kit/paging/page-within.js';
import { Event } from '../event.js';
import { asReported, EventConnection } from '../find-events.js';
import { memberOf, Organization, organizationOf, Region, StaffMember } from '../foreign.js';
import { appointRoadChief, appointRoadChiefPolicy } from './appoint-road-chief.js';
import { RoadSegment } from './road-segment.js';

const RoadSegmentConnection = connectionOf(RoadSegment, '路段');

@Resolver(() => RoadSegment)
export class RoadResolver {
  @Query(() => RoadSegment, { nullable: true, description: '按编码取一个路段。 One stretch of road by code.' })
  async roadSegment(
    @Ctx() { session }: Context,
    @Arg('code', () => ID, { description: '路段编码。 Code.' }) code: string,
  ): Promise<RoadSegment> {
    const road = await session.one(RoadSegment, 'code', code);
    if (road === null) throw notFound(RoadSegment, code);
    return road;
  }

  @Query(() => RoadSegmentConnection, { nullable: true, description: '路段,按编码排序(DI-14)。 Roads in their order.' })
  roadSegments(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('town', () => ID, { nullable: true, description: '镇街区划编码。 Code of a town.' }) town?: string,
  ): Promise<Connection<RoadSegment>> {
    return page(context, RoadSegment, slice, given({ regionCode: town }), ['code']);
  }

  @Mutation(() => RoadSegment, {
    nullable: true,
    description: '任命路长:须为该镇街执法队伍的人员(DI-14)。 Appoints a chief, of the town’s enforcement.',
  })
  appointRoadChief(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '路段的标识。 Identifier of the road.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('chief', () => ID, { description: '路长工号。 Staff number of the chief.' }) chief: string,
  ): Promise<RoadSegment> {
    return appointRoadChief(context, { id, version }, chief);
  }

  @FieldResolver(() => GeoJson, { description: '路线(CGCS2000)。 Its line.' })
  shape(@Root() { line }: RoadSegment): object {
    return { type: 'LineString', coordinates: line };
  }

  @FieldResolver(() => Region, { nullable: true, description: '所在镇街。 The town.' })
  region(@Root() { regionCode }: RoadSegment): Region {
    return Object.assign(new Region(), { code: regionCode });
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '路长。 Its chief.' })
  chief(@Root() { chiefNumber }: RoadSegment): StaffMember | null {
    return memberOf(chiefNumber);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '路长所在队伍。 The chief’s team.' })
  organization(@Root() { organizationCode }: RoadSegment): Organization | null {
    return organizationOf(organizationCode);
  }

  @FieldResolver(() => EventConnection, {
    nullable: true,
    description: '转给路长的事件,先报在前。 Events that went to its chief, first reported first.',
  })
  events(
    @Root() { code }: RoadSegment,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
  ): Promise<Connection<Event>> {
    return pageWithin(context, Event, slice, code, { column: 'roadCode', order: asReported });
  }

  @FieldResolver(() => [AllowedAction], { description: '可行使的动作。 What the caller may do to it.' })
  allowedActions(@Root() road: RoadSegment, @Ctx() context: Context): Promise<AllowedAction[]> {
    return allowedActions([appointRoadChiefPolicy], road, context);
  }
}
