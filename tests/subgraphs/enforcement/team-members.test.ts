import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const fields = `id version certifiedCount allowedActions { verb may reason }
  members { membership { id startsOn } staff { number } }`;
const add = `mutation ($id: ID!, $version: Int!, $staff: ID!) {
  addTeamMember(id: $id, version: $version, staffNumber: $staff) { ${fields} }
}`;
const remove = `mutation ($id: ID!, $version: Int!, $membership: ID!) {
  removeTeamMember(id: $id, version: $version, membership: $membership) { ${fields} }
}`;
const as = 'bureau.head';

interface Team {
  readonly id: string;
  readonly version: number;
  readonly certifiedCount: number;
  readonly allowedActions: readonly { readonly verb: string; readonly may: boolean; readonly reason: string | null }[];
  readonly members: readonly {
    readonly membership: { readonly id: string; readonly startsOn: string };
    readonly staff: { readonly number: string } | null;
  }[];
}

async function readTeam(code = 'DW320281104', username: string = as): Promise<Team> {
  const { data } = await portal.ask(
    `query ($code: ID!) { enforcementTeam(code: $code) { ${fields} } }`,
    { code },
    { as: username },
  );
  return (data as never)['enforcementTeam'];
}

test('a certified person joins from today on, and leaves without a trace the same day', async () => {
  const { id, version, certifiedCount, members } = await readTeam();

  const joined = await portal.ask(add, { id, version, staff: 'JY000008' }, { as });
  const after = (joined.data as never)['addTeamMember'] as Team;
  expect(joined.errors).toBeUndefined();
  expect(after).toMatchObject({ version: version + 1, certifiedCount: certifiedCount + 1 });
  expect(after.members).toHaveLength(members.length + 1);

  const membership = after.members.find((each) => !members.some((known) => known.membership.id === each.membership.id));
  expect(membership?.membership.startsOn).toBe('2026-11-21');

  const left = await portal.ask(remove, { id, version: version + 1, membership: membership?.membership.id }, { as });
  expect(left.data).toMatchObject({ removeTeamMember: { version: version + 2, certifiedCount } });
});

test('who leaves was a member until yesterday', async () => {
  const { id, version, members } = await readTeam();
  const leaving = members.find(({ staff }) => staff?.number === 'JY001428');

  const { errors } = await portal.ask(remove, { id, version, membership: leaving?.membership.id }, { as });
  const { data } = await portal.ask(
    `{ enforcementTeam(code: "DW320281104") {
         yesterday: members(on: "2026-11-20") { membership { id endsOn } } today: members { membership { id } }
       } }`,
  );
  const twice = await portal.ask(remove, { id, version: version + 1, membership: leaving?.membership.id }, { as });

  expect(errors).toBeUndefined();
  const team = (data as never)['enforcementTeam'] as Record<string, { membership: { id: string } }[]>;
  const id2 = leaving?.membership.id;
  expect(team['yesterday']).toContainEqual({ membership: { id: id2, endsOn: '2026-11-20' } });
  expect(team['today']?.filter(({ membership }) => membership.id === id2)).toEqual([]);
  expect(twice.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});

test('without a certificate that is valid today for the team’s domain nobody joins (EN-19)', async () => {
  const { id, version } = await readTeam();
  const attempt = async (staff: string) => {
    const { data, errors } = await portal.ask(add, { id, version, staff }, { as });
    expect(data).toEqual({ addTeamMember: null });
    return errors?.[0];
  };

  const expired = await attempt('JY000013');
  expect(expired?.message).toBe(
    'JY000013 没有今日有效且领域含「综合执法」的执法证件;最近一证有效期至 2026-07-02,领域「综合执法」。',
  );
  expect(expired?.extensions).toMatchObject({
    code: 'CONFLICT',
    reason: 'CERTIFICATE_INVALID',
    details: { staffNumber: 'JY000013', validTo: '2026-07-02', domains: ['综合执法'] },
  });
  expect((await attempt('JY000317'))?.extensions).toMatchObject({
    reason: 'CERTIFICATE_INVALID',
    details: { validTo: '2029-03-28' },
  });
  expect((await attempt('JY000001'))?.extensions).toMatchObject({
    reason: 'CERTIFICATE_INVALID',
    details: { validTo: null },
  });
});

test('a member joins once, and a malformed staff number is refused', async () => {
  const { id, version } = await readTeam();

  const twice = await portal.ask(add, { id, version, staff: 'JY001414' }, { as });
  const malformed = await portal.ask(add, { id, version, staff: '薛明霞' }, { as });

  expect(twice.errors?.[0]).toMatchObject({
    message: 'JY001414 自 2019-01-01 起已是队伍「DW320281104」的成员。',
    extensions: { code: 'CONFLICT', reason: 'MEMBER_ALREADY' },
  });
  expect(malformed.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID', reason: 'STAFF_NUMBER' });
});

test('the head of the team’s own bureau may, another town’s head and an officer may not', async () => {
  const { id, version, members, allowedActions } = await readTeam();
  const membership = members[0]?.membership.id;
  expect(allowedActions).toEqual([
    { verb: 'addTeamMember', may: true, reason: null },
    { verb: 'removeTeamMember', may: true, reason: null },
  ]);
  const refusals = async (username: string) => {
    const added = await portal.ask(add, { id, version, staff: 'JY000008' }, { as: username });
    const removed = await portal.ask(remove, { id, version, membership }, { as: username });
    const { allowedActions: said } = await readTeam('DW320281104', username);
    return [
      ...[added, removed].map(({ errors }) => errors?.[0]?.extensions.reason),
      ...said.map(({ reason }) => reason),
    ];
  };

  expect(await refusals('bureau.head2')).toEqual(Array.from({ length: 4 }, () => 'OUTSIDE_TERRITORY'));
  expect(await refusals('enforcement.officer')).toEqual(Array.from({ length: 4 }, () => 'ROLE_MISSING'));
});

test('a town’s head does not change the county’s team, which stands above', async () => {
  const { id, version } = await readTeam('DW320281-8');

  const { errors } = await portal.ask(add, { id, version, staff: 'JY000008' }, { as });

  expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'OUTSIDE_TERRITORY' });
});
