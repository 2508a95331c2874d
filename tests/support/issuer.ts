import { readFile } from 'node:fs/promises';
import { projectRoot } from '../../gateway/portal.js';
import { readConfig } from '../../gateway/config.js';
import { readDemoAccounts, withDemoAccounts } from '../../gateway/identity/demo-accounts.js';
import type { Realm } from '../../gateway/identity/realm.js';

/** The Keycloak that `npm run test:keycloak` has started for all tests. */
export interface TestKeycloak {
  readonly origin: string;
  /** Secret of the client `yimen-gateway` in each of its realms. */
  readonly clientSecret: string;
  readonly adminPassword: string;
  /** Where its programs stand, and the Java that runs them: for a test that needs a server of its own. */
  readonly folder: string;
  readonly java: string;
  /** The address at which its realms expect the portal. */
  readonly portalOrigin: string;
}

/** The Keycloak at ISSUER; null where it is not set, which is the embedded issuer. */
export function keycloakOfTests(): TestKeycloak | null {
  const issuer = process.env['ISSUER'];
  if (!issuer) return null;
  return {
    origin: new URL(issuer).origin,
    clientSecret: setting('CLIENT_SECRET'),
    adminPassword: setting('KEYCLOAK_ADMIN_PASSWORD'),
    folder: setting('KEYCLOAK_FOLDER'),
    java: setting('KEYCLOAK_JAVA'),
    portalOrigin: setting('YIMEN_ORIGIN'),
  };
}

/** As `keycloakOfTests`, for tests that are about Keycloak alone. */
export function keycloak(): TestKeycloak {
  const found = keycloakOfTests();
  if (found === null) throw new Error('These tests run on a Keycloak: npm run test:keycloak');
  return found;
}

/** Settings with which a portal takes tokens of a realm of that Keycloak; none for the embedded issuer. */
export function issuerSettings(realm = 'yimen'): Readonly<Record<string, string>> {
  const found = keycloakOfTests();
  if (found === null) return {};
  return { ISSUER: `${found.origin}/realms/${realm}`, CLIENT_SECRET: found.clientSecret };
}

/** The realm as it is written for an environment in use. */
export async function writtenRealm(): Promise<Realm> {
  return JSON.parse(await readFile(`${projectRoot}/schema/realm/yimen.json`, 'utf8')) as Realm;
}

/** That realm with the demonstration accounts of the county. */
export async function demoRealm(): Promise<Realm> {
  return withDemoAccounts(await writtenRealm(), await readDemoAccounts(readConfig({}).countyFolders));
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: npm run test:keycloak sets it.`);
  return value;
}
