import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findModules } from '../gateway/modules.js';
import { fileOf, indexOf, pageOf } from './draw-workflow.js';

// Writes docs/workflows/: a page for each workflow of the modules, and their index. With `--check` it writes nothing and
// fails when a page differs.
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.join(root, 'docs/workflows');

const modules = await findModules(root);
const workflows = modules
  .flatMap(({ subgraph }) => subgraph?.workflows ?? [])
  .sort((one, other) => (one.name < other.name ? -1 : 1));
const pages = new Map([
  ['README.md', indexOf(workflows)],
  ...workflows.map((workflow) => [fileOf(workflow.name), pageOf(workflow)] as const),
]);
const present = existsSync(folder) ? await readdir(folder) : [];
const stale = new Set(present.filter((name) => !pages.has(name)));
for (const [name, page] of pages) {
  if (!present.includes(name) || (await readFile(path.join(folder, name), 'utf8')) !== page) stale.add(name);
}
if (process.argv.includes('--check')) {
  if (stale.size > 0) {
    console.error(
      `docs/workflows/ differs from the tables in ${[...stale].join(', ')}. Run npm run schema and commit.`,
    );
    process.exitCode = 1;
  }
} else {
  await mkdir(folder, { recursive: true });
  for (const name of stale) {
    const page = pages.get(name);
    if (page === undefined) await rm(path.join(folder, name));
    else await writeFile(path.join(folder, name), page);
    console.log(`docs/workflows/${name}`);
  }
}
