import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const oldest = 17;

/** What a person has to install first; the message says what. */
export class ToolMissing extends Error {}

/** The command that runs Java: of JAVA_HOME, otherwise of the PATH. Throws ToolMissing where it is older than 17 or none. */
export async function findJava(environment: NodeJS.ProcessEnv): Promise<string> {
  const home = environment['JAVA_HOME'];
  const program = home ? path.join(home, 'bin', 'java') : 'java';
  const wanted = `Keycloak needs Java ${oldest} or newer (on Debian: apt-get install openjdk-17-jre-headless)`;
  const said = await promisify(execFile)(program, ['-version']).catch(() => null);
  if (said === null) throw new ToolMissing(`${wanted}, and the command "${program}" does not run here.`);
  const version = /version "(\d+)[^"]*"/.exec(said.stderr);
  if (Number(version?.[1]) >= oldest) return program;
  throw new ToolMissing(`${wanted}, and "${program}" is ${version?.[0] ?? 'of no version that it tells'}.`);
}
