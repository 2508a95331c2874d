import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sayAs } from '../../support/say-as.js';
import { type AppraisalPortal, openAppraisers, people } from './appraisers.js';
import { teamCredited } from './team-credited.js';

let portal: AppraisalPortal;
beforeAll(async () => {
  portal = await openAppraisers();
  await portal.define({
    dimensions: [{ code: 'teamCredits', name: '组团积分', weight: '1', indicator: '组团联村服务' }],
  });
  for (const post of ['A01', 'A04', 'A05']) await portal.appoint(post);
});
afterAll(() => portal.close());

function credit(points: string, creditedAt: string, memberNumbers: readonly string[]): Promise<void> {
  const team = { teamCode: 'ZT-01', teamName: '金凤村组团', regionCode: '320281104' };
  const payload = { ...team, memberNumbers, reason: '走访二十户', points, creditedAt };
  return sayAs(portal, 'grid', teamCredited, [payload]);
}

test('a team’s credit counts for each member alike, within its period, and not for others', async () => {
  const members = [people['A04'] ?? '', people['A05'] ?? ''];
  // The last moment of June in Shanghai, and the first of July.
  await credit('7', '2026-06-30T15:59:59Z', members);
  await credit('12.5', '2026-06-30T16:00:00Z', members);
  await credit('30', '2026-09-30T15:59:59Z', members);
  // The first moment of October in Shanghai.
  await credit('40', '2026-09-30T16:00:00Z', members);
  const { id } = await portal.collect();
  await portal.passTo('2026-11-27T16:00:00Z');
  const { A01, A04, A05 } = await portal.cards(id);
  expect([A01?.total, A04?.total, A05?.total]).toEqual(['0', '42.5', '42.5']);
  const { data } = await portal.ask(
    'query ($id: ID!) { scorecard(id: $id) { scores { bases { kind label points } } } }',
    { id: A04?.id },
    { as: 'evaluator' },
  );
  expect(data?.['scorecard']).toEqual({
    scores: [
      {
        bases: [
          { kind: 'TEAM_CREDIT', label: '金凤村组团:走访二十户', points: '12.5' },
          { kind: 'TEAM_CREDIT', label: '金凤村组团:走访二十户', points: '30' },
        ],
      },
    ],
  });
});
