import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { move } from '../../../kit/workflow/move.js';
import { StaffMember } from '../foreign.js';
import { Grid } from '../grid.js';
import { recordTeamService, TeamServiceInput } from './record-team-service.js';
import { ServiceTeam } from './service-team.js';
import { TeamService } from './team-service.js';
import { teamServiceWorkflow } from './team-service-workflow.js';

const idText = { description: '记录的标识。 Identifier of the record.' };
const versionText = { description: '所见版本。 The version that you saw.' };

@Resolver(() => TeamService)
export class TeamServiceResolver {
  @Query(() => TeamService, { nullable: true, description: '按编号取一条组团服务记录。 One record by its number.' })
  async teamService(
    @Ctx() { session }: Context,
    @Arg('number', () => ID, { description: '编号。 Number.' }) number: string,
  ): Promise<TeamService> {
    const service = await session.one(TeamService, 'number', number);
    if (service === null) throw notFound(TeamService, number);
    return service;
  }

  @Mutation(() => TeamService, {
    nullable: true,
    description: '登记组团服务,由成员办理(GR-13)。 A member records what the team did.',
  })
  recordTeamService(
    @Ctx() context: Context,
    @Arg('service', () => TeamServiceInput, { description: '服务。 What was done.' }) service: TeamServiceInput,
  ) {
    return recordTeamService(context, service);
  }

  @Mutation(() => TeamService, {
    nullable: true,
    description: '村社区确认并评价,随即计分(GR-13)。 The village confirms it, which gives credits.',
  })
  confirmTeamService(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('satisfied', () => Boolean, { description: '是否满意。 Whether the village is satisfied.' })
    satisfied: boolean,
  ) {
    return move(teamServiceWorkflow, 'confirmTeamService', { id, version }, context, { satisfied });
  }

  @Mutation(() => TeamService, { nullable: true, description: '不予确认并写明理由。 Does not confirm it.' })
  declineTeamService(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('reason', () => String, { description: '理由,1—200 字。 Why.' }) reason: string,
  ) {
    return move(teamServiceWorkflow, 'declineTeamService', { id, version }, context, { reason });
  }

  @FieldResolver(() => ServiceTeam, { nullable: true, description: '组团。 The team.' })
  team(@Root() { teamNumber }: TeamService, @Ctx() { session }: Context): Promise<ServiceTeam | null> {
    return session.one(ServiceTeam, 'number', teamNumber);
  }

  @FieldResolver(() => Grid, { nullable: true, description: '村社区(二级网格)。 The village.' })
  village(@Root() { villageCode }: TeamService, @Ctx() { session }: Context): Promise<Grid | null> {
    return session.one(Grid, 'code', villageCode);
  }

  @FieldResolver(() => [StaffMember], {
    nullable: 'itemsAndList',
    description: '当日成员,同分。 Those who were members on the day; each gets the credits.',
  })
  membersOnDay(@Root() { memberNumbers }: TeamService): StaffMember[] {
    return memberNumbers.map((number) => Object.assign(new StaffMember(), { number }));
  }
}
