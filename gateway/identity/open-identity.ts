import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { decodeJwt, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../../kit/module/context.js';
import type { Module, RoleDeclaration } from '../../kit/module/define.js';
import type { Log } from '../../kit/module/host.js';
import type { Config } from '../config.js';
import type { Room } from '../http/server.js';
import type { Replica } from '../replica.js';
import { grantTable, type GrantTable } from './caller-from-claims.js';
import { readDemoAccounts, withDemoAccounts } from './demo-accounts.js';
import { identifier, type Identity } from './identify.js';
import { createIssuer } from './issuer/create-issuer.js';
import { keycloakGrants } from './keycloak-grants.js';
import { logoutRoom } from './logout-room.js';
import { confirmer, onlyInForce } from './only-in-force.js';
import { type Account, type Realm, realmFrom } from './realm.js';
import { rolesOfTheDoor } from './roles-of-the-door.js';
import { remoteKeys } from './remote-keys.js';
import { TokenWatch } from './token-watch.js';
import { logoutVerifier } from './verify-logout-token.js';
import { tokenVerifier } from './verify-token.js';

/** How callers are known by their tokens. */
export interface TokenIdentity {
  identify(authorization: string | undefined): Promise<Identity>;
  /** Asks whether a token is good at this very moment, as `confirmer` does. */
  confirm(token: string): Promise<void>;
  /** The issuer's public keys. */
  readonly keys: JWTVerifyGetKey;
}

/** How the portal knows its callers. */
export interface PortalIdentity extends TokenIdentity {
  /** Address of the realm whose tokens are good here. */
  readonly issuer: string;
  /** Accounts of the embedded issuer; none where Keycloak issues. */
  readonly demoAccounts: readonly Account[];
  /** Where the issuer tells of logouts, and what the embedded one answers. */
  readonly rooms: readonly Room[];
  /** Watches the tokens under live streams. */
  readonly tokens: TokenWatch;
  close(): Promise<void>;
}

/** What identity needs of the portal. */
export interface IdentitySurroundings {
  readonly origin: string;
  readonly clock: Clock;
  readonly root: string;
  readonly log: Log;
  /** What the portal knows together with its replicas: which logins ended, and who asks too often. */
  readonly replica: Replica;
  /** The modules that stand now, whose roles give scopes. */
  readonly modules: () => readonly Module[];
}

/** The address of the realm whose tokens are good at a portal: ISSUER, or the embedded issuer's at the portal's own origin. */
export function issuerOf({ issuer }: Pick<Config, 'issuer'>, origin: string): string {
  return issuer ?? `${origin}/realms/yimen`;
}

/** Verifies tokens of the realm at ISSUER, or starts the embedded issuer where none is set. */
export async function openIdentity(config: Config, surroundings: IdentitySurroundings): Promise<PortalIdentity> {
  const { modules, clock, log, replica } = surroundings;
  const table = grantsOfModules(modules);
  const { known: ended } = replica.revocations;
  const isRevoked = (claims: JWTPayload): boolean => {
    ended.requireKnown(claims);
    return ended.covers(claims);
  };
  if (config.issuer === null)
    return hearingOfLogouts(config, surroundings, await openEmbedded(config, surroundings, isRevoked, table));
  const known = identityOfRealm(config, config.issuer, { clock, log, isRevoked }, table);
  const elsewhere = { issuer: config.issuer, demoAccounts: [], rooms: [], close: async () => {} };
  return hearingOfLogouts(config, surroundings, { ...elsewhere, ...known });
}

type Identified = Omit<PortalIdentity, 'tokens'>;

/** Adds the room at which the issuer tells that a login ended, and ends that login's streams at once. */
function hearingOfLogouts(config: Config, surroundings: IdentitySurroundings, identified: Identified): PortalIdentity {
  const { clock, log, replica } = surroundings;
  const { known } = replica.revocations;
  const { issuer, keys } = identified;
  const tokens = new TokenWatch((token) => identified.confirm(token), log);
  known.onAdded(() => tokens.endRevoked((token) => known.covers(decodeJwt(token))));
  const verify = logoutVerifier({ issuer, clients: config.replica.logoutClients, keys, clock });
  const logout = logoutRoom({
    verify,
    revoke: (login) => replica.revocations.revoke(login),
    rates: replica.rates,
    proxies: config.proxies,
    log,
  });
  return { ...identified, tokens, rooms: [...identified.rooms, logout] };
}

async function openEmbedded(
  config: Config,
  surroundings: IdentitySurroundings,
  isRevoked: (claims: JWTPayload) => boolean,
  table: () => GrantTable,
): Promise<Identified> {
  const { clock, log } = surroundings;
  const demoAccounts = await readDemoAccounts(config.countyFolders);
  const issuer = issuerOf(config, surroundings.origin);
  const embedded = await createIssuer({
    issuer,
    realm: withDemoAccounts(await realmOf(surroundings.root, surroundings.modules()), demoAccounts),
    folder: path.join(config.dataFolder, 'issuer'),
    production: config.production,
    log,
  });
  const { keys, clientSecret } = embedded;
  const verify = tokenVerifier({ issuer, audience: config.audience, keys, isRevoked, clock });
  const grants = keycloakGrants({ issuer, clientId: portalClient, clientSecret, keys, clock });
  return {
    issuer,
    demoAccounts,
    keys,
    rooms: [embedded],
    identify: identifier(onlyInForce(verify, grants, log), table),
    confirm: confirmer(verify, grants, clock),
    close: () => embedded.close(),
  };
}

/**
 * Knows callers by tokens of a realm elsewhere. With CLIENT_SECRET it also asks whether their sessions
 * still stand, and tries the secret at once, so that a wrong one is in the log from the start.
 */
export function identityOfRealm(
  config: Pick<Config, 'audience' | 'clientSecret'>,
  issuer: string,
  { clock, log, isRevoked }: RealmSurroundings,
  table: () => GrantTable,
): TokenIdentity {
  const { audience, clientSecret } = config;
  const { find: keys, revision: keysRevision } = remoteKeys(`${issuer}/protocol/openid-connect/certs`, clock);
  const verify = tokenVerifier({ issuer, audience, keys, keysRevision, isRevoked, clock });
  if (clientSecret === null)
    return { keys, identify: identifier(verify, table), confirm: confirmer(verify, null, clock) };
  const grants = keycloakGrants({ issuer, clientId: portalClient, clientSecret, keys, clock });
  grants
    .serviceToken()
    .catch((error: unknown) =>
      log.warn({ err: error }, `${issuer} gives the client ${portalClient} no token; is CLIENT_SECRET right?`),
    );
  return {
    keys,
    identify: identifier(onlyInForce(verify, grants, log), table),
    confirm: confirmer(verify, grants, clock),
  };
}

/** What a realm elsewhere is known with. */
interface RealmSurroundings {
  readonly clock: Clock;
  readonly log: Log;
  /** Whether the login behind a token has ended; left out where nobody tells of that. */
  readonly isRevoked?: (claims: JWTPayload) => boolean;
}

/** The confidential client as which the portal speaks to its realm. */
const portalClient = 'yimen-gateway';

/** The table of what the roles of the modules that stand amount to, made anew when they change. */
export function grantsOfModules(modules: () => readonly WithRoles[]): () => GrantTable {
  let known: { readonly modules: readonly WithRoles[]; readonly table: GrantTable } | null = null;
  return () => {
    const standing = modules();
    if (known?.modules !== standing) {
      known = { modules: standing, table: grantTable(rolesOf(standing)) };
    }
    return known.table;
  };
}

/** The hand-written part of the realm with the modules' roles: what Keycloak imports. */
export async function realmOf(root: string, modules: readonly Module[]): Promise<Realm> {
  const base = JSON.parse(await readFile(path.join(root, 'schema/realm/base.json'), 'utf8')) as Realm;
  return realmFrom(base, rolesOf(modules));
}

type WithRoles = Pick<Module, 'roles'>;

function rolesOf(modules: readonly WithRoles[]): readonly RoleDeclaration[] {
  return [...rolesOfTheDoor, ...modules.flatMap(({ roles }) => roles ?? [])];
}
