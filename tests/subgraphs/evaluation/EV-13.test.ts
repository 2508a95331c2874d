import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OfficePortal, Seen } from '../authority/offices.js';
import { openStations, station } from './stations.js';

let portal: OfficePortal;
beforeAll(async () => {
  portal = await openStations();
});
afterAll(() => portal.close());

const of = { agency: station.agency, staff: station.first };
const change = { ...of, matter: 'APPOINTMENT', content: '拟任为县局科长' };

test('指挥协调权: the town assigns a stationed person, and the department cannot refuse', async () => {
  const assignment = { ...of, task: '参加马路市场整治,为期一个月' };
  expect(await portal.refusal('market', 'assignStationedStaff', assignment)).toBe('FORBIDDEN ROLE_MISSING');
  expect(await portal.refusal('neighbour', 'assignStationedStaff', assignment)).toBe('NOT_FOUND');
  expect(await portal.refusal('inspector', 'assignStationedStaff', assignment)).toBe('FORBIDDEN NOT_STATION_TOWN');
  const done = await portal.act<{ townRight: string }>('leader', 'assignStationedStaff', assignment, 'townRight');
  expect(done).toMatchObject({ state: 'EXECUTED', townRight: 'COMMAND_COORDINATION' });
  // The department sees it, and finds no verb against it.
  expect(await portal.refusal('market', 'vetoStationChange', { ...done, words: '不同意' })).toBe(
    'FORBIDDEN ROLE_MISSING',
  );
  const { data } = await portal.ask(
    'query ($id: ID!) { rightsAction(id: $id) { content allowedActions { verb may } } }',
    { id: done.id },
    { as: 'market' },
  );
  const seen = Object(data?.['rightsAction']) as { content: string; allowedActions: { may: boolean }[] };
  expect(seen.content).toBe('参加马路市场整治,为期一个月');
  expect(seen.allowedActions.filter(({ may }) => may)).toEqual([]);
});

test('考核管理权: the town’s grade is final', async () => {
  const grade = { ...of, grade: 'EXCELLENT', period: '2026-Q3', grounds: '整治有功' };
  expect(await portal.refusal('market', 'gradeStationedStaff', grade)).toBe('FORBIDDEN ROLE_MISSING');
  expect(await portal.refusal('leader', 'gradeStationedStaff', { ...grade, grounds: '罚款任务完成第一' })).toBe(
    'INVALID FINES_IN_APPRAISAL',
  );
  expect(await portal.refusal('leader', 'gradeStationedStaff', { ...grade, period: '今年' })).toBe(
    'INVALID PERIOD_UNFIT',
  );
  const given = await portal.act<{ grade: string }>('leader', 'gradeStationedStaff', grade, 'grade');
  expect(given).toMatchObject({ state: 'EXECUTED', grade: 'EXCELLENT' });
  expect(await portal.refusal('leader', 'gradeStationedStaff', { ...grade, grade: 'INCOMPETENT' })).toBe(
    'CONFLICT GRADE_FINAL',
  );
});

test('推荐提名权: a nomination reaches 组织, and the promotion names the town', async () => {
  const nomination = { ...of, position: '徐霞客镇副镇长' };
  expect(await portal.refusal('market', 'nominateStationedStaff', nomination)).toBe('FORBIDDEN ROLE_MISSING');
  const nominated = await portal.act('leader', 'nominateStationedStaff', nomination);
  expect(nominated.state).toBe('PROPOSED');
  expect(await portal.refusal('market', 'promoteNominee', { ...nominated, words: '同意' })).toBe(
    'FORBIDDEN ROLE_MISSING',
  );
  const promoted = await portal.act('organization', 'promoteNominee', { ...nominated, words: '研究同意。' });
  expect(promoted.state).toBe('EXECUTED');
  const { data } = await portal.ask(
    'query ($number: ID!) { staffMember(number: $number) { promotions { position promotedOn nominatedBy { name } } } }',
    { number: station.first },
    { as: 'leader' },
  );
  expect(data?.['staffMember']).toEqual({
    promotions: [{ position: '徐霞客镇副镇长', promotedOn: '2026-11-21', nominatedBy: { name: '徐霞客镇人民政府' } }],
  });
  const again = await portal.act('leader', 'nominateStationedStaff', { ...nomination, staff: station.second });
  expect((await portal.act('organization', 'declineNomination', { ...again, words: '年限不足。' })).state).toBe(
    'DECLINED',
  );
});

test('反向否决权: what the town vetoes is not carried out', async () => {
  expect(await portal.refusal('urban', 'proposeStationChange', change)).toBe('FORBIDDEN NOT_OWN_AGENCY');
  expect(await portal.refusal('leader', 'proposeStationChange', change)).toBe('FORBIDDEN ROLE_MISSING');
  expect(await portal.refusal('market', 'proposeStationChange', { ...change, matter: 'GRADE' })).toBe(
    'INVALID CHANGE_UNFIT',
  );
  const proposed = await portal.act('market', 'proposeStationChange', change);
  expect(await portal.refusal('market', 'executeStationChange', { ...proposed, words: '任命' })).toBe(
    'CONFLICT TOWN_CONSENT_MISSING',
  );
  expect(await portal.refusal('market', 'consentStationChange', { ...proposed, words: '同意' })).toBe(
    'FORBIDDEN ROLE_MISSING',
  );
  expect(await portal.refusal('inspector', 'vetoStationChange', { ...proposed, words: '不同意' })).toBe(
    'FORBIDDEN NOT_STATION_TOWN',
  );
  const vetoed = await portal.act('leader', 'vetoStationChange', { ...proposed, words: '整治未完,不同意。' });
  expect(await portal.refusal('market', 'executeStationChange', { ...vetoed, words: '任命' })).toBe('CONFLICT VETOED');
  expect(await portal.refusal('leader', 'consentStationChange', { ...vetoed, words: '改主意' })).toBe(
    'CONFLICT WRONG_STATE',
  );
});

test('silence is not consent: after five working days it lapses, and is not carried out either', async () => {
  const proposed = await portal.act('market', 'proposeStationChange', change);
  await portal.passTo('2026-11-27T15:59:00Z');
  const stateOf = async (): Promise<Seen> => {
    const query = 'query ($id: ID!) { rightsAction(id: $id) { id version state } }';
    return (await portal.look<{ rightsAction: Seen }>('market', query, { id: proposed.id })).rightsAction;
  };
  expect((await stateOf()).state).toBe('TOWN_ASKED');
  await portal.passTo('2026-11-27T16:00:00Z');
  const lapsed = await stateOf();
  expect(lapsed.state).toBe('LAPSED');
  expect(await portal.refusal('market', 'executeStationChange', { ...proposed, ...lapsed, words: '任命' })).toBe(
    'CONFLICT TOWN_CONSENT_MISSING',
  );
  const anew = await portal.act('market', 'proposeStationChange', change);
  const consented = await portal.act('leader', 'consentStationChange', { ...anew, words: '整治已完,同意。' });
  expect((await portal.act('market', 'executeStationChange', { ...consented, words: '任命。' })).state).toBe(
    'EXECUTED',
  );
});
