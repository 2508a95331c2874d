import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { projectRoot } from '../../gateway/portal.js';
import { freePort } from './free-port.js';

/** A Hive Gateway that serves. */
export interface HiveGateway {
  readonly origin: string;
  close(): Promise<void>;
}

/** Installs Hive Gateway in a folder of its own, by its own lock file, and starts it on a supergraph. Takes up to a minute. */
export async function startHive(supergraph: string): Promise<HiveGateway> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-hive-'));
  await cp(path.join(projectRoot, 'tests/support/fixtures/hive-gateway'), folder, { recursive: true });
  await promisify(execFile)('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: folder,
    // Packages come from wherever this machine takes them, whose certificates it trusts.
    env: { ...process.env, NODE_USE_SYSTEM_CA: '1' },
    timeout: 240_000,
  });
  await writeFile(path.join(folder, 'supergraph.graphql'), supergraph);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, ['serve.mjs'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: String(port), SUPERGRAPH_FILE: './supergraph.graphql' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(server, 'exit');
  const close = async (): Promise<void> => {
    server.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  for (let look = 0; look < 600; look += 1) {
    if (await answers(origin)) return { origin, close };
    await pause(100);
  }
  await close();
  throw new Error('Hive Gateway did not answer within a minute.');
}

async function answers(origin: string): Promise<boolean> {
  const body = JSON.stringify({ query: '{ __typename }' });
  const asked = fetch(`${origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return asked.then(
    ({ ok }) => ok,
    () => false,
  );
}
