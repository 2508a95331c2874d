import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { act, checkIn, finish, gate, issued, market, type Patrol, patrolOf, plan } from './patrols.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const saturday = '2026-11-21T02:00:00Z';
afterEach(() => {
  portal.clock.moment = new Date(saturday);
});

/** 60 m to the north of the gate, whose radius is 50 m. */
const beyondTheGate = { ...gate, latitude: gate.latitude + 60 / 111_195.08 };

async function look(id: string, selection: string, as = 'grid.officer') {
  const { data } = await portal.ask(`query ($id: ID!) { patrolTask(id: $id) { ${selection} } }`, { id }, { as });
  return data?.['patrolTask'] as unknown;
}

/** A patrol on which the officer has checked in at both nodes. */
async function walked(more: object = {}): Promise<Patrol> {
  const begun = patrolOf(await checkIn(portal, await issued(portal, more), 1, gate));
  return patrolOf(await checkIn(portal, begun, 2, market));
}

test('a check-in outside the radius is refused with the distance, and changes nothing', async () => {
  const patrol = await issued(portal);
  const { data, errors } = await checkIn(portal, patrol, 1, beyondTheGate);
  expect(data).toEqual({ patrol: null });
  expect(errors?.[0]?.message).toBe('您距节点「村口」60 米,须在 50 米以内打卡。');
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID', reason: 'OUTSIDE_RADIUS' });
  expect(await look(patrol.id, 'version state record { startedAt }')).toEqual({
    version: 2,
    state: 'ISSUED',
    record: null,
  });
});

test('a patrol is made node by node, and its record shows the nodes and the track', async () => {
  const patrol = await issued(portal);
  expect(patrol).toMatchObject({ state: 'ISSUED', version: 2 });
  expect(patrol.number).toMatch(/^X32028110420261121\d{4}$/);
  const begun = patrolOf(await checkIn(portal, patrol, 1, gate));
  expect(begun).toMatchObject({ state: 'IN_PROGRESS', version: 3 });

  const early = await finish(portal, begun, ['未发现']);
  expect(early.errors?.[0]?.message).toBe('尚未打卡的必到节点:集市。');
  expect(early.errors?.[0]?.extensions.reason).toBe('NODES_MISSING');

  portal.clock.moment = new Date('2026-11-21T02:20:00Z');
  const there = patrolOf(await checkIn(portal, begun, 2, { ...market, mockLocation: true }));
  const track = [
    { ...gate, at: '2026-11-21T02:00:00Z' },
    { longitude: 120.294, latitude: 31.708, at: '2026-11-21T02:10:00Z' },
    { ...market, at: '2026-11-21T02:20:00Z' },
  ];
  const done = patrolOf(await finish(portal, there, ['两处占道,已劝离'], track));
  expect(done).toMatchObject({ state: 'DONE', version: 5, late: false });

  const shown = await look(
    done.id,
    `nodes { sequence name radiusMetres required }
     record { startedAt endedAt track distanceMetres answers { entry answer }
       checkIns { node at distanceMetres accuracyMetres mockLocation late } }
     timeline { verb fromState toState } timelineBrokenAt deadlines { name state }`,
  );
  expect(shown).toMatchObject({
    nodes: [
      { sequence: 1, name: '村口', radiusMetres: 50, required: true },
      { sequence: 2, name: '集市', radiusMetres: 100, required: true },
    ],
    record: {
      startedAt: '2026-11-21T02:00:00.000Z',
      endedAt: '2026-11-21T02:20:00.000Z',
      track: {
        type: 'LineString',
        coordinates: [
          [120.2928, 31.7088],
          [120.294, 31.708],
          [120.296, 31.708],
        ],
      },
      distanceMetres: 333,
      answers: [{ entry: '占道经营', answer: '两处占道,已劝离' }],
      checkIns: [
        {
          node: 1,
          at: '2026-11-21T02:00:00.000Z',
          distanceMetres: 0,
          accuracyMetres: 10,
          mockLocation: false,
          late: false,
        },
        {
          node: 2,
          at: '2026-11-21T02:20:00.000Z',
          distanceMetres: 0,
          accuracyMetres: 10,
          mockLocation: true,
          late: false,
        },
      ],
    },
    timeline: [
      { verb: 'planPatrol', toState: 'PLANNED' },
      { verb: 'issuePatrol', toState: 'ISSUED' },
      { verb: 'checkInPatrol', toState: 'IN_PROGRESS' },
      { verb: 'checkInPatrol', toState: 'IN_PROGRESS' },
      { verb: 'finishPatrol', toState: 'DONE' },
    ],
    timelineBrokenAt: null,
    deadlines: [{ name: 'patrol', state: 'MET' }],
  });
});

