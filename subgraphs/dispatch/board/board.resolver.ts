import { Arg, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { CallSummary, summariseCallsOfDepartments, summariseCallsOfRegions } from '../calls/summarise-calls.js';
import { CommandCentre } from '../command-centre.js';
import { Event } from '../event.js';
import { Organization, Region } from '../foreign.js';
import { boardOf, CommandBoard } from './command-board.js';
import { DeadlineBoard, deadlineBoardOf, DeadlineLine, linesOf } from './deadline-board.js';
import { PlatformCount, platformCounts } from './platform-count.js';

const countyLength = 6;

@Resolver(() => CommandCentre)
export class BoardResolver {
  @FieldResolver(() => CommandBoard, {
    nullable: true,
    description: '指挥看板:本级合计和下级各行(DI-04)。 What is under way, here and in each centre below.',
  })
  @Directive('@authenticated')
  board(@Root() centre: CommandCentre, @Ctx() context: Context): Promise<CommandBoard> {
    return boardOf(context, centre);
  }
}

@Resolver(() => DeadlineBoard)
export class DeadlineBoardResolver {
  @Query(() => DeadlineBoard, {
    nullable: true,
    description: '一个区划的时限看板(DI-03)。 The running deadlines of a region’s events.',
  })
  @Directive('@authenticated')
  deadlineBoard(
    @Ctx() context: Context,
    @Arg('region', () => ID, { description: '区划代码,含其下各级。 Code of a region; what lies in it counts.' })
    region: string,
  ): Promise<DeadlineBoard> {
    return deadlineBoardOf(context, region);
  }

  @FieldResolver(() => [DeadlineLine], {
    nullable: true,
    description: '在计时的时限,先到期在前。 The running deadlines, what runs out first before.',
  })
  @Directive('@listSize(slicingArguments: ["first"], assumedSize: 20, requireOneSlicingArgument: false)')
  lines(
    @Root() { regionCode }: DeadlineBoard,
    @Ctx() context: Context,
    @Arg('first', () => Int, { defaultValue: 20, description: '取几条,最多 100。 How many, 100 at most.' })
    first: number,
  ): Promise<DeadlineLine[]> {
    return linesOf(context, regionCode, first);
  }
}

@Resolver(() => DeadlineLine)
export class DeadlineLineResolver {
  @FieldResolver(() => Event, { nullable: true, description: '事件。 The event.' })
  event(@Root() { eventId }: DeadlineLine, @Ctx() { session }: Context): Promise<Event | null> {
    return session.one(Event, 'id', eventId);
  }
}

@Resolver(() => Region)
export class RegionFiguresResolver {
  @FieldResolver(() => [PlatformCount], {
    nullable: true,
    description:
      '本县镇街平台(模块)及该区划在各平台的事件数,按县级规则的次序(DI-07)。 The county’s platforms, with the region’s events on each.',
  })
  @Directive('@authenticated')
  platforms(@Root() { code }: Region, @Ctx() context: Context): Promise<PlatformCount[]> | null {
    return code.length < countyLength ? null : platformCounts(context, code);
  }

  @FieldResolver(() => CallSummary, {
    nullable: true,
    description: '该区划及其下的呼叫汇总(DI-10)。 Calls of the region and of what lies in it, in figures.',
  })
  @Directive('@authenticated')
  callSummary(@Root() { code }: Region, @Ctx() { session }: Context): Promise<CallSummary> {
    return session.batch('callsOfRegions', code, summariseCallsOfRegions);
  }
}

@Resolver(() => Organization)
export class OrganizationFiguresResolver {
  @FieldResolver(() => CallSummary, {
    nullable: true,
    description: '该部门牵头响应的呼叫汇总(DI-10)。 Calls that the department led, in figures.',
  })
  @Directive('@authenticated')
  callSummary(@Root() { code }: Organization, @Ctx() { session }: Context): Promise<CallSummary> {
    return session.batch('callsOfDepartments', code, summariseCallsOfDepartments);
  }
}
