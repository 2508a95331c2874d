import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Realm } from '../../gateway/identity/realm.js';
import { javaOptions } from './java-options.js';

/** Which server is started, and on what. */
export interface KeycloakOptions {
  /** The unpacked and built server, which is only read. */
  readonly folder: string;
  /** Folder of this one's own: its database, its log, the realms to import. */
  readonly home: string;
  readonly java: string;
  readonly port: number;
  /** Realms that it gets where its database does not have them yet. */
  readonly realms: readonly Realm[];
  /** What the realms' placeholders `${…}` stand for. */
  readonly variables: Readonly<Record<string, string>>;
  /** Password of the user `admin` that a new database gets. */
  readonly adminPassword: string;
  /** Ends it when aborted, while it starts as well. */
  readonly stopping?: AbortSignal;
}

/** The port is another program's; the message is for the person who named it. */
export class PortTaken extends Error {}

/** A Keycloak that answers. */
export interface Keycloak {
  /** Where it listens, on this machine alone. */
  readonly origin: string;
  readonly pid: number;
  /** Settled when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends it in order; after ten seconds at once. */
  stop(): Promise<void>;
}

const longestStart = 240_000;
const longestStop = 10_000;

/** Starts Keycloak on 127.0.0.1 and waits until it answers. Throws with the end of its log when it does not. */
export async function startKeycloak(options: KeycloakOptions): Promise<Keycloak> {
  const { home, port, java } = options;
  const log = path.join(home, 'keycloak.log');
  await checkPort(port);
  await prepareHome(options);
  const descriptor = openSync(log, 'a');
  const child = spawn(java, [...javaOptions(home), ...parameters(port)], {
    cwd: home,
    env: environmentOf(options),
    stdio: ['ignore', descriptor, descriptor],
  });
  closeSync(descriptor);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const end = (): Promise<void> => stop(child, ended);
  options.stopping?.addEventListener('abort', () => void end(), { once: true });
  const origin = `http://127.0.0.1:${port}`;
  const keycloak = { origin, pid: child.pid ?? 0, ended, stop: end };
  if (await answers(origin, ended)) return keycloak;
  await end();
  throw new Error(`Keycloak does not open:\n${(await readFile(log, 'utf8')).slice(-4_000)}`);
}

/** Another server there would answer in this one's name until this one finds the port taken. */
async function checkPort(port: number): Promise<void> {
  const door = createServer();
  await new Promise<void>((resolve, reject) => {
    door.once('error', () => reject(new PortTaken(`Port ${port} of 127.0.0.1 is taken; name another.`)));
    door.listen(port, '127.0.0.1', resolve);
  });
  await new Promise((resolve) => door.close(resolve));
}

/** A home whose programs are those of the unpacked server and whose data are its own, so that one copy serves many. */
async function prepareHome({ folder, home, realms }: KeycloakOptions): Promise<void> {
  const imports = path.join(home, 'data', 'import');
  await mkdir(imports, { recursive: true });
  const present = await readdir(home);
  for (const name of ['lib', 'conf', 'providers', 'themes']) {
    if (!present.includes(name)) await symlink(path.join(folder, name), path.join(home, name), 'junction');
  }
  for (const realm of realms) await writeFile(path.join(imports, `${realm.realm}.json`), JSON.stringify(realm));
}

function parameters(port: number): string[] {
  const door = ['--http-enabled=true', '--http-host=127.0.0.1', `--http-port=${port}`, '--hostname-strict=false'];
  return ['start', '--optimized', ...door, '--cache=local', '--import-realm'];
}

/** Without settings of another Keycloak that this machine may have. */
function environmentOf({ variables, adminPassword }: KeycloakOptions): NodeJS.ProcessEnv {
  const foreign = Object.entries(process.env).filter(([name]) => !name.startsWith('KC_'));
  return {
    ...Object.fromEntries(foreign),
    KC_BOOTSTRAP_ADMIN_USERNAME: 'admin',
    KC_BOOTSTRAP_ADMIN_PASSWORD: adminPassword,
    ...variables,
  };
}

async function answers(origin: string, ended: Promise<void>): Promise<boolean> {
  const state = { over: false };
  void ended.then(() => (state.over = true));
  for (const until = Date.now() + longestStart; Date.now() < until && !state.over; await pause(250)) {
    const answer = await fetch(`${origin}/realms/master`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (answer?.ok) return true;
  }
  return false;
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), longestStop);
  await ended;
  clearTimeout(patience);
}
