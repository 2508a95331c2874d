import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What is started, and where. */
export interface Starting {
  readonly name: string;
  readonly command: readonly string[];
  /** The only core that it may run on; null for all of them. */
  readonly core: number | null;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly folder?: string;
  /** Folder of what it writes. */
  readonly logs: string;
}

/** Something that runs on one core, with everything that it starts itself. */
export interface Started {
  readonly pid: number;
  readonly hasEnded: boolean;
  /** CPU time used so far, user and system, in seconds. */
  cpuSeconds(): number;
  /** Resident memory now. */
  megabytes(): number;
  /** The end of what it wrote. */
  lastWords(): string;
  stop(): Promise<void>;
}

const ticksPerSecond = 100;
/** What was started and has not ended. */
const running = new Set<ChildProcess>();

/** Ends everything that was started: the next bench wants its ports. */
export function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** The program and arguments that run a command on one core, or on all where it is null. */
export function onCore(core: number | null, command: readonly string[]): readonly [string, readonly string[]] {
  const which = core === null ? `0-${availableParallelism() - 1}` : String(core);
  return ['taskset', ['-c', which, ...command]];
}

/** Starts a command on one core; Linux alone can. */
export function startOnCore({ name, command, core, environment, folder, logs }: Starting): Started {
  const file = path.join(logs, `${name}.log`);
  const log = openSync(file, 'w');
  const child = spawn(...onCore(core, command), {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', log, log],
  });
  running.add(child);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      running.delete(child);
      resolve();
    });
    // Without `taskset` there is nothing to wait for; `pid` below says so.
    child.once('error', () => resolve());
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`taskset cannot start ${command[0]}: the bench needs Linux with util-linux.`);
  return {
    pid,
    get hasEnded() {
      return child.exitCode !== null || child.signalCode !== null;
    },
    cpuSeconds: () => sum(family(pid).map(cpuSeconds)),
    megabytes: () => Math.round(sum(family(pid).map(megabytes))),
    lastWords: () => readFileSync(file, 'utf8').slice(-600),
    stop: async () => {
      child.kill('SIGTERM');
      await Promise.race([ended, pause(5_000, undefined, { ref: false })]);
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** What a file of /proc says; nothing when what it is about ended meanwhile. */
function procFile(name: string): string {
  try {
    return readFileSync(`/proc/${name}`, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return '';
    throw error;
  }
}

function family(pid: number): number[] {
  if (procFile(`${pid}/stat`) === '') return [];
  const threads = readdirSync(`/proc/${pid}/task`);
  const children = threads.flatMap((thread) => procFile(`${pid}/task/${thread}/children`).match(/\d+/g) ?? []);
  return [pid, ...children.flatMap((child) => family(Number(child)))];
}

function cpuSeconds(pid: number): number {
  // The name in parentheses may hold anything, so fields are counted behind its end.
  const stat = procFile(`${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond;
}

function megabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(procFile(`${pid}/status`))?.[1] ?? 0) / 1024;
}
