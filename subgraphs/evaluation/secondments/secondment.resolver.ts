import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { Organization, StaffMember } from '../foreign.js';
import { applySecondment } from './apply-secondment.js';
import { separationOf } from './find-separation.js';
import { recordWorkDays, WorkDayInput } from './record-work-days.js';
import { Secondment, SecondmentState } from './secondment.js';
import { secondmentWorkflow } from './secondment-workflow.js';
import { SeparationFinding } from './separation-finding.js';

const SecondmentConnection = connectionOf(Secondment, '借调');
const idText = { description: '借调标识。 Identifier of the secondment.' };
const versionText = { description: '所见版本。 The version that you saw.' };
const wordsText = { description: '意见,1—1000 字。 In words.' };

@Resolver(() => Secondment)
export class SecondmentResolver {
  @Query(() => Secondment, { nullable: true, description: '按标识取一次借调。 One secondment by its id.' })
  async secondment(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<Secondment> {
    const secondment = await session.one(Secondment, 'id', id);
    if (secondment === null) throw notFound(Secondment, id);
    return secondment;
  }

  @Query(() => SecondmentConnection, {
    nullable: true,
    description: '可见范围内的借调(EV-15)。 Secondments that this caller may see, in the order of their applications.',
  })
  secondments(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('state', () => SecondmentState, { nullable: true, description: '状态。 State.' }) state?: SecondmentState,
  ): Promise<Connection<Secondment>> {
    return page(context, Secondment, slice, given({ state }), ['id']);
  }

  @Mutation(() => Secondment, {
    nullable: true,
    description: '部门申请借调镇街人员(EV-15)。 Asks a town for somebody.',
  })
  applySecondment(
    @Ctx() context: Context,
    @Arg('staff', () => ID, { description: '工号。 Staff number.' }) staff: string,
    @Arg('to', () => ID, { description: '借入单位编码,须为本单位。 The borrower: one’s own organisation.' }) to: string,
    @Arg('purpose', () => String, { description: '事由,1—500 字。 What for.' }) purpose: string,
    @Arg('startsOn', () => CalendarDate, { description: '起始日期。 First day.' }) startsOn: string,
    @Arg('endsOn', () => CalendarDate, { description: '截止日期(含当日),至多六个月。 Last day, within six months.' })
    endsOn: string,
  ): Promise<Secondment> {
    return applySecondment(context, { staffNumber: staff, to, purpose, startsOn, endsOn });
  }

  @Mutation(() => Secondment, { nullable: true, description: '镇街同意借出。 The town consents.' })
  consentSecondment(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('words', () => String, wordsText) words: string,
  ): Promise<Secondment> {
    return move(secondmentWorkflow, 'consentSecondment', { id, version }, context, { words });
  }

  @Mutation(() => Secondment, { nullable: true, description: '镇街不同意借出。 The town refuses.' })
  refuseSecondment(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('words', () => String, wordsText) words: string,
  ): Promise<Secondment> {
    return move(secondmentWorkflow, 'refuseSecondment', { id, version }, context, { words });
  }

  @Mutation(() => Secondment, { nullable: true, description: '组织部门批准借调。 Approves a secondment.' })
  approveSecondment(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('words', () => String, wordsText) words: string,
  ): Promise<Secondment> {
    return move(secondmentWorkflow, 'approveSecondment', { id, version }, context, { words });
  }

  @Mutation(() => Secondment, { nullable: true, description: '续借,仅一次。 Renews a secondment, once.' })
  renewSecondment(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('endsOn', () => CalendarDate, { description: '新的截止日期。 The new last day.' }) endsOn: string,
    @Arg('words', () => String, wordsText) words: string,
  ): Promise<Secondment> {
    return move(secondmentWorkflow, 'renewSecondment', { id, version }, context, { endsOn, words });
  }

  @Mutation(() => Secondment, { nullable: true, description: '归队。 The person is back.' })
  returnSecondment(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('words', () => String, wordsText) words: string,
  ): Promise<Secondment> {
    return move(secondmentWorkflow, 'returnSecondment', { id, version }, context, { words });
  }

  @Mutation(() => Int, {
    nullable: true,
    description: '登记一个单位人员的考勤和履职,答复条数(EV-15)。 Records days of work, and answers how many.',
  })
  recordWorkDays(
    @Ctx() context: Context,
    @Arg('organization', () => ID, { description: '单位编码。 Code of the organisation.' }) organization: string,
    @Arg('days', () => [WorkDayInput], {
      description: '每人每日一条,1—1000 条。 One for each person and day, 1 to 1,000.',
    })
    days: WorkDayInput[],
  ): Promise<number> {
    return recordWorkDays(context, organization, days);
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '人员。 Who is lent.' })
  staffMember(@Root() { staffNumber }: Secondment): StaffMember {
    return Object.assign(new StaffMember(), { number: staffNumber });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '借出单位。 Where the person works.' })
  from(@Root() { fromCode }: Secondment): Organization {
    return Object.assign(new Organization(), { code: fromCode });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '借入单位。 The borrower.' })
  to(@Root() { toCode }: Secondment): Organization {
    return Object.assign(new Organization(), { code: toCode });
  }
}

@Resolver(() => StaffMember)
export class SeparatedStaffResolver {
  @FieldResolver(() => [SeparationFinding], {
    nullable: true,
    description:
      '人编分离排查:在编不在岗、在岗不在位、人岗分离;借调有效的没有(EV-15)。 How the person is not where the post is; nothing while a secondment is in force.',
  })
  @Directive('@requires(fields: "stationed establishmentOrganization { code } workingOrganization { code }")')
  @Directive('@requiresScopes(scopes: [["staff:read"]])')
  separationFindings(@Root() member: StaffMember, @Ctx() context: Context): Promise<SeparationFinding[]> {
    const { number, stationed, establishmentOrganization, workingOrganization } = member;
    const isElsewhere = !stationed && establishmentOrganization?.code !== workingOrganization?.code;
    return separationOf(context, number, isElsewhere);
  }

  @FieldResolver(() => [Secondment], {
    nullable: true,
    description: '可见的借调,按申请先后(EV-15)。 Secondments, in their order.',
  })
  secondments(@Root() { number }: StaffMember, @Ctx() { session }: Context): Promise<Secondment[]> {
    return session.many(Secondment, 'staffNumber', number, ['id']);
  }
}
