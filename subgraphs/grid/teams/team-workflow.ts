import { oneAfterAnother } from '../../../kit/data/one-after-another.js';
import { requireStaffNumber } from '../../../kit/identity/staff-number.js';
import { nextNumber } from '../../../kit/numbering/next-number.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { nameOfDay, numberOfDay } from '../../../kit/time/shanghai-day.js';
import { defineWorkflow, type Guard } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { ofTerritory } from '../place-conditions.js';
import { membersOn, ServiceTeam, ServiceTeamState } from './service-team.js';
import { source } from './team-source.js';

const { FORMED, DISSOLVED } = ServiceTeamState;
const mostMembers = 30;

/** What each verb of a team is sent. */
export interface TeamInputs {
  readonly formServiceTeam: object;
  readonly joinServiceTeam: { readonly staffNumber: string };
  readonly leaveServiceTeam: { readonly staffNumber: string };
  readonly dissolveServiceTeam: { readonly reason: string };
}

type Named = { readonly staffNumber: string };

/** 组团联村: whose village it is stays clear. */
const villagesFree: Guard<ServiceTeam, object> = {
  reason: 'VILLAGE_SERVED',
  code: 'CONFLICT',
  source,
  sentence: ({ villageCodes }) => ({
    zh: `所列村社区(${villageCodes.join('、')})中有的已由其他组团服务。`,
    en: `Another team serves one of these villages: ${villageCodes.join(', ')}.`,
  }),
  holds: async ({ villageCodes }, { context: { session } }) => {
    await oneAfterAnother({ session }, ...villageCodes.map((code) => `the team of ${code}`));
    const [row] = (await session.manager.execute(
      `select count(*)::int as served from grid.service_teams
        where state = 'FORMED' and village_codes && array(select jsonb_array_elements_text(?::jsonb))`,
      [JSON.stringify(villageCodes)],
    )) as { served: number }[];
    return row?.served === 0;
  },
};

const notYetMember: Guard<ServiceTeam, Named> = {
  reason: 'TEAM_MEMBER_ALREADY',
  code: 'CONFLICT',
  source,
  sentence: (_team, { input }) => ({
    zh: `「${input.staffNumber}」已是成员,或组团已满 ${mostMembers} 人。`,
    en: `"${input.staffNumber}" is a member already, or the team has its ${mostMembers} members.`,
  }),
  holds: (team, { input, now }) => {
    const members = membersOn(team, dayOf(now));
    return !members.includes(input.staffNumber) && members.length < mostMembers;
  },
};

const memberWhoMayLeave: Guard<ServiceTeam, Named> = {
  reason: 'MEMBER_NEEDED',
  code: 'CONFLICT',
  source,
  sentence: (_team, { input }) => ({
    zh: `「${input.staffNumber.slice(0, 50)}」不是成员,或是组长。`,
    en: `"${input.staffNumber.slice(0, 50)}" is no member, or leads the team.`,
  }),
  holds: (team, { input, now }) =>
    membersOn(team, dayOf(now)).includes(input.staffNumber) && team.leaderNumber !== input.staffNumber,
};

const ofTown = ofTerritory<ServiceTeam>(source);

/** The life of a service team: formed for villages, with members who come and go, dissolved. */
export const teamWorkflow = defineWorkflow<ServiceTeam, TeamInputs>({
  module: 'grid',
  name: 'service-team',
  title: { zh: '组团联村', en: 'Service team' },
  source,
  entity: ServiceTeam,
  states: {
    FORMED: { title: { zh: '在服务', en: 'at work' } },
    DISSOLVED: { title: { zh: '已解散', en: 'dissolved' }, final: true },
  },
  transitions: {
    formServiceTeam: {
      title: { zh: '组建组团', en: 'Form a service team' },
      from: [],
      to: FORMED,
      by: ['grid_admin'],
      source,
      conditions: [ofTown],
      guards: [villagesFree],
      effect: {
        title: { zh: '编号', en: 'it gets its number' },
        apply: async (team, { context }) => {
          const series = `T${team.regionCode}`;
          team.number = `${series}${String(await nextNumber(context, series)).padStart(3, '0')}`;
        },
      },
      entry: ({ name, villageCodes }) => ({ comment: name, values: { villages: villageCodes.join('、') } }),
    },
    joinServiceTeam: {
      title: { zh: '加入组团', en: 'Add a member' },
      from: [FORMED],
      to: FORMED,
      by: ['grid_admin'],
      source,
      conditions: [ofTown],
      guards: [notYetMember],
      effect: {
        title: { zh: '自当日起计', en: 'from today on' },
        apply: (team, { input: { staffNumber }, now }) => {
          requireStaffNumber(staffNumber);
          team.members = [...team.members, { staffNumber, startsOn: dayOf(now), endsOn: null }];
        },
      },
      entry: (_team, { input }) => ({ values: { member: input.staffNumber } }),
    },
    leaveServiceTeam: {
      title: { zh: '退出组团', en: 'Take a member off' },
      from: [FORMED],
      to: FORMED,
      by: ['grid_admin'],
      source,
      conditions: [ofTown],
      guards: [memberWhoMayLeave],
      effect: {
        title: { zh: '至前一日止', en: 'yesterday was the last day' },
        apply: (team, { input: { staffNumber }, now }) => {
          const today = dayOf(now);
          const yesterday = nameOfDay(numberOfDay(today) - 1);
          team.members = team.members.flatMap((each) => {
            if (each.staffNumber !== staffNumber || each.endsOn !== null) return [each];
            return each.startsOn === today ? [] : [{ ...each, endsOn: yesterday }];
          });
        },
      },
      entry: (_team, { input }) => ({ values: { member: input.staffNumber } }),
    },
    dissolveServiceTeam: {
      title: { zh: '解散组团', en: 'Dissolve a team' },
      from: [FORMED],
      to: DISSOLVED,
      by: ['grid_admin'],
      source,
      conditions: [ofTown],
      guards: [written({ zh: '理由', en: 'The reason' }, 200, source, ({ reason }) => reason)],
      effect: {
        title: { zh: '记录理由', en: 'the reason is kept' },
        apply: (team, { input }) => {
          team.dissolvedReason = input.reason.trim();
        },
      },
      entry: (_team, { input }) => ({ comment: input.reason.trim() }),
    },
  },
});
