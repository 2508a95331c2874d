import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** A program of PostgreSQL is not installed, or too old; the message is for the person at the command line. */
export class ProgramMissing extends Error {}

/** Where Debian keeps the programs of each version. */
const versions = '/usr/lib/postgresql';

const run = promisify(execFile);

/**
 * Runs one of PostgreSQL's own programs (`pg_dump`) on the database of an address, in the version of its server or a
 * newer one. The password goes through the environment, which other users of the machine cannot read. Throws
 * ProgramMissing, or an error with what the program said.
 */
export async function runProgram(
  name: 'pg_dump' | 'psql',
  server: { readonly url: string; readonly major: number },
  parameters: readonly string[],
): Promise<void> {
  const address = new URL(server.url);
  const password = decodeURIComponent(address.password);
  address.password = '';
  await start(name, server.major, ['--no-password', `--dbname=${address.href}`, ...parameters], {
    ...(password === '' ? {} : { PGPASSWORD: password }),
  });
}

/** Writes the statements of an archive of `pg_dump` into a file, for a server of a version. Throws as `runProgram` does. */
export async function writeStatements(archive: string, file: string, major: number): Promise<void> {
  await start('pg_restore', major, ['--no-owner', '--no-privileges', `--file=${file}`, archive], {});
}

async function start(
  name: string,
  major: number,
  parameters: readonly string[],
  secrets: Readonly<Record<string, string>>,
): Promise<void> {
  const program = await findProgram(name, major);
  await run(program, parameters, { env: { LC_ALL: 'C', ...secrets }, maxBuffer: 16_777_216 }).catch(
    (error: Error & { readonly stderr?: string }) => {
      throw new Error(`${name} failed: ${error.stderr?.trim() || error.message}`, { cause: error });
    },
  );
}

async function findProgram(name: string, major: number): Promise<string> {
  const installed = existsSync(versions) ? await readdir(versions) : [];
  const fitting = installed
    .map(Number)
    .filter((version) => version >= major && existsSync(path.join(versions, String(version), 'bin', name)))
    .sort((one, other) => one - other);
  if (fitting[0] !== undefined) return path.join(versions, String(fitting[0]), 'bin', name);
  const said = await run(name, ['--version']).catch(() => null);
  if (said !== null && Number(/\d+/.exec(said.stdout)?.[0]) >= major) return name;
  throw new ProgramMissing(
    `The program ${name} of PostgreSQL ${major} or newer is not installed (on Debian: apt-get install postgresql-client).`,
  );
}
