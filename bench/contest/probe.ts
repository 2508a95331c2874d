import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import type { Started } from './start-on-core.js';

/** How long a loop was blocked at a time, in milliseconds. */
export interface Spread {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly most: number;
}

/** What the probe in a gateway saw since the look before. */
export interface Seen {
  /** By the clock: what others did with the core is in it. */
  readonly elapsed: Spread;
  /** By the CPU time of the gateway's main thread. */
  readonly worked: Spread;
  /** Resident memory of its process alone, after a collection. */
  readonly megabytes: number;
  /** What of it the main thread's objects and their buffers use: resident memory may hide or outlast it. */
  readonly used: number;
}

/** A probe that is loaded into a gateway on Node, and how it is looked at. */
export interface Probe {
  /** What the gateway is started with. */
  readonly environment: Readonly<Record<string, string>>;
  look(gateway: Pick<Started, 'pid'>): Promise<Seen>;
}

const program = new URL('loop-probe.mjs', import.meta.url).href;

/** A probe that writes what it sees below `logs`. */
export function probeOf(name: string, logs: string): Probe {
  const file = path.join(logs, `${name}-loop.json`);
  return {
    environment: { NODE_OPTIONS: `--import ${program}`, LOOP_PROBE_FILE: file },
    look: async ({ pid }) => {
      await rm(file, { force: true });
      process.kill(pid, 'SIGUSR2');
      for (let attempt = 0; attempt < 500; attempt += 1) {
        if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Seen;
        await pause(20);
      }
      throw new Error('The probe in the gateway wrote nothing within 10 s.');
    },
  };
}
