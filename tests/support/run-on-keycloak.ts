import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Account, type Realm, withAccounts } from '../../gateway/identity/realm.js';
import { projectRoot } from '../../gateway/portal.js';
import { cacheFolder, keycloakFolder, keycloakVersion } from '../../scripts/keycloak/distribution.js';
import { findJava, ToolMissing } from '../../scripts/keycloak/java.js';
import { startKeycloak } from '../../scripts/keycloak/server.js';
import { sampleRealm } from '../gateway/identity/issuer-server.js';
import { freePort } from './free-port.js';
import { demoRealm, writtenRealm } from './issuer.js';

// `npm run test:keycloak [-- what Jest is told]`: the identity tests, and those about Keycloak alone, on one Keycloak that
// is started for them. Without Java or Maven they are skipped, but not where CI is true.
const started = performance.now();
const environment = process.env;

function progress(sentence: string): void {
  console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${sentence}`);
}

/** The realm under a name of its own; without identifiers, which no two realms of a server may have in common. */
function renamed(realm: Realm, name: string): Realm {
  return { ...realm, realm: name, users: realm.users?.map(({ id: _, ...user }) => user) as Realm['users'] };
}

const administrators: Account[] = ['system', 'security', 'audit'].map((duty) => ({
  username: duty,
  name: duty,
  password: 'right',
  roles: [`${duty}_administrator`],
  organizations: [],
  regions: [],
  staffNumber: null,
}));

async function realms(): Promise<Realm[]> {
  const sample = await sampleRealm();
  return [
    await demoRealm(),
    { ...(await writtenRealm()), realm: 'yimen-written' },
    // Keycloak's guard against guessing refuses an account that logs in twice at one moment, as tests of two files may.
    { ...sample, realm: 'yimen-sample', bruteForceProtected: false },
    renamed(sample, 'yimen-keys'),
    renamed(sample, 'yimen-changed'),
    renamed(sample, 'yimen-logout'),
    renamed(withAccounts(await writtenRealm(), administrators), 'yimen-administrators'),
  ];
}

async function jest(settings: Readonly<Record<string, string>>, stopping: AbortSignal): Promise<number> {
  const program = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
  const parameters = ['--config', 'tests/keycloak/jest.config.mjs', ...process.argv.slice(2)];
  const child = spawn(process.execPath, ['--import', './scripts/environment.mjs', ...program, ...parameters], {
    cwd: projectRoot,
    env: { ...environment, ...settings },
    stdio: 'inherit',
  });
  stopping.addEventListener('abort', () => child.kill(), { once: true });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function run(stopping: AbortSignal): Promise<number> {
  const java = await findJava(environment);
  const folder = await keycloakFolder({ cache: cacheFolder(environment), java, progress, stopping });
  const home = await mkdtemp(path.join(tmpdir(), 'yimen-keycloak-'));
  const [secret = '', adminPassword = ''] = [16, 16].map((bytes) => randomBytes(bytes).toString('hex'));
  const settings = { YIMEN_ORIGIN: `http://127.0.0.1:${await freePort()}` };
  const variables = { ...settings, YIMEN_GATEWAY_SECRET: secret };
  const server = { folder, home, java, port: await freePort(), realms: await realms(), variables, adminPassword };
  try {
    progress(`Starting Keycloak ${keycloakVersion} with ${server.realms.length} realms.`);
    const keycloak = await startKeycloak({ ...server, stopping });
    progress(`Keycloak is open at ${keycloak.origin}.`);
    try {
      return await jest(
        {
          ...settings,
          ISSUER: `${keycloak.origin}/realms/yimen`,
          CLIENT_SECRET: secret,
          KEYCLOAK_ADMIN_PASSWORD: adminPassword,
          KEYCLOAK_FOLDER: folder,
          KEYCLOAK_JAVA: java,
        },
        stopping,
      );
    } finally {
      await keycloak.stop();
      progress('Keycloak has ended.');
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
try {
  process.exitCode = await run(stopping.signal);
} catch (error) {
  if (stopping.signal.aborted) process.exit(130);
  if (!(error instanceof ToolMissing)) throw error;
  if (environment['CI'] === 'true') {
    console.error(error.message);
    process.exit(1);
  }
  console.log(`skipped: the tests on Keycloak. ${error.message}`);
}
