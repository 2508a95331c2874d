import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { statementsDuring } from '../../support/statements.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const ofTowns = `query ($towns: Int!) {
  regions(level: TOWN, first: $towns) { edges { node {
    code grantCount grantCountByCategory { count }
    government { name powers(first: 3) { totalCount edges { node { item { name } grantee { name } } } } }
    powerGrants(first: 3) { totalCount edges { node { item { name } } } }
    territorialDuties(first: 3) { totalCount edges { node { leadOrganization { name } responsibilities { side } } } }
  } } }
}`;

test('pages below twenty towns cost as many statements as below two', async () => {
  const ask = (towns: number) => statementsDuring(() => portal.ask(ofTowns, { towns }));
  await ask(2);

  const few = await ask(2);
  const many = await ask(20);

  expect(few.length).toBeGreaterThan(0);
  expect(many.length).toBe(few.length);
});

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly item: { readonly code: string } } }[];
  readonly pageInfo: Readonly<Record<string, unknown>>;
}

const ofZone = `query ($first: Int, $after: String, $last: Int, $before: String) {
  organization(code: "320281404-committee") {
    powers(first: $first, after: $after, last: $last, before: $before) {
      edges { cursor node { item { code } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
}`;

async function powersOfZone(slice: object): Promise<Page> {
  const { data, errors } = await portal.ask(ofZone, { ...slice });
  expect(errors).toBeUndefined();
  return (data as never)['organization']['powers'];
}

test('a nested page goes on after its cursor and back before it', async () => {
  const codes = ({ edges }: Page): string[] => edges.map(({ node }) => node.item.code);
  const all = codes(await powersOfZone({ first: 100 }));

  const first = await powersOfZone({ first: 2 });
  const second = await powersOfZone({ first: 2, after: first.pageInfo['endCursor'] });
  const back = await powersOfZone({ last: 1, before: second.pageInfo['startCursor'] });
  const end = await powersOfZone({ last: 2 });
  const none = await powersOfZone({ first: 0 });

  expect(codes(first)).toEqual(all.slice(0, 2));
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  expect(codes(second)).toEqual(all.slice(2, 4));
  expect(second.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  expect(codes(back)).toEqual(all.slice(1, 2));
  expect(end.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  expect(none).toMatchObject({ edges: [], pageInfo: { hasNextPage: true, startCursor: null } });
});

test.each([
  ['no cursor at all', 'x'],
  ['a number where a text stands', 'WzFd'],
  ['no identifier', Buffer.from('["a","b"]').toString('base64url')],
  ['an operator', Buffer.from('[{"$ne":1},"b"]').toString('base64url')],
])('%s is refused as a cursor, nested and at the root', async (_title, after) => {
  const nested = await portal.ask(ofZone, { first: 2, after });
  const root = await portal.ask('query ($after: String) { powerGrants(after: $after) { totalCount } }', { after });

  for (const { errors } of [nested, root]) {
    expect(errors?.map(({ extensions }) => extensions)).toMatchObject([{ code: 'INVALID', reason: 'CURSOR_INVALID' }]);
  }
});

test('too large a page is refused, and a text that PostgreSQL cannot hold finds nothing', async () => {
  const large = await portal.ask(ofZone, { first: 101 });
  const nul = await portal.ask('query ($item: ID!) { powerGrants(item: $item) { totalCount } }', { item: 'a\0b' });

  expect(large.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID', reason: 'PAGE_SIZE' });
  expect(nul.data).toEqual({ powerGrants: { totalCount: 0 } });
});
