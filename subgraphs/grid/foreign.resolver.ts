import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../kit/module/context.js';
import { dayOf } from '../../kit/time/calendar.js';
import { Region, StaffMember } from './foreign.js';
import { Grid } from './grid.js';
import { GridRoleAssignment, holdsOn } from './grid-role-assignment.js';
import { GridSummary, summarise } from './summarise-grids.js';

@Resolver(() => Region)
export class RegionResolver {
  @FieldResolver(() => GridSummary, { nullable: true, description: '网格汇总。 Its grids, counted.' })
  gridSummary(@Root() region: Region, @Ctx() context: Context): Promise<GridSummary> {
    return context.session.batch('gridSummary', region.code, summarise);
  }

  @FieldResolver(() => Grid, { nullable: true, description: '镇街的一级网格。 The town’s first-level grid.' })
  grid(@Root() region: Region, @Ctx() { session }: Context): Promise<Grid | null> {
    return session.one(Grid, 'code', region.code);
  }
}

@Resolver(() => StaffMember)
export class StaffMemberResolver {
  @FieldResolver(() => [GridRoleAssignment], {
    nullable: true,
    description: '担任的网格岗位。 Grid roles that the person holds.',
  })
  async gridRoles(
    @Root() member: StaffMember,
    @Ctx() { session, clock }: Context,
    @Arg('active', () => Boolean, { defaultValue: true, description: '只列在任。 Only those in force.' })
    active: boolean,
  ): Promise<GridRoleAssignment[]> {
    const today = dayOf(clock.now());
    const held = await session.many(GridRoleAssignment, 'staffNumber', member.number, ['gridCode', 'role']);
    return active ? held.filter((each) => holdsOn(each, today)) : held;
  }
}
