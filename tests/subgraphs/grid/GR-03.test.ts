import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const code = '320281104200003';
const staffed = '{ id version staffing { complete missing } roles { id role staff { number } } }';
const assign = `mutation ($id: ID!, $version: Int!, $role: GridRole!, $staff: ID!) {
  assignGridRole(id: $id, version: $version, role: $role, staffNumber: $staff) ${staffed}
}`;
const end = `mutation ($id: ID!, $version: Int!, $assignment: ID!) {
  endGridRole(id: $id, version: $version, assignment: $assignment) ${staffed}
}`;
const as = 'grid.admin';

interface Staffed {
  readonly id: string;
  readonly version: number;
  readonly staffing: { readonly complete: boolean; readonly missing: readonly string[] };
  readonly roles: readonly { readonly id: string; readonly role: string }[];
}

async function readGrid(): Promise<Staffed> {
  const { data } = await portal.ask(`query ($code: ID!) { grid(code: $code) ${staffed} }`, { code }, { as });
  return (data as never)['grid'];
}

test('missing empties only when the sixth role is held, and names a role again when it ends', async () => {
  const { id, version, staffing, roles } = await readGrid();
  expect(staffing).toEqual({ complete: false, missing: ['LIAISON'] });
  expect(roles).toHaveLength(5);

  const patroller = roles.find(({ role }) => role === 'PATROLLER')?.id;
  const ended = await portal.ask(end, { id, version, assignment: patroller }, { as });
  expect(ended.data).toMatchObject({
    endGridRole: { staffing: { complete: false, missing: ['PATROLLER', 'LIAISON'] } },
  });

  const fifth = await portal.ask(assign, { id, version: version + 1, role: 'LIAISON', staff: 'JY004460' }, { as });
  expect(fifth.data).toMatchObject({ assignGridRole: { staffing: { complete: false, missing: ['PATROLLER'] } } });

  const sixth = await portal.ask(assign, { id, version: version + 2, role: 'PATROLLER', staff: 'JY004458' }, { as });
  expect(sixth.data).toMatchObject({
    assignGridRole: { version: version + 3, staffing: { complete: true, missing: [] } },
  });
});

test('a role that is held is not given twice, and a malformed staff number is refused', async () => {
  const { id, version } = await readGrid();

  const twice = await portal.ask(assign, { id, version, role: 'GRID_CHIEF', staff: 'JY004460' }, { as });
  const malformed = await portal.ask(assign, { id, version, role: 'LIAISON', staff: '7' }, { as });

  expect(twice.errors?.[0]?.extensions).toMatchObject({
    code: 'CONFLICT',
    reason: 'ROLE_HELD',
    details: { role: 'GRID_CHIEF', staffNumber: 'JY004445' },
  });
  expect(malformed.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID', reason: 'STAFF_NUMBER' });
});

test('another town’s administrator and an officer appoint nobody', async () => {
  const { id, version } = await readGrid();
  const attempt = async (username: string) => {
    const { errors } = await portal.ask(assign, { id, version, role: 'LIAISON', staff: 'JY004460' }, { as: username });
    return [errors?.[0]?.extensions.code, errors?.[0]?.extensions.reason];
  };

  expect(await attempt('grid.admin2')).toEqual(['FORBIDDEN', 'OUTSIDE_TERRITORY']);
  expect(await attempt('grid.officer')).toEqual(['FORBIDDEN', 'ROLE_MISSING']);
});

test('every grid in service has all six, as its administrator sees it', async () => {
  const { data } = await portal.ask(
    '{ grids(town: "320281104", level: L3_BASIC, state: ACTIVE, first: 100) { edges { node { staffing { missing } } } } }',
    {},
    { as },
  );

  const { edges } = (data as never)['grids'] as { edges: { node: { staffing: { missing: string[] } } }[] };
  expect(edges).toHaveLength(100);
  expect(edges.filter(({ node }) => node.staffing.missing.length > 0)).toEqual([]);
});
