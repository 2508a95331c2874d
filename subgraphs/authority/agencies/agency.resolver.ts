import { Arg, Ctx, Directive, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { AllowedAction, allowedActions } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { ManagementMode, Organization } from '../organization.js';
import { StaffMember } from '../staff-member.js';
import { departmentOf, townOfAgency } from './agency.js';
import { changeManagementMode, changeManagementModePolicy } from './change-management-mode.js';

@Resolver(() => Organization)
export class AgencyResolver {
  @Mutation(() => Organization, {
    nullable: true,
    description:
      '调整驻镇机构管理体制,依次为垂直、双重、属地;转为属地管理的成建制下划(AU-20)。 Takes an agency one step from its department to its town.',
  })
  changeManagementMode(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '机构标识。 Identifier of the agency.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('mode', () => ManagementMode, { description: '管理体制。 Who shall manage it.' }) mode: ManagementMode,
  ): Promise<Organization> {
    return changeManagementMode(context, { id, version }, mode);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: '驻镇机构的业务主管部门;其他机构为空。 The department in whose field an agency works.',
  })
  async department(@Root() agency: Organization, @Ctx() context: Context): Promise<Organization | null> {
    const code = departmentOf(agency);
    const town = await townOfAgency(context, agency);
    return town === null || code === null ? null : context.session.one(Organization, 'code', code);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description:
      '驻镇机构人员由谁考核:属地管理的全员由镇街考核,派驻的以镇街考核为主(AU-20);其他机构为空。 The town that appraises an agency’s people: all of them, or mainly.',
  })
  appraisedBy(@Root() agency: Organization, @Ctx() context: Context): Promise<Organization | null> {
    return townOfAgency(context, agency);
  }

  @FieldResolver(() => StaffMember, {
    nullable: true,
    description: '驻镇机构负责人;未任命或不可见的为空(AU-20)。 Its head; none where there is none, or out of sight.',
  })
  @Directive('@requiresScopes(scopes: [["staff:read"]])')
  head(@Root() { headNumber }: Organization, @Ctx() { session }: Context): Promise<StaffMember | null> | null {
    return headNumber === null ? null : session.one(StaffMember, 'number', headNumber);
  }

  @FieldResolver(() => [AllowedAction], {
    nullable: true,
    description: '当前用户此时可办理的动作,不能办理的说明理由。 What this caller may do now, and why not the rest.',
  })
  allowedActions(@Root() agency: Organization, @Ctx() context: Context): Promise<AllowedAction[]> {
    return allowedActions([changeManagementModePolicy], agency, context);
  }
}
