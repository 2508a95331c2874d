import { spawn } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { projectRoot } from '../../gateway/portal.js';

/** What a command answered. */
export interface Typed {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A person at a shell that finds `yimen` by a link, as `npm link` makes it, in an empty folder of their own. */
export interface Shell {
  readonly folder: string;
  /** What the shell holds beside what a test adds. */
  readonly environment: Readonly<Record<string, string>>;
  /** Types `yimen` with these words. */
  yimen(words: readonly string[], more?: Readonly<Record<string, string>>): Promise<Typed>;
  /** Types `yimen` and tells what it prints on standard error as it comes; ends when the command does. */
  yimenTelling(words: readonly string[], told: (printed: string) => void): Promise<Typed>;
  /** Types a line of shell. */
  line(line: string): Promise<Typed>;
  close(): Promise<void>;
}

/** Opens such a shell. Node is the system's: nothing of npm, of Jest or of this project's own is in its PATH. */
export async function openShell(more: Readonly<Record<string, string>> = {}): Promise<Shell> {
  const home = await mkdtemp(path.join(tmpdir(), 'yimen-shell-'));
  const folder = await mkdtemp(path.join(home, 'work-'));
  await symlink(path.join(projectRoot, 'cli/yimen.mjs'), path.join(home, 'yimen'));
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const own = folders.filter((each) => !each.split(path.sep).includes('node_modules'));
  const environment = {
    PATH: [home, ...own].join(path.delimiter),
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, 'configuration'),
    LANG: 'en_GB.UTF-8',
    ...more,
  };
  const run = async (
    program: string,
    words: readonly string[],
    added: Readonly<Record<string, string>>,
    told: (printed: string) => void = () => {},
  ): Promise<Typed> => {
    const child = spawn(program, words, {
      cwd: folder,
      env: { ...environment, ...added },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const closed = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      err += piece;
      told(err);
    });
    const [out, code] = await Promise.all([text(child.stdout), closed]);
    return { code, out, err };
  };
  return {
    folder,
    environment,
    yimen: (words, added = {}) => run('yimen', words, added),
    yimenTelling: (words, told) => run('yimen', words, {}, told),
    line: (line) => run('bash', ['-c', line], {}),
    close: () => rm(home, { recursive: true, force: true, maxRetries: 5 }),
  };
}
