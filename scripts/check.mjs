// `npm run check`: every tool of the house, two at a time, one line each; the whole output of those that fail.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['gateway', 'kit', 'subgraphs', 'plugins', 'cli', 'bench', 'scripts', 'tests'].filter((folder) =>
  existsSync(new URL(`../${folder}`, import.meta.url)),
);
const typescript = ['--import', './scripts/typescript.mjs'];
const bin = (file) => `node_modules/${file}`;

// The slowest first, so that the two lanes end together. `note` finds in the output what is worth a word.
const checks = [
  {
    name: 'lint',
    command: [bin('eslint/bin/eslint.js'), '.'],
    note: (output) => /(\d+) warnings?\)/.exec(output)?.[0].replace(')', ''),
  },
  { name: 'types', command: [bin('typescript/bin/tsc'), '--noEmit', '-p', '.'] },
  { name: 'format', command: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  { name: 'drift', command: [...typescript, 'gateway/write-schema.ts', '--check'] },
  { name: 'materials', command: ['scripts/write-bill-of-materials.mjs', '--check'], note: (output) => output.trim() },
  { name: 'workflows', command: [...typescript, 'scripts/write-workflows.ts', '--check'] },
  { name: 'systems', command: [...typescript, 'scripts/write-systems.ts', '--check'] },
  {
    name: 'duplication',
    command: [bin('jscpd/bin/jscpd')],
    note: (output) => /Total:.*?(\d[\d.]*%)/.exec(output)?.[1].replace('%', ' % of lines'),
  },
  {
    name: 'imports',
    command: [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      ...folders,
      ...['--config', '.dependency-cruiser.mjs', '--output-type', 'err-long'],
    ],
    note: (output) => /\d+ modules, \d+ dependencies/.exec(output)?.[0],
  },
  { name: 'dead code', command: [bin('knip/bin/knip.js'), '--no-progress', '--treat-config-hints-as-errors'] },
];

const started = performance.now();
const failed = [];
const waiting = [...checks];
await Promise.all([lane(), lane()]);

for (const { name, output } of failed) console.error(`\n${name}:\n${output.trimEnd()}`);
const total = `${checks.length - failed.length} of ${checks.length} checks passed in ${seconds(started)}.`;
console.log(`${failed.length > 0 ? '\n' : ''}${total}`);
process.exitCode = failed.length > 0 ? 1 : 0;

async function lane() {
  for (let check = waiting.shift(); check; check = waiting.shift()) await run(check);
}

async function run({ name, command, note }) {
  const begun = performance.now();
  const { code, output } = await outputOf(command);
  const remark = note?.(output);
  const verdict = code === 0 ? 'passed' : 'FAILED';
  console.log(`${name.padEnd(12)} ${verdict}  ${seconds(begun).padStart(7)}${remark ? `  ${remark}` : ''}`);
  if (code !== 0) failed.push({ name, output });
}

function outputOf(command) {
  const environment = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
  const child = spawn(process.execPath, command, { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const pieces = [];
  child.stdout.on('data', (piece) => pieces.push(piece));
  child.stderr.on('data', (piece) => pieces.push(piece));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    // jscpd writes colours in spite of NO_COLOR.
    child.once('close', (code) =>
      resolve({ code, output: stripVTControlCharacters(Buffer.concat(pieces).toString('utf8')) }),
    );
  });
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
