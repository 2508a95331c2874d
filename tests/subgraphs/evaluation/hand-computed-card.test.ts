import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventClosed } from '../../../subgraphs/dispatch/events.js';
import { sayAs } from '../../support/say-as.js';
import { type AppraisalPortal, type Card, openAppraisers, people } from './appraisers.js';
import { teamCredited } from './team-credited.js';

let portal: AppraisalPortal;
let cards: Readonly<Record<string, Card>>;
beforeAll(async () => {
  portal = await openAppraisers();
  for (const post of ['A01', 'A04', 'A05']) await portal.appoint(post);
  await sayAs(portal, 'dispatch', eventClosed, [
    ...['H1', 'H2', 'H3'].map((eventNo) => handled(eventNo, true)),
    handled('H4', false),
    // Of the month before, so it counts for nothing here.
    { ...handled('H5', false), handledAt: '2026-10-31T15:59:59.000Z' },
  ]);
  await sayAs(portal, 'grid', teamCredited, [
    {
      teamCode: 'ZT-01',
      teamName: '金凤村组团',
      regionCode: '320281104',
      memberNumbers: [people['A04'], people['A05']],
      reason: '走访二十户',
      points: '40',
      creditedAt: '2026-11-10T02:00:00.000Z',
    },
  ]);
  const formed = await portal.act('leader', 'formTaskforce', {
    region: '320281104',
    name: '马路市场整治专班',
    leader: people['A01'],
    members: [people['A04']],
    pointsBudget: '20',
  });
  const running = await portal.act('leader', 'startTaskforce', { ...formed });
  await portal.act('A01', 'awardTaskforcePoints', { ...running, staff: people['A04'], points: '20', reason: '全勤' });
  portal.clock.moment = new Date('2026-12-01T02:00:00Z');
  const { id } = await portal.collect({ kind: 'MONTHLY', startsOn: '2026-11-01', endsOn: '2026-11-30' });
  await portal.rate(id, 'A01', 'A04', '80');
  await portal.passTo('2026-12-08T16:00:00Z');
  cards = await portal.cards(id);
});
afterAll(() => portal.close());

function handled(eventNo: string, onTime: boolean) {
  return {
    eventNo,
    regionCode: '320281104200',
    gridCode: null,
    categoryCode: '0101',
    source: 'CITIZEN',
    reporterNumber: null,
    leadOrganization: '320281104-enforcement-bureau',
    handlerNumber: people['A04'],
    verifierNumber: 'JY001400',
    reportedAt: '2026-11-09T01:00:00.000Z',
    handledAt: '2026-11-10T01:00:00.000Z',
    closedAt: '2026-11-11T01:00:00.000Z',
    onTime,
    reworks: 0,
  };
}

test('.4 of the post, .3 of the module, .2 of the team and .1 of the taskforce make the total', () => {
  // A04 is worth 82 points and three of four events were handled in time: 61.5. So .4 × 61.5 + .3 × 80 + .2 × 40 + .1 × 20.
  expect(cards['A04']?.total).toBe('58.6');
  expect(cards['A04']?.scores).toEqual([
    { code: 'moduleRating', weight: '0.3', raw: '80', weighted: '24', unrated: 1 },
    { code: 'postPoints', weight: '0.4', raw: '61.5', weighted: '24.6', unrated: 0 },
    { code: 'taskforcePoints', weight: '0.1', raw: '20', weighted: '2', unrated: 0 },
    { code: 'teamCredits', weight: '0.2', raw: '40', weighted: '8', unrated: 0 },
  ]);
});

test('a dimension that nobody rated leaves the total, and the others weigh what they weigh', () => {
  // (.4 × 82 + .2 × 40 + .1 × 0) ÷ .7.
  expect(cards['A05']?.total).toBe('58.2857');
  expect(cards['A05']?.scores[0]).toEqual({
    code: 'moduleRating',
    weight: '0.3',
    raw: null,
    weighted: null,
    unrated: 2,
  });
});

test('every score is explained down to its evidence', async () => {
  const { data } = await portal.ask(
    `query ($id: ID!) { scorecard(id: $id) { scores { code bases {
       kind label value points evidence { eventNo indicator value event { eventNo } } } } } }`,
    { id: cards['A04']?.id },
    { as: 'evaluator' },
  );
  const { scores } = Object(data?.['scorecard']) as {
    scores: { code: string; bases: { kind: string; evidence: { eventNo: string; value: string }[] }[] }[];
  };
  const bases = new Map(scores.map((score) => [score.code, score.bases]));
  expect(bases.get('postPoints')).toMatchObject([
    { kind: 'POST', label: 'A04 文秘主办岗3', value: '0.75', points: '61.5' },
  ]);
  const evidence = bases.get('postPoints')?.[0]?.evidence.map(({ eventNo, value }) => `${eventNo} ${value}`);
  expect(evidence?.sort()).toEqual(['H1 1', 'H2 1', 'H3 1', 'H4 0']);
  expect(bases.get('moduleRating')).toMatchObject([
    { kind: 'LEADER_RATING', label: people['A01'], value: '80', points: '80' },
    { kind: 'PEER_RATING', label: people['A05'], value: null, points: null },
  ]);
  expect(bases.get('teamCredits')).toMatchObject([
    { kind: 'TEAM_CREDIT', label: '金凤村组团:走访二十户', points: '40' },
  ]);
  expect(bases.get('taskforcePoints')).toMatchObject([
    { kind: 'TASKFORCE_AWARD', label: '马路市场整治专班:全勤', points: '20' },
  ]);
});
