import { expect, test } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { atEndOfTurn } from '../../gateway/end-of-turn.js';

test('what is due in one turn is written at its end, in its order', async () => {
  const written: string[] = [];
  atEndOfTurn(() => written.push('first'));
  await Promise.resolve();
  atEndOfTurn(() => written.push('second'));
  expect(written).toEqual([]);
  await turn();
  expect(written).toEqual(['first', 'second']);
});

test('in a turn that takes longer nothing waits for its end, and nothing is written twice', async () => {
  const written: string[] = [];
  atEndOfTurn(() => written.push('first'));
  const end = performance.now() + 3;
  while (performance.now() < end);
  atEndOfTurn(() => written.push('second'));
  expect(written).toEqual(['first', 'second']);
  atEndOfTurn(() => written.push('third'));
  expect(written).toEqual(['first', 'second']);
  await turn();
  expect(written).toEqual(['first', 'second', 'third']);
});

test('what becomes due while others are written waits for the next turn', async () => {
  const written: string[] = [];
  atEndOfTurn(() => {
    written.push('first');
    atEndOfTurn(() => written.push('second'));
  });
  await turn();
  expect(written).toEqual(['first']);
  await turn();
  expect(written).toEqual(['first', 'second']);
});
