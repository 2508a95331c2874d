import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort } from '../support/free-port.js';
import { installs } from '../support/soak.js';
import { type ReplayedImage, replayImage } from './replayed-image.js';

let image: ReplayedImage;
let port: number;
let portal: ChildProcess | undefined;
let said = '';

// Two ways to say the same port: in the environment, and in the health check's address.
const onPort = (words: readonly string[]): string[] => words.map((word) => word.replace('4000', String(port)));

async function health(): Promise<number> {
  const [program = '', ...words] = onPort(image.healthCheck);
  const asked = promisify(execFile)(program, words, { cwd: image.folder, env: image.environment });
  return asked.then(
    () => 0,
    (error: { code: number }) => error.code,
  );
}

if (!installs) process.stderr.write('skipped: the Dockerfile’s steps; INSTALLS=1 runs them\n');

(installs ? describe : describe.skip)('The Dockerfile', () => {
  beforeAll(async () => {
    [image, port] = [await replayImage(), await freePort()];
  }, 300_000);

  afterAll(async () => {
    portal?.kill('SIGKILL');
    await image?.remove();
  });

  test('gives, its steps typed into an empty folder, a portal that answers, writes to /data alone and stops when told', async () => {
    const before = await image.files();
    expect(existsSync(path.join(image.folder, 'node_modules/jest'))).toBe(false);
    const { privateKey } = generateKeyPairSync('ed25519');
    const [program = '', ...words] = image.command;
    portal = spawn(program, words, {
      cwd: image.folder,
      env: {
        ...image.environment,
        HOST: '127.0.0.1',
        PORT: String(port),
        DATA_FOLDER: image.placeOf(image.environment['DATA_FOLDER'] ?? ''),
        ISSUER: 'http://127.0.0.1:9/realms/yimen',
        HEAD_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      },
    });
    const hear = (piece: Buffer): void => void (said += piece.toString());
    portal.stdout?.on('data', hear);
    portal.stderr?.on('data', hear);
    const ended = once(portal, 'exit');
    for (const last = Date.now() + 120_000; (await health()) !== 0 && portal.exitCode === null && Date.now() < last;)
      await pause(500);
    expect([await health(), portal.exitCode, portal.exitCode === null ? '' : said]).toEqual([0, null, '']);
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ regions(first: 1) { totalCount } }' }),
    });
    expect(await answer.json()).toEqual({ data: { regions: { totalCount: 306 } } });
    portal.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(await health()).toBe(1);
    expect(await image.files()).toEqual(before);
  }, 240_000);
});
