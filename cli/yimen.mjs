#!/usr/bin/env node
// `yimen`, on whatever Node the machine has and from whatever folder: makes the packages equal to package-lock.json, as npm's
// commands do, and runs the command line on the Node that they bring. Nothing newer than Node 20 and no package is used here.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isStamped } from '../scripts/installation-stamp.mjs';

const place = (file) => new URL(`../${file}`, import.meta.url);
const isWindows = process.platform === 'win32';

if (!isStamped()) {
  // What an installation tells is not what the command answers.
  const { status } = spawnSync('npm', ['run', '--silent', 'bootstrap'], {
    cwd: fileURLToPath(place('.')),
    stdio: ['ignore', 2, 2],
    shell: isWindows,
  });
  if (status !== 0) process.exit(4);
}

const packaged = fileURLToPath(place('node_modules/.bin/node'));
const preparations = ['scripts/environment.mjs', 'scripts/typescript.mjs'].flatMap((file) => [
  '--import',
  place(file).href,
]);
const child = spawn(
  existsSync(packaged) && !isWindows ? packaged : process.execPath,
  [...preparations, fileURLToPath(place('cli/main.ts')), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
// A terminal sends Ctrl-C to both; the command decides what it ends with.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(error.message);
  process.exit(4);
});
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 4);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
