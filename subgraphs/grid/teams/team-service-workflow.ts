import type { CountyRules } from '../../../kit/county/county-rules.js';
import type { Condition } from '../../../kit/identity/policy.js';
import { nextNumber } from '../../../kit/numbering/next-number.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { defineWorkflow, emission, type Guard } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { Grid } from '../grid.js';
import { gridSettings } from '../grid-settings.js';
import { GridRoleAssignment, holdsOn } from '../grid-role-assignment.js';
import { teamCredited } from './team-credited.js';
import { TeamService, TeamServiceKind, TeamServiceState } from './team-service.js';
import { source } from './team-source.js';

const { RECORDED, CONFIRMED, DECLINED } = TeamServiceState;

/** What each verb of a service is sent. */
export interface TeamServiceInputs {
  readonly recordTeamService: object;
  readonly confirmTeamService: { readonly satisfied: boolean };
  readonly declineTeamService: { readonly reason: string };
}

const byMember: Condition<TeamService> = {
  reason: 'NOT_TEAM_MEMBER',
  code: 'FORBIDDEN',
  sentence: { zh: '您在服务当日不是该组团成员。', en: 'You were no member of the team on that day.' },
  source,
  holds: ({ memberNumbers }, { caller }) => caller.staffNumber !== null && memberNumbers.includes(caller.staffNumber),
};

/** Nobody confirms what gives credits to oneself. */
const byOthers: Condition<TeamService> = {
  reason: 'CONFIRMER_IS_MEMBER',
  code: 'FORBIDDEN',
  sentence: { zh: '组团成员不得确认本组团的服务。', en: 'A member does not confirm what the own team did.' },
  source,
  holds: ({ memberNumbers }, { caller }) => caller.staffNumber === null || !memberNumbers.includes(caller.staffNumber),
};

const byVillage: Condition<TeamService> = {
  reason: 'NOT_OF_VILLAGE',
  code: 'FORBIDDEN',
  sentence: {
    zh: '由该村社区网格的任职人员确认。',
    en: 'Those who serve in the village’s grids confirm it.',
  },
  source,
  holds: async ({ villageCode }, { caller, session, clock }) => {
    if (caller.staffNumber === null) return false;
    const today = dayOf(clock.now());
    const held = await session.many(GridRoleAssignment, 'staffNumber', caller.staffNumber, ['gridCode', 'role']);
    const grids = await Promise.all(
      held.filter((each) => holdsOn(each, today)).map(({ gridCode }) => session.one(Grid, 'code', gridCode)),
    );
    return grids.some((grid) => grid?.parentCode === villageCode || grid?.code === villageCode);
  },
};

const notInFuture: Guard<TeamService, object> = {
  reason: 'FUTURE_TIME',
  code: 'INVALID',
  source,
  sentence: ({ servedOn }, { now }) => ({
    zh: `服务日期 ${servedOn} 晚于今日 ${dayOf(now)}。`,
    en: `The day ${servedOn} is later than today, ${dayOf(now)}.`,
  }),
  holds: ({ servedOn }, { now }) => servedOn <= dayOf(now),
};

/** The credits of each member, added in millionths so that no digit is lost. */
function creditsOf({ kind }: TeamService, satisfied: boolean, rules: CountyRules): string {
  const { creditVisit, creditHelp, creditSatisfied } = gridSettings;
  const parts = [rules.read(kind === TeamServiceKind.VISIT ? creditVisit : creditHelp)];
  if (satisfied) parts.push(rules.read(creditSatisfied));
  const millionths = parts.reduce((sum, part) => sum + Math.round(Number(part) * 1_000_000), 0);
  return String(millionths / 1_000_000);
}

/** What a team did, from its own word to the village's. */
export const teamServiceWorkflow = defineWorkflow<TeamService, TeamServiceInputs>({
  module: 'grid',
  name: 'team-service',
  title: { zh: '组团服务', en: 'What a team did' },
  source,
  entity: TeamService,
  states: {
    RECORDED: { title: { zh: '待确认', en: 'awaits the village' } },
    CONFIRMED: { title: { zh: '已确认', en: 'confirmed' }, final: true },
    DECLINED: { title: { zh: '不予确认', en: 'not confirmed' }, final: true },
  },
  transitions: {
    recordTeamService: {
      title: { zh: '登记组团服务', en: 'Record what a team did' },
      from: [],
      to: RECORDED,
      by: ['grid_officer', 'grid_admin'],
      source,
      conditions: [byMember],
      guards: [notInFuture],
      effect: {
        title: { zh: '编号', en: 'it gets its number' },
        apply: async (service, { context }) => {
          const series = `${service.teamNumber}${service.servedOn.slice(0, 4)}`;
          service.number = `${series}${String(await nextNumber(context, series)).padStart(4, '0')}`;
        },
      },
      entry: ({ content, kind }) => ({ comment: content, values: { kind } }),
    },
    confirmTeamService: {
      title: { zh: '确认组团服务', en: 'Confirm what a team did' },
      from: [RECORDED],
      to: CONFIRMED,
      by: ['grid_officer'],
      source,
      conditions: [byVillage, byOthers],
      effect: {
        title: { zh: '按本县规则计分,成员同分', en: 'the county’s credits, the same for each member' },
        apply: (service, { input, rules }) => {
          service.satisfied = input.satisfied;
          service.credits = creditsOf(service, input.satisfied, rules);
        },
      },
      entry: ({ credits, satisfied }) => ({ values: { satisfied, credits } }),
      emits: [
        emission(teamCredited, (service: TeamService, { now }) => ({
          teamCode: service.teamNumber,
          teamName: service.teamName,
          regionCode: service.regionCode,
          memberNumbers: service.memberNumbers,
          reason: service.content,
          points: service.credits ?? '0',
          creditedAt: now.toISOString(),
          serviceNumber: service.number,
          villageCode: service.villageCode,
          servedOn: service.servedOn,
        })),
      ],
    },
    declineTeamService: {
      title: { zh: '不予确认', en: 'Do not confirm it' },
      from: [RECORDED],
      to: DECLINED,
      by: ['grid_officer'],
      source,
      conditions: [byVillage, byOthers],
      guards: [written({ zh: '理由', en: 'The reason' }, 200, source, ({ reason }) => reason)],
      effect: {
        title: { zh: '记录理由', en: 'the reason is kept' },
        apply: (service, { input }) => {
          service.declinedReason = input.reason.trim();
        },
      },
      entry: (_service, { input }) => ({ comment: input.reason.trim() }),
    },
  },
});
