import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { onboardSpoiled } from '../../support/spoiled-sheet.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

// grid.officer is the grid officer of this grid and of no other; grid.admin administers its town, grid.admin2 another.
const own = '320281104200002';
const neighbour = '320281104200001';

const pageOf = `query ($code: ID!, $kind: ElementKind) {
  grid(code: $code) {
    id
    elementCounts { kind count }
    elements(kind: $kind, first: 50) { totalCount edges { node { code kind name identifier phone careCategories address } } }
  }
}`;

interface Element {
  readonly code: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

async function elementsOf(code: string, as: string | undefined, headers = {}): Promise<Element[]> {
  const { data, errors } = await portal.ask(pageOf, { code }, { as, headers });
  expect(errors).toBeUndefined();
  const grid = data?.['grid'] as { elements: { edges: { node: Element }[] } } | undefined;
  return (grid?.elements.edges ?? []).map(({ node }) => node);
}

async function idOf(code: string): Promise<string> {
  const { data } = await portal.ask('query ($code: ID!) { grid(code: $code) { id } }', { code });
  return String((data?.['grid'] as { id: string } | undefined)?.id);
}

const register = `mutation ($id: ID!, $element: GridElementInput!) {
  registerGridElement(id: $id, element: $element) { id version code kind name verifiedAt grid { code } }
}`;

const lamp = { kind: 'FACILITY', name: '路灯', identifier: '3202810103900001', longitude: 120.295, latitude: 31.709 };

test('people, ground, things, affairs and organisations: all five stand on one page of the grid', async () => {
  const place = { longitude: 120.2935, latitude: 31.7085 };
  const report = { description: '路口占道摆摊。', ...place, files: [await portal.photograph('grid.officer', place)] };
  const reporting = 'mutation ($report: ReportEventInput!) { reportEvent(report: $report) { eventNo } }';
  const reported = await portal.ask(reporting, { report }, { as: 'grid.officer' });
  expect(reported.errors).toBeUndefined();
  const { data, errors } = await portal.ask(
    `query ($code: ID!) { grid(code: $code) {
      elementCounts { kind count } events(first: 10) { totalCount edges { node { eventNo } } } } }`,
    { code: own },
    { as: 'grid.officer' },
  );
  expect(errors).toBeUndefined();
  expect(data?.['grid']).toEqual({
    elementCounts: [
      { kind: 'PERSON', count: 6 },
      { kind: 'PLACE', count: 3 },
      { kind: 'FACILITY', count: 3 },
      { kind: 'ORGANIZATION', count: 2 },
    ],
    events: { totalCount: 1, edges: [{ node: { eventNo: 'E32028110420261121000001' } }] },
  });
});

test('residents, places, facilities and organisations stand on one page of the grid, each counted once', async () => {
  const { data, errors } = await portal.ask(pageOf, { code: own }, { as: 'grid.officer' });
  expect(errors).toBeUndefined();
  const grid = data?.['grid'] as { elementCounts: unknown; elements: { edges: { node: Element }[] } } | undefined;
  expect(grid?.elementCounts).toEqual([
    { kind: 'PERSON', count: 6 },
    { kind: 'PLACE', count: 3 },
    { kind: 'FACILITY', count: 3 },
    { kind: 'ORGANIZATION', count: 2 },
  ]);
  const codes = grid?.elements.edges.map(({ node }) => node.code);
  expect(codes).toHaveLength(14);
  expect(new Set(codes).size).toBe(14);
  expect(codes?.[0]).toBe('320281104200002F0001');
});

test('residents are seen by those who serve in their grid and the administrator of their town, by nobody else', async () => {
  const kinds = async (code: string, as?: string) => [...new Set((await elementsOf(code, as)).map(({ kind }) => kind))];
  expect(await kinds(own, 'grid.officer')).toEqual(['FACILITY', 'ORGANIZATION', 'PLACE', 'PERSON']);
  expect(await kinds(neighbour, 'grid.officer')).toEqual(['FACILITY', 'ORGANIZATION', 'PLACE']);
  expect(await kinds(neighbour, 'grid.admin')).toEqual(['FACILITY', 'ORGANIZATION', 'PLACE', 'PERSON']);
  expect(await kinds(own, 'grid.admin2')).toEqual([]);

  const resident = { code: `${neighbour}R0001` };
  const asked = 'query ($code: ID!) { gridElement(code: $code) { code } }';
  const refused = await portal.ask(asked, resident, { as: 'grid.officer' });
  expect(refused.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  const seen = await portal.ask(asked, resident, { as: 'grid.admin' });
  expect(seen.data).toEqual({ gridElement: resident });

  const anonymous = await portal.ask(pageOf, { code: own });
  expect(anonymous.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('an officer whose role has ended sees the residents no more', async () => {
  portal.clock.moment = new Date('2020-02-01T15:59:59Z');
  expect((await elementsOf(own, 'grid.officer')).map(({ kind }) => kind)).not.toContain('PERSON');
  portal.clock.moment = new Date('2020-02-01T16:00:00Z');
  expect((await elementsOf(own, 'grid.officer')).map(({ kind }) => kind)).toContain('PERSON');
  portal.clock.moment = new Date('2026-11-21T02:00:00Z');
});

test('personal values are masked, and sensitive care is left out without a purpose and noted with one', async () => {
  const resident = { code: `${own}R0002` };
  const asked = `query ($code: ID!) { gridElement(code: $code) { name identifier phone careCategories } }`;
  const masked = await portal.ask(asked, resident, { as: 'grid.officer' });
  expect(masked.data).toEqual({
    gridElement: { name: '曾*', identifier: '999***********7142', phone: '139****8102', careCategories: [] },
  });

  const headers = { 'x-purpose': 'EVENT_CONTACT' };
  // The officer may not read plain values, whatever the purpose.
  expect((await portal.ask(asked, resident, { as: 'grid.officer', headers })).data).toEqual(masked.data);
  const plain = await portal.ask(asked, resident, { as: 'grid.admin', headers });
  expect(plain.data).toEqual({
    gridElement: {
      name: '曾飞',
      identifier: '999999198006217142',
      phone: '13900008102',
      careCategories: ['DISABLED'],
    },
  });

  const { data } = await portal.ask(
    '{ auditEntries(last: 1) { edges { node { disclosures { kind subject } } } } }',
    {},
    {
      as: 'auditor',
    },
  );
  const entries = data?.['auditEntries'] as { edges: { node: { disclosures: { kind: string }[] } }[] } | undefined;
  const kinds = entries?.edges[0]?.node.disclosures.map(({ kind }) => kind);
  expect(kinds?.sort()).toEqual(['careCategories', 'idNumber', 'name', 'phone']);
});

test('an officer registers, verifies and takes off; a resident who is taken off leaves nothing personal', async () => {
  const id = await idOf(own);
  const element = {
    kind: 'PERSON',
    name: '沈安',
    identifier: '999999197001010017',
    address: '金凤村1号',
    phone: '13900009999',
    careCategories: ['ELDERLY_ALONE', 'ELDERLY_ALONE'],
  };
  const registered = await portal.ask(register, { id, element }, { as: 'grid.officer' });
  expect(registered.errors).toBeUndefined();
  const entry = registered.data?.['registerGridElement'] as { id: string } | undefined;
  expect(entry).toMatchObject({ version: 1, code: `${own}R0007`, name: '沈*', verifiedAt: null, grid: { code: own } });

  const verified = await portal.ask(
    'mutation ($id: ID!) { verifyGridElement(id: $id, version: 1) { version verifiedAt verifiedBy { number } } }',
    { id: entry?.id },
    { as: 'grid.officer' },
  );
  expect(verified.data).toEqual({
    verifyGridElement: { version: 2, verifiedAt: '2026-11-21T02:00:00.000Z', verifiedBy: { number: 'JY004450' } },
  });

  for (const reason of [' ', '迁'.repeat(501)]) {
    const refused = await portal.ask(
      'mutation ($id: ID!, $reason: String!) { removeGridElement(id: $id, version: 2, reason: $reason) { version } }',
      { id: entry?.id, reason },
      { as: 'grid.officer' },
    );
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID', reason: 'REMOVAL_REASON' });
  }
  const removed = await portal.ask(
    `mutation ($id: ID!) { removeGridElement(id: $id, version: 2, reason: "迁出") {
      removedAt removalReason name identifier phone address careCategories allowedActions { verb may reason } } }`,
    { id: entry?.id },
    { as: 'grid.officer' },
  );
  expect(removed.data).toEqual({
    removeGridElement: {
      removedAt: '2026-11-21T02:00:00.000Z',
      removalReason: '迁出',
      name: null,
      identifier: null,
      phone: null,
      address: null,
      careCategories: [],
      allowedActions: [
        { verb: 'verifyGridElement', may: false, reason: 'ELEMENT_REMOVED' },
        { verb: 'removeGridElement', may: false, reason: 'ELEMENT_REMOVED' },
      ],
    },
  });
  expect(await elementsOf(own, 'grid.officer')).toHaveLength(14);
});

test('what is registered already is not registered twice, in whatever grid', async () => {
  const first = await portal.ask(register, { id: await idOf(own), element: lamp }, { as: 'grid.officer' });
  expect(first.data?.['registerGridElement']).toMatchObject({ code: `${own}F0004` });
  const elsewhere = { ...lamp, longitude: 120.305, latitude: 31.697 };
  const again = await portal.ask(register, { id: await idOf(neighbour), element: elsewhere }, { as: 'grid.admin' });
  expect(again.data).toEqual({ registerGridElement: null });
  expect(again.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'ELEMENT_ALREADY' });
  expect((await elementsOf(neighbour, 'grid.admin')).map(({ code }) => code)).not.toContain(`${neighbour}F0004`);
});

test.each([
  ['a check digit that is wrong', own, { ...lamp, kind: 'PERSON', identifier: '999999197001010010' }, 'FIELD_INVALID'],
  ['a name of blanks', own, { ...lamp, name: ' ' }, 'FIELD_INVALID'],
  ['a telephone that is no person’s', own, { ...lamp, phone: '13900000001' }, 'FIELD_INVALID'],
  ['half a position', own, { ...lamp, latitude: null }, 'FIELD_INVALID'],
  ['a place in the next grid', own, { ...lamp, longitude: 120.305, latitude: 31.697 }, 'OUTSIDE_GRID'],
  ['a grid in which the officer does not serve', neighbour, lamp, 'NOT_SERVING_GRID'],
])('refuses %s', async (_what, code, element, reason) => {
  const { data, errors } = await portal.ask(register, { id: await idOf(code), element }, { as: 'grid.officer' });
  expect(data).toEqual({ registerGridElement: null });
  expect(errors?.[0]?.extensions.reason).toBe(reason);
});

test.each([
  ['an identity number', '999999196508240079', '999999196508240070', 'is not an identity number'],
  ['a care', ',DISABLED,', ',ILL,', 'must be names of LOW_INCOME'],
  [
    'a town that runs another grid',
    ',320281104,PERSON,范玉平',
    ',320281001,PERSON,范玉平',
    'Key (grid_code, town_code)',
  ],
])('refuses a file with %s that is wrong, and loads nothing', async (_what, text, replacement, reason) => {
  const { refusals, inserted, updated } = await onboardSpoiled(portal, 'grid-elements.csv', { [text]: replacement });
  expect(refusals).toHaveLength(1);
  expect(refusals[0]?.reason).toContain(reason);
  expect([inserted, updated]).toEqual([0, 0]);
});
