import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { Organization } from '../organization.js';
import { StaffMember } from '../staff-member.js';
import { HeadAppointment } from './head-appointment.js';
import { headWorkflow } from './head-workflow.js';
import { startHeadAppointment } from './start-head-appointment.js';

const HeadAppointmentConnection = connectionOf(HeadAppointment, '驻镇机构负责人任免');
const idText = { description: '标识。 Identifier.' };
const versionText = { description: '所见版本。 The version that you saw.' };
const agencyText = { description: '驻镇机构编码。 Code of the agency.' };
const personText = {
  nullable: true,
  description: '拟任人员工号;不填为免职。 Who shall head it; none for a dismissal.',
};
const groundsText = { description: '理由,1—1000 字。 Why.' };
const decisionText = { description: '决定,1—1000 字。 The decision in words.' };

@Resolver(() => HeadAppointment)
export class HeadAppointmentResolver {
  @Query(() => HeadAppointment, { nullable: true, description: '按标识取一件任免。 One appointment by its id.' })
  async headAppointment(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, idText) id: string,
  ): Promise<HeadAppointment> {
    const appointment = await session.one(HeadAppointment, 'id', id);
    if (appointment === null) throw notFound(HeadAppointment, id);
    return appointment;
  }

  @Query(() => HeadAppointmentConnection, {
    nullable: true,
    description:
      '可见范围内的驻镇机构负责人任免。 Appointments that this caller may see, in the order of their beginning.',
  })
  headAppointments(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('agency', () => ID, { nullable: true, ...agencyText }) agency?: string,
  ): Promise<Connection<HeadAppointment>> {
    return page(context, HeadAppointment, slice, given({ agencyCode: agency }), ['id']);
  }

  @Mutation(() => HeadAppointment, {
    nullable: true,
    description: '镇街提名驻镇机构负责人(AU-20)。 The town proposes who shall head an agency.',
  })
  proposeAgencyHead(
    @Ctx() context: Context,
    @Arg('agency', () => ID, agencyText) agency: string,
    @Arg('grounds', () => String, groundsText) grounds: string,
    @Arg('person', () => ID, personText) person?: string,
  ): Promise<HeadAppointment> {
    return startHeadAppointment(context, 'proposeAgencyHead', { agency, grounds, person: person ?? null });
  }

  @Mutation(() => HeadAppointment, {
    nullable: true,
    description: '部门拟任免派驻机构负责人,须听取镇街意见(AU-20)。 A department begins; the town is heard.',
  })
  beginAgencyHead(
    @Ctx() context: Context,
    @Arg('agency', () => ID, agencyText) agency: string,
    @Arg('grounds', () => String, groundsText) grounds: string,
    @Arg('person', () => ID, personText) person?: string,
  ): Promise<HeadAppointment> {
    return startHeadAppointment(context, 'beginAgencyHead', { agency, grounds, person: person ?? null });
  }

  @Mutation(() => HeadAppointment, { nullable: true, description: '镇街提出意见。 The town says what it thinks.' })
  opineAgencyHead(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('agrees', () => Boolean, { description: '是否同意。 Whether it agrees.' }) agrees: boolean,
    @Arg('opinion', () => String, { description: '意见,1—1000 字。 In words.' }) opinion: string,
  ): Promise<HeadAppointment> {
    return move(headWorkflow, 'opineAgencyHead', { id, version }, context, { agrees, opinion });
  }

  @Mutation(() => HeadAppointment, { nullable: true, description: '任免。 Appoints or dismisses.' })
  appointAgencyHead(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('decision', () => String, decisionText) decision: string,
  ): Promise<HeadAppointment> {
    return move(headWorkflow, 'appointAgencyHead', { id, version }, context, { decision });
  }

  @Mutation(() => HeadAppointment, { nullable: true, description: '不予采纳。 Declines.' })
  declineAgencyHead(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('decision', () => String, decisionText) decision: string,
  ): Promise<HeadAppointment> {
    return move(headWorkflow, 'declineAgencyHead', { id, version }, context, { decision });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '驻镇机构。 The agency.' })
  agency(@Root() { agencyCode }: HeadAppointment, @Ctx() { session }: Context): Promise<Organization | null> {
    return session.one(Organization, 'code', agencyCode);
  }

  @FieldResolver(() => StaffMember, {
    nullable: true,
    description: '拟任人员;免职或不可见的为空。 Who shall head it; none for a dismissal, or out of sight.',
  })
  @Directive('@requiresScopes(scopes: [["staff:read"]])')
  person(@Root() { personNumber }: HeadAppointment, @Ctx() { session }: Context): Promise<StaffMember | null> | null {
    return personNumber === null ? null : session.one(StaffMember, 'number', personNumber);
  }
}
