import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../../kit/module/fault.js';
import type { Given, Surroundings } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { projectFile } from '../subgraph/read-project.js';

const samples = new URL('./project/', import.meta.url);

/** The files of a project, as they stand beside this one, and what they are called there. */
const files: Readonly<Record<string, string>> = {
  'package.json.text': 'package.json',
  'tsconfig.json.text': 'tsconfig.json',
  'gitignore.text': '.gitignore',
  'schema.graphql': 'schema.graphql',
  'server.ts': 'server.ts',
  'resolvers.ts': 'resolvers.ts',
  'README.md': 'README.md',
  '../../../kit/docking/verify-call.ts': 'verify-call.ts',
  '../../../kit/docking/published-keys.ts': 'published-keys.ts',
};

/** How the sample names those two, which stand elsewhere here. */
const fromHere = "'../../../kit/docking/";

const unless = 'http://127.0.0.1:4101/graphql';

/**
 * Writes a subgraph that runs into an empty folder: one type with a key, of which others may refer to a row. Fault INVALID,
 * reasons NAME_WRONG, FOLDER_NOT_EMPTY and OPTION_WRONG.
 */
export async function newSubgraph(given: Given, { terminal, folder: at }: Surroundings): Promise<number> {
  const name = given.subject ?? '';
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length < 2 || name.length > 40) throw nameWrong(name);
  const url = given.value('url') ?? unless;
  const port = portIn(url);
  const folder = path.resolve(at, given.value('folder') ?? '.');
  await requireEmpty(folder);
  const words = new Map([
    ['sample-name', name],
    ['SampleType', typeOf(name)],
    ['sampleField', fieldOf(name)],
    ['SAMPLE_PORT', port],
  ]);
  for (const [sample, file] of Object.entries(files)) {
    const text = await readFile(new URL(sample, samples), 'utf8');
    const named = text.replace(/sample-name|SampleType|sampleField|SAMPLE_PORT/g, (word) => words.get(word) ?? word);
    const own = named.replace(fromHere, "'./");
    await writeFile(path.join(folder, file), own);
  }
  const project = { name, url, schema: 'schema.graphql' };
  await writeFile(path.join(folder, projectFile), `${JSON.stringify(project, null, 2)}\n`);
  const written = [...Object.values(files), projectFile];
  const next = 'npm install && npm start';
  terminal.answer(
    { folder, files: written },
    terminal.in({
      zh: `已写入 ${folder}:${written.join('、')}。\n接着:${next}`,
      en: `Wrote ${written.join(', ')} into ${folder}.\nNow: ${next}`,
    }),
  );
  return exitCodes.done;
}

function typeOf(name: string): string {
  return name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function fieldOf(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function portIn(url: string): string {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address?.protocol === 'http:' || address?.protocol === 'https:') return address.port || '4101';
  throw new Fault(
    'INVALID',
    { zh: `选项 --url:「${url}」须是 http 或 https 地址。`, en: `--url: "${url}" must be an http or https address.` },
    { reason: 'OPTION_WRONG' },
  );
}

async function requireEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const found = (await readdir(folder)).filter((name) => name !== '.git');
  const [first] = found;
  if (first === undefined) return;
  throw new Fault(
    'INVALID',
    {
      zh: `文件夹 ${folder} 不是空的,其中有「${first}」。`,
      en: `The folder ${folder} is not empty; it has "${first}".`,
    },
    { reason: 'FOLDER_NOT_EMPTY' },
  );
}

function nameWrong(name: string): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `名称「${name}」须为 2—40 位小写字母、数字、连字符,以字母开头。`,
      en: `The name "${name}" must be 2 to 40 small letters, digits and hyphens, beginning with a letter.`,
    },
    { reason: 'NAME_WRONG' },
  );
}
