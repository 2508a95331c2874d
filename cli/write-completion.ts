import { Fault } from '../kit/module/fault.js';
import type { Command } from './command.js';
import { everywhere } from './parse-arguments.js';

const writers: Readonly<Record<string, (rows: readonly Row[]) => string>> = { bash, zsh, fish };

/** What may follow certain words. */
interface Row {
  readonly after: string;
  readonly words: readonly string[];
}

/** The completion of every command and option, for a shell to read. Fault INVALID, reason SHELL_UNKNOWN. */
export function writeCompletion(commands: readonly Command[], shell: string): string {
  const write = Object.hasOwn(writers, shell) ? writers[shell] : undefined;
  if (write) return write(rowsOf(commands));
  const known = Object.keys(writers);
  throw new Fault(
    'INVALID',
    {
      zh: `没有「${shell}」的补全,有:${known.join('、')}。`,
      en: `There is no completion for "${shell}"; there is ${known.join(', ')}.`,
    },
    { reason: 'SHELL_UNKNOWN' },
  );
}

function rowsOf(commands: readonly Command[]): Row[] {
  const firsts = [...new Set(commands.map(({ words: [first = ''] }) => first))];
  const groups = firsts.flatMap((first) => {
    const seconds = commands.flatMap(({ words }) => (words[0] === first && words[1] ? [words[1]] : []));
    return seconds.length === 0 ? [] : [{ after: first, words: seconds }];
  });
  const options = commands.map((command) => ({
    after: command.words.join(' '),
    words: Object.keys({ ...command.options, ...everywhere }).map((name) => `--${name}`),
  }));
  return [{ after: '', words: [...firsts, '--help', '--version'] }, ...groups, ...options];
}

function cases(rows: readonly Row[], line: (words: string) => string): string {
  return rows
    .toSorted((one, other) => other.after.length - one.after.length)
    .map(({ after, words }) => `    '${after}'*) ${line(words.join(' '))} ;;`)
    .join('\n');
}

function bash(rows: readonly Row[]): string {
  return `_yimen() {
  local typed="\${COMP_WORDS[*]:1:COMP_CWORD-1}"
  case "$typed" in
${cases(rows, (words) => `COMPREPLY=($(compgen -W '${words}' -- "\${COMP_WORDS[COMP_CWORD]}"))`)}
  esac
}
complete -o default -F _yimen yimen`;
}

function zsh(rows: readonly Row[]): string {
  return `#compdef yimen
_yimen() {
  local typed="\${words[2,CURRENT-1]}"
  case "$typed" in
${cases(rows, (words) => `compadd -- ${words}`)}
  esac
  _files
}
compdef _yimen yimen`;
}

function fish(rows: readonly Row[]): string {
  return rows
    .flatMap(({ after, words }) => {
      const typed = after.split(' ').filter((word) => word !== '');
      const seen = typed.map((word) => `__fish_seen_subcommand_from ${word}`);
      const condition = seen.length > 0 ? seen.join('; and ') : '__fish_use_subcommand';
      return words.map((word) =>
        word.startsWith('--')
          ? `complete -c yimen -n '${condition}' -l ${word.slice(2)}`
          : `complete -c yimen -f -n '${condition}' -a ${word}`,
      );
    })
    .join('\n');
}
