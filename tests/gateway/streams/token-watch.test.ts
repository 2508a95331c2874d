import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { TokenWatch } from '../../../gateway/identity/token-watch.js';
import { Fault } from '../../../kit/module/fault.js';

test('a token is asked about once for all its streams, and an issuer that is away ends none', async () => {
  const asked: string[] = [];
  const said: string[] = [];
  const ended: string[] = [];
  const away = new Fault('UPSTREAM', { zh: '不可用', en: 'away' });
  const refused = new Fault('UNAUTHENTICATED', { zh: '无效', en: 'refused' });
  const watch = new TokenWatch(
    async (token) => {
      asked.push(token);
      if (token === 'bad') throw refused;
      if (token === 'unknown') throw away;
    },
    { info: () => {}, warn: (_fields, sentence) => said.push(sentence), error: () => {} },
    100,
  );
  const leave = ['good', 'good', 'unknown', 'bad', 'bad', 'left'].map((token) =>
    watch.watch(token, ({ code }) => ended.push(`${token} ${code}`)),
  );
  leave[5]?.();
  await pause(150);
  expect(asked.sort()).toEqual(['bad', 'good', 'unknown']);
  expect(ended).toEqual(['bad UNAUTHENTICATED', 'bad UNAUTHENTICATED']);
  for (const index of [0, 1, 3, 4]) leave[index]?.();
  await pause(100);
  expect(asked.sort()).toEqual(['bad', 'good', 'unknown', 'unknown']);
  expect(said).toEqual(['The issuer is away; live streams go on without asking about their tokens.']);
  for (const each of leave) each();
  await pause(250);
  expect(asked).toHaveLength(4);
});
