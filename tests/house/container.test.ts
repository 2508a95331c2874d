import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';
import { runPython, testWith } from '../support/python-programs.js';
import { textOf } from './readme-blocks.js';

const copied = [...textOf('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
  names.split(' '),
);

test('the Dockerfile copies what is there, and .dockerignore lets all of it through and nothing else', () => {
  expect(copied.length).toBeGreaterThan(10);
  expect(copied.filter((name) => !existsSync(path.join(projectRoot, name)))).toEqual([]);
  const passing = [...readFileSync(path.join(projectRoot, '.dockerignore'), 'utf8').matchAll(/^!(.+)$/gm)];
  expect(passing.map(([, name]) => name).sort()).toEqual([...new Set(copied)].sort());
});

test('the image has the folders that the portal imports from', () => {
  for (const folder of ['gateway', 'kit', 'subgraphs', 'plugins', 'schema', 'counties'])
    expect(copied).toContain(folder);
});

test('docs/operations.md names every variable that docker-compose.yml wants', () => {
  const wanted = [...textOf('docker-compose.yml').matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name]) => name);
  expect(new Set(wanted).size).toBe(5);
  for (const name of wanted) expect(textOf('docs/operations.md').split('## In containers')[1]).toContain(`\`${name}\``);
});

testWith('check-jsonschema')('docker-compose.yml fits the Compose specification', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-compose-'));
  const fits = async (name: string, text: string) => {
    await writeFile(path.join(folder, name), text);
    return runPython('check-jsonschema', ['--builtin-schema', 'vendor.compose-spec', name], folder);
  };
  const compose = textOf('docker-compose.yml');
  expect(await fits('docker-compose.yml', compose)).toEqual({ status: 0, said: 'ok -- validation done\n' });
  const spoiled = await fits('spoiled.yml', compose.replace('image: postgres:18', 'imago: postgres:18'));
  expect(spoiled).toMatchObject({ status: 1, said: expect.stringContaining("'imago' was unexpected") });
  await rm(folder, { recursive: true });
});
