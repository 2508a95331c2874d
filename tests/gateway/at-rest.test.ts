import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { millisecondsAtRest } from '../../gateway/supergraph/at-rest.js';

let parent: string;
let folder: string;

beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'yimen-rest-'));
  folder = path.join(parent, 'module');
  await mkdir(path.join(folder, 'inner'), { recursive: true });
  await writeFile(path.join(folder, 'inner/index.ts'), '');
  await pause(400);
});

afterEach(() => rm(parent, { recursive: true }));

test('a folder rests since the last change of what it holds, and goes on resting when it is moved', async () => {
  const moved = path.join(parent, 'moved');
  await rename(folder, moved);
  expect(await millisecondsAtRest(moved)).toBeGreaterThanOrEqual(390);
});

test.each([
  ['a file is written', () => writeFile(path.join(folder, 'inner/index.ts'), '// new')],
  ['a file comes', () => writeFile(path.join(folder, 'inner/other.ts'), '')],
  ['a file goes', () => rm(path.join(folder, 'inner/index.ts'))],
])('a folder in which %s rests since then', async (_what, change) => {
  const since = Date.now();
  await change();
  const rest = await millisecondsAtRest(folder);
  // A file system keeps the time of its last tick.
  expect(rest).toBeLessThanOrEqual(Date.now() - since + 20);
});

test('a folder that is gone, and a file, have nothing to wait for', async () => {
  expect(await millisecondsAtRest(path.join(parent, 'gone'))).toBe(Infinity);
  expect(await millisecondsAtRest(path.join(folder, 'inner/index.ts'))).toBe(Infinity);
});
