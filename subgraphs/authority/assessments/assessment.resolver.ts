import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { countyRules } from '../../../kit/county/county-rules-of.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { dayAt, monthsLater, nameOfDay } from '../../../kit/time/shanghai-day.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { inForceOn } from '../in-force.js';
import { Organization } from '../organization.js';
import { PowerGrant } from '../power-grant.js';
import { PowerGrantConnection } from '../power-grant.resolver.js';
import { PowerItem } from '../power-item.js';
import { ListChangeProposal } from '../proposals/list-change-proposal.js';
import { countyOf, Region } from '../region.js';
import { assessCapacity } from './assess-capacity.js';
import { assessmentSettings } from './assessment-settings.js';
import { CapacityAssessment } from './capacity-assessment.js';
import { CapacityInput } from './capacity-input.js';

@Resolver(() => CapacityAssessment)
export class AssessmentResolver {
  @Query(() => PowerGrantConnection, {
    nullable: true,
    description: '某县到期应评估的有效赋权(AU-12)。 Grants of a county that are due to be assessed.',
  })
  async grantsToAssess(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('county', () => ID, { description: '县级代码,6 位。 Code of the county.' }) county: string,
  ): Promise<Connection<PowerGrant>> {
    const region = await context.session.one(Region, 'code', county);
    if (region === null || countyOf(county) !== county) throw notFound(Region, county);
    const { session, clock } = context;
    const rules = await countyRules(session, county, clock);
    const before = nameOfDay(monthsLater(dayAt(clock.now()), -rules.read(assessmentSettings.interval)));
    const due = { $or: [{ assessedOn: { $lte: before } }, { assessedOn: null, effectiveFrom: { $lte: before } }] };
    const where = { $and: [inForceOn(dayOf(clock.now())), { regionCode: { $like: `${county}%` } }, due] };
    return page(context, PowerGrant, slice, where, ['granteeCode', 'itemCode', 'id']);
  }

  @Mutation(() => CapacityAssessment, {
    nullable: true,
    description:
      '评估承接能力;结论为不能承接的,即日暂停该赋权并自动提出取消建议(AU-12)。 Assesses a town; what it cannot carry is suspended and proposed for cancellation.',
  })
  assessCapacity(
    @Ctx() context: Context,
    @Arg('assessment', () => CapacityInput, { description: '评估。 What was found.' }) assessment: CapacityInput,
  ): Promise<CapacityAssessment> {
    return assessCapacity(context, assessment);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '被评估单位。 Who was assessed.' })
  organization(@Root() row: CapacityAssessment, @Ctx() { session }: Context): Promise<Organization | null> {
    return session.one(Organization, 'code', row.organizationCode);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '评估单位。 Who assessed.' })
  assessor(@Root() row: CapacityAssessment, @Ctx() { session }: Context): Promise<Organization | null> {
    return session.one(Organization, 'code', row.assessorCode);
  }

  @FieldResolver(() => PowerItem, { nullable: true, description: '事项;总体评估的为空。 The item; none in general.' })
  item(@Root() { itemCode }: CapacityAssessment, @Ctx() { session }: Context): Promise<PowerItem | null> | null {
    return itemCode === null ? null : session.one(PowerItem, 'code', itemCode);
  }

  @FieldResolver(() => ListChangeProposal, {
    nullable: true,
    description: '由此提出的取消建议。 The proposal it led to.',
  })
  proposal(
    @Root() { proposalId }: CapacityAssessment,
    @Ctx() { session }: Context,
  ): Promise<ListChangeProposal | null> | null {
    return proposalId === null ? null : session.one(ListChangeProposal, 'id', proposalId);
  }
}

@Resolver(() => Organization)
export class AssessedOrganizationResolver {
  @FieldResolver(() => [CapacityAssessment], {
    description: '承接能力评估,按日期(AU-12)。 Assessments of its capacity, by their days.',
  })
  assessments(@Root() { code }: Organization, @Ctx() { session }: Context): Promise<CapacityAssessment[]> {
    return session.many(CapacityAssessment, 'organizationCode', code, ['assessedOn', 'id']);
  }
}
