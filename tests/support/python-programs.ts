import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from '@jest/globals';

/** Programs of tests/requirements.txt. */
type PythonProgram = 'schemathesis' | 'check-jsonschema';

const searched = process.env['PATH'] ?? '';
const wanted = 'pip install -r tests/requirements.txt';

/**
 * `test` where a program is installed. Elsewhere its tests are skipped and say so in one line; with CI=true they run all
 * the same, and fail at `runPython`.
 */
export function testWith(program: PythonProgram): typeof test | typeof test.skip {
  if (fileOf(program) !== undefined || process.env['CI'] === 'true') return test;
  process.stderr.write(`skipped: ${program}; ${wanted} to run it\n`);
  return test.skip;
}

/** Runs a program in a folder to its end: what it returned and what it said. */
export async function runPython(
  program: PythonProgram,
  parameters: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly said: string }> {
  const file = fileOf(program);
  if (file === undefined) throw new Error(`${program} is not installed: ${wanted}`);
  const child = spawn(file, parameters, { cwd: folder, env: { PATH: searched, ...environment } });
  let said = '';
  const hear = (text: string): void => void (said += text);
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  const status = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  return { status, said };
}

function fileOf(program: PythonProgram): string | undefined {
  return searched
    .split(path.delimiter)
    .map((folder) => path.join(folder, program))
    .find(existsSync);
}
