import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../gateway/portal.js';
import { textOf } from './readme-blocks.js';

/** What the steps of the Dockerfile made in an empty folder, in place of an image. */
export interface ReplayedImage {
  /** The image's working folder. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What the image runs, and what tells whether it is well. */
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
  /** Where a place of the image stands. */
  placeOf(imagePath: string): string;
  /** Every file of the working folder but those of packages. */
  files(): Promise<string[]>;
  remove(): Promise<void>;
}

interface Stage {
  readonly root: string;
  workdir: string;
}

const base = 'node:24-bookworm-slim';
// Packages come from wherever this machine takes them, whose certificates it trusts.
const trust = { NODE_USE_SYSTEM_CA: '1' };
const most = { timeout: 300_000, maxBuffer: 50_000_000 };

/**
 * Types the steps of the Dockerfile one after the other: `/` is an empty folder for each stage, Node is the project's own,
 * and there is no user `node`, so that nothing changes hands. Throws at an instruction that it does not know.
 */
export async function replayImage(): Promise<ReplayedImage> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'yimen-image-'));
  const programs = path.join(scratch, 'programs');
  await mkdir(programs);
  await writeFile(path.join(programs, 'chown'), '#!/bin/sh\n', { mode: 0o755 });
  const search = [programs, path.dirname(process.execPath), ...systemFolders()].join(path.delimiter);
  const stages = new Map<string, Stage>();
  let stage: Stage = { root: scratch, workdir: '/' };
  const environment: Record<string, string> = {};
  const commands = new Map<string, string[]>();
  const inside = (place: string, { root, workdir } = stage): string => path.join(root, path.resolve(workdir, place));
  for (const { instruction, rest } of instructions()) {
    if (instruction === 'FROM') {
      const [image, , name = String(stages.size)] = rest.split(' ');
      if (image !== base) throw new Error(`The steps are replayed on ${base}, not on ${image}.`);
      stage = { root: path.join(scratch, name), workdir: '/' };
      stages.set(name, stage);
      await mkdir(stage.root);
    } else if (instruction === 'WORKDIR') {
      stage.workdir = path.resolve(stage.workdir, rest);
      await mkdir(inside('.'), { recursive: true });
    } else if (instruction === 'COPY') {
      const [, from, names = ''] = /^(?:--from=(\S+) )?(.+)$/.exec(rest) ?? [];
      const source = from === undefined ? undefined : stages.get(from);
      const places = names.split(' ');
      const target = places.pop() ?? '.';
      for (const name of places) {
        const file = source ? inside(name, source) : path.join(projectRoot, name);
        const isFolderItself = target.endsWith(path.basename(name));
        await cp(file, isFolderItself ? inside(target) : path.join(inside(target), path.basename(name)), {
          recursive: true,
        });
      }
    } else if (instruction === 'RUN') {
      const typed = rest.replaceAll('/data', inside('/data'));
      await promisify(execFile)('sh', ['-c', typed], {
        ...most,
        cwd: inside('.'),
        env: { ...home(), PATH: search, ...trust },
      });
    } else if (instruction === 'ENV') {
      for (const setting of rest.split(' ')) {
        const [name = '', value = ''] = setting.split('=');
        environment[name] = value;
      }
    } else if (instruction === 'CMD' || instruction === 'HEALTHCHECK') {
      commands.set(instruction, JSON.parse(rest.slice(rest.indexOf('['))) as string[]);
    } else if (!['USER', 'VOLUME', 'EXPOSE'].includes(instruction)) {
      throw new Error(`Nobody knows how to replay ${instruction}.`);
    }
  }
  const last = stage;
  return {
    folder: inside('.'),
    environment: { ...home(), PATH: search, ...environment },
    command: commands.get('CMD') ?? [],
    healthCheck: commands.get('HEALTHCHECK') ?? [],
    placeOf: (place) => inside(place, last),
    files: async () => {
      const names = await readdir(inside('.', last), { recursive: true });
      return names.filter((name) => !name.startsWith('node_modules')).sort();
    },
    remove: () => rm(scratch, { recursive: true, force: true, maxRetries: 5 }),
  };
}

function instructions(): { readonly instruction: string; readonly rest: string }[] {
  const lines = textOf('Dockerfile').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, instruction = line, rest = ''] = /^([A-Z]+) (.+[^\\])$/.exec(line) ?? [];
      return { instruction, rest };
    });
}

function systemFolders(): string[] {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.filter((folder) => !folder.split(path.sep).includes('node_modules'));
}

function home(): Record<string, string> {
  return { HOME: process.env['HOME'] ?? '/', LANG: 'C.UTF-8' };
}
