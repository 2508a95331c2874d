// Makes node_modules equal to package-lock.json before a command runs. npm starts it (`prestart`, `pretest` …) on
// whatever Node the machine has, so it uses nothing newer than Node 20 and no package.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isStamped, lockFile, writeStamp } from './installation-stamp.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = path.join(root, 'node_modules');
const lock = path.join(root, '.bootstrap.lock');
const oldestNode = [22, 17];
const heartbeat = 2_000;
const abandoned = 15_000;

if (!isStamped()) {
  const release = await acquireLock();
  try {
    if (!isStamped()) await setUp();
  } finally {
    release();
  }
}

async function setUp() {
  if (!isInstalled()) await install();
  checkNode();
  writeStamp();
}

/** Compares what npm noted of its last installation with the lock file; what is optional may be absent. */
function isInstalled() {
  const note = path.join(modules, '.package-lock.json');
  if (!existsSync(note)) return false;
  const installed = JSON.parse(readFileSync(note, 'utf8')).packages;
  const locked = JSON.parse(lockFile).packages;
  const isMissing = ([place, entry]) => place !== '' && !entry.optional && !installed[place];
  const isForeign = ([place, entry]) => locked[place]?.integrity !== entry.integrity;
  return !Object.entries(locked).some(isMissing) && !Object.entries(installed).some(isForeign);
}

async function install() {
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  console.log('Installing the packages of package-lock.json; the first time takes about a minute.');
  const progress = setInterval(() => console.log(`  … ${seconds()}, ${installedShare()} % unpacked`), 5_000);
  try {
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    let code = await npm(['ci', ...options]);
    if (code !== 0) {
      // `npm ci` refuses a lock file when the registry lacks a build for some other platform; `npm install` does not.
      console.log('`npm ci` failed; trying `npm install --no-save`.');
      code = await npm(['install', '--no-save', ...options]);
    }
    if (code !== 0)
      fail('The packages could not be installed; npm says why above. Run the command again when that is solved.');
  } finally {
    clearInterval(progress);
  }
  console.log(`Packages installed in ${seconds()}.`);
}

function installedShare() {
  const required = Object.entries(JSON.parse(lockFile).packages)
    .filter(([place, { optional }]) => place !== '' && !optional)
    .map(([place]) => path.join(root, place, 'package.json'));
  return Math.floor((100 * required.filter((file) => existsSync(file)).length) / required.length);
}

function npm(parameters) {
  const program = process.env.npm_execpath ?? '';
  if (!/npm-cli\.c?js$/.test(program)) fail('Start this through npm: npm start, npm test, npm run check.');
  const child = spawn(systemNode(), [program, ...parameters], { cwd: root, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** The Node that npm runs on, unless it is the one in node_modules, which an installation deletes first. */
function systemNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const folders = (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name));
  const candidates = [process.env.npm_node_execpath, process.execPath, ...folders].filter(Boolean);
  const outside = (file) => !file.split(path.sep).includes('node_modules') && existsSync(file);
  return candidates.find(outside) ?? process.execPath;
}

/** Checks that the commands after this one find a Node that can run them. */
function checkNode() {
  const { optionalDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const programs = Object.keys(optionalDependencies).flatMap((name) => {
    const folder = path.join(modules, name);
    if (!existsSync(folder)) return [];
    return [path.join(folder, JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).bin.node)];
  });
  if (programs.some((program) => isNewEnough(versionOf(program)))) return;
  // A packaged Node that does not run here (it needs glibc) would stand before the system's own in the PATH.
  for (const name of ['node', 'node.cmd', 'node.ps1']) rmSync(path.join(modules, '.bin', name), { force: true });
  if (isNewEnough(versionOf(systemNode()))) return;
  fail(
    `No packaged Node runs on ${process.platform} ${process.arch}, and the system's own is ${process.version}. ` +
      `Install Node ${oldestNode.join('.')} or newer and run the command again.`,
  );
}

function versionOf(program) {
  return spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '';
}

function isNewEnough(version) {
  const [major, minor] = version.replace('v', '').split('.').map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

/** Waits until no other process installs into this folder; a lock whose holder no longer touches it is taken over. */
async function acquireLock() {
  for (let waited = 0; !takeLock(); waited += 1) {
    if (waited === 0) console.log('Another command is installing here; waiting for it.');
    await pause(500);
    if (lockAge() > abandoned) rmSync(lock, { force: true });
  }
  const beat = setInterval(() => existsSync(lock) && utimesSync(lock, new Date(), new Date()), heartbeat);
  const release = () => {
    clearInterval(beat);
    rmSync(lock, { force: true });
  };
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ]) {
    process.once(signal, () => {
      release();
      process.exit(code);
    });
  }
  return release;
}

function takeLock() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function lockAge() {
  const entry = statSync(lock, { throwIfNoEntry: false });
  return entry ? Date.now() - entry.mtimeMs : 0;
}

function fail(sentence) {
  rmSync(lock, { force: true });
  console.error(sentence);
  process.exit(1);
}
