import { expect, test } from '@jest/globals';
import { RunningModules } from '../../gateway/running-modules.js';
import { createLog } from '../../gateway/telemetry/log.js';
import { Database } from '../../kit/data/database.js';
import { Bus } from '../../kit/events/bus.js';
import { definePlugin } from '../../kit/module/define.js';
import { prepareTables } from '../../kit/module/kit-module.js';

function noting(name: string, events: string[]) {
  return definePlugin({
    name,
    version: '1.0.0',
    title: { zh: '记录', en: 'Noting' },
    start: async ({ signal }) => {
      events.push(`${name} opened`);
      signal.addEventListener('abort', () => events.push(`${name} told to end`));
      return async () => {
        events.push(`${name} closed`);
      };
    },
  });
}

test('a module is started once, told to end by its own signal, and closed; the rest close last first', async () => {
  const database = await Database.open({ kind: 'memory' });
  const events: string[] = [];
  await prepareTables(database, []);
  const host = { log: createLog('silent'), clock: { now: () => new Date() }, database };
  const bus = await Bus.open(host);
  const running = new RunningModules(host, bus, []);
  for (const name of ['one', 'two', 'three']) await running.start(noting(name, events));
  await running.stop('two');
  await running.stop('two');
  await running.stopAll();
  await bus.close();
  await database.close();
  expect(events).toEqual([
    'one opened',
    'two opened',
    'three opened',
    'two told to end',
    'two closed',
    'three told to end',
    'three closed',
    'one told to end',
    'one closed',
  ]);
});
