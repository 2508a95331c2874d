import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeOnServer } from '../support/describe-on-server.js';
import { type OwnPortal, secondsUntil } from '../support/own-postgres-portal.js';
import { type ChildGround, childOf, openChildGround } from './child-portal.js';

describeOnServer('timers of modules in processes of their own')('A module in a process of its own', () => {
  let ground: ChildGround;
  let portal: OwnPortal;

  beforeAll(async () => {
    ground = await openChildGround('errand');
    portal = await ground.open();
  });

  afterAll(() => ground?.close());

  async function send(slowness: number): Promise<string> {
    const verb = `mutation { sendErrand(slowness: ${slowness}) { id } }`;
    const { data, errors } = await portal.ask(verb, { as: 'grid.officer' });
    expect(errors).toEqual([]);
    return (data?.['sendErrand'] as { id: string }).id;
  }

  /** The errand's deadline runs out so many seconds from now. */
  async function expire(id: string, seconds: number): Promise<void> {
    const changed = await ground.rows(
      `update kit.timers set due_at = now() + $2::int * interval '1 second' where about = $1 returning name`,
      [id, seconds],
    );
    expect(changed).toEqual([{ name: 'errand.errand' }]);
  }

  async function stateOf(id: string): Promise<unknown> {
    const question = `query ($id: ID!) { errand(id: $id) { state findings foundBy } }`;
    return (await portal.ask(question, { as: 'grid.officer', variables: { id } })).data?.['errand'];
  }

  /** The process that comes after the one that was killed. */
  async function nextAfter(child: number): Promise<number> {
    await secondsUntil(async () => (await childOf(portal)) !== child, 45);
    return childOf(portal);
  }

  async function overdue(id: string, by: number): Promise<void> {
    const expected = { state: 'OVERDUE', findings: 1, foundBy: by };
    await secondsUntil(async () => JSON.stringify(await stateOf(id)) === JSON.stringify(expected), 60);
    // Whatever might come a second time has come by then.
    await pause(2_500);
    expect(await stateOf(id)).toEqual(expected);
    const timers = await ground.rows('select state from kit.timers where about = $1', [id]);
    expect(timers).toEqual([{ state: 'MISSED' }]);
    const entries = await ground.rows(`select verb from kit.timeline where about = $1 order by sequence`, [id]);
    expect(entries).toEqual([{ verb: 'sendErrand' }, { verb: 'findOverdue' }]);
  }

  test('takes the deadline of its workflow, once', async () => {
    const child = await childOf(portal);
    const id = await send(0);
    expect(await stateOf(id)).toEqual({ state: 'SENT', findings: 0, foundBy: null });
    await expire(id, 0);
    await overdue(id, child);
  });

  test('takes once a deadline that ran out while it was away', async () => {
    const child = await childOf(portal);
    const id = await send(0);
    process.kill(child, 'SIGKILL');
    await expire(id, 0);
    await overdue(id, await nextAfter(child));
  }, 270_000);

  test('takes once a deadline in whose verb it was killed', async () => {
    const child = await childOf(portal);
    const id = await send(3_000);
    await expire(id, 0);
    const isAtWork = async (): Promise<boolean> =>
      (
        await ground.rows(
          `select 1 from jobs.job where name = 'errand' and state = 'active'
         and data->>'timer' = (select id::text from kit.timers where about = $1)`,
          [id],
        )
      ).length > 0;
    await secondsUntil(isAtWork, 10);
    process.kill(child, 'SIGKILL');
    const next = await nextAfter(child);
    expect(await stateOf(id)).toEqual({ state: 'SENT', findings: 0, foundBy: null });
    await overdue(id, next);
  }, 360_000);

  test('has its repeating timer go on, each beat once', async () => {
    const child = await childOf(portal);
    const beatsOf = async (pid: number): Promise<number> =>
      (await ground.rows('select 1 from errand.beats where pid = $1', [pid])).length;
    await secondsUntil(async () => (await beatsOf(child)) > 1, 20);
    process.kill(child, 'SIGKILL');
    const next = await nextAfter(child);
    await secondsUntil(async () => (await beatsOf(next)) > 1, 40);
    const [beats] = await ground.rows(
      'select count(*)::int as all, count(distinct due_at)::int as apart from errand.beats',
    );
    expect(beats?.['apart']).toBe(beats?.['all']);
    const running = await ground.rows(`select state from kit.timers where module = 'errand' and name = 'beat'`);
    expect(running).toEqual([{ state: 'RUNNING' }]);
  }, 270_000);
});
