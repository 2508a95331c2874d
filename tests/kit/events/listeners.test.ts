import { expect, test } from '@jest/globals';
import { Listeners } from '../../../kit/live/listeners.js';

const about = (number: number) => ({ topic: 'event', about: `e-${number}` });

test('A listener hears its topics alone, from when it began, in their order.', async () => {
  const all = new Listeners();
  all.tell(about(1));
  const heard = all.listen(['event', 'case']);
  all.tell({ topic: 'patrol', about: 'p-1' });
  all.tell(about(2));
  all.tell({ topic: 'case', about: 'c-1' });
  expect([(await heard.next()).value, (await heard.next()).value]).toEqual([about(2), { topic: 'case', about: 'c-1' }]);
  const waiting = heard.next();
  all.tell(about(3));
  expect(await waiting).toEqual({ value: about(3), done: false });
});

test('Equal announcements that wait become one.', async () => {
  const all = new Listeners();
  const heard = all.listen(['event']);
  for (const number of [1, 2, 1, 1]) all.tell(about(number));
  expect([(await heard.next()).value, (await heard.next()).value]).toEqual([about(1), about(2)]);
  all.close();
  expect(await heard.next()).toEqual({ value: undefined, done: true });
});

test('When announcements may have been missed, whoever listens to modules ends with the reason, and the kit goes on.', async () => {
  const all = new Listeners();
  const [waits, reads, kit] = [all.listen(['event']), all.listen(['event', 'kit.rules']), all.listen(['kit.rules'])];
  const waiting = waits.next();
  all.tell(about(1));
  expect((await waiting).value).toEqual(about(1));
  const next = waits.next();
  all.interrupt();
  const missed = { code: 'UPSTREAM', extensions: { reason: 'ANNOUNCEMENTS_MISSED' } };
  await expect(next).rejects.toMatchObject(missed);
  await expect(reads.next()).rejects.toMatchObject(missed);
  for (const ended of [waits, reads]) expect(await ended.next()).toEqual({ value: undefined, done: true });
  all.tell({ topic: 'kit.rules', about: 'jiangyin' });
  expect((await kit.next()).value).toEqual({ topic: 'kit.rules', about: 'jiangyin' });
  expect(all.size).toBe(1);
});

test('A listener that lets more than a thousand wait is ended with the reason.', async () => {
  const all = new Listeners();
  const slow = all.listen(['event']);
  const quick = all.listen(['event']);
  for (let number = 0; number <= 1_000; number += 1) {
    all.tell(about(number));
    await quick.next();
  }
  await expect(slow.next()).rejects.toMatchObject({ code: 'LIMITED', extensions: { reason: 'SUBSCRIBER_TOO_SLOW' } });
  expect(await slow.next()).toEqual({ value: undefined, done: true });
  expect(all.size).toBe(1);
});

test('A listener that leaves while it waits is told that it is over.', async () => {
  const all = new Listeners();
  const heard = all.listen(['event']);
  const waiting = heard.next();
  await heard.return?.();
  expect([await waiting, all.size]).toEqual([{ value: undefined, done: true }, 0]);
});
