import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../gateway/config.js';
import { readDemoAccounts, withDemoAccounts } from '../gateway/identity/demo-accounts.js';
import type { Realm } from '../gateway/identity/realm.js';
import { cacheFolder, keycloakFolder, keycloakVersion } from './keycloak/distribution.js';
import { findJava, ToolMissing } from './keycloak/java.js';
import { type Keycloak, PortTaken, startKeycloak } from './keycloak/server.js';

// `npm run keycloak [-- PORT]`: a Keycloak for development with the realm of schema/realm and the counties' demonstration
// accounts, on this machine alone. Each start begins anew: what is changed in it lasts until Ctrl-C.
const started = performance.now();
const root = fileURLToPath(new URL('..', import.meta.url));
const environment = process.env;

/** A wrong call; the message says what a right one is. */
class WrongCall extends Error {}

function progress(sentence: string): void {
  console.log(`${elapsed().padStart(7)}  ${sentence}`);
}

function elapsed(): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

function portNumber(): number {
  const given = process.argv[2] ?? (environment['KEYCLOAK_PORT'] || '8180');
  const port = Number(given);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new WrongCall(`"${given}" is no port: npm run keycloak -- 8180`);
}

async function developmentRealm(): Promise<{ readonly realm: Realm; readonly accounts: number }> {
  const text = await readFile(path.join(root, 'schema/realm/yimen.json'), 'utf8');
  const { countyFolders } = readConfig({ COUNTY_FOLDER: environment['COUNTY_FOLDER'] });
  const accounts = await readDemoAccounts(countyFolders);
  return { realm: withDemoAccounts(JSON.parse(text) as Realm, accounts), accounts: accounts.length };
}

function introduce({ origin }: Keycloak, accounts: number, secret: string, adminPassword: string): void {
  const lines = [
    '',
    `Keycloak ${keycloakVersion} is open after ${elapsed()}, for development on this machine.`,
    `  realm           ${origin}/realms/yimen`,
    `  administration  ${origin}/admin/  (user admin, password ${adminPassword})`,
    `  accounts        ${accounts} of accounts.csv (password "demo")`,
    '  the portal beside it:',
    `    ISSUER=${origin}/realms/yimen CLIENT_SECRET=${secret} npm start`,
    'Ctrl-C ends it, with all that was changed in it.',
  ];
  console.log(lines.join('\n'));
}

async function run(stopping: AbortSignal): Promise<void> {
  if (environment['NODE_ENV'] === 'production') {
    throw new WrongCall('This Keycloak has accounts whose password everyone knows; it does not run in production.');
  }
  const port = portNumber();
  const java = await findJava(environment);
  const folder = await keycloakFolder({ cache: cacheFolder(environment), java, progress, stopping });
  const { realm, accounts } = await developmentRealm();
  const secret = environment['CLIENT_SECRET'] || randomBytes(16).toString('hex');
  const adminPassword = randomBytes(8).toString('hex');
  const home = await mkdtemp(path.join(tmpdir(), 'yimen-keycloak-'));
  try {
    progress('Starting Keycloak on an empty database; that takes a quarter of a minute.');
    const variables = { YIMEN_GATEWAY_SECRET: secret };
    const options = { folder, home, java, port, realms: [realm], variables, adminPassword, stopping };
    const keycloak = await startKeycloak(options);
    introduce(keycloak, accounts, secret, adminPassword);
    await keycloak.ended;
    if (!stopping.aborted) throw new Error('Keycloak ended by itself.');
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Aborted by Ctrl-C and by SIGTERM, from when it is asked for. */
function stopAsked(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  return stopping.signal;
}

const stopping = stopAsked();
try {
  await run(stopping);
} catch (error) {
  if (stopping.aborted) process.exit(130);
  if (!(error instanceof ToolMissing || error instanceof PortTaken || error instanceof WrongCall)) throw error;
  console.error(error.message);
  process.exit(1);
}
