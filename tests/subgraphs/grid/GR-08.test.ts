import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Seen, VerbPortal } from '../../support/verb-portal.js';
import { activeGrid, alsoCounty, draftGrid, openGrids } from './grid-people.js';

let portal: VerbPortal;
beforeAll(async () => {
  portal = await openGrids();
});
afterAll(() => portal.close());

const item = {
  line: '安监',
  name: '小微企业消防通道检查',
  basis: '《消防法》第二十八条',
  frequency: 'MONTHLY',
  checklist: ['消防通道是否畅通', '灭火器是否在有效期内'],
};
const day = '2026-11-21';

interface Item extends Seen {
  readonly number: string;
}

function propose(given: object = {}, as = 'emergency'): Promise<Item> {
  return portal.act<Item>(as, 'proposeGridDutyItem', { item: { ...item, ...given } }, 'number');
}

async function admitted(given: object = {}, as = 'emergency'): Promise<Item> {
  const proposed = await propose(given, as);
  return { ...proposed, ...(await portal.act('county', 'admitGridDutyItem', { ...proposed, opinion: '同意准入。' })) };
}

async function patrolsFor(number: string): Promise<unknown[]> {
  const { patrolTasks } = await portal.look<{
    patrolTasks: { edges: { node: { dutyItem: { number: string } | null } }[] };
  }>(
    'county',
    `{ patrolTasks(first: 100) { edges { node {
         number state checklist plannedFor grid { code } assignee { number } dutyItem { number }
         nodes { name longitude dueAt } timeline { verb } deadlines { name state } } } } }`,
  );
  return patrolTasks.edges.map(({ node }) => node).filter(({ dutyItem }) => dutyItem?.number === number);
}

test('a department cannot send a grid for what was not admitted', async () => {
  const proposed = await propose();
  expect(proposed.number).toMatch(/^W320281\d{4}$/);
  const order = { ...proposed, grids: [activeGrid], plannedFor: day };
  expect(await portal.refusal('emergency', 'orderPatrols', order)).toBe('CONFLICT DUTY_ITEM_NOT_ADMITTED');
  expect(await portal.sentence('emergency', 'orderPatrols', order)).toBe('该事项未准入,不得下达网格。');

  // Neither its department nor a single town admits it.
  const admission = { ...proposed, opinion: '同意准入。' };
  expect(await portal.refusal('emergency', 'admitGridDutyItem', admission)).toBe('FORBIDDEN ROLE_MISSING');
  expect(await portal.refusal('town', 'admitGridDutyItem', admission)).toBe('FORBIDDEN OUTSIDE_TERRITORY');
  expect(await portal.refusal('county', 'admitGridDutyItem', { ...admission, opinion: ' ' })).toBe(
    'INVALID TEXT_LENGTH',
  );
  const taken = await portal.act('county', 'admitGridDutyItem', admission, 'admittedOn opinion department { code }');
  expect(taken).toMatchObject({
    state: 'ADMITTED',
    admittedOn: '2026-11-21',
    opinion: '同意准入。',
    department: { code: '320281-emergency' },
  });

  expect(await portal.refusal('ecology', 'orderPatrols', { ...taken, grids: [activeGrid], plannedFor: day })).toBe(
    'FORBIDDEN NOT_OWN_DEPARTMENT',
  );
  await portal.act('emergency', 'orderPatrols', { ...taken, grids: [activeGrid, '320281104200001'], plannedFor: day });
  const sent = await patrolsFor(proposed.number);
  expect(sent).toHaveLength(2);
  expect(sent).toContainEqual({
    number: expect.stringMatching(/^X32028110420261121\d{4}$/) as unknown,
    state: 'ISSUED',
    checklist: item.checklist,
    plannedFor: day,
    grid: { code: activeGrid },
    assignee: { number: 'JY004450' },
    dutyItem: { number: proposed.number },
    nodes: [{ name: item.name, longitude: null, dueAt: '2026-11-21T16:00:00.000Z' }],
    timeline: [{ verb: 'orderPatrol' }],
    deadlines: [{ name: 'patrol', state: 'RUNNING' }],
  });
});

test('what was found goes back to the department that ordered it, and to no other; where the officer was stays in the grid', async () => {
  const ordered = await admitted({ frequency: 'AS_NEEDED' });
  await portal.act('emergency', 'orderPatrols', { ...ordered, grids: [activeGrid], plannedFor: day });
  const query = `query ($number: ID!) { patrolTasks(assignee: $number, state: ISSUED, first: 100) { edges { node {
    id version dutyItem { number } } } } }`;
  const { patrolTasks } = await portal.look<{ patrolTasks: { edges: { node: Seen & { dutyItem: Item } }[] } }>(
    'officer',
    query,
    { number: 'JY004450' },
  );
  const issued = patrolTasks.edges.map(({ node }) => node).find(({ dutyItem }) => dutyItem?.number === ordered.number);
  const position = { longitude: 120.293, latitude: 31.7095, accuracyMetres: 10 };
  const begun = await portal.act('officer', 'checkInPatrol', { ...issued, node: 1, position });
  const done = await portal.act('officer', 'finishPatrol', { ...begun, answers: ['堵塞,已清理', '均有效'] });
  expect(done.state).toBe('DONE');
  const seenBy = async (as: string, also = '') => {
    const { patrolTask } = await portal.look<{ patrolTask: unknown }>(
      as,
      `query ($id: ID!) { patrolTask(id: $id) { findings { entry answer } ${also} } }`,
      { id: done.id },
    );
    return patrolTask;
  };
  const findings = [
    { entry: '消防通道是否畅通', answer: '堵塞,已清理' },
    { entry: '灭火器是否在有效期内', answer: '均有效' },
  ];
  expect(await seenBy('emergency')).toEqual({ findings });
  expect(await seenBy('ecology')).toEqual({ findings: null });
  expect(await seenBy('town', 'record { startedAt }')).toEqual({
    findings,
    record: { startedAt: '2026-11-21T02:00:00.000Z' },
  });
  // Where the officer was is not the department’s to know.
  await expect(seenBy('emergency', 'record { startedAt }')).rejects.toThrow();
});

