import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, type Connection, page, PageArguments } from '../../kit/paging/connection.js';
import { given } from '../../kit/data/given.js';
import { notFound } from '../../kit/data/perform.js';
import { AllowedAction, allowedActions } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { CalendarDate } from '../../kit/module/scalars.js';
import { dayOf } from '../../kit/time/calendar.js';
import { addTeamMember } from './add-team-member.js';
import { membersOn, TeamMember } from './certified-members.js';
import { EnforcementTeam, TeamModel } from './enforcement-team.js';
import { Organization, Region } from './foreign.js';
import { teamPolicies } from './policies.js';
import { removeTeamMember } from './remove-team-member.js';

const EnforcementTeamConnection = connectionOf(EnforcementTeam, '执法队伍');

@Resolver(() => EnforcementTeam)
export class EnforcementTeamResolver {
  @Query(() => EnforcementTeam, { nullable: true, description: '按编码取一支执法队伍。 One team by code.' })
  async enforcementTeam(
    @Ctx() context: Context,
    @Arg('code', () => ID, { description: '队伍编码。 Code of the team.' }) code: string,
  ): Promise<EnforcementTeam> {
    const team = await context.session.one(EnforcementTeam, 'code', code);
    if (team === null) throw notFound(EnforcementTeam, code);
    return team;
  }

  @Query(() => EnforcementTeamConnection, {
    nullable: true,
    description: '执法队伍,按编码排序(EN-01、EN-02)。 Enforcement teams in the order of their codes.',
  })
  enforcementTeams(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('region', () => ID, { nullable: true, description: '所在区划代码。 Region code.' }) region?: string,
    @Arg('model', () => TeamModel, { nullable: true, description: '模式。 Model.' }) model?: TeamModel,
  ): Promise<Connection<EnforcementTeam>> {
    return page(context, EnforcementTeam, slice, given({ regionCode: region, model }), ['code']);
  }

  @Mutation(() => EnforcementTeam, {
    nullable: true,
    description: '增加队员,自今日起;须持今日有效且领域相符的执法证件(EN-19)。 Adds a certified member from today on.',
  })
  addTeamMember(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('staffNumber', () => ID, { description: '工号。 Staff number.' }) staffNumber: string,
  ): Promise<EnforcementTeam> {
    return addTeamMember(context, { id, version }, staffNumber);
  }

  @Mutation(() => EnforcementTeam, {
    nullable: true,
    description: '移出队员,自今日起。 Removes a member from today on.',
  })
  removeTeamMember(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('membership', () => ID, { description: '成员关系的标识。 Identifier of the membership.' }) membership: string,
  ): Promise<EnforcementTeam> {
    return removeTeamMember(context, { id, version }, membership);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '所属机构。 The organisation that it belongs to.' })
  organization(@Root() team: EnforcementTeam): Organization {
    return Object.assign(new Organization(), { code: team.organizationCode });
  }

  @FieldResolver(() => Region, { nullable: true, description: '执法区域。 The territory in which it enforces.' })
  region(@Root() team: EnforcementTeam): Region {
    return Object.assign(new Region(), { code: team.regionCode });
  }

  @FieldResolver(() => [TeamMember], { description: '某日的成员,默认今日。 Its members on a day, today unless told.' })
  async members(
    @Root() team: EnforcementTeam,
    @Ctx() context: Context,
    @Arg('certified', () => Boolean, { nullable: true, description: '是否持证。 Whether certified.' })
    certified?: boolean,
    @Arg('on', () => CalendarDate, { nullable: true, description: '日期。 Day.' }) on?: string,
  ): Promise<TeamMember[]> {
    const members = await membersOn(team, on ?? dayOf(context.clock.now()), context);
    return typeof certified === 'boolean' ? members.filter((each) => each.certified === certified) : members;
  }

  @FieldResolver(() => Int, { description: '某日的持证人数,默认今日。 How many members are certified on a day.' })
  async certifiedCount(
    @Root() team: EnforcementTeam,
    @Ctx() context: Context,
    @Arg('on', () => CalendarDate, { nullable: true, description: '日期。 Day.' }) on?: string,
  ): Promise<number> {
    const members = await membersOn(team, on ?? dayOf(context.clock.now()), context);
    return members.filter(({ certified }) => certified).length;
  }

  @FieldResolver(() => [AllowedAction], { description: '可行使的动作。 What the caller may do to it.' })
  allowedActions(@Root() team: EnforcementTeam, @Ctx() context: Context): Promise<AllowedAction[]> {
    return allowedActions(teamPolicies, team, context);
  }
}
