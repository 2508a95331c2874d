import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';
import { Database } from '../../kit/data/database.js';

const run = promisify(execFile);

let folder: string;
let lock: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yimen-locked-'));
  lock = path.join(folder, 'process.lock');
});

afterAll(() => rm(folder, { recursive: true }));

/** Opens the folder in a process of its own; answers what that says. */
async function openElsewhere(): Promise<string> {
  const code = `
    import { Database } from ${JSON.stringify(path.join(projectRoot, 'kit/data/database.ts'))};
    try {
      const database = await Database.open({ kind: 'folder', folder: ${JSON.stringify(folder)} });
      await database.close();
      console.log('opened');
    } catch (error) {
      console.log(error.constructor.name + ': ' + error.message);
    }`;
  const hook = path.join(projectRoot, 'scripts/typescript.mjs');
  const { stdout } = await run(process.execPath, ['--import', hook, '--input-type=module', '--eval', code], {
    cwd: projectRoot,
  });
  return stdout.trim();
}

test('a data folder that is open is refused by name, to the same process and to others, and is free once it is closed', async () => {
  const database = await Database.open({ kind: 'folder', folder });
  try {
    await expect(Database.open({ kind: 'folder', folder })).rejects.toThrow(
      `The data folder ${folder} is in use by process ${process.pid}.`,
    );
    expect(await readFile(lock, 'utf8')).toBe(String(process.pid));
    expect(await openElsewhere()).toBe(
      `FolderInUse: The data folder ${folder} is in use by process ${process.pid}. Stop that process or set DATA_FOLDER to another folder.`,
    );
  } finally {
    await database.close();
  }
  expect(existsSync(lock)).toBe(false);
  expect(await openElsewhere()).toBe('opened');
});

test('a lock that a process left when it was killed is taken over', async () => {
  // No process has a number as high as this.
  await writeFile(lock, '4194305');
  expect(await openElsewhere()).toBe('opened');
  expect(existsSync(lock)).toBe(false);
});
