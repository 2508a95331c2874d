import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../gateway/portal.js';
import { freePort } from './free-port.js';
import { until } from './until.js';

/** A department's service that is written in another language, or on another's library. */
export interface ForeignService {
  readonly origin: string;
  readonly url: string;
  /** Where the file of its schema stands. */
  readonly schema: string;
  close(): Promise<void>;
}

/** What a service is told when it is started. */
export interface ForeignSurroundings {
  /** The name under which it is published. */
  readonly name: string;
  readonly portal: string;
  readonly issuer: string;
}

const run = promisify(execFile);

// Packages come from wherever this machine takes them, whose certificates it trusts.
const installing = { env: { ...process.env, NODE_USE_SYSTEM_CA: '1' }, timeout: 300_000, maxBuffer: 32 * 1024 * 1024 };

/** Copies a fixture into a folder of its own, has it built there, and starts it on a port of the loopback. */
async function start(
  fixture: string,
  { name, portal, issuer }: ForeignSurroundings,
  build: (folder: string) => Promise<readonly [program: string, ...parameters: string[]]>,
  schema: string,
): Promise<ForeignService> {
  const folder = await mkdtemp(path.join(tmpdir(), `yimen-${fixture}-`));
  await cp(path.join(projectRoot, 'tests/support/fixtures', fixture), folder, { recursive: true });
  const [program, ...parameters] = await build(folder);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const url = `${origin}/graphql`;
  const child = spawn(program, parameters, {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      PORT: String(port),
      ADDRESS: url,
      NAME: name,
      PORTAL: portal,
      ISSUER: issuer,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const close = async (): Promise<void> => {
    await killed(child);
    await rm(folder, { recursive: true, force: true });
  };
  await until(() => answers(url)).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return { origin, url, schema: path.join(folder, schema), close };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function answers(url: string): Promise<boolean> {
  const asked = fetch(url, { method: 'POST', body: '{}' });
  return asked.then(
    ({ status }) => status === 401,
    () => false,
  );
}

/** Stations of the weather service, on Strawberry in an environment of its own. Takes half a minute. */
export function startStrawberry(surroundings: ForeignSurroundings): Promise<ForeignService> {
  const build = async (folder: string): Promise<[string, string]> => {
    const environment = path.join(folder, 'environment');
    await run('python3', ['-m', 'venv', environment], installing);
    const python = path.join(environment, 'bin/python');
    await run(
      python,
      ['-m', 'pip', 'install', '--quiet', '--no-deps', '--requirement', path.join(folder, 'requirements.txt')],
      installing,
    );
    return [python, 'serve.py'];
  };
  return start('strawberry', surroundings, build, 'schema.graphql');
}

/** Gauges of the water bureau, on gqlgen, whose code is generated and compiled first. Takes a minute where nothing is cached. */
export function startGqlgen(surroundings: ForeignSurroundings): Promise<ForeignService> {
  const build = async (folder: string): Promise<[string]> => {
    const here = { ...installing, cwd: folder };
    await run('go', ['run', 'github.com/99designs/gqlgen', 'generate'], here);
    const program = path.join(folder, 'gauges');
    await run('go', ['build', '-o', program, '.'], here);
    return [program];
  };
  return start('gqlgen', surroundings, build, 'schema.graphqls');
}

/** Whether there is a Go that can build it; in CI there has to be. */
export async function hasGo(): Promise<boolean> {
  if (process.env['CI'] === 'true') return true;
  const wanted = /^go (\d+)\.(\d+)/m.exec(
    await readFile(path.join(projectRoot, 'tests/support/fixtures/gqlgen/go.mod'), 'utf8'),
  );
  const told = await run('go', ['env', 'GOVERSION']).catch(() => ({ stdout: '' }));
  const found = /^go(\d+)\.(\d+)/.exec(told.stdout);
  if (!wanted || !found) return false;
  return Number(found[1]) > Number(wanted[1]) || Number(found[2]) >= Number(wanted[2]);
}
