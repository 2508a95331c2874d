import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Chance } from './county/random.js';
import { openCompiler, type Compiler } from './mutants/compiler.js';
import { mutated, nameOf, sentenceOf, type Mutant } from './mutants/mutant.js';
import { measureReach } from './mutants/reach.js';
import { mutantsOf } from './mutants/sites.js';
import { tableOf } from './mutants/table.js';
import { copyTree, filesBelow } from './mutants/tree.js';
import { tryMutant, type Verdict } from './mutants/trial.js';

// `MUTANTS=200 SEED=1 npm run mutants`: so many small mistakes, each put into a copy of the gateway, each to be found by
// its tests. EXCEPT=FILE,… leaves files out, TESTS=FOLDER,… names the tests, LANES=2 tries two at a time, WITHIN=SECONDS
// bounds the tests of one mutant. OUT=FILE keeps the verdicts as JSON; AGAIN=FILE tries the survivors of such a file.
const root = fileURLToPath(new URL('..', import.meta.url));
const { env } = process;
const count = Number(env['MUTANTS'] ?? 200);
const seed = env['SEED'] ?? '1';
const lanes = Number(env['LANES'] ?? 1);
const within = Number(env['WITHIN'] ?? 90);
const except = listed(env['EXCEPT'] ?? '');
const folders = listed(env['TESTS'] ?? 'tests/gateway,tests/contract,tests/kit,tests/plugins');
// Pages for people, of which a test sees but a part.
const pages = ['gateway/identity/issuer/page.ts', 'gateway/identity/issuer/form.ts'];

const files = (await filesBelow(root, 'gateway', '.ts')).filter(
  (file) => !file.endsWith('.d.ts') && !pages.includes(file) && !except.includes(file),
);
const tests = (await Promise.all(folders.map((folder) => filesBelow(root, folder, '.test.ts')))).flat();
const compiler = openCompiler(root);
const all = files.flatMap((file) => mutantsOf(compiler.source(file), file, compiler.checker));
const drawn = env['AGAIN'] === undefined ? draw(all, compiler) : await survivorsOf(env['AGAIN'], all);
const everyFile = (await filesBelow(root, 'gateway', '.ts')).filter((file) => !file.endsWith('.d.ts'));
const reach = await measureReach(root, compiler, everyFile, tests);
const verdicts: Verdict[] = [];
const waiting = [...drawn];
await Promise.all(Array.from({ length: lanes }, lane));
if (env['OUT'] !== undefined) await writeFile(env['OUT'], `${JSON.stringify(verdicts, null, 1)}\n`);
console.log(`\n${tableOf(verdicts)}`);

function draw(mutants: readonly Mutant[], { source, accepts }: Compiler): Mutant[] {
  const chosen: Mutant[] = [];
  let refused = 0;
  for (const mutant of new Chance(`mutants ${seed}`).shuffle(mutants)) {
    if (chosen.length === count) break;
    if (accepts(mutant.file, mutated(source(mutant.file).text, mutant))) chosen.push(mutant);
    else refused += 1;
  }
  console.log(`${chosen.length} of ${mutants.length} mutants by seed ${seed}; the compiler refused ${refused} more.`);
  return chosen;
}

async function survivorsOf(file: string, mutants: readonly Mutant[]): Promise<Mutant[]> {
  const former = JSON.parse(await readFile(file, 'utf8')) as Verdict[];
  const survivors = former.filter(({ fate }) => fate === 'survived' || fate === 'not covered');
  return survivors.map(({ mutant }) => {
    const { original, replacement } = mutant;
    const found = mutants.find(
      (each) => nameOf(each) === nameOf(mutant) && each.original === original && each.replacement === replacement,
    );
    if (!found) throw new Error(`The gateway has changed: there is no ${nameOf(mutant)}.`);
    return found;
  });
}

async function lane(): Promise<void> {
  const tree = await copyTree(root);
  try {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const verdict = await tryMutant(tree.folder, mutant, reach, within);
      verdicts.push(verdict);
      const by = verdict.by === undefined ? '' : ` (${verdict.by})`;
      console.log(`${verdicts.length}. ${verdict.fate} ${sentenceOf(mutant)}${by}`);
    }
  } finally {
    await tree.remove();
  }
}

function listed(text: string): string[] {
  return text.split(',').filter((item) => item !== '');
}
