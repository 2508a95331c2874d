import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { CallSummary, summariseCallsOfDepartments, summariseCallsOfRegions } from '../calls/summarise-calls.js';
import { CommandCentre } from '../command-centre.js';
import { Organization, Region } from '../foreign.js';
import { boardOf, CommandBoard } from './command-board.js';
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
