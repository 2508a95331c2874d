import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe } from '@jest/globals';
import pg from 'pg';
import { freePort } from './free-port.js';

const versions = '/usr/lib/postgresql';
const root = process.getuid?.() === 0;

/** Where the newest server's programs are; null where none is installed. */
export const serverPrograms = newestPrograms();

/** What a cluster of a test's own is started with. */
export interface OwnPostgresOptions {
  /** Settings of the server, as `max_connections=12`. */
  readonly settings?: readonly string[];
  /** Megabytes of the disk of its tables, which is then in memory; needs root. Its log of changes has another. */
  readonly disk?: number;
}

/** A PostgreSQL server that a test may stop, kill, freeze and fill. */
export interface OwnPostgres {
  readonly url: string;
  /** The folder of its tables. */
  readonly folder: string;
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** Starts it again, also after a kill, as soon as nothing of the old one is left. */
  start(settings?: readonly string[]): Promise<void>;
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  /** Kills the first process, as a machine does that has no memory left. The others end by themselves. */
  kill(): Promise<void>;
  /** Kills one of the processes that serve the portal. */
  killBackend(): Promise<void>;
  /** Stops every process without ending a connection. */
  freeze(): void;
  thaw(): void;
  remove(): Promise<void>;
}

/**
 * `describe` where a PostgreSQL server is installed. Elsewhere the tests are skipped and say so in one line; with CI=true
 * they run all the same, and fail.
 */
export const describeOnPostgres: typeof describe = chooseDescribe(serverPrograms !== null, 'PostgreSQL');

/** The same where the tests may also mount a disk of their own. */
export const describeOnOwnDisk: typeof describe = chooseDescribe(serverPrograms !== null && root, 'PostgreSQL as root');

function chooseDescribe(possible: boolean, needs: string): typeof describe {
  if (possible || process.env.CI === 'true') return describe;
  process.stderr.write(`skipped: tests that stop a server; they need ${needs} (Debian’s package postgresql)\n`);
  return describe.skip as typeof describe;
}

/** Makes a cluster on a free port of the loopback address and starts it. */
export async function openOwnPostgres({ settings = [], disk }: OwnPostgresOptions = {}): Promise<OwnPostgres> {
  if (serverPrograms === null) throw new Error('PostgreSQL is not installed: apt-get install postgresql.');
  const place = await mkdtemp(path.join(tmpdir(), 'yimen-postgres-'));
  await chmod(place, 0o755);
  const folder = path.join(place, 'rows');
  await mkdir(folder);
  const cleaning = cleaner(place, folder, disk !== undefined);
  try {
    if (disk !== undefined) execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', `size=${disk}m`, 'tmpfs', folder]);
    const cluster = new Cluster(place, folder, await freePort(), settings, cleaning);
    await cluster.make();
    await cluster.start();
    return cluster;
  } catch (error) {
    cleaning();
    throw error;
  }
}

class Cluster implements OwnPostgres {
  readonly url: string;
  readonly folder: string;
  readonly #place: string;
  readonly #port: number;
  readonly #settings: readonly string[];
  readonly #clean: () => void;

  constructor(place: string, folder: string, port: number, settings: readonly string[], clean: () => void) {
    this.url = `postgres://yimen@127.0.0.1:${port}/postgres`;
    this.folder = folder;
    this.#place = place;
    this.#port = port;
    this.#settings = settings;
    this.#clean = clean;
  }

  async make(): Promise<void> {
    if (root) execFileSync('chown', ['-R', 'postgres', this.#place]);
    execFileSync('chmod', ['700', this.folder]);
    const changes = path.join(this.#place, 'changes');
    await asServer('initdb', [`--pgdata=${this.folder}`, '--username=yimen', '--auth=trust', '--encoding=UTF8'], {
      more: ['--locale=C.UTF-8', '--no-sync', `--waldir=${changes}`],
    });
  }

  async start(settings: readonly string[] = []): Promise<void> {
    const given = ['listen_addresses=127.0.0.1', "unix_socket_directories=''", 'fsync=off', ...this.#settings];
    const options = [`-p ${this.#port}`, ...[...given, ...settings].map((setting) => `-c ${setting}`)].join(' ');
    const log = `--log=${path.join(this.#place, 'server.log')}`;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await asServer('pg_ctl', [`--pgdata=${this.folder}`, log, '--wait', '--silent', 'start'], {
          more: [`--options=${options}`],
        });
      } catch (error) {
        // Processes of a server that was killed may still hold its memory.
        if (attempt === 40) throw error;
        await pause(250);
      }
    }
  }

  stop(mode: 'fast' | 'immediate'): Promise<void> {
    return asServer('pg_ctl', [`--pgdata=${this.folder}`, '--wait', '--silent', `--mode=${mode}`, 'stop']);
  }

  async kill(): Promise<void> {
    const first = this.#first();
    process.kill(first, 'SIGKILL');
    while (existsSync(`/proc/${first}`) && !isZombie(first)) await pause(20);
  }

  async killBackend(): Promise<void> {
    const [backend] = await this.rows(
      `select pid from pg_stat_activity where datname = 'postgres' and pid <> pg_backend_pid() order by backend_start limit 1`,
    );
    process.kill(Number(backend?.['pid']), 'SIGKILL');
  }

  freeze(): void {
    for (const each of this.#all()) process.kill(each, 'SIGSTOP');
  }

  thaw(): void {
    for (const each of this.#all()) process.kill(each, 'SIGCONT');
  }

  async rows(sql: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.url });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  remove(): Promise<void> {
    this.#clean();
    return Promise.resolve();
  }

  #first(): number {
    return firstProcess(this.folder) ?? NaN;
  }

  #all(): number[] {
    return [this.#first(), ...childrenOf(this.#first())];
  }
}

function newestPrograms(): string | null {
  if (!existsSync(versions)) return null;
  const found = readdirSync(versions)
    .filter((version) => existsSync(path.join(versions, version, 'bin/initdb')))
    .sort((one, other) => Number(other) - Number(one));
  return found[0] === undefined ? null : path.join(versions, found[0], 'bin');
}

/** Runs one of the server's programs, which refuse to run as root. */
async function asServer(program: string, parameters: readonly string[], { more = [] as readonly string[] } = {}) {
  const file = path.join(serverPrograms ?? '', program);
  const command = root ? ['runuser', '-u', 'postgres', '--', file] : [file];
  const [first = file, ...rest] = [...command, ...parameters, ...more];
  await promisify(execFile)(first, rest, { cwd: '/', timeout: 60_000 });
}

/** Ends what is left of a cluster and takes its folder away; once, and when the tests' process ends, whichever is first. */
function cleaner(place: string, folder: string, mounted: boolean): () => void {
  let cleaned = false;
  const clean = (): void => {
    if (cleaned) return;
    cleaned = true;
    process.removeListener('exit', clean);
    const first = firstProcess(folder);
    for (const each of first === null ? [] : [first, ...childrenOf(first)]) killed(each);
    if (mounted) execFileSync('/bin/umount', ['--lazy', folder]);
    rmSync(place, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  process.once('exit', clean);
  return clean;
}

function firstProcess(folder: string): number | null {
  const file = path.join(folder, 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
}

function childrenOf(first: number): number[] {
  const file = `/proc/${first}/task/${first}/children`;
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

function killed(each: number): void {
  try {
    process.kill(each, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}
