import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yimen-verdict-'));
});

afterAll(() => rm(folder, { recursive: true }));

const fileOf = (name: string) => path.join(projectRoot, 'tests', `${name}.test.ts`);

function suite(name: string, tests: Readonly<Record<string, 'passed' | 'failed' | 'pending'>>, message = '') {
  const assertionResults = Object.entries(tests).map(([fullName, status]) => ({ fullName, status }));
  const broken = message !== '' || Object.values(tests).includes('failed');
  return { name: fileOf(name), status: broken ? 'failed' : 'passed', message, assertionResults };
}

async function verdict(...parameters: string[]): Promise<string[]> {
  const program = [path.join(projectRoot, '.ci/verdict.mjs'), ...parameters];
  const { stdout } = await promisify(execFile)(process.execPath, program, { cwd: projectRoot });
  return stdout.trimEnd().split('\n');
}

const reportAt = (name: string) => path.join(folder, `${name}.json`);
const write = (name: string, ...testResults: unknown[]) => writeFile(reportAt(name), JSON.stringify({ testResults }));

test('what failed is named, and of what failed beside others and passed alone that it is unsteady', async () => {
  await write(
    'embedded',
    suite('steady', { adds: 'passed', later: 'pending' }),
    suite('slow', { waits: 'failed', reads: 'passed' }),
    suite('wrong', { subtracts: 'failed' }),
    suite('unread', {}, '  ● Test suite failed to run\n\n    Cannot find module\n'),
  );
  await write(
    'embedded-again',
    suite('slow', { waits: 'passed', reads: 'passed' }),
    suite('wrong', { subtracts: 'failed' }),
  );
  expect(await verdict('failed', reportAt('embedded'))).toEqual(
    ['slow', 'wrong', 'unread'].map((name) => fileOf(name)),
  );
  expect(await verdict('count', reportAt('embedded'))).toEqual([
    'unsteady, passed only alone: tests/slow.test.ts › waits',
    'failed: tests/wrong.test.ts › subtracts',
    'failed: tests/unread.test.ts › Cannot find module',
    '1 skipped',
    '3 passed, 2 failed',
  ]);
});

test('a run that wrote no report has failed', async () => {
  await write('server', suite('steady', { adds: 'passed' }));
  expect(await verdict('count', reportAt('server'), reportAt('keycloak'))).toEqual([
    'failed: keycloak.json was not written',
    '1 passed, 1 failed',
  ]);
});
