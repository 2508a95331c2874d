import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runJest } from './jest-run.js';
import { mutated, type Mutant } from './mutant.js';
import type { Reach } from './reach.js';

/** What became of a mutant, and by which test. */
export interface Verdict {
  readonly mutant: Mutant;
  readonly fate: 'killed' | 'timed out' | 'survived' | 'not covered';
  /** The first test that failed. */
  readonly by?: string;
  /** How many test files were given a chance. */
  readonly files: number;
}

/**
 * Runs the test files that reach a mutant, nearest and shortest first, until one fails. No more are taken than last
 * `within` seconds together.
 */
export async function tryMutant(folder: string, mutant: Mutant, reach: Reach, within: number): Promise<Verdict> {
  const reaching = reach.of(mutant.file, mutant.start);
  if (reaching.length === 0) return { mutant, fate: 'not covered', files: 0 };
  const nearness = (test: string): number => wordsOf(test).filter((word) => wordsOf(mutant.file).includes(word)).length;
  reaching.sort((one, other) => nearness(other.test) - nearness(one.test) || one.milliseconds - other.milliseconds);
  const taken: string[] = [];
  let sum = 0;
  for (const { test, milliseconds } of reaching) {
    if (taken.length > 0 && sum + milliseconds > within * 1000) continue;
    taken.push(test);
    sum += milliseconds;
  }
  const file = path.join(folder, mutant.file);
  const text = await readFile(file, 'utf8');
  await writeFile(file, mutated(text, mutant));
  try {
    const order = ['--testSequencer', './scripts/mutants/given-order.mjs', '--bail', '--runTestsByPath', ...taken];
    const { outcome, output } = await runJest(folder, order, 40_000 + 4 * sum, {
      MUTANTS_ORDER: JSON.stringify(taken),
    });
    const fate = outcome === 'passed' ? 'survived' : outcome === 'failed' ? 'killed' : 'timed out';
    const by = /^ {2}● (?!Console)(.*)$/m.exec(output)?.[1] ?? /^FAIL (.*)$/m.exec(output)?.[1];
    return { mutant, fate, ...(by === undefined ? {} : { by }), files: taken.length };
  } finally {
    await writeFile(file, text);
  }
}

function wordsOf(file: string): string[] {
  return file.split(/[/.-]/).filter((word) => !['gateway', 'tests', 'test', 'ts'].includes(word));
}
