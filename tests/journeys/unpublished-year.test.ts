import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type EventPortal, openEventPortal } from '../subgraphs/dispatch/event-portal.js';

let portal: EventPortal;
let office: string;

beforeAll(async () => {
  portal = await openEventPortal();
  office = await mkdtemp(path.join(tmpdir(), 'yimen-office-'));
});

afterAll(async () => {
  await portal.close();
  await rm(office, { recursive: true, force: true });
});

interface Due {
  readonly dueAt: string;
  readonly provisional: boolean;
  readonly state: string;
}

async function acceptance(id: string): Promise<Due | undefined> {
  const { data } = await portal.ask(
    'query ($id: ID!) { event(id: $id) { deadlines { name dueAt provisional state } } }',
    { id },
    { as: 'commander' },
  );
  const event = data?.['event'] as { deadlines: readonly (Due & { name: string })[] } | undefined;
  return event?.deadlines.find(({ name }) => name === 'accept');
}

test('a deadline that reaches into a year not published yet is provisional, and counted anew when it is', async () => {
  // Thursday, 31 December 2026, 17:20 in Shanghai: ten minutes of the day's work are left.
  portal.clock.moment = new Date('2026-12-31T09:20:00Z');
  const { id } = await portal.report();
  // As if Friday, 1 January 2027, were a working day: nobody has said otherwise.
  expect(await acceptance(id)).toMatchObject({
    dueAt: '2027-01-01T00:50:00.000Z',
    provisional: true,
    state: 'RUNNING',
  });

  const folder = path.join(office, 'jiangyin');
  await mkdir(folder);
  const days = ['2027-01-01,REST,元旦', '2027-01-02,REST,元旦', '2027-01-03,WORK,元旦调休', '2027-10-01,REST,国庆节'];
  const rows = days.map((day) => `320281,${day},ours`);
  await writeFile(path.join(folder, 'calendar.csv'), ['县级代码,日期,类型,说明,来源', ...rows, ''].join('\n'));
  const reports = await portal.onboard(folder);
  expect(reports.map(({ file, inserted, refusals }) => ({ file, inserted, refusals }))).toEqual([
    { file: 'calendar.csv', inserted: 4, refusals: [] },
  ]);

  let due = await acceptance(id);
  for (let look = 0; look < 100 && due?.provisional; look += 1) {
    await pause(50);
    due = await acceptance(id);
  }
  // Sunday, 3 January, is worked in exchange for Friday.
  expect(due).toMatchObject({ dueAt: '2027-01-03T00:50:00.000Z', provisional: false, state: 'RUNNING' });

  portal.clock.moment = new Date('2027-01-03T00:49:59Z');
  await portal.settle();
  expect(await acceptance(id)).toMatchObject({ state: 'RUNNING' });
  portal.clock.moment = new Date('2027-01-03T00:50:00Z');
  await portal.settle();
  expect(await acceptance(id)).toMatchObject({ state: 'MISSED' });
});
