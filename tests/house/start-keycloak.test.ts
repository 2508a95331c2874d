import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';

// What the commands that start a Keycloak say when they cannot. That they can is what `npm run test:keycloak` shows.
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yimen-start-'));
});
afterAll(() => rm(folder, { recursive: true }));

const start = 'scripts/keycloak.ts';
const runTests = 'tests/support/run-on-keycloak.ts';

interface Outcome {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

function run(script: string, environment: Readonly<Record<string, string>>, ...parameters: string[]): Promise<Outcome> {
  const imports = ['./scripts/environment.mjs', './scripts/typescript.mjs'].flatMap((file) => ['--import', file]);
  const options = { cwd: projectRoot, env: { PATH: '/nowhere', ...environment }, timeout: 60_000 };
  return new Promise((resolve) => {
    execFile(process.execPath, [...imports, script, ...parameters], options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    );
  });
}

/** A folder for JAVA_HOME whose `java` says that it is of some version, and does nothing else. */
async function javaOf(version: string): Promise<string> {
  const home = path.join(folder, `java-${version}`);
  await mkdir(path.join(home, 'bin'), { recursive: true });
  const program = path.join(home, 'bin', 'java');
  await writeFile(program, `#!/bin/sh\necho 'openjdk version "${version}" 2026-01-20' >&2\n`);
  await chmod(program, 0o755);
  return home;
}

const wanted = 'Keycloak needs Java 17 or newer (on Debian: apt-get install openjdk-17-jre-headless)';

describe('Without what it needs, npm run keycloak says so in one sentence:', () => {
  test('without Java.', async () => {
    const said = await run(start, {});
    expect(said).toEqual({ code: 1, stdout: '', stderr: `${wanted}, and the command "java" does not run here.\n` });
  });

  test.each([
    ['11.0.2', '11.0.2'],
    ['1.8.0_402', '1.8.0_402'],
  ])('with Java %s.', async (version) => {
    const home = await javaOf(version);
    const { code, stderr } = await run(start, { JAVA_HOME: home });
    const program = path.join(home, 'bin', 'java');
    expect([code, stderr]).toEqual([1, `${wanted}, and "${program}" is version "${version}".\n`]);
  });

  test('without Maven.', async () => {
    const environment = { JAVA_HOME: await javaOf('17.0.15'), KEYCLOAK_CACHE: path.join(folder, 'empty') };
    const { code, stderr } = await run(start, environment);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Keycloak comes through Maven, and the command "mvn" does not run here .*\n$/);
    expect(await readdir(path.join(folder, 'empty'))).toEqual([]);
  });

  test('with what is no port.', async () => {
    const { code, stderr } = await run(start, {}, '80.5');
    expect([code, stderr]).toEqual([1, '"80.5" is no port: npm run keycloak -- 8180\n']);
  });

  test('in production.', async () => {
    const { code, stderr } = await run(start, { NODE_ENV: 'production' });
    expect([code, stderr]).toEqual([
      1,
      'This Keycloak has accounts whose password everyone knows; it does not run in production.\n',
    ]);
  });
});

test('An archive that is not the release’s is refused, and stays where it lies.', async () => {
  const cache = path.join(folder, 'cache');
  await mkdir(cache);
  const archive = 'keycloak-quarkus-dist-26.7.3.tar.gz';
  await writeFile(path.join(cache, archive), 'something else');
  const { code, stderr } = await run(start, { JAVA_HOME: await javaOf('17.0.15'), KEYCLOAK_CACHE: cache });
  expect(code).toBe(1);
  expect(stderr).toContain(`${archive} is not the archive of the release: its SHA-512 is `);
  expect(await readdir(cache)).toEqual([archive]);
});

describe('Without Java, npm run test:keycloak', () => {
  const sentence = `${wanted}, and the command "java" does not run here.\n`;

  test('is skipped in one line.', async () => {
    const stdout = `skipped: the tests on Keycloak. ${sentence}`;
    expect(await run(runTests, {})).toEqual({ code: 0, stdout, stderr: '' });
  });

  test('fails where CI is true.', async () => {
    expect(await run(runTests, { CI: 'true' })).toEqual({ code: 1, stdout: '', stderr: sentence });
  });
});
