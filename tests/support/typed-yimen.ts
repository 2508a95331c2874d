import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../../gateway/portal.js';

/** What a command answered. */
export interface Typed {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command that stays open. */
export interface LeftOpen {
  /** All that it has printed so far. */
  printed(): string;
  /** Returns when it has printed this, or throws with what it printed instead. */
  prints(sign: string): Promise<void>;
  /** Presses Ctrl-C and waits for the end; answers the exit code. */
  interrupt(): Promise<number | null>;
}

/** A person at a shell that finds `yimen` by a link, as `npm link` makes it, in an empty folder of their own. */
export interface Shell {
  readonly folder: string;
  /** What the shell holds beside what a test adds. */
  readonly environment: Readonly<Record<string, string>>;
  /** Types `yimen` with these words. */
  yimen(words: readonly string[], more?: Readonly<Record<string, string>>): Promise<Typed>;
  /** Types `yimen` and tells what it prints on standard error as it comes; ends when the command does. */
  yimenTelling(words: readonly string[], told: (printed: string) => void): Promise<Typed>;
  /** Types a line of shell. */
  line(line: string): Promise<Typed>;
  /** Types a line that stays open, and returns when it has printed `sign`. */
  leaveOpen(line: string, sign: string): Promise<LeftOpen>;
  close(): Promise<void>;
}

/** Opens such a shell. Node is the system's: nothing of npm, of Jest or of this project's own is in its PATH. */
export async function openShell(more: Readonly<Record<string, string>> = {}): Promise<Shell> {
  const home = await mkdtemp(path.join(tmpdir(), 'yimen-shell-'));
  const folder = await mkdtemp(path.join(home, 'work-'));
  await symlink(path.join(projectRoot, 'cli/yimen.mjs'), path.join(home, 'yimen'));
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const own = folders.filter((each) => !each.split(path.sep).includes('node_modules'));
  const environment = {
    PATH: [home, ...own].join(path.delimiter),
    HOME: process.env['HOME'] ?? home,
    XDG_CONFIG_HOME: path.join(home, 'configuration'),
    LANG: 'en_GB.UTF-8',
    ...more,
  };
  const run = async (
    program: string,
    words: readonly string[],
    added: Readonly<Record<string, string>>,
    told: (printed: string) => void = () => {},
  ): Promise<Typed> => {
    const child = spawn(program, words, {
      cwd: folder,
      env: { ...environment, ...added },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const closed = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      err += piece;
      told(err);
    });
    const [out, code] = await Promise.all([text(child.stdout), closed]);
    return { code, out, err };
  };
  const open = new Set<ChildProcess>();
  return {
    folder,
    environment,
    leaveOpen: async (line, sign) => {
      const options = { cwd: folder, env: environment, detached: true };
      const child = spawn('bash', ['-c', line], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
      open.add(child);
      const left = leftOpen(child);
      await left.prints(sign);
      return left;
    },
    yimen: (words, added = {}) => run('yimen', words, added),
    yimenTelling: (words, told) => run('yimen', words, {}, told),
    line: (line) => run('bash', ['-c', line], {}),
    close: async () => {
      for (const child of open) signalGroup(child, 'SIGKILL');
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Seconds that a command may take to print what is waited for. */
const patience = 120;

function leftOpen(child: ChildProcess): LeftOpen {
  let printed = '';
  const listen = (piece: Buffer): void => void (printed += piece.toString('utf8'));
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const closed = once(child, 'close') as Promise<[number | null]>;
  return {
    printed: () => printed,
    prints: async (sign) => {
      const last = Date.now() + patience * 1_000;
      while (!printed.includes(sign)) {
        if (!isRunning(child) || Date.now() > last) throw new Error(`"${sign}" was not printed, but:\n${printed}`);
        await pause(50);
      }
    },
    interrupt: async () => {
      signalGroup(child, 'SIGINT');
      const [code] = await closed;
      return code;
    },
  };
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

/** A terminal sends Ctrl-C to every process of the command. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid !== undefined && isRunning(child)) process.kill(-child.pid, signal);
}
