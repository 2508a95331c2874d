import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findModules } from '../gateway/modules.js';

// Writes docs/systems.md: each system of the domain that is proved, its test, and the verbs and queries that the test
// uses. With `--check` it writes nothing and fails when the page differs.
const root = fileURLToPath(new URL('..', import.meta.url));
const page = path.join(root, 'docs/systems.md');

interface System {
  readonly id: string;
  readonly test: string;
  readonly proves: readonly string[];
  readonly verbs: readonly string[];
}

async function systems(): Promise<System[]> {
  const modules = await findModules(root);
  const verbs = modules.flatMap(({ subgraph }) => subgraph?.policies ?? []).map(({ verb }) => verb);
  const names = await readdir(path.join(root, 'tests'), { recursive: true });
  const tests = names.filter((name) => /(^|\/)[A-Z]{2}-\d{2}\.test\.ts$/.test(name)).sort(byFile);
  return Promise.all(
    tests.map(async (name) => {
      const text = await readFile(path.join(root, 'tests', name), 'utf8');
      return {
        id: path.basename(name, '.test.ts'),
        test: `tests/${name}`,
        proves: [...text.matchAll(/^ *test\(\s*'([^']+)'/gm)].map(([, title = '']) => title),
        verbs: verbs.filter((verb) => new RegExp(`\\b${verb}\\b`).test(text)),
      };
    }),
  );
}

function byFile(one: string, other: string): number {
  return path.basename(one) < path.basename(other) ? -1 : 1;
}

function rowOf({ id, test, proves, verbs }: System): string {
  const shown = verbs.map((verb) => `\`${verb}\``).join(', ') || 'reads only';
  return `| ${id} | [${path.basename(test)}](../${test}) | ${proves.join('; ').replaceAll('|', '\\|')} | ${shown} |`;
}

const text = `${[
  '# Systems of the domain that are proved',
  '',
  'Generated from the tests that are named by a system; do not edit.',
  '',
  '| system | test | proves that | verbs |',
  '|---|---|---|---|',
  ...(await systems()).map(rowOf),
].join('\n')}\n`;
const current = existsSync(page) ? await readFile(page, 'utf8') : '';
if (!process.argv.includes('--check')) await writeFile(page, text);
else if (current !== text) {
  console.error('docs/systems.md differs from the tests. Run npm run schema and commit.');
  process.exitCode = 1;
}
