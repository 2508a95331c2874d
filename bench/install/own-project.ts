import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../contest/contender.js';

/** A project of the bench's own, with the portal's modules and plug-ins that come and go. */
export interface OwnProject {
  readonly folder: string;
  /** Writes the bench's plug-in aside. */
  prepare(): Promise<void>;
  /** Moves it where a portal looks for plug-ins, at once and whole. */
  install(): Promise<void>;
  remove(): Promise<void>;
  drop(): Promise<void>;
}

/** Links what does not change and copies the plug-ins. */
export async function ownProject(): Promise<OwnProject> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-project-'));
  for (const each of ['kit', 'node_modules', 'schema', 'subgraphs']) {
    await symlink(path.join(root, each), path.join(folder, each));
  }
  await cp(path.join(root, 'plugins'), path.join(folder, 'plugins'), { recursive: true });
  const code = await readFile(path.join(root, 'bench/install/module/index.ts'), 'utf8');
  const draft = path.join(folder, 'tide');
  const installed = path.join(folder, 'plugins/tide');
  return {
    folder,
    prepare: async () => {
      await mkdir(draft);
      // In its place among the plug-ins the kit is two folders up.
      await writeFile(path.join(draft, 'index.ts'), code.replaceAll('../../../kit/', '../../kit/'));
    },
    install: () => rename(draft, installed),
    remove: () => rm(installed, { recursive: true }),
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}
