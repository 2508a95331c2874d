import { expect, test } from '@jest/globals';
import { closedAfterAll } from '../../support/closed-after.js';
import { openPortal } from '../../support/portal.js';
import { scrape } from './scrape.js';

const opened = closedAfterAll();

test('a portal tells of its statements, its queues and its graph', async () => {
  const portal = opened(await openPortal({ environment: { ADMIN_PORT: '0' } }));
  const { admin } = portal.portal;
  const statements = 'db_client_operation_duration_seconds_count{db_system_name="postgresql",outcome="ok"}';
  const before = await scrape(admin);
  await portal.ask('{ me { regions { name } } }', {}, { as: 'grid.officer' });
  const after = await scrape(admin);
  // Both looks at the queues are statements too, two each.
  expect((after.get(statements) ?? 0) - (before.get(statements) ?? 0)).toBeGreaterThanOrEqual(3);
  expect(after.get('yimen_fetches_total{subgraph="authority",outcome="ok"}')).toBe(1);
  expect(after.get('yimen_timers_overdue')).toBe(0);
  expect(after.get('yimen_graph_installations_total')).toBe(1);
  expect(after.get('yimen_graph_subgraphs')).toBe(portal.portal.graphs.current.sources.size);
  const age = Date.now() / 1_000 - (after.get('yimen_graph_installed_timestamp_seconds') ?? 0);
  expect(age).toBeGreaterThan(0);
  expect(age).toBeLessThan(120);
  const { status } = await fetch(`${admin}/ready`);
  expect(status).toBe(200);
});

test('whoever asks for metrics waits a second at most for a database that is held', async () => {
  const portal = opened(await openPortal({ environment: { ADMIN_PORT: '0' } }));
  const { admin, database } = portal.portal;
  const begun = performance.now();
  const series = await database.administer(() => scrape(admin));
  expect(performance.now() - begun).toBeLessThan(3_000);
  // A server has other connections; the embedded database has this one.
  expect(series.get('yimen_scrapes_incomplete_total')).toBe(database.embedded ? 1 : 0);
  expect(series.has('yimen_timers_overdue')).toBe(!database.embedded);
  expect(series.get('yimen_graph_installations_total')).toBe(1);
  expect((await scrape(admin)).get('yimen_timers_overdue')).toBe(0);
});