test('the record tells where somebody was, so only those who serve in the grid see it', async () => {
  const patrol = await walked();
  const started = { record: { startedAt: '2026-11-21T02:00:00.000Z' } };
  expect(await look(patrol.id, 'record { startedAt }', 'grid.officer')).toEqual(started);
  expect(await look(patrol.id, 'record { startedAt }', 'grid.admin')).toEqual(started);
  expect(await look(patrol.id, 'record { startedAt }', 'town.leader')).toEqual({ record: null });
  expect(await look(patrol.id, 'id', 'grid.admin2')).toBeNull();
});

test('a patrol is overdue when the day after the planned one ends, and is late when it is finished then', async () => {
  portal.clock.moment = new Date('2026-11-19T02:00:00Z');
  const patrol = await walked({ plannedFor: '2026-11-19' });
  portal.clock.moment = new Date('2026-11-20T15:59:59Z');
  await portal.settle();
  expect(await look(patrol.id, 'state')).toEqual({ state: 'IN_PROGRESS' });
  portal.clock.moment = new Date('2026-11-20T16:00:00Z');
  await portal.settle();
  expect(await look(patrol.id, 'state deadlines { state }')).toEqual({
    state: 'OVERDUE',
    deadlines: [{ state: 'MISSED' }],
  });
  const done = patrolOf(await finish(portal, { ...patrol, version: patrol.version + 1 }, ['未发现']));
  expect(done).toMatchObject({ state: 'DONE', late: true });
});

test('a node may be a time, and whoever comes later is noted as late', async () => {
  const nodes = [{ name: '早高峰', dueAt: '2026-11-21T01:59:59Z' }];
  const begun = patrolOf(await checkIn(portal, await issued(portal, { nodes }), 1, beyondTheGate));
  expect(await look(begun.id, 'record { track checkIns { late distanceMetres } }')).toEqual({
    record: { track: null, checkIns: [{ late: true, distanceMetres: null }] },
  });
});

test('a check-in is refused at an unknown node, twice at one node, with a poor position, and to anybody else', async () => {
  const begun = patrolOf(await checkIn(portal, await issued(portal), 1, gate));
  const reasonOf = async (node: number, position: object) =>
    (await checkIn(portal, begun, node, position)).errors?.[0]?.extensions.reason;
  expect(await reasonOf(3, gate)).toBe('NODE_UNKNOWN');
  expect(await reasonOf(1, gate)).toBe('NODE_CHECKED');
  expect(await reasonOf(2, { ...market, accuracyMetres: 101 })).toBe('POSITION_INACCURATE');
  expect(await reasonOf(2, { ...market, longitude: market.longitude + 360 })).toBe('OUTSIDE_RADIUS');
  const finishing = await act(portal, 'finishPatrol', begun, 'grid.admin', { answers: ['[String!]!', ['未发现']] });
  expect(finishing.errors?.[0]?.extensions.reason).toBe('ROLE_MISSING');
  expect(await look(begun.id, 'version')).toEqual({ version: begun.version });
});

test('a patrol is the assignee’s alone', async () => {
  const patrol = await issued(portal, { assignee: 'JY004458' });
  const { errors } = await checkIn(portal, patrol, 1, gate);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'NOT_ASSIGNEE' });
});

