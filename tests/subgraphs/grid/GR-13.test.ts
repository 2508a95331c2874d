import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { forgetCountyRules } from '../../../kit/county/county-rules-of.js';
import type { Seen, VerbPortal } from '../../support/verb-portal.js';
import { gridPeople, openGrids } from './grid-people.js';

let portal: VerbPortal;
beforeAll(async () => {
  portal = await openGrids({
    accounts: [
      ...gridPeople,
      { username: 'cadre', roles: ['grid_officer'], regions: ['320281104'], staffNumber: 'JY001361' },
      { username: 'chief', roles: ['grid_officer'], regions: ['320281104'], staffNumber: 'JY004445' },
    ],
  });
});
afterAll(() => portal.close());

const village = '320281104200';
const leader = 'JY001400';
const cadre = 'JY001361';

interface Team extends Seen {
  readonly number: string;
}

async function form(villages: readonly string[], given: object = {}): Promise<Team> {
  const team = { name: '第一组团', villages, leader, members: [leader, cadre], ...given };
  return portal.act<Team>('town', 'formServiceTeam', { team }, 'number');
}

async function dissolve(team: Team): Promise<void> {
  await portal.act('town', 'dissolveServiceTeam', { ...team, reason: '重新编组。' });
}

function served(team: Team, given: object = {}): Record<string, unknown> {
  return {
    service: {
      team: team.number,
      village,
      kind: 'VISIT',
      servedOn: '2026-11-21',
      content: '走访困难户三户。',
      ...given,
    },
  };
}

/** What the events of a name carry, in their order. */
async function emitted(name: string): Promise<Record<string, unknown>[]> {
  const rows = await portal.portal.database.administer((run) =>
    run('select payload from kit.events where name = ? order by id', [name]),
  );
  return rows.map(({ payload }) => payload as Record<string, unknown>);
}

test('what a team did is credited to each member alike once the village confirms it', async () => {
  const team = await form([village]);
  expect(team.number).toMatch(/^T320281104\d{3}$/);
  const visit = await portal.act<{ number: string }>('cadre', 'recordTeamService', served(team), 'number credits');
  expect(visit).toMatchObject({ state: 'RECORDED', credits: null, number: `${team.number}20260001` });

  // Neither a member nor somebody of another village confirms it.
  expect(await portal.refusal('cadre', 'confirmTeamService', { ...visit, satisfied: true })).toBe(
    'FORBIDDEN NOT_OF_VILLAGE',
  );
  expect(await portal.refusal('town', 'confirmTeamService', { ...visit, satisfied: true })).toBe(
    'FORBIDDEN ROLE_MISSING',
  );
  const confirmed = await portal.act(
    'chief',
    'confirmTeamService',
    { ...visit, satisfied: true },
    'credits satisfied membersOnDay { number } team { number leader { number } }',
  );
  expect(confirmed).toMatchObject({
    state: 'CONFIRMED',
    credits: '2',
    satisfied: true,
    membersOnDay: [{ number: leader }, { number: cadre }],
    team: { number: team.number, leader: { number: leader } },
  });
  expect((await emitted('TeamCredited')).at(-1)).toEqual({
    teamCode: team.number,
    teamName: '第一组团',
    regionCode: '320281104',
    memberNumbers: [leader, cadre],
    reason: '走访困难户三户。',
    points: '2',
    creditedAt: '2026-11-21T02:00:00.000Z',
    serviceNumber: visit.number,
    villageCode: village,
    servedOn: '2026-11-21',
  });
  expect(await portal.refusal('chief', 'confirmTeamService', { ...confirmed, satisfied: true })).toBe(
    'CONFLICT WRONG_STATE',
  );

  const help = await portal.act(
    'cadre',
    'recordTeamService',
    served(team, { kind: 'HELP', content: '修好村口路灯。' }),
  );
  const plain = await portal.act('chief', 'confirmTeamService', { ...help, satisfied: false }, 'credits');
  expect(plain).toMatchObject({ credits: '2', version: 2 });
  const doubtful = await portal.act('cadre', 'recordTeamService', served(team));
  const declined = { ...doubtful, reason: '当日未到村。' };
  expect(await portal.act('chief', 'declineTeamService', declined, 'credits declinedReason')).toMatchObject({
    state: 'DECLINED',
    credits: null,
    declinedReason: '当日未到村。',
  });
  expect(await emitted('TeamCredited')).toHaveLength(2);
  await dissolve(team);
});

test('the credits are the county’s: its profile says how many a visit gives', async () => {
  await portal.portal.database.administer((run) =>
    run(`insert into kit.county_settings values (gen_random_uuid(), '320281', 2, '2026-11-01',
      'grid.team-credit.visit', '1.5', '自定', '走访积分', 'Credits of a visit')`),
  );
  forgetCountyRules();
  const team = await form([village]);
  const visit = await portal.act('cadre', 'recordTeamService', served(team));
  expect(await portal.act('chief', 'confirmTeamService', { ...visit, satisfied: true }, 'credits')).toMatchObject({
    credits: '2.5',
  });
  await dissolve(team);
});

