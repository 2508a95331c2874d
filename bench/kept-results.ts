import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where and when something was measured. */
export interface Occasion {
  /** ISO 8601. */
  readonly at: string;
  readonly machine: string;
  readonly cores: number;
  readonly gigabytes: number;
  readonly node: string;
  /** The load average of the minute before; about 0 on a machine with nothing else to do. */
  readonly loadAtStart: number;
}

/** This machine, now. */
export function occasion(): Occasion {
  const processors = cpus();
  return {
    at: new Date().toISOString(),
    machine: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    gigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    loadAtStart: Number((loadavg()[0] ?? 0).toFixed(2)),
  };
}

/** Keeps the results of one part in a file of their own, named by part and minute. Answers its path in the project. */
export async function keepResults(part: string, when: Occasion, results: object): Promise<string> {
  const minute = when.at.slice(0, 16).replaceAll(/[-:]/g, '');
  const file = path.join('bench/results', `${part}-${minute}.json`);
  const root = fileURLToPath(new URL('..', import.meta.url));
  await mkdir(path.join(root, 'bench/results'), { recursive: true });
  await writeFile(path.join(root, file), `${JSON.stringify({ ...when, ...results }, null, 2)}\n`);
  return file;
}