test('a grid is not sent more often than was admitted', async () => {
  const monthly = await admitted();
  const first = await portal.act('emergency', 'orderPatrols', { ...monthly, grids: [activeGrid], plannedFor: day });
  const again = { ...first, grids: ['320281104200001', activeGrid], plannedFor: '2026-11-30' };
  expect(await portal.refusal('emergency', 'orderPatrols', again)).toBe('CONFLICT DUTY_ITEM_TOO_OFTEN');
  expect(await portal.sentence('emergency', 'orderPatrols', again)).toBe(
    '该事项准入的频次为 MONTHLY:所列网格中有的在 2026-11-01 至 2026-11-30 已下达。',
  );
  const next = await portal.act('emergency', 'orderPatrols', {
    ...first,
    grids: [activeGrid],
    plannedFor: '2026-12-01',
  });
  expect(next.state).toBe('ADMITTED');

  const weekly = await admitted({ frequency: 'WEEKLY' });
  const monday = await portal.act('emergency', 'orderPatrols', {
    ...weekly,
    grids: [activeGrid],
    plannedFor: '2026-11-23',
  });
  expect(
    await portal.refusal('emergency', 'orderPatrols', { ...monday, grids: [activeGrid], plannedFor: '2026-11-29' }),
  ).toBe('CONFLICT DUTY_ITEM_TOO_OFTEN');
  const nextWeek = { ...monday, grids: [activeGrid], plannedFor: '2026-11-30' };
  expect((await portal.act('emergency', 'orderPatrols', nextWeek)).version).toBe(monday.version + 1);
});

test('what is refused or withdrawn is not ordered any more', async () => {
  const refused = await portal.act('county', 'refuseGridDutyItem', { ...(await propose()), opinion: '属部门职责。' });
  expect(refused.state).toBe('REFUSED');
  expect(await portal.refusal('emergency', 'orderPatrols', { ...refused, grids: [activeGrid], plannedFor: day })).toBe(
    'CONFLICT WRONG_STATE',
  );
  const withdrawn = await portal.act('county', 'withdrawGridDutyItem', {
    ...(await admitted()),
    opinion: '已有系统自动监测。',
  });
  expect(
    await portal.refusal('emergency', 'orderPatrols', { ...withdrawn, grids: [activeGrid], plannedFor: day }),
  ).toBe('CONFLICT WRONG_STATE');
});

test.each([
  ['a line that is none of the county’s', { line: '统计' }, 'INVALID LINE_UNKNOWN'],
  ['no basis', { basis: '' }, 'INVALID TEXT_LENGTH'],
  ['an empty list', { checklist: [] }, 'INVALID FIELD_INVALID'],
])('a proposal with %s is refused', async (_what, given, refusal) => {
  expect(await portal.refusal('emergency', 'proposeGridDutyItem', { item: { ...item, ...given } })).toBe(refusal);
});

test('only grids in service are sent, each once, on a day that is not over', async () => {
  const taken = await admitted();
  const reason = (given: object) =>
    portal.refusal('emergency', 'orderPatrols', { ...taken, grids: [activeGrid], plannedFor: day, ...given });
  expect(await reason({ grids: [] })).toBe('INVALID FIELD_INVALID');
  expect(await reason({ grids: [activeGrid, activeGrid] })).toBe('INVALID FIELD_INVALID');
  expect(await reason({ grids: ['320281104999999'] })).toBe('NOT_FOUND');
  expect(await reason({ grids: [activeGrid, draftGrid] })).toBe('CONFLICT GRID_NOT_PATROLLED');
  expect(await reason({ plannedFor: '2026-11-20' })).toBe('INVALID PATROL_DAY_PAST');
  expect(await patrolsFor(taken.number)).toEqual([]);
});

test('a department sends the grids of its own county alone', async () => {
  await alsoCounty(portal, 'quzhou');
  const taken = await admitted();
  const elsewhere = { ...taken, grids: [activeGrid, '330825101003001'], plannedFor: day };
  expect(await portal.refusal('emergency', 'orderPatrols', elsewhere)).toBe('INVALID GRID_ELSEWHERE');
  expect(await portal.sentence('emergency', 'orderPatrols', elsewhere)).toBe('网格「330825101003001」不在本县。');
  await portal.act('emergency', 'orderPatrols', { ...elsewhere, grids: [activeGrid] });
  expect(await patrolsFor(taken.number)).toHaveLength(1);
});
