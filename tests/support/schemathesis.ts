import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from '@jest/globals';

const searched = process.env['PATH'] ?? '';
const program = searched
  .split(path.delimiter)
  .map((folder) => path.join(folder, 'schemathesis'))
  .find(existsSync);

/**
 * `test.each` where Schemathesis is installed. Elsewhere the tests are skipped and say so in one line; with CI=true they
 * run all the same, and fail at `runSchemathesis`.
 */
export const testBySchemathesis: typeof test.each = chooseTest();

function chooseTest(): typeof test.each {
  if (program !== undefined || process.env['CI'] === 'true') return test.each;
  process.stderr.write('skipped: Schemathesis; pip install -r tests/fuzz/requirements.txt to run it\n');
  return test.skip.each as typeof test.each;
}

/** Runs it to its end: what it returned and what it said. */
export async function runSchemathesis(
  parameters: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly said: string }> {
  if (program === undefined)
    throw new Error('Schemathesis is not installed: pip install -r tests/fuzz/requirements.txt');
  const child = spawn(program, parameters, { cwd: folder, env: { PATH: searched, ...environment } });
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
