import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { watchPlugins } from '../../gateway/supergraph/watch-plugins.js';

let aside: string;
let plugins: string;
let heard: unknown[][];
let installed: string[];
let stop: () => Promise<void>;

beforeEach(async () => {
  aside = await mkdtemp(path.join(tmpdir(), 'yimen-watch-'));
  plugins = path.join(aside, 'plugins');
  await mkdir(path.join(plugins, 'old'), { recursive: true });
  await writeFile(path.join(plugins, 'old/index.ts'), '');
  heard = [];
  installed = ['old'];
  const say =
    (level: string) =>
    ({ module }: Readonly<Record<string, unknown>>, sentence: string): void =>
      void heard.push([level, module, sentence]);
  stop = watchPlugins(plugins, {
    log: { info: say('info'), warn: say('warn'), error: say('error') },
    expectChange: () => {},
    installed: () => installed,
    install: async (folder) => {
      if (folder.endsWith('broken')) throw new Error('It does not compose.');
      installed = [...installed, path.basename(folder)];
    },
    remove: async (name) => {
      installed = installed.filter((each) => each !== name);
    },
  });
});

afterEach(async () => {
  await stop();
  await rm(aside, { recursive: true, force: true });
});

async function put(name: string): Promise<void> {
  await mkdir(path.join(aside, name));
  await writeFile(path.join(aside, name, 'index.ts'), '');
  await rename(path.join(aside, name), path.join(plugins, name));
}

async function hears(count: number): Promise<unknown[][]> {
  for (let look = 0; look < 250 && heard.length < count; look += 1) await pause(20);
  return heard;
}

test('a folder that appears is installed, one that goes is removed, and the log says both', async () => {
  await put('new');
  expect(await hears(1)).toEqual([['info', 'new', 'The module is installed.']]);
  await rm(path.join(plugins, 'old'), { recursive: true });
  expect((await hears(2)).slice(1)).toEqual([['info', 'old', 'The module is removed.']]);
  expect(installed).toEqual(['new']);
});

async function untilInstalled(name: string): Promise<number> {
  while (!installed.includes(name)) await pause(1);
  return performance.now();
}

test('a folder that is written and then moved here is taken sooner than one that is written here', async () => {
  const moved: number[] = [];
  for (const name of ['one', 'two', 'three', 'four', 'five']) {
    await put(name);
    const begun = performance.now();
    moved.push((await untilInstalled(name)) - begun);
  }
  await mkdir(path.join(plugins, 'written'));
  await pause(20);
  const written = performance.now();
  await writeFile(path.join(plugins, 'written/index.ts'), '');
  const inPlace = (await untilInstalled('written')) - written;
  // The clock of a file system may be a hundredth of a second behind.
  expect(inPlace).toBeGreaterThanOrEqual(130);
  expect(Math.min(...moved)).toBeLessThan(125);
});

test('a folder that waits for its first file is not taken for one that was moved here', async () => {
  await mkdir(path.join(plugins, 'slow/inner'), { recursive: true });
  await pause(400);
  const written = performance.now();
  await writeFile(path.join(plugins, 'slow/index.ts'), '');
  expect((await untilInstalled('slow')) - written).toBeGreaterThanOrEqual(130);
});

test('a folder that is dated tomorrow, as an archive may bring it, is not waited for until then', async () => {
  const tomorrow = new Date(Date.now() + 86_400_000);
  await mkdir(path.join(aside, 'dated'));
  await writeFile(path.join(aside, 'dated/index.ts'), '');
  await utimes(path.join(aside, 'dated'), tomorrow, tomorrow);
  await rename(path.join(aside, 'dated'), path.join(plugins, 'dated'));
  expect(await hears(1)).toEqual([['info', 'dated', 'The module is installed.']]);
});

test('new code of an installed module changes nothing, and the log says that it needs a restart', async () => {
  await writeFile(path.join(plugins, 'old/index.ts'), '// new');
  expect(await hears(1)).toEqual([['warn', 'old', 'New code of an installed module takes effect after a restart.']]);
  expect(installed).toEqual(['old']);
});

test('a module that cannot be installed is told of, and nothing changes', async () => {
  await put('broken');
  expect(await hears(1)).toEqual([['error', 'broken', 'The module could not be installed; the graph is as before.']]);
  expect(installed).toEqual(['old']);
});
