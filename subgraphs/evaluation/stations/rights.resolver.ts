import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { Organization, StaffMember } from '../foreign.js';
import { Promotion } from './promotion.js';
import { RightsAction } from './rights-action.js';
import { rightsWorkflow } from './rights-workflow.js';
import { StationGrade, StationMatter, TownRight } from './station-vocabulary.js';
import { proposeStationChange, useRight } from './use-right.js';

const RightsActionConnection = connectionOf(RightsAction, '四权行使');
const PromotionConnection = connectionOf(Promotion, '提拔');
const idText = { description: '四权行使标识。 Identifier.' };
const versionText = { description: '所见版本。 The version that you saw.' };
const agencyText = { description: '驻镇机构编码。 Code of the agency.' };
const staffText = { description: '工号。 Staff number.' };
const wordsText = { description: '意见,1—1000 字。 In words.' };

@Resolver(() => RightsAction)
export class RightsActionResolver {
  @Query(() => RightsAction, { nullable: true, description: '按标识取一次四权行使。 One use of a right by its id.' })
  async rightsAction(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<RightsAction> {
    const action = await session.one(RightsAction, 'id', id);
    if (action === null) throw notFound(RightsAction, id);
    return action;
  }

  @Query(() => RightsActionConnection, {
    nullable: true,
    description: '可见范围内的四权行使(EV-13)。 Uses of the four rights that this caller may see, in their order.',
  })
  rightsActions(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('right', () => TownRight, { nullable: true, description: '权力。 The right.' }) right?: TownRight,
  ): Promise<Connection<RightsAction>> {
    return page(context, RightsAction, slice, given({ townRight: right }), ['id']);
  }

  @Query(() => PromotionConnection, {
    nullable: true,
    description: '可见范围内的提拔,按先后(EV-13)。 Promotions that this caller may see, in their order.',
  })
  promotions(@Ctx() context: Context, @Args(() => PageArguments) slice: PageArguments): Promise<Connection<Promotion>> {
    return page(context, Promotion, slice, {}, ['id']);
  }

  @Mutation(() => RightsAction, {
    nullable: true,
    description:
      '指挥协调权:乡镇调度派驻干部,部门不得拒绝(EV-13)。 The town directs a stationed cadre; the department cannot refuse.',
  })
  assignStationedStaff(
    @Ctx() context: Context,
    @Arg('agency', () => ID, agencyText) agency: string,
    @Arg('staff', () => ID, staffText) staff: string,
    @Arg('task', () => String, { description: '任务,1—1000 字。 The task.' }) task: string,
  ): Promise<RightsAction> {
    return useRight(context, 'assignStationedStaff', { agency, staffNumber: staff, content: task });
  }

  @Mutation(() => RightsAction, {
    nullable: true,
    description: '考核管理权:乡镇确定等次,一经确定不再更改(EV-13)。 The town grades a stationed cadre, which is final.',
  })
  gradeStationedStaff(
    @Ctx() context: Context,
    @Arg('agency', () => ID, agencyText) agency: string,
    @Arg('staff', () => ID, staffText) staff: string,
    @Arg('grade', () => StationGrade, { description: '等次。 The grade.' }) grade: StationGrade,
    @Arg('period', () => ID, { description: '考核期,如 2026、2026-Q3。 The period.' }) period: string,
    @Arg('grounds', () => String, { description: '理由,1—1000 字。 Why.' }) grounds: string,
  ): Promise<RightsAction> {
    return useRight(context, 'gradeStationedStaff', { agency, staffNumber: staff, content: grounds, grade, period });
  }

  @Mutation(() => RightsAction, {
    nullable: true,
    description: '推荐提名权:乡镇提名,报组织部门(EV-13)。 The town nominates for promotion.',
  })
  nominateStationedStaff(
    @Ctx() context: Context,
    @Arg('agency', () => ID, agencyText) agency: string,
    @Arg('staff', () => ID, staffText) staff: string,
    @Arg('position', () => String, { description: '拟任职务,1—1000 字。 The position.' }) position: string,
  ): Promise<RightsAction> {
    return useRight(context, 'nominateStationedStaff', { agency, staffNumber: staff, content: position });
  }

  @Mutation(() => RightsAction, { nullable: true, description: '组织部门按提名提拔。 Promotes a nominee.' })
  promoteNominee(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('words', () => String, wordsText) words: string,
  ): Promise<RightsAction> {
    return move(rightsWorkflow, 'promoteNominee', { id, version }, context, { words });
  }

  @Mutation(() => RightsAction, { nullable: true, description: '组织部门不予采纳。 Declines a nomination.' })
  declineNomination(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('words', () => String, wordsText) words: string,
  ): Promise<RightsAction> {
    return move(rightsWorkflow, 'declineNomination', { id, version }, context, { words });
  }

  @Mutation(() => RightsAction, {
    nullable: true,
    description: '部门提出任免、调离或核减编制,须经乡镇(EV-13)。 A department proposes what the town may veto.',
  })
  proposeStationChange(
    @Ctx() context: Context,
    @Arg('agency', () => ID, agencyText) agency: string,
    @Arg('matter', () => StationMatter, { description: '事项。 What it is about.' }) matter: StationMatter,
    @Arg('content', () => String, { description: '内容,1—1000 字。 In words.' }) content: string,
    @Arg('staff', () => ID, { nullable: true, ...staffText }) staff?: string,
    @Arg('headcount', () => Int, { nullable: true, description: '拟核减至的编制数。 Posts that would be left.' })
    headcount?: number,
  ): Promise<RightsAction> {
    const change = { agency, matter, content, staffNumber: staff ?? null, headcount: headcount ?? null };
    return proposeStationChange(context, change);
  }

  @Mutation(() => RightsAction, { nullable: true, description: '乡镇同意。 The town consents.' })
  consentStationChange(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('words', () => String, wordsText) words: string,
  ): Promise<RightsAction> {
    return move(rightsWorkflow, 'consentStationChange', { id, version }, context, { words });
  }

  @Mutation(() => RightsAction, { nullable: true, description: '反向否决权:乡镇否决(EV-13)。 The town vetoes.' })
  vetoStationChange(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('words', () => String, wordsText) words: string,
  ): Promise<RightsAction> {
    return move(rightsWorkflow, 'vetoStationChange', { id, version }, context, { words });
  }

  @Mutation(() => RightsAction, {
    nullable: true,
    description:
      '部门执行;否决的、未经同意的不得执行(EV-13)。 The department carries it out, with the town’s consent only.',
  })
  executeStationChange(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('words', () => String, wordsText) words: string,
  ): Promise<RightsAction> {
    return move(rightsWorkflow, 'executeStationChange', { id, version }, context, { words });
  }
}

@Resolver(() => RightsAction)
export class RightsActionJoinsResolver {
  @FieldResolver(() => StaffMember, { nullable: true, description: '所涉人员。 Whom it is about.' })
  staffMember(@Root() { staffNumber }: RightsAction): StaffMember | null {
    return staffNumber === null ? null : Object.assign(new StaffMember(), { number: staffNumber });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '派驻机构。 The agency.' })
  agency(@Root() { agencyCode }: RightsAction): Organization {
    return Object.assign(new Organization(), { code: agencyCode });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '镇街。 The town’s government.' })
  town(@Root() { townCode }: RightsAction): Organization {
    return Object.assign(new Organization(), { code: townCode });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '派出部门。 The department.' })
  department(@Root() { departmentCode }: RightsAction): Organization {
    return Object.assign(new Organization(), { code: departmentCode });
  }
}

@Resolver(() => Promotion)
export class PromotionResolver {
  @FieldResolver(() => StaffMember, { nullable: true, description: '人员。 Who was promoted.' })
  staffMember(@Root() { staffNumber }: Promotion): StaffMember {
    return Object.assign(new StaffMember(), { number: staffNumber });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '提名的镇街。 The town that nominated.' })
  nominatedBy(@Root() { townCode }: Promotion): Organization {
    return Object.assign(new Organization(), { code: townCode });
  }
}

@Resolver(() => StaffMember)
export class PromotedStaffResolver {
  @FieldResolver(() => [Promotion], {
    nullable: true,
    description: '可见的提拔记录。 Promotions that this caller may see.',
  })
  promotions(@Root() { number }: StaffMember, @Ctx() { session }: Context): Promise<Promotion[]> {
    return session.many(Promotion, 'staffNumber', number, ['promotedOn', 'id']);
  }
}
