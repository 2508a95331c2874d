import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A copy of the project in which files may be spoiled: the packages are those of the original. */
export async function copyTree(root: string): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-mutants-'));
  for (const name of await readdir(root)) {
    if (['node_modules', '.git', '.data', 'coverage'].includes(name)) continue;
    await cp(path.join(root, name), path.join(folder, name), { recursive: true });
  }
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The files below a folder of a tree that end so, by name, with slashes. */
export async function filesBelow(root: string, folder: string, ending: string): Promise<string[]> {
  const names = await readdir(path.join(root, folder), { recursive: true });
  return names
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((name) => name.endsWith(ending))
    .sort();
}
