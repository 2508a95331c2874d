import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestPortal } from '../../support/portal.js';
import { refusal } from './cases.js';
import { openWithPeople, registered } from './general.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openWithPeople();
});
afterAll(() => portal.close());

/** Copies of a case that were filed and ended on some days, by an organisation. */
async function plant(copies: number, of: string, mark: string, filedOn: string, closedOn: string): Promise<void> {
  const { id } = await registered(portal);
  await portal.portal.database.administer((run) =>
    run(
      `insert into enforcement.cases select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(),
         'case_no', ? || n, 'state', 'CLOSED', 'party_key', ? || n, 'organization_code', ?::text,
         'filed_at', ?::text, 'closed_at', ?::text))).* from enforcement.cases c, generate_series(1, ?) n where c.id = ?`,
      [mark, mark, of, `${filedOn}T02:00:00Z`, `${closedOn}T02:00:00Z`, copies, id],
    ),
  );
}

const report = `query ($from: Date!, $to: Date!) {
  caseReport(region: "320281", from: $from, to: $to, comparedFrom: "2024-01-01", comparedTo: "2024-12-31") {
    now { filed filedByTowns closed averageDays decidedInTime } before { closed averageDays } closedGrowth daysGrowth
  }
}`;

test('1,594 cases ended, 184 per cent more, in 19 per cent less time; teams of towns worked on 864', async () => {
  await plant(561, '320281-urban-management-team', '旧', '2024-01-10', '2024-04-19');
  await plant(730, '320281-urban-management-team', '县', '2025-01-10', '2025-04-01');
  await plant(864, '320281104-enforcement-bureau', '镇', '2025-01-10', '2025-04-01');
  const year = { from: '2025-01-01', to: '2025-12-31' };
  const { data } = await portal.ask(report, year, { as: 'coordinator' });
  expect(data).toEqual({
    caseReport: {
      now: { filed: 1594, filedByTowns: 864, closed: 1594, averageDays: '81.00', decidedInTime: 1594 },
      before: { closed: 561, averageDays: '100.00' },
      closedGrowth: '1.84',
      daysGrowth: '-0.19',
    },
  });
  // Who answers for another town counts none of them, and the days at the edges are counted.
  const elsewhere = await portal.ask(report, year, { as: 'head2' });
  expect(elsewhere.data).toMatchObject({ caseReport: { now: { closed: 0, averageDays: null }, closedGrowth: null } });
  const edge = await portal.ask(report, { from: '2025-04-01', to: '2025-04-01' }, { as: 'coordinator' });
  expect(edge.data).toMatchObject({ caseReport: { now: { filed: 0, closed: 1594 } } });
});

test('a breach of the ninety days shows', async () => {
  await plant(1, '320281104-enforcement-bureau', '迟', '2026-01-05', '2026-06-01');
  await portal.portal.database.administer((run) =>
    run(
      `insert into kit.timers (id, module, name, about, region_code, profile_version, state, started_at, counted_from, due_at,
         amount, unit, provisional) select gen_random_uuid(), 'enforcement', 'case.decision', id, region_code, 1, 'MISSED',
         filed_at, filed_at, filed_at, 90, 'DAY', false from enforcement.cases where case_no = '迟1'`,
    ),
  );
  const { data } = await portal.ask(report, { from: '2026-06-01', to: '2026-06-01' }, { as: 'coordinator' });
  expect(data).toMatchObject({ caseReport: { now: { closed: 1, decidedInTime: 0 } } });
});

test('a time that ends before it begins is refused, and so is who may not read enforcement', async () => {
  const reversed = { from: '2026-06-02', to: '2026-06-01' };
  expect(refusal(await portal.ask(report, reversed, { as: 'coordinator' }))).toEqual(['INVALID', 'DATES_REVERSED']);
  const year = { from: '2025-01-01', to: '2025-12-31' };
  expect(refusal(await portal.ask(report, year, { as: 'department' }))).toEqual(['FORBIDDEN', 'RULE']);
});