test('a village has one team, which its grids show; members count from the day they join', async () => {
  const team = await form([village, '320281104201']);
  const second = { name: '第二组团', villages: [village], leader, members: [leader] };
  expect(await portal.refusal('town', 'formServiceTeam', { team: second })).toBe('CONFLICT VILLAGE_SERVED');
  const { grid } = await portal.look<{ grid: unknown }>(
    'citizen',
    '{ grid(code: "320281104200002") { serviceTeam { number villages { code } members { staffNumber endsOn } } } }',
  );
  expect(grid).toEqual({
    serviceTeam: {
      number: team.number,
      villages: [{ code: village }, { code: '320281104201' }],
      members: [
        { staffNumber: leader, endsOn: null },
        { staffNumber: cadre, endsOn: null },
      ],
    },
  });

  portal.clock.moment = new Date('2026-11-22T02:00:00Z');
  expect(await portal.refusal('town', 'leaveServiceTeam', { ...team, staffNumber: leader })).toBe(
    'CONFLICT MEMBER_NEEDED',
  );
  expect(await portal.refusal('town', 'joinServiceTeam', { ...team, staffNumber: cadre })).toBe(
    'CONFLICT TEAM_MEMBER_ALREADY',
  );
  const left = await portal.act('town', 'leaveServiceTeam', { ...team, staffNumber: cadre });
  const joined = await portal.act<{ members: unknown[] }>(
    'town',
    'joinServiceTeam',
    { ...left, staffNumber: 'JY001365' },
    'members { staffNumber startsOn endsOn }',
  );
  expect(joined.members).toEqual([
    { staffNumber: leader, startsOn: '2026-11-21', endsOn: null },
    { staffNumber: cadre, startsOn: '2026-11-21', endsOn: '2026-11-21' },
    { staffNumber: 'JY001365', startsOn: '2026-11-22', endsOn: null },
  ]);
  // Who has left still records what was done while a member, and nothing later.
  const early = await portal.act('cadre', 'recordTeamService', served(team), 'membersOnDay { number }');
  expect(early).toMatchObject({ membersOnDay: [{ number: leader }, { number: cadre }] });
  expect(await portal.refusal('cadre', 'recordTeamService', served(team, { servedOn: '2026-11-22' }))).toBe(
    'FORBIDDEN NOT_TEAM_MEMBER',
  );
  expect(await portal.refusal('town', 'recordTeamService', served(team, { servedOn: '2026-11-23' }))).toBe(
    'INVALID FUTURE_TIME',
  );
  await dissolve({ ...team, version: team.version + 2 });
  portal.clock.moment = new Date('2026-11-21T02:00:00Z');
});

test('of two teams that are formed for a village at the same moment one stands', async () => {
  for (const turn of ['甲', '乙', '丙']) {
    const teams = ['一', '二'].map((name) => ({
      name: `${turn}${name}`,
      villages: [village],
      leader,
      members: [leader],
    }));
    const outcomes = await Promise.all(
      teams.map((team) => portal.act<Team>('town', 'formServiceTeam', { team }, 'number').catch(String)),
    );
    expect(outcomes.filter((each) => typeof each === 'string').join()).toContain('VILLAGE_SERVED');
    const formed = outcomes.filter((each) => typeof each !== 'string');
    expect(formed).toHaveLength(1);
    for (const team of formed) await dissolve(team);
  }
});

test('a member who serves in the village does not confirm the own team’s service', async () => {
  const team = await form([village], { members: [leader, 'JY004445'] });
  const visit = await portal.act('chief', 'recordTeamService', served(team));
  expect(await portal.refusal('chief', 'confirmTeamService', { ...visit, satisfied: true })).toBe(
    'FORBIDDEN CONFIRMER_IS_MEMBER',
  );
  await dissolve(team);
});

test.each([
  ['of two towns’ villages', { villages: [village, '320281001001'] }, 'town', 'INVALID FIELD_INVALID'],
  ['of a basic grid', { villages: ['320281104200002'] }, 'town', 'INVALID FIELD_INVALID'],
  ['whose leader is no member', { members: [cadre] }, 'town', 'INVALID FIELD_INVALID'],
  ['by another town', {}, 'other', 'FORBIDDEN OUTSIDE_TERRITORY'],
  ['by an officer', {}, 'officer', 'FORBIDDEN ROLE_MISSING'],
])('a team %s is not formed', async (_what, given, as, refusal) => {
  const team = { name: '组团', villages: [village], leader, members: [leader], ...given };
  expect(await portal.refusal(as, 'formServiceTeam', { team })).toBe(refusal);
});
