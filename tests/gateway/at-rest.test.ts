import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { restOf } from '../../gateway/supergraph/at-rest.js';

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
  const { milliseconds, isMoved } = await restOf(moved);
  expect(milliseconds).toBeGreaterThanOrEqual(390);
  expect(isMoved).toBe(true);
});

test.each([
  ['a file is written', () => writeFile(path.join(folder, 'inner/index.ts'), '// new')],
  ['a file comes', () => writeFile(path.join(folder, 'inner/other.ts'), '')],
  ['a file goes', () => rm(path.join(folder, 'inner/index.ts'))],
])('a folder in which %s rests since then', async (_what, change) => {
  const since = Date.now();
  await change();
  const { milliseconds, isMoved } = await restOf(folder);
  // A file system keeps the time of its last tick.
  expect(milliseconds).toBeLessThanOrEqual(Date.now() - since + 20);
  expect(isMoved).toBe(false);
});

test('a folder that was moved is written in its place again when a file comes below it', async () => {
  const moved = path.join(parent, 'moved');
  await rename(folder, moved);
  await pause(20);
  await writeFile(path.join(moved, 'inner/other.ts'), '');
  expect(await restOf(moved)).toMatchObject({ isMoved: false });
});

test('a folder that got its mode before its first file is not taken for one that was moved', async () => {
  const empty = path.join(parent, 'empty');
  await mkdir(empty);
  await pause(20);
  await chmod(empty, 0o755);
  expect(await restOf(empty)).toMatchObject({ isMoved: false });
});

test('a folder that is gone, and a file, have nothing to wait for', async () => {
  const nothing = { milliseconds: Infinity, isMoved: false };
  expect(await restOf(path.join(parent, 'gone'))).toEqual(nothing);
  expect(await restOf(path.join(folder, 'inner/index.ts'))).toEqual(nothing);
});
