import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../kit/module/context.js';
import { Organization, StaffMember } from './foreign.js';
import { Grid } from './grid.js';
import { GridRoleAssignment } from './grid-role-assignment.js';

@Resolver(() => GridRoleAssignment)
export class GridRoleAssignmentResolver {
  @FieldResolver(() => Grid, { nullable: true, description: '网格。 The grid.' })
  grid(@Root() assignment: GridRoleAssignment, @Ctx() { session }: Context): Promise<Grid | null> {
    return session.one(Grid, 'code', assignment.gridCode);
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '任用的人员。 Who serves.' })
  staff(@Root() assignment: GridRoleAssignment): StaffMember {
    return Object.assign(new StaffMember(), { number: assignment.staffNumber });
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: '富余人员下沉的来源单位;非下沉为空(GR-15)。 The body that surplus staff came from; none for others.',
  })
  sourceOrganization(@Root() { sourceOrganizationCode }: GridRoleAssignment): Organization | null {
    return sourceOrganizationCode === null ? null : Object.assign(new Organization(), { code: sourceOrganizationCode });
  }
}
