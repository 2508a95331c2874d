import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ToolMissing } from './java.js';
import { javaOptions } from './java-options.js';

/** The release that the portal is tested with. */
export const keycloakVersion = '26.7.3';

const archiveName = `keycloak-quarkus-dist-${keycloakVersion}.tar.gz`;
const artifact = `org.keycloak:keycloak-quarkus-dist:${keycloakVersion}:tar.gz`;
// Of the archive whose SHA-1 the repository publishes; Maven compares that one, and we this one.
const sha512 =
  '664c8ac2997d94b69825af70acc3a6017a7a53a1504a6e21b2d82a04e5f53593b30cabdf80ffe3eb661f13442a57fbc15c4186a1899f2841e8145532e5ae7e1c';
const copyGoal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';
const draftsStay = 3_600_000;

/** How the server is had. */
export interface DistributionOptions {
  /** Folder outside of the project, the user's own, where unpacked servers stay. */
  readonly cache: string;
  readonly java: string;
  readonly progress: (sentence: string) => void;
  /** Ends what runs when aborted. */
  readonly stopping?: AbortSignal;
}

/** The cache folder of this user, unless KEYCLOAK_CACHE names another. */
export function cacheFolder(environment: NodeJS.ProcessEnv): string {
  const named = environment['KEYCLOAK_CACHE'];
  if (named) return path.resolve(named);
  const caches = environment['XDG_CACHE_HOME'] || environment['LOCALAPPDATA'] || path.join(homedir(), '.cache');
  return path.join(caches, 'yimen');
}

/**
 * The folder where Keycloak stands unpacked and built. What is not there yet is had through Maven, or from an archive of
 * the release's name that somebody laid into the cache; its SHA-512 must be the one that is written here. Throws
 * ToolMissing without Maven.
 */
export async function keycloakFolder(options: DistributionOptions): Promise<string> {
  const { cache, java, progress, stopping } = options;
  const folder = path.join(cache, `keycloak-${keycloakVersion}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  await removeOldDrafts(cache);
  // Made aside and renamed, so that nobody who starts meanwhile finds half a server.
  const draft = await mkdtemp(`${folder}.`);
  try {
    const laid = path.join(cache, archiveName);
    if (!existsSync(laid)) await fetchArchive(draft, options);
    const archive = existsSync(laid) ? laid : path.join(draft, archiveName);
    await verify(archive);
    progress(`Unpacking and building Keycloak ${keycloakVersion}; that takes half a minute, this once.`);
    const server = path.join(draft, 'server');
    await mkdir(server);
    await run('tar', ['-xzf', archive, '-C', server, '--strip-components=1'], draft, stopping);
    await run(java, [...javaOptions(server), 'build', '--db=dev-file'], draft, stopping);
    await rename(server, folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
}

async function fetchArchive(folder: string, { progress, stopping }: DistributionOptions): Promise<void> {
  progress(`Fetching Keycloak ${keycloakVersion} (176 MB) through Maven; this once.`);
  const started = Date.now();
  const beat = setInterval(() => progress(`  … ${Math.round((Date.now() - started) / 1000)} s`), 10_000);
  try {
    const options = ['--batch-mode', '--strict-checksums', `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`];
    await run('mvn', [copyGoal, ...options], folder, stopping);
  } finally {
    clearInterval(beat);
  }
}

async function verify(archive: string): Promise<void> {
  const digest = createHash('sha512');
  await pipeline(createReadStream(archive), digest);
  const found = digest.digest('hex');
  if (found !== sha512) throw new Error(`${archive} is not the archive of the release: its SHA-512 is ${found}.`);
}

async function run(program: string, parameters: readonly string[], folder: string, stopping?: AbortSignal) {
  const child = spawn(program, parameters, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  stopping?.addEventListener('abort', () => child.kill(), { once: true });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => said.push(piece));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause: NodeJS.ErrnoException) => reject(cause.code === 'ENOENT' ? absent(program) : cause));
    child.once('close', resolve);
  });
  if (code === 0) return;
  throw new Error(`${program} ended with status ${code}:\n${Buffer.concat(said).toString('utf8').trim()}`);
}

function absent(program: string): ToolMissing {
  return new ToolMissing(
    program === 'mvn'
      ? `Keycloak comes through Maven, and the command "mvn" does not run here (on Debian: apt-get install maven). Or lay ${archiveName} into the cache folder.`
      : `The command "${program}" does not run here.`,
  );
}

/** What a process left behind that was killed while it unpacked. */
async function removeOldDrafts(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith(`keycloak-${keycloakVersion}.`)) continue;
    const folder = path.join(cache, name);
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > draftsStay) await rm(folder, { recursive: true, force: true });
  }
}
