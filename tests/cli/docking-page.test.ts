import { describe, expect, test } from '@jest/globals';
import { commands } from '../../cli/commands.js';
import { exitCodes } from '../../cli/exit-codes.js';
import { parseArguments } from '../../cli/parse-arguments.js';
import { readSettings } from '../../cli/settings.js';
import { commandBlocks, textOf } from '../house/readme-blocks.js';

const pages = ['docs/docking.md', 'docs/docking.zh.md'];
const read = [...textOf('cli/settings.ts').matchAll(/told\('(YIMEN_[A-Z_]+)'\)/g)].map(([, name]) => name);

test('both pages give the same commands', () => {
  expect(commandBlocks('docs/docking.zh.md')).toEqual(commandBlocks('docs/docking.md'));
});

describe.each(pages)('%s', (page) => {
  test('types commands that there are, with options that they take', () => {
    const typed = commandBlocks(page)
      .flatMap((block) => block.split('\n'))
      .filter((line) => line.startsWith('yimen '));
    const words = typed.map((line) => parseArguments(commands, line.split(' ').slice(1)).command?.words.join(' '));
    const needed = commands
      .map((command) => command.words.join(' '))
      .filter((name) => !/^(logout|completion)$/.test(name));
    expect(words.toSorted()).toEqual(needed.toSorted());
  });

  test('lists every setting that is read, and every code with which a command ends, and no other', () => {
    const rows = textOf(page).split('\n');
    const listed = rows.flatMap((row) => /^\| `([A-Z_]+)` \|/.exec(row)?.[1] ?? []);
    expect(listed.toSorted()).toEqual([...new Set(read)].toSorted());
    const codes = rows.flatMap((row) => /^\| (\d) \|/.exec(row)?.[1] ?? []);
    expect(codes.map(Number)).toEqual(Object.values(exitCodes));
  });
});

test('an empty variable is one that is not set', () => {
  const empty = Object.fromEntries(read.map((name) => [name, '']));
  expect(readSettings({ ...empty, XDG_CONFIG_HOME: '/tmp/x', LC_ALL: '', LANG: 'zh_CN.UTF-8' })).toEqual({
    portal: null,
    issuer: null,
    clientId: null,
    clientSecret: null,
    clientKeyFile: null,
    folder: '/tmp/x/yimen',
    language: 'zh',
  });
});
