import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { declareEvent } from '../../../kit/events/declare-event.js';
import { emit } from '../../../kit/events/emit.js';
import { contextOfModule } from '../../../kit/module/module-context.js';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { checkIn, gate, issued, patrolOf } from './patrols.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

// What dispatch emits when somebody reports, as far as a patrol reads it.
const eventReported = declareEvent('EventReported', { zh: '', en: '' }, { eventNo: 'text', patrolTaskId: 'text?' });

async function tell(eventNo: string, patrolTaskId: string | null): Promise<void> {
  const { database, bus } = portal.portal;
  const context = contextOfModule('dispatch', 'GR-14', { database, bus, clock: { now: () => portal.clock.moment } });
  await context.session.write((session) =>
    emit({ ...context, session }, eventReported, '018f0000-0000-7000-8000-000000000000', { eventNo, patrolTaskId }),
  );
}

async function eventsOf(id: string): Promise<unknown> {
  await portal.settle();
  const { data, errors } = await portal.ask(
    'query ($id: ID!) { patrolTask(id: $id) { version events { eventNo } } }',
    { id },
    { as: 'grid.officer' },
  );
  expect(errors).toBeUndefined();
  return data?.['patrolTask'];
}

test('events that are reported on a patrol stand with it, each once, and the patrol goes on', async () => {
  const patrol = await issued(portal);
  await tell('E32028110420261121000002', patrol.id);
  await tell('E32028110420261121000001', patrol.id);
  await tell('E32028110420261121000002', patrol.id);
  await tell('E32028110420261121000003', null);
  await tell('E32028110420261121000004', 'no patrol');
  expect(await eventsOf(patrol.id)).toEqual({
    version: 2,
    events: [{ eventNo: 'E32028110420261121000001' }, { eventNo: 'E32028110420261121000002' }],
  });
  expect(patrolOf(await checkIn(portal, patrol, 1, gate)).state).toBe('IN_PROGRESS');
});

const reporting = `mutation ($report: ReportEventInput!) { reportEvent(report: $report) { eventNo patrolTaskId grid { code } } }`;

test('an officer reports from the own patrol with one call, and not from another’s', async () => {
  const patrol = await issued(portal);
  const report = { description: '村口有马路市场,占道经营。', ...gate, patrolTaskId: patrol.id };
  const files = [await portal.photograph('grid.officer', gate)];
  const { data, errors } = await portal.ask(reporting, { report: { ...report, files } }, { as: 'grid.officer' });
  expect(errors).toBeUndefined();
  if (!data?.['reportEvent']) throw new Error('The event was not reported.');
  const { eventNo, ...reported }: Record<string, unknown> = data['reportEvent'];
  expect(reported).toEqual({ patrolTaskId: patrol.id, grid: { code: '320281104200002' } });
  expect(await eventsOf(patrol.id)).toEqual({ version: 2, events: [{ eventNo }] });

  const others = await issued(portal, { assignee: 'JY004444' });
  const refused = await portal.ask(
    reporting,
    { report: { ...report, patrolTaskId: others.id, files: [await portal.photograph('grid.officer')] } },
    { as: 'grid.officer' },
  );
  expect(refused.errors?.map(({ extensions: { code, reason } }) => [code, reason])).toEqual([
    ['FORBIDDEN', 'PATROL_OF_ANOTHER'],
  ]);
});
