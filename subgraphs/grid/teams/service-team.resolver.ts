import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { pageWithin } from '../../../kit/paging/page-within.js';
import { move } from '../../../kit/workflow/move.js';
import { StaffMember } from '../foreign.js';
import { Grid } from '../grid.js';
import { formServiceTeam, ServiceTeamInput } from './form-service-team.js';
import { ServiceTeam, ServiceTeamState } from './service-team.js';
import { readServingTeams } from './serving-team.js';
import { TeamService, TeamServiceState } from './team-service.js';
import { teamWorkflow } from './team-workflow.js';

const ServiceTeamConnection = connectionOf(ServiceTeam, '组团');
const TeamServiceConnection = connectionOf(TeamService, '组团服务记录');

const idText = { description: '组团的标识。 Identifier of the team.' };
const versionText = { description: '所见版本。 The version that you saw.' };
const memberText = { description: '工号。 Staff number.' };

@Resolver(() => Grid)
export class GridTeamResolver {
  @FieldResolver(() => ServiceTeam, {
    nullable: true,
    description: '服务所在村社区的组团(GR-13)。 The team that serves the village it lies in.',
  })
  async serviceTeam(
    @Root() { code, level, parentCode }: Grid,
    @Ctx() { session }: Context,
  ): Promise<ServiceTeam | null> {
    const village = level === 'L3_BASIC' ? parentCode : code;
    const number = village === null ? null : await session.batch('servingTeam', village, readServingTeams);
    return number === null ? null : session.one(ServiceTeam, 'number', number);
  }
}

@Resolver(() => ServiceTeam)
export class ServiceTeamResolver {
  @Query(() => ServiceTeam, { nullable: true, description: '按编号取一个组团。 One team by its number.' })
  async serviceTeam(
    @Ctx() { session }: Context,
    @Arg('number', () => ID, { description: '编号。 Number.' }) number: string,
  ): Promise<ServiceTeam> {
    const team = await session.one(ServiceTeam, 'number', number);
    if (team === null) throw notFound(ServiceTeam, number);
    return team;
  }

  @Query(() => ServiceTeamConnection, { nullable: true, description: '组团,按编号排序。 Teams by their numbers.' })
  serviceTeams(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('state', () => ServiceTeamState, { nullable: true, description: '状态。 State.' }) state?: ServiceTeamState,
  ): Promise<Connection<ServiceTeam>> {
    return page(context, ServiceTeam, slice, given({ state }), ['number']);
  }

  @Mutation(() => ServiceTeam, { nullable: true, description: '组建组团(GR-13)。 Forms a team for villages.' })
  formServiceTeam(
    @Ctx() context: Context,
    @Arg('team', () => ServiceTeamInput, { description: '组团。 The team.' }) team: ServiceTeamInput,
  ) {
    return formServiceTeam(context, team);
  }

  @Mutation(() => ServiceTeam, { nullable: true, description: '增加成员,自当日起。 Adds a member from today on.' })
  joinServiceTeam(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('staffNumber', () => ID, memberText) staffNumber: string,
  ) {
    return move(teamWorkflow, 'joinServiceTeam', { id, version }, context, { staffNumber });
  }

  @Mutation(() => ServiceTeam, {
    nullable: true,
    description: '减少成员,组长除外。 Takes a member off, not the leader.',
  })
  leaveServiceTeam(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('staffNumber', () => ID, memberText) staffNumber: string,
  ) {
    return move(teamWorkflow, 'leaveServiceTeam', { id, version }, context, { staffNumber });
  }

  @Mutation(() => ServiceTeam, { nullable: true, description: '解散组团并写明理由。 Dissolves a team, with a reason.' })
  dissolveServiceTeam(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('reason', () => String, { description: '理由,1—200 字。 Why.' }) reason: string,
  ) {
    return move(teamWorkflow, 'dissolveServiceTeam', { id, version }, context, { reason });
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '组长。 The leader.' })
  leader(@Root() { leaderNumber }: ServiceTeam): StaffMember {
    return Object.assign(new StaffMember(), { number: leaderNumber });
  }

  @FieldResolver(() => [Grid], { description: '服务的村社区(二级网格)。 The villages that it serves.' })
  async villages(@Root() { villageCodes }: ServiceTeam, @Ctx() { session }: Context): Promise<Grid[]> {
    const grids = await Promise.all(villageCodes.map((code) => session.one(Grid, 'code', code)));
    return grids.filter((grid) => grid !== null);
  }

  @FieldResolver(() => TeamServiceConnection, {
    nullable: true,
    description: '服务记录,按编号排序。 What it did, in the order of the numbers.',
  })
  services(
    @Root() { number }: ServiceTeam,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('state', () => TeamServiceState, { nullable: true, description: '状态。 State.' }) state?: TeamServiceState,
  ): Promise<Connection<TeamService>> {
    return pageWithin(context, TeamService, slice, number, {
      column: 'teamNumber',
      where: given({ state }),
      order: ['number'],
    });
  }
}
