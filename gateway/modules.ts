import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Module } from '../kit/module/define.js';

/** The folders that hold modules, relative to the project. */
export const moduleFolders = ['subgraphs', 'plugins'] as const;

const none: ReadonlySet<string> = new Set();

/**
 * Reads the modules of a project: each folder with an `index.ts` whose default export is a module, but for those whose code
 * runs elsewhere and is not to be imported here.
 */
export async function findModules(root: string, elsewhere = none): Promise<Module[]> {
  const found: Module[] = [];
  for (const parent of moduleFolders) {
    for (const folder of await foldersOf(path.join(root, parent), elsewhere)) found.push(await readModule(folder));
  }
  return inOrderOfNeed(found);
}

/** Folders of modules under `parent`, by name, but for those whose code runs elsewhere. */
export async function foldersOf(parent: string, elsewhere = none): Promise<string[]> {
  if (!existsSync(parent)) return [];
  const entries = await readdir(parent, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !elsewhere.has(entry.name))
    .map((entry) => path.join(parent, entry.name))
    .filter((folder) => existsSync(path.join(folder, 'index.ts')))
    .sort();
}

/** Imports one module's folder. The folder's name must be the module's. */
export async function readModule(folder: string): Promise<Module> {
  const imported = (await import(pathToFileURL(path.join(folder, 'index.ts')).href)) as { default?: Module };
  const module = imported.default;
  if (module?.kind === undefined || module.name !== path.basename(folder)) {
    throw new Error(`${folder}/index.ts does not export by default a module named "${path.basename(folder)}".`);
  }
  return module;
}

/** Puts modules behind what they need. Refuses a need that is absent or circular. */
export function inOrderOfNeed(modules: readonly Module[]): Module[] {
  const ordered: Module[] = [];
  const visit = (module: Module, trail: readonly string[]): void => {
    if (ordered.includes(module)) return;
    if (trail.includes(module.name))
      throw new Error(`Modules need each other in a circle: ${[...trail, module.name].join(' → ')}.`);
    for (const need of module.needs ?? []) {
      const needed = modules.find(({ name }) => name === need);
      if (!needed) throw new Error(`Module "${module.name}" needs "${need}", which is not installed.`);
      visit(needed, [...trail, module.name]);
    }
    ordered.push(module);
  };
  for (const module of modules) visit(module, []);
  return ordered;
}
