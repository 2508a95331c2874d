import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { onboardSpoiled } from '../../support/spoiled-sheet.js';
import { statementsDuring } from '../../support/statements.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal({
    accounts: [
      { username: 'evaluator', roles: ['evaluator'], regions: ['320281'] },
      {
        username: 'evaluator2',
        roles: ['evaluator'],
        regions: ['320281001'],
        organizations: ['320281104-party-office'],
      },
      { username: 'module.leader', roles: ['module_leader'], regions: ['320281104'] },
      { username: 'party.office', roles: [], organizations: ['320281104-party-office'] },
      { username: 'citizen', roles: ['citizen'] },
    ],
  });
});
afterAll(() => portal.close());

const redefine = `mutation ($id: ID!, $version: Int!, $points: Int!, $tier: Int!) {
  redefinePost(id: $id, version: $version, points: $points, tier: $tier) { version points tier }
}`;

interface Post {
  readonly id: string;
  readonly version: number;
  readonly allowedActions: readonly { readonly verb: string; readonly may: boolean; readonly reason: string | null }[];
}

async function readPost(as: string, code = 'A01'): Promise<Post> {
  const { data } = await portal.ask(
    'query ($code: ID!) { post(code: $code) { id version allowedActions { verb may reason } } }',
    { code },
    { as },
  );
  return (data as never)['post'];
}

test('eighty posts stand in four modules of twenty, in five tiers', async () => {
  const { data, errors } = await portal.ask(
    `{ posts(first: 100) { totalCount edges { node { module tier points } } }
       leading: posts(module: "监管执法", organization: "320281104-enforcement-bureau") { totalCount } }`,
    {},
    { as: 'evaluator' },
  );

  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ posts: { totalCount: 80 }, leading: { totalCount: 10 } });
  const { edges } = (data as never)['posts'] as { edges: { node: { module: string; tier: number } }[] };
  const countBy = (property: 'module' | 'tier') =>
    Object.fromEntries([...Map.groupBy(edges, ({ node }) => node[property])].map(([key, each]) => [key, each.length]));
  expect(countBy('module')).toEqual({ 党建统领: 20, 经济生态: 20, 综治工作: 20, 监管执法: 20 });
  expect(countBy('tier')).toEqual({ 1: 4, 2: 8, 3: 20, 4: 28, 5: 20 });
});

test('posts are seen by their territory and their own organisation', async () => {
  const countFor = async (as: string | undefined) => (await portal.ask('{ posts { totalCount } }', {}, { as })).data;

  expect(await countFor('module.leader')).toEqual({ posts: { totalCount: 80 } });
  expect(await countFor('party.office')).toEqual({ posts: { totalCount: 10 } });
  expect(await countFor('citizen')).toEqual({ posts: { totalCount: 0 } });
  const { errors } = await portal.ask('{ post(code: "A01") { name } }', {}, { as: 'citizen' });
  expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});

test('an organisation lists its posts, and those of twenty cost two statements', async () => {
  let answer: unknown;
  const statements = await statementsDuring(async () => {
    const { data, errors } = await portal.ask(
      `{ organizations(region: "320281104", first: 20) {
           edges { node { code posts(first: 1) { totalCount edges { node { code } } } } }
         } }`,
      {},
      { as: 'evaluator' },
    );
    expect(errors).toBeUndefined();
    answer = data;
  });

  const { edges } = (answer as never)['organizations'] as { edges: { node: { code: string; posts: object } }[] };
  expect(edges.find(({ node }) => node.code === '320281104-party-office')?.node.posts).toEqual({
    totalCount: 10,
    edges: [{ node: { code: 'A01' } }],
  });
  expect(statements.filter((each) => each.includes('"evaluation"."posts"'))).toHaveLength(2);
});

test('the county’s evaluator says what a post is worth', async () => {
  const { id, version, allowedActions } = await readPost('evaluator');
  expect(allowedActions).toEqual([
    { verb: 'redefinePost', may: true, reason: null },
    { verb: 'appointToPost', may: false, reason: 'ROLE_MISSING' },
    { verb: 'vacatePost', may: false, reason: 'ROLE_MISSING' },
  ]);

  const redefined = await portal.ask(redefine, { id, version, points: 100, tier: 5 }, { as: 'evaluator' });
  const stale = await portal.ask(redefine, { id, version, points: 0, tier: 1 }, { as: 'evaluator' });

  expect(redefined.data).toEqual({ redefinePost: { version: version + 1, points: 100, tier: 5 } });
  expect(stale.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'STALE_VERSION' });
});

test.each([
  { points: 101, tier: 1, property: 'points', value: 101 },
  { points: -1, tier: 1, property: 'points', value: -1 },
  { points: 50, tier: 6, property: 'tier', value: 6 },
  { points: 50, tier: 0, property: 'tier', value: 0 },
])('a post has no $property $value', async ({ points, tier, property, value }) => {
  const { id, version } = await readPost('evaluator', 'A02');

  const { errors } = await portal.ask(redefine, { id, version, points, tier }, { as: 'evaluator' });

  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'INVALID',
    reason: 'POST_OUT_OF_RANGE',
    details: { property, value },
  });
});

test('a module leader, another town’s evaluator and a citizen redefine nothing', async () => {
  const { id, version } = await readPost('evaluator');
  const attempt = async (as: string | undefined) => {
    const { errors } = await portal.ask(redefine, { id, version, points: 50, tier: 3 }, { as });
    return [errors?.[0]?.extensions.code, errors?.[0]?.extensions.reason];
  };

  expect(await attempt('module.leader')).toEqual(['FORBIDDEN', 'ROLE_MISSING']);
  expect(await attempt('evaluator2')).toEqual(['FORBIDDEN', 'OUTSIDE_TERRITORY']);
  expect((await readPost('evaluator2')).allowedActions).toEqual([
    { verb: 'redefinePost', may: false, reason: 'OUTSIDE_TERRITORY' },
    { verb: 'appointToPost', may: false, reason: 'ROLE_MISSING' },
    { verb: 'vacatePost', may: false, reason: 'ROLE_MISSING' },
  ]);
  expect(await attempt('citizen')).toEqual(['FORBIDDEN', 'ROLE_MISSING']);
  expect(await attempt(undefined)).toEqual(['UNAUTHENTICATED', 'LOGIN_MISSING']);
});

test('a sheet with a sixth tier or 101 points is refused as a whole', async () => {
  const { inserted, updated, refusals } = await onboardSpoiled(portal, 'posts.csv', {
    '320281104-party-office,1,96': '320281104-party-office,6,101',
  });

  expect([inserted, updated]).toEqual([0, 0]);
  expect(refusals.map(({ line, column, value, reason }) => [line, column, value, reason])).toEqual([
    [2, '层级', '6', 'must be a whole number from 1 to 5'],
    [2, '分值', '101', 'must be a whole number from 0 to 100'],
  ]);
});
