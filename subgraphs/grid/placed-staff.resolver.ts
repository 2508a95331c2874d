import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../kit/module/context.js';
import { dayOf } from '../../kit/time/calendar.js';
import { Organization } from './foreign.js';
import { GridRoleAssignment, holdsOn } from './grid-role-assignment.js';

@Resolver(() => Organization)
export class PlacedStaffResolver {
  @FieldResolver(() => [GridRoleAssignment], {
    nullable: true,
    description: '本机构下沉到网格、今日在任的富余人员(GR-15)。 Its surplus staff that serve in grids today.',
  })
  async placedInGrids(
    @Root() { code }: Organization,
    @Ctx() { session, clock }: Context,
  ): Promise<GridRoleAssignment[]> {
    const today = dayOf(clock.now());
    const placed = await session.many(GridRoleAssignment, 'sourceOrganizationCode', code, ['gridCode', 'role']);
    return placed.filter((each) => holdsOn(each, today));
  }
}
