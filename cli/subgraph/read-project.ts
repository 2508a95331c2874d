import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Bilingual, Fault } from '../../kit/module/fault.js';
import type { Given, Option } from '../command.js';

/** A subgraph as it is proposed to the registry. */
export interface Proposal {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
  readonly organization?: string;
  /** Milliseconds within which nineteen answers of twenty come, where that is declared. */
  readonly p95Milliseconds?: number;
  /** What it is to be told of who asks, where that is said. */
  readonly identity?: Identity;
}

const identities = ['RELAY', 'CLAIMS', 'NONE'] as const;
type Identity = (typeof identities)[number];

/** The file in which a folder says what its subgraph is, so that commands there need no options. */
export const projectFile = 'yimen.json';

/** The options by which that is said, or said otherwise. */
export const proposalOptions: Readonly<
  Record<'name' | 'url' | 'schema' | 'p95' | 'identity' | 'organization', Option>
> = {
  name: { value: 'NAME', says: { zh: `子图名称;默认见 ${projectFile}`, en: `its name; as in ${projectFile}` } },
  url: { value: 'ADDRESS', says: { zh: `服务地址;默认见 ${projectFile}`, en: `its address; as in ${projectFile}` } },
  schema: { value: 'FILE', says: { zh: `SDL 文件;默认见 ${projectFile}`, en: `its schema; as in ${projectFile}` } },
  p95: {
    value: 'MILLISECONDS',
    says: {
      zh: `声明的 95 分位应答时间;默认见 ${projectFile}`,
      en: `what it declares of its time, for 19 of 20 answers; as in ${projectFile}`,
    },
  },
  identity: {
    value: 'relay|claims|none',
    says: {
      zh: `要得知的调用者身份;默认 relay,或见 ${projectFile}`,
      en: `what it is to be told of who asks; relay, or as in ${projectFile}`,
    },
  },
  organization: {
    value: 'CODE',
    says: { zh: '所代表的部门;属于多个部门时须写明', en: 'the department, where you belong to several' },
  },
};

type Member = keyof typeof proposalOptions;

/**
 * Reads the proposal of a folder: what its file says, or an option instead. Fault INVALID, reasons PROJECT_WRONG,
 * PROPOSAL_INCOMPLETE and SCHEMA_UNREADABLE.
 */
export async function readProposal(given: Given, folder: string): Promise<Proposal> {
  const { name, url, schema, p95, identity, organization } = await readProject(given, folder);
  return {
    name: required('name', name),
    url: required('url', url),
    sdl: await readSchema(path.resolve(folder, required('schema', schema))),
    ...(organization === undefined ? {} : { organization }),
    ...(p95 === undefined ? {} : { p95Milliseconds: milliseconds(p95) }),
    ...(identity === undefined ? {} : { identity: identityNamed(identity) }),
  };
}

/** Where the schema of that proposal stands. Faults of `readProposal`. */
export async function schemaFile(given: Given, folder: string): Promise<string> {
  return path.resolve(folder, required('schema', (await readProject(given, folder)).schema));
}

/** The subgraph that a folder or an option names. Fault INVALID, reasons PROJECT_WRONG and PROPOSAL_INCOMPLETE. */
export async function readName(given: Given, folder: string): Promise<string> {
  return required('name', given.subject ?? (await readProject(given, folder)).name);
}

async function readProject(given: Given, folder: string): Promise<Partial<Record<Member, string>>> {
  const file = path.join(folder, projectFile);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw projectWrong(file, { zh: `无法读取(${error.code})`, en: `cannot be read (${error.code})` });
  });
  const told = parsed(file, text);
  const members = Object.keys(proposalOptions) as Member[];
  return Object.fromEntries(
    members.flatMap((member) => {
      const value = given.value(member) ?? told[member];
      if (value === undefined) return [];
      if (typeof value === 'string') return [[member, value]];
      if (member === 'p95' && typeof value === 'number') return [[member, String(value)]];
      throw projectWrong(file, { zh: `${member} 须是文字`, en: `has a "${member}" that is no text` });
    }),
  );
}

function parsed(file: string, text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Told below.
  }
  throw projectWrong(file, { zh: '不是 JSON 对象', en: 'is not a JSON object' });
}

/** The text of a file that holds a schema. Fault INVALID, reason SCHEMA_UNREADABLE. */
export async function readSchema(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Fault(
      'INVALID',
      { zh: `SDL 文件 ${file} 无法读取(${error.code})。`, en: `The schema in ${file} cannot be read (${error.code}).` },
      { reason: 'SCHEMA_UNREADABLE' },
    );
  });
}

function milliseconds(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new Fault(
    'INVALID',
    { zh: `p95 为「${text}」,须是整毫秒数。`, en: `p95 is "${text}"; it must be whole milliseconds.` },
    { reason: 'OPTION_WRONG' },
  );
}

function identityNamed(text: string): Identity {
  const named = identities.find((each) => each.toLowerCase() === text);
  if (named) return named;
  throw new Fault(
    'INVALID',
    {
      zh: `identity 为「${text}」,须是 relay、claims 或 none。`,
      en: `identity is "${text}"; it must be relay, claims or none.`,
    },
    { reason: 'OPTION_WRONG' },
  );
}

function required(member: Member, value: string | undefined): string {
  if (value !== undefined && value !== '') return value;
  throw new Fault(
    'INVALID',
    {
      zh: `缺少 ${member}:请用 --${member},或写入 ${projectFile}。`,
      en: `There is no ${member}: give --${member}, or write it into ${projectFile}.`,
    },
    { reason: 'PROPOSAL_INCOMPLETE', details: { member } },
  );
}

function projectWrong(file: string, { zh, en }: Bilingual): Fault {
  return new Fault('INVALID', { zh: `${file} ${zh}。`, en: `${file} ${en}.` }, { reason: 'PROJECT_WRONG' });
}
