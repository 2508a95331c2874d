import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../kit/module/context.js';
import { CommandCentre } from './command-centre.js';
import { EventCategory } from './event-category.js';
import { Region, TerritorialDuty } from './foreign.js';

const countyLength = 6;
const townLength = 9;

@Resolver(() => Region)
export class RegionResolver {
  @FieldResolver(() => CommandCentre, {
    nullable: true,
    description:
      '指挥中心:县为县级中心,镇街及其村、社区为镇街中心。 The county’s centre, or that of the town it is or lies in.',
  })
  commandCentre(@Root() { code }: Region, @Ctx() { session }: Context): Promise<CommandCentre | null> | null {
    if (code.length < countyLength) return null;
    return session.one(CommandCentre, 'regionCode', code.slice(0, townLength));
  }
}

@Resolver(() => TerritorialDuty)
export class TerritorialDutyResolver {
  @FieldResolver(() => [EventCategory], {
    nullable: true,
    description: '该事项下的事件类别。 Categories of events that fall under it.',
  })
  eventCategories(@Root() duty: TerritorialDuty, @Ctx() { session }: Context): Promise<EventCategory[]> {
    return session.many(EventCategory, 'dutyCode', duty.code, ['code']);
  }
}
