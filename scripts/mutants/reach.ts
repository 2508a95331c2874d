import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Compiler } from './compiler.js';
import { runJest } from './jest-run.js';
import { probed, stretchAt, type Stretch } from './probes.js';
import { copyTree } from './tree.js';

/** What one test file reaches of the gateway, and how long it takes in milliseconds. */
interface Reached {
  readonly digest: string;
  readonly milliseconds: number;
  readonly stretches: Readonly<Record<string, readonly number[]>>;
}

/** Which test files run which part of the gateway. */
export interface Reach {
  /** The test files that run what stands at a place, with their milliseconds. */
  of(file: string, place: number): { readonly test: string; readonly milliseconds: number }[];
}

/** Runs each test file once on a gateway with probes; what neither the gateway nor the test has changed is remembered. */
export async function measureReach(
  root: string,
  compiler: Compiler,
  files: readonly string[],
  tests: readonly string[],
): Promise<Reach> {
  const gateway = digestOf(files.map((file) => compiler.source(file).text));
  const cache = path.join(root, 'node_modules/.cache/mutants', `${gateway}.json`);
  const known: Record<string, Reached> = existsSync(cache)
    ? (JSON.parse(await readFile(cache, 'utf8')) as Record<string, Reached>)
    : {};
  const digests = new Map<string, string>();
  for (const test of tests) digests.set(test, digestOf([await readFile(path.join(root, test), 'utf8')]));
  const unknown = tests.filter((test) => known[test]?.digest !== digests.get(test));
  const stretches = new Map<string, Stretch[]>();
  for (const file of files) stretches.set(file, probed(compiler.source(file), file, '').stretches);
  if (unknown.length > 0) {
    console.log(`Which tests reach what: ${unknown.length} test files run once …`);
    for (const { test, ...reached } of await run(root, compiler, files, unknown))
      known[test] = { ...reached, digest: digests.get(test) ?? '' };
    await mkdir(path.dirname(cache), { recursive: true });
    await writeFile(cache, JSON.stringify(known));
  }
  return {
    of: (file, place) => {
      const number = stretchAt(stretches.get(file) ?? [], place);
      return tests.flatMap((test) => {
        const { milliseconds = 0, stretches: reached = {} } = known[test] ?? {};
        return reached[file]?.includes(number) ? [{ test, milliseconds }] : [];
      });
    },
  };
}

type Run = Omit<Reached, 'digest'> & { readonly test: string };

async function run(
  root: string,
  compiler: Compiler,
  files: readonly string[],
  tests: readonly string[],
): Promise<Run[]> {
  const tree = await copyTree(root);
  try {
    const notes = path.join(tree.folder, 'reached.txt');
    for (const file of files)
      await writeFile(path.join(tree.folder, file), probed(compiler.source(file), file, notes).text);
    await writeFile(notes, '');
    const settings = ['--reporters', './scripts/mutants/mark-tests.mjs', '--runTestsByPath', ...tests];
    const { output } = await runJest(tree.folder, settings, 120_000 * tests.length, { MUTANTS_NOTES: notes });
    const runs = readNotes(await readFile(notes, 'utf8'), tree.folder);
    const missing = tests.filter((test) => !runs.some((each) => each.test === test));
    if (missing.length > 0) throw new Error(`Not run: ${missing.join(', ')}\n${output}`);
    return runs;
  } finally {
    await tree.remove();
  }
}

function readNotes(text: string, folder: string): Run[] {
  const runs: { test: string; milliseconds: number; stretches: Record<string, number[]> }[] = [];
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [first = '', second = '', third = ''] = line.split(' ');
    const current = runs.at(-1);
    if (first === '#')
      runs.push({
        test: path.relative(folder, line.slice(2)).split(path.sep).join('/'),
        milliseconds: 0,
        stretches: {},
      });
    else if (first === '=' && current) {
      if (second === 'failed') throw new Error(`${current.test} fails on the gateway as it stands.`);
      current.milliseconds = Number(third);
    } else if (current) (current.stretches[first] ??= []).push(Number(second));
  }
  return runs;
}

function digestOf(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex');
}
