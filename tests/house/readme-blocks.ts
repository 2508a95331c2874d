import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../gateway/portal.js';

/** The files that a newcomer reads first. */
export const readmes = ['README.md', 'README.zh.md'] as const;

/** The text of a file of the project. */
export function textOf(file: string): string {
  return readFileSync(path.join(projectRoot, file), 'utf8');
}

/** The commands of a README, block by block, as they are typed. */
export function commandBlocks(file: string): string[] {
  return [...textOf(file).matchAll(/^```sh\n(.*?)\n```$/gms)].map(([, commands]) => commands ?? '');
}
