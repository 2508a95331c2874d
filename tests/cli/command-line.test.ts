import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commands } from '../../cli/commands.js';
import { projectRoot } from '../../gateway/portal.js';
import { newcomer } from '../house/newcomer.js';
import { installs } from '../support/soak.js';
import { openShell, type Shell } from '../support/typed-yimen.js';

const chinese = { LANG: 'zh_CN.UTF-8' };

let shell: Shell;
beforeAll(async () => {
  shell = await openShell();
});
afterAll(() => shell?.close());

test('by a link, from another folder and on the system’s Node the command line runs, and knows its version', async () => {
  const manifest = JSON.parse(await readFile(path.join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  expect(await shell.yimen(['--version'])).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
  const { out } = await shell.yimen(['--version', '--json']);
  expect(JSON.parse(out)).toEqual({ version: manifest.version });
});

test('alone it says what there is, which is wrong use; asked for help it is not', async () => {
  const alone = await shell.yimen([]);
  const asked = await shell.yimen(['--help']);
  expect([alone.code, asked.code]).toEqual([2, 0]);
  expect(alone.out).toBe(asked.out);
  for (const { words } of commands) expect(asked.out).toContain(`  ${words.join(' ')}`);
  expect(asked.out.match(/^ {2}[0-4] /gm)).toHaveLength(5);
});

test('the help of every command has an example of it, in either language', async () => {
  for (const { words, says, example } of commands) {
    const typed = [...words, '--help'];
    const [english, other] = [await shell.yimen(typed), await shell.yimen(typed, chinese)];
    expect([english.code, other.code, english.err]).toEqual([0, 0, '']);
    expect(example).toContain(`yimen ${words.join(' ')}`);
    for (const { out } of [english, other]) expect(out).toContain(`\n  ${example}\n`);
    expect(english.out).toContain(says.en);
    expect(other.out).toContain(says.zh);
  }
});

describe('What is typed wrongly ends with 2 and a sentence', () => {
  test.each([
    [['nonsense'], 'COMMAND_UNKNOWN', 'There is no command "nonsense"; there are '],
    [['--nonsense'], 'OPTION_WRONG', '--nonsense: there is no such option.'],
    [['completion', 'bash', '--nonsense'], 'OPTION_WRONG', '--nonsense: there is no such option.'],
    [['completion', 'bash', '--json=yes'], 'OPTION_WRONG', '--json: its value is missing, or it takes none.'],
    [['completion'], 'SUBJECT_WRONG', 'yimen completion needs SHELL.'],
    [['completion', 'bash', 'zsh'], 'SUBJECT_WRONG', 'yimen completion does not take "zsh".'],
    [['completion', 'tcsh'], 'SHELL_UNKNOWN', 'There is no completion for "tcsh"; there is bash, zsh, fish.'],
    [['completion', 'toString'], 'SHELL_UNKNOWN', 'There is no completion for "toString"; there is bash, zsh, fish.'],
  ])('%j', async (words, reason, sentence) => {
    const plain = await shell.yimen(words);
    expect(plain.code).toBe(2);
    expect(plain.out).toBe('');
    expect(plain.err.startsWith(sentence)).toBe(true);
    const { code, out } = await shell.yimen([...words, '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ errors: [{ extensions: { code: 'INVALID', reason } }] });
  });

  test('in Chinese where the terminal is', async () => {
    const { err } = await shell.yimen(['completion', 'tcsh'], chinese);
    expect(err).toBe('没有「tcsh」的补全,有:bash、zsh、fish。\n');
  });
});

test('bash completes commands and options by what it is given', async () => {
  const complete = async (...words: readonly string[]): Promise<string[]> => {
    const typed = words.map((word) => `'${word}'`).join(' ');
    const { out } = await shell.line(
      `source <(yimen completion bash); COMP_WORDS=(yimen ${typed}); COMP_CWORD=${words.length}; _yimen; echo "\${COMPREPLY[@]}"`,
    );
    return out.trim().split(' ');
  };
  expect(await complete('comp')).toEqual(['completion']);
  expect(await complete('completion', '--h')).toEqual(['--help']);
});

test('zsh and fish are given every command', async () => {
  for (const name of ['zsh', 'fish']) {
    const { out } = await shell.yimen(['completion', name]);
    for (const { words } of commands) expect(out).toContain(words.at(-1));
  }
});

test('where nobody looks on there are no colours, and whoever stops reading stops it quietly', async () => {
  const { out, err } = await shell.line('yimen --help | head -c 10; exit ${PIPESTATUS[0]}');
  expect([out.length, err]).toEqual([10, '']);
  expect(out).not.toContain('\u001b');
});

if (!installs) process.stderr.write('skipped: the command line in a fresh clone; INSTALLS=1 runs it\n');

(installs ? test : test.skip)(
  'in a fresh clone it installs the packages first, and answers its answer alone',
  async () => {
    const person = await newcomer();
    try {
      const { version } = JSON.parse(await person.type('cat package.json')) as { version: string };
      expect(await person.type('cd / && "$OLDPWD/cli/yimen.mjs" --version')).toBe(`${version}\n`);
    } finally {
      await person.leave();
    }
  },
  300_000,
);
