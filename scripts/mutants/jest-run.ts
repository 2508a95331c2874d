import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** How a run of test files ended. */
export interface JestRun {
  readonly outcome: 'passed' | 'failed' | 'too long';
  readonly output: string;
}

/** Runs Jest in a tree, one file after the other in one process, for at most so many milliseconds. */
export async function runJest(
  folder: string,
  settings: readonly string[],
  milliseconds: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<JestRun> {
  const command = [
    ...['--import', './scripts/environment.mjs', '--experimental-vm-modules', '--no-warnings'],
    ...['node_modules/jest/bin/jest.js', '--runInBand', '--forceExit', ...settings],
  ];
  const child = spawn(process.execPath, command, {
    cwd: folder,
    env: { ...process.env, LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that the processes that tests start end with it.
    detached: true,
  });
  const pieces: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
  child.stderr.on('data', (piece: Buffer) => pieces.push(piece));
  const end = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const patience = new AbortController();
  const late = pause(milliseconds, 'late' as const, { signal: patience.signal }).catch(() => 'late' as const);
  const first = await Promise.race([end, late]);
  patience.abort();
  endGroup(child.pid);
  if (first === 'late') await end;
  const output = Buffer.concat(pieces).toString('utf8');
  return { outcome: first === 'late' ? 'too long' : first === 0 ? 'passed' : 'failed', output };
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // None of the group is left.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
