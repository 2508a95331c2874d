import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { writeDraft, writeWhole } from '../../../kit/files/write-whole.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yimen-whole-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a file that many write at once is whole whenever it is read, and nobody fails', async () => {
  const file = path.join(folder, 'declaration.json');
  const contents = ['甲', '乙'].map((letter, at) => letter.repeat(400_000 * (at + 1)));
  await writeWhole(file, String(contents[0]));
  const asked = { toEnd: false };
  const seen = new Set<string>();
  const reading = (async () => {
    while (!asked.toEnd) seen.add(await readFile(file, 'utf8'));
  })();
  const writing = Array.from({ length: 40 }, (_, at) => writeWhole(file, String(contents[at % 2])));
  const outcomes = await Promise.allSettled(writing);
  asked.toEnd = true;
  await reading;
  expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect([...seen].filter((text) => !contents.includes(text))).toEqual([]);
  expect(await readdir(folder)).toEqual(['declaration.json']);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('what cannot be put in its place leaves nothing beside it', async () => {
  const file = path.join(folder, 'nowhere', 'declaration.json');
  await expect(writeWhole(file, 'whole')).rejects.toThrow('ENOENT');
  await expect(writeWhole(folder, 'whole')).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
  const drafts = (await readdir(path.dirname(folder))).filter((name) => name.startsWith(path.basename(folder)));
  expect(drafts).toEqual([path.basename(folder)]);
});

test('a draft leaves what stands until it is placed, and nothing where it is discarded', async () => {
  const file = path.join(folder, 'twice.json');
  await writeWhole(file, 'before');
  const refused = await writeDraft(file, 'refused');
  const taken = await writeDraft(file, 'taken');
  expect(await readFile(file, 'utf8')).toBe('before');
  await refused.discard();
  await taken.place();
  expect(await readFile(file, 'utf8')).toBe('taken');
  expect((await readdir(folder)).filter((name) => name.startsWith('twice'))).toEqual(['twice.json']);
});
