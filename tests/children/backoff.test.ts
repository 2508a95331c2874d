import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keptLines } from '../gateway/telemetry/kept-lines.js';
import { describeOnServer } from '../support/describe-on-server.js';
import { secondsUntil } from '../support/own-postgres-portal.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { copyProject, type TestProject } from '../support/project.js';

describeOnServer('the pauses of modules in processes of their own')('A module in a process of its own', () => {
  const { log, withSentence } = keptLines();
  let project: TestProject;
  let portal: TestPortal;

  beforeAll(async () => {
    project = await copyProject();
    await project.add('hazard');
    const environment = { CHILD_MODULES: 'hazard', CHILD_MEMORY: '128' };
    portal = await openPortal({ root: project.root, environment, log });
  });

  afterAll(async () => {
    await portal?.close();
    await project?.drop();
  });

  /** Lets its process live for so long by the portal's clock, kills it, and waits for the next; answers the pause before that. */
  async function pauseAfter(milliseconds: number): Promise<unknown> {
    const starts = () => withSentence('The process of a module has started and serves.');
    const ends = () => withSentence('The process of a module ended; its fields are away until it is started again.');
    const before = starts().length;
    portal.clock.moment = new Date(portal.clock.moment.getTime() + milliseconds);
    process.kill(Number(starts().at(-1)?.['pid']), 'SIGKILL');
    await secondsUntil(async () => starts().length > before, 30);
    return ends().at(-1)?.['restartsIn'];
  }

  test('is started again after a pause that doubles, and is the shortest again after a minute of life', async () => {
    const pauses = [await pauseAfter(0), await pauseAfter(0), await pauseAfter(59_999)];
    expect(pauses).toEqual([500, 1_000, 2_000]);
    expect([await pauseAfter(60_000), await pauseAfter(0)]).toEqual([500, 1_000]);
  }, 270_000);
});
