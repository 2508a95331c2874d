import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole } from '../../kit/files/write-whole.js';
import { type Declaration, declarationIn } from './declaration.js';

/** What a module last said of itself; null where it never did, or where what is kept cannot be read. */
export async function readDeclaration(dataFolder: string, name: string): Promise<Declaration | null> {
  const text = await readFile(fileOf(dataFolder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
  if (text === null) return null;
  try {
    return declarationIn(JSON.parse(text), name);
  } catch (error) {
    // Half a file of another program's making is as good as none.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Keeps what a module says of itself, so that its fields stand in the schema also where it does not start again. */
export async function keepDeclaration(dataFolder: string, declaration: Declaration): Promise<void> {
  const file = fileOf(dataFolder, declaration.name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeWhole(file, `${JSON.stringify(declaration)}\n`);
}

function fileOf(dataFolder: string, name: string): string {
  return path.join(dataFolder, 'children', `${name}.json`);
}
