import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { projectRoot } from '../../gateway/portal.js';
import { freePort } from '../support/free-port.js';

/** A person with a fresh clone of the project and a shell in it. */
export interface Newcomer {
  /** Types a block of commands and answers what it printed; rejects when it fails. */
  type(commands: string): Promise<string>;
  /** Types a command that stays open, and returns when it prints `sign`. */
  leaveOpen(commands: string, sign: string): Promise<OpenCommand>;
  leave(): Promise<void>;
}

/** A command that stays open. */
export interface OpenCommand {
  /** Presses Ctrl-C, waits for the end of every process of the command and answers all that was printed. */
  interrupt(): Promise<string>;
}

const installation = 300_000;

/** Clones what is committed into a folder of its own. Ports of the commands are replaced by a free one. */
export async function newcomer(): Promise<Newcomer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-newcomer-'));
  await promisify(execFile)('git', ['clone', '--quiet', projectRoot, folder]);
  const port = await freePort();
  const shell = { cwd: folder, env: environment(port) };
  const typed = (commands: string): string => commands.replaceAll('127.0.0.1:4000', `127.0.0.1:${port}`);
  const open = new Set<ChildProcess>();
  return {
    type: async (commands) => {
      const options = { ...shell, timeout: installation, maxBuffer: 50_000_000 };
      const { stdout } = await promisify(execFile)('sh', ['-c', typed(commands)], options);
      return stdout;
    },
    leaveOpen: async (commands, sign) => {
      const child = spawn('sh', ['-c', typed(commands)], { ...shell, detached: true });
      open.add(child);
      return waitFor(child, sign);
    },
    leave: async () => {
      for (const child of open) if (isRunning(child)) signalGroup(child, 'SIGKILL');
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function waitFor(child: ChildProcess, sign: string): Promise<OpenCommand> {
  let printed = '';
  const listen = (piece: Buffer): void => void (printed += piece.toString('utf8'));
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const closed = once(child, 'close');
  const last = Date.now() + installation;
  while (!printed.includes(sign)) {
    if (!isRunning(child) || Date.now() > last) throw new Error(`"${sign}" was not printed, but:\n${printed}`);
    await pause(100);
  }
  return {
    interrupt: async () => {
      signalGroup(child, 'SIGINT');
      await closed;
      return printed;
    },
  };
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

/** A terminal sends Ctrl-C to every process of the command. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, signal);
}

/** What a newcomer's shell holds: nothing of npm, of Jest, or of the settings under which the tests run. */
function environment(port: number): NodeJS.ProcessEnv {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const ownPath = folders.filter((folder) => !folder.split(path.sep).includes('node_modules')).join(path.delimiter);
  return { PATH: ownPath, HOME: process.env['HOME'], LANG: 'C.UTF-8', PORT: String(port) };
}
