import { Field, ID, InputType } from 'type-graphql';
import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { fieldInvalid } from '../field-invalid.js';
import { membersOn, ServiceTeam } from './service-team.js';
import { type TeamService, TeamServiceKind } from './team-service.js';
import { teamServiceWorkflow } from './team-service-workflow.js';

@InputType({ description: '登记组团服务(GR-13)。 What a team did.' })
export class TeamServiceInput {
  @Field(() => ID, { description: '组团编号。 Number of the team.' })
  team!: string;

  @Field(() => ID, { description: '村社区(二级网格编码),须为该组团服务的。 A village that the team serves.' })
  village!: string;

  @Field(() => TeamServiceKind, { description: '种类。 Kind.' })
  kind!: TeamServiceKind;

  @Field(() => CalendarDate, { description: '服务日期。 Day.' })
  servedOn!: string;

  @Field(() => String, { description: '内容,1—500 字。 What was done.' })
  content!: string;
}

/**
 * Records what the caller's team did for a village. Faults: NOT_FOUND for the team; INVALID, reasons TEXT_LENGTH and
 * FIELD_INVALID; those of the workflow's table.
 */
export async function recordTeamService(context: Context, input: TeamServiceInput): Promise<TeamService> {
  requireRole(policyOf(teamServiceWorkflow, 'recordTeamService'), context);
  const team = await context.session.one(ServiceTeam, 'number', input.team);
  if (team === null) throw notFound(ServiceTeam, input.team);
  requireWritten({ zh: '内容', en: 'The content' }, input.content, 500);
  if (!team.villageCodes.includes(input.village)) {
    throw fieldInvalid('village', '须为该组团服务的村社区', 'must be a village that the team serves');
  }
  const service = {
    id: uuid(),
    number: '',
    regionCode: team.regionCode,
    teamNumber: team.number,
    teamName: team.name,
    villageCode: input.village,
    kind: input.kind,
    servedOn: input.servedOn,
    content: input.content.trim(),
    memberNumbers: membersOn(team, input.servedOn),
    satisfied: null,
    credits: null,
    declinedReason: null,
  };
  return begin(teamServiceWorkflow, 'recordTeamService', service, context, {});
}
