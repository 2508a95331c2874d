import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { type Bilingual, Fault } from '../kit/module/fault.js';
import type { Command, Given, Option } from './command.js';

/** What was typed, understood. */
export interface Parsed {
  readonly asksFor: 'help' | 'version' | 'answer';
  /** Null where no command was typed, and then only its group, as `subgraph`. */
  readonly command: Command | null;
  readonly group: string | null;
  readonly given: Given;
}

/** Options that every command takes. */
export const everywhere: Readonly<Record<string, Option>> = {
  json: { says: { zh: '以 JSON 回答', en: 'answer in JSON' } },
  help: { says: { zh: '显示说明和示例', en: 'show this, with an example' } },
};

/** Finds the command that was typed and reads its options. Fault INVALID, reasons COMMAND_UNKNOWN, OPTION_WRONG and SUBJECT_WRONG. */
export function parseArguments(commands: readonly Command[], typed: readonly string[]): Parsed {
  const asked = typed.includes('--help') || typed.includes('-h') ? ('help' as const) : ('answer' as const);
  const [first, second] = typed.filter((word) => !word.startsWith('-'));
  const nothing = { command: null, given: givenOf({}, []) };
  if (first === undefined) {
    const asksFor = typed.includes('--version') ? 'version' : asked;
    const strange = typed.find((word) => !['--version', '--help', '-h', '--json'].includes(word));
    if (strange !== undefined) throw optionWrong(strange, { zh: '没有这个选项', en: 'there is no such option' });
    return { ...nothing, asksFor, group: null };
  }
  const command = commands.find(({ words }) => words.every((word, place) => word === [first, second][place]));
  if (command) return { asksFor: asked, command, group: null, given: readGiven(command, typed, asked === 'help') };
  const isGroup = commands.some(({ words }) => words.length > 1 && words[0] === first);
  if (isGroup && second === undefined) return { ...nothing, asksFor: asked, group: first };
  throw unknownCommand(commands, isGroup ? `${first} ${second}` : first);
}

function readGiven(command: Command, typed: readonly string[], asksHelp: boolean): Given {
  const options: ParseArgsOptionsConfig = { help: { type: 'boolean', short: 'h' } };
  for (const [name, { value, multiple = false }] of Object.entries({ ...everywhere, ...command.options }))
    options[name] = { ...options[name], type: value === undefined ? 'boolean' : 'string', multiple };
  const { values, positionals } = parsedBy(options, typed);
  const subjects = positionals.slice(command.words.length);
  if (!asksHelp) requireSubject(command, subjects);
  return givenOf(values, subjects);
}

function parsedBy(options: ParseArgsOptionsConfig, typed: readonly string[]) {
  try {
    return parseArgs({ args: [...typed], options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // It begins with the option in quotation marks, and then says in English what is wrong.
    const option = /'(-[^' ]*)/.exec(error.message)?.[1] ?? '';
    const isUnknown = 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    const why = isUnknown
      ? { zh: '没有这个选项', en: 'there is no such option' }
      : { zh: '缺少或不应有值', en: 'its value is missing, or it takes none' };
    throw optionWrong(option, why);
  }
}

function requireSubject({ words, takes }: Command, subjects: readonly string[]): void {
  const most = takes === undefined ? 0 : 1;
  const least = takes === undefined || takes.startsWith('[') ? 0 : 1;
  if (subjects.length >= least && subjects.length <= most) return;
  const typed = `yimen ${words.join(' ')}`;
  const strange = subjects[most];
  const sentence =
    strange === undefined
      ? { zh: `${typed} 缺少 ${takes}。`, en: `${typed} needs ${takes}.` }
      : { zh: `${typed} 不认识「${strange}」。`, en: `${typed} does not take "${strange}".` };
  throw new Fault('INVALID', sentence, { reason: 'SUBJECT_WRONG' });
}

function givenOf(values: Readonly<Record<string, unknown>>, [subject]: readonly string[]): Given {
  const listed = (option: string) => [values[option] ?? []].flat().filter((each) => typeof each === 'string');
  return {
    subject,
    value: (option) => listed(option)[0],
    values: listed,
    flag: (option) => values[option] === true,
  };
}

function optionWrong(option: string, { zh, en }: Bilingual): Fault {
  return new Fault('INVALID', { zh: `选项 ${option}:${zh}。`, en: `${option}: ${en}.` }, { reason: 'OPTION_WRONG' });
}

function unknownCommand(commands: readonly Command[], typed: string): Fault {
  const known = commands.map(({ words }) => words.join(' '));
  return new Fault(
    'INVALID',
    {
      zh: `没有命令「${typed}」,有:${known.join('、')}。`,
      en: `There is no command "${typed}"; there are ${known.join(', ')}.`,
    },
    { reason: 'COMMAND_UNKNOWN', details: { typed } },
  );
}