test('a patrol is not finished without its answers, or with a track from the future', async () => {
  const patrol = await walked();
  const answersMissing = await finish(portal, patrol, []);
  expect(answersMissing.errors?.[0]?.extensions.reason).toBe('ANSWERS_MISSING');
  const track = [{ ...gate, at: '2026-11-21T02:00:01Z' }];
  const future = await finish(portal, patrol, ['未发现'], track);
  expect(future.errors?.[0]?.extensions.reason).toBe('TRACK_INVALID');
  expect(await look(patrol.id, 'state')).toEqual({ state: 'IN_PROGRESS' });
});

test('a patrol is cancelled with a reason, and not issued once its days are over', async () => {
  portal.clock.moment = new Date('2026-11-19T02:00:00Z');
  const patrol = patrolOf(await plan(portal, { plannedFor: '2026-11-19' }));
  const silent = await act(portal, 'cancelPatrol', patrol, 'grid.admin', { reason: ['String!', ' '] });
  expect(silent.errors?.[0]?.extensions.reason).toBe('CANCEL_REASON');
  portal.clock.moment = new Date('2026-11-20T16:00:00Z');
  const late = await act(portal, 'issuePatrol', patrol, 'grid.admin');
  expect(late.errors?.[0]?.extensions.reason).toBe('PATROL_DAY_OVER');
  const cancelled = await act(portal, 'cancelPatrol', patrol, 'grid.admin', { reason: ['String!', '台风'] });
  expect(patrolOf(cancelled).state).toBe('CANCELLED');
  expect(await look(patrol.id, 'cancelReason')).toEqual({ cancelReason: '台风' });
});

test.each([
  ['a grid that is none', { grid: '320281104999999' }, 'grid.admin', undefined],
  ['the grid of another town', {}, 'grid.admin2', 'OUTSIDE_TERRITORY'],
  ['no grid administrator', {}, 'grid.officer', 'ROLE_MISSING'],
  ['a grid being set up', { grid: '320281104200003' }, 'grid.admin', 'GRID_NOT_PATROLLED'],
  ['yesterday', { plannedFor: '2026-11-20' }, 'grid.admin', 'PATROL_DAY_PAST'],
  ['somebody of another grid', { assignee: 'JY004449' }, 'grid.admin', 'ASSIGNEE_NOT_SERVING'],
  [
    'a node elsewhere',
    { nodes: [{ name: '村口', longitude: 120.305, latitude: 31.697 }] },
    'grid.admin',
    'OUTSIDE_GRID',
  ],
  ['a node without place and time', { nodes: [{ name: '村口' }] }, 'grid.admin', 'FIELD_INVALID'],
  ['an empty list', { checklist: [] }, 'grid.admin', 'FIELD_INVALID'],
])('refuses to plan for %s', async (_what, more, as, reason) => {
  const { data, errors } = await plan(portal, more, as);
  expect(data).toEqual({ patrol: null });
  expect(errors).toHaveLength(1);
  expect(errors?.[0]?.extensions.reason).toBe(reason);
});

test('a grid and an officer show their patrols', async () => {
  const before = await portal.ask(
    `query ($staff: ID!) { patrolTasks(assignee: $staff, state: ISSUED) { totalCount } }`,
    { staff: 'JY004450' },
    { as: 'grid.officer' },
  );
  const count = (before.data?.['patrolTasks'] as { totalCount: number } | undefined)?.totalCount ?? Number.NaN;
  const patrol = await issued(portal);
  const { data } = await portal.ask(
    `query ($staff: ID!) {
      patrolTasks(assignee: $staff, state: ISSUED) { totalCount }
      grid(code: "320281104200002") { patrolTasks(state: ISSUED, last: 1) { edges { node { number assignee { number } } } } }
    }`,
    { staff: 'JY004450' },
    { as: 'grid.officer' },
  );
  expect(data).toEqual({
    patrolTasks: { totalCount: count + 1 },
    grid: { patrolTasks: { edges: [{ node: { number: patrol.number, assignee: { number: 'JY004450' } } }] } },
  });
});
