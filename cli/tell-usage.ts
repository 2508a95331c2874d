import type { Command, Option } from './command.js';
import { everywhere } from './parse-arguments.js';

type Language = 'zh' | 'en';

const titles = {
  zh: { usage: '用法', commands: '命令', options: '选项', example: '示例', codes: '退出码' },
  en: { usage: 'Usage', commands: 'Commands', options: 'Options', example: 'Example', codes: 'Exit codes' },
};

const codes: Readonly<Record<Language, readonly string[]>> = {
  zh: [
    '0 办成',
    '1 检查或登记不予受理',
    '2 用法或本地文件有误',
    '3 门户或身份服务没有答复,或尚未登录',
    '4 yimen 自身出错',
  ],
  en: [
    '0 done',
    '1 refused by a check or by the registry',
    '2 wrong use, or a wrong file of yours',
    '3 the portal or the issuer gave no answer, or nobody is logged in',
    '4 a mistake of yimen itself',
  ],
};

/** All commands, or those of a group, in a line each, and the exit codes. */
export function tellUsage(commands: readonly Command[], group: string | null, language: Language): string {
  const title = titles[language];
  const shown = commands.filter(({ words }) => group === null || words[0] === group);
  const rows = shown.map((command) => [typedAs(command), command.says[language]] as const);
  return [
    `${title.usage}: yimen ${group ?? '…'} [--json] [--help]`,
    `${title.commands}:\n${table(rows)}`,
    `${title.codes}:\n${codes[language].map((each) => `  ${each}`).join('\n')}`,
  ].join('\n\n');
}

/** One command: what it does, its options and an example. */
export function tellUsageOf(command: Command, language: Language): string {
  const title = titles[language];
  const rows = Object.entries({ ...command.options, ...everywhere }).map(
    ([name, option]) => [optionTyped(name, option), option.says[language]] as const,
  );
  return [
    `${title.usage}: yimen ${typedAs(command)} [${title.options}]`,
    command.says[language],
    `${title.options}:\n${table(rows)}`,
    `${title.example}:\n  ${command.example}`,
  ].join('\n\n');
}

function typedAs({ words, takes }: Command): string {
  return [...words, ...(takes === undefined ? [] : [takes])].join(' ');
}

function optionTyped(name: string, { value, multiple }: Option): string {
  return `--${name}${value === undefined ? '' : ` ${value}`}${multiple ? ' …' : ''}`;
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
