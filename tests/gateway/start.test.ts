import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yimen-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Run {
  readonly status: number | null;
  readonly complaint: string;
  readonly output: string;
}

/** Runs the portal as `npm start` does; `until` ends it by SIGTERM once its output holds that text. */
function start(environment: Readonly<Record<string, string>>, until?: string): Promise<Run> {
  const hooks = ['--import', './scripts/environment.mjs', '--import', './scripts/typescript.mjs'];
  const child = spawn(process.execPath, [...hooks, 'gateway/main.ts'], {
    cwd: projectRoot,
    env: { PORT: '0', DATA_FOLDER: folder, COUNTY_FOLDER: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let complaint = '';
  child.stderr.on('data', (piece) => (complaint += String(piece)));
  child.stdout.on('data', (piece) => {
    output += String(piece);
    if (until && output.includes(until)) child.kill('SIGTERM');
  });
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, complaint, output })));
}

describe('A start that cannot succeed says why in one sentence', () => {
  test.each([
    [{ PORT: '70000' }, 'PORT is "70000"; it must be a whole number from 0 to 65535.\n'],
    [{ LIMIT_DEPTH: 'deep' }, 'LIMIT_DEPTH is "deep"; it must be a whole number from 1 to 1000.\n'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud"; it must be one of trace, debug, info, warn, error, silent.\n'],
    [
      { DATABASE_URL: 'mysql://root:secret@127.0.0.1/x' },
      'DATABASE_URL is not an address that begins with postgres:// or postgresql://\n',
    ],
    [
      { HOST: '0.0.0.0' },
      'HOST is "0.0.0.0" and ISSUER is not set: the embedded issuer serves this machine alone. Set ISSUER to Keycloak\'s realm.\n',
    ],
    [
      { NODE_ENV: 'production' },
      'ISSUER is not set: in production tokens come from Keycloak, so give the address of its realm.\n',
    ],
  ])('for %j', async (environment, sentence) => {
    expect(await start(environment)).toEqual({ status: 1, complaint: sentence, output: '' });
  });

  test('for a database that is away', async () => {
    const { status, complaint } = await start({ DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/x' });
    expect([status, complaint]).toEqual([1, 'The database does not answer: connect ECONNREFUSED 127.0.0.1:1\n']);
  });

  test('for a port that is taken', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    );
    const { status, complaint } = await start({ PORT: String(port) });
    other.close();
    const sentence = `Port ${port} of 127.0.0.1 is taken by another program. Stop it or set PORT to a free port.\n`;
    expect([status, complaint]).toEqual([1, sentence]);
  });
});

test('SIGTERM drains and closes, and the folder can be opened again', async () => {
  for (const round of [1, 2]) {
    const run = await start({}, 'is open after');
    expect([round, run.status, run.complaint]).toEqual([round, 0, '']);
    expect(run.output).toContain('warming up');
    expect(run.output).toContain('SIGTERM: draining and closing.');
  }
});
