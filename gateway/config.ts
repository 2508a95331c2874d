import path from 'node:path';
import type { DatabaseLocation } from '../kit/data/database.js';

/** Everything that the environment decides, read once. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly production: boolean;
  readonly dataFolder: string;
  readonly countyFolder: string;
  readonly database: DatabaseLocation;
  /** The Keycloak realm that issues tokens; null for the embedded issuer. */
  readonly issuer: string | null;
  readonly audience: string;
  /** Secret of the client `yimen-gateway`; null when the portal asks for no tokens of its own. */
  readonly clientSecret: string | null;
  /** Modules that run as servers of their own: subgraph name to GraphQL address. */
  readonly remoteSubgraphs: ReadonlyMap<string, string>;
  readonly limits: Limits;
  readonly logLevel: string;
}

/** Bounds of one request; each refuses with LIMITED and names itself. */
export interface Limits {
  readonly bodyBytes: number;
  readonly depth: number;
  readonly aliases: number;
  readonly tokens: number;
  readonly directives: number;
  readonly fields: number;
  /** Milliseconds until a request is given up. */
  readonly deadline: number;
}

/** A setting that cannot be used; the message is for the person who started the portal. */
export class WrongSetting extends Error {}

const loopback = ['127.0.0.1', '::1', 'localhost'];

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings. Each is one line of the README's table; a wrong one throws WrongSetting, which names the variable,
 * its value and what it may be.
 */
export function readConfig(environment: Environment = process.env): Config {
  const production = environment['NODE_ENV'] === 'production';
  const dataFolder = path.resolve(environment['DATA_FOLDER'] ?? '.data');
  const url = environment['DATABASE_URL'];
  const issuer = environment['ISSUER'] ?? null;
  if (production && issuer === null) {
    throw new WrongSetting(
      'ISSUER is not set: in production tokens come from Keycloak, so give the address of its realm.',
    );
  }
  const host = environment['HOST'] ?? '127.0.0.1';
  if (issuer === null && !loopback.includes(host)) {
    throw new WrongSetting(
      `HOST is "${host}" and ISSUER is not set: the embedded issuer serves this machine alone. Set ISSUER to Keycloak's realm.`,
    );
  }
  return Object.freeze({
    host,
    port: integer(environment, 'PORT', 4000, 0, 65_535),
    production,
    dataFolder,
    countyFolder: path.resolve(environment['COUNTY_FOLDER'] ?? 'counties/jiangyin'),
    database:
      url === undefined
        ? { kind: 'folder' as const, folder: dataFolder }
        : {
            kind: 'server' as const,
            url: address('DATABASE_URL', url, ['postgres:', 'postgresql:']),
            connections: integer(environment, 'DATABASE_CONNECTIONS', 10, 1, 200),
          },
    issuer: issuer === null ? null : address('ISSUER', issuer, ['http:', 'https:']).replace(/\/$/, ''),
    audience: environment['AUDIENCE'] ?? 'yimen',
    clientSecret: environment['CLIENT_SECRET'] ?? null,
    remoteSubgraphs: remoteSubgraphs(environment),
    limits: Object.freeze({
      bodyBytes: integer(environment, 'LIMIT_BODY_BYTES', 1_000_000, 1_000, 100_000_000),
      depth: integer(environment, 'LIMIT_DEPTH', 30, 1, 1_000),
      aliases: integer(environment, 'LIMIT_ALIASES', 1_000, 0, 100_000),
      tokens: integer(environment, 'LIMIT_TOKENS', 20_000, 10, 1_000_000),
      directives: integer(environment, 'LIMIT_DIRECTIVES', 500, 0, 100_000),
      fields: integer(environment, 'LIMIT_FIELDS', 50_000, 10, 10_000_000),
      deadline: integer(environment, 'REQUEST_DEADLINE', 30_000, 100, 600_000),
    }),
    logLevel: oneOf(environment, 'LOG_LEVEL', 'info', ['trace', 'debug', 'info', 'warn', 'error', 'silent']),
  });
}

function integer(environment: Environment, name: string, otherwise: number, smallest: number, largest: number): number {
  const given = environment[name];
  if (given === undefined || given === '') return otherwise;
  const value = Number(given);
  if (!Number.isInteger(value) || value < smallest || value > largest) {
    throw new WrongSetting(`${name} is "${given}"; it must be a whole number from ${smallest} to ${largest}.`);
  }
  return value;
}

function oneOf(environment: Environment, name: string, otherwise: string, allowed: readonly string[]): string {
  const given = environment[name] ?? otherwise;
  if (!allowed.includes(given))
    throw new WrongSetting(`${name} is "${given}"; it must be one of ${allowed.join(', ')}.`);
  return given;
}

function address(name: string, value: string, protocols: readonly string[]): string {
  const parsed = URL.canParse(value) ? new URL(value) : null;
  if (!parsed || !protocols.includes(parsed.protocol)) {
    // The value may hold a password, so it is not repeated.
    throw new WrongSetting(
      `${name} is not an address that begins with ${protocols.map((each) => `${each}//`).join(' or ')}`,
    );
  }
  return value;
}

function remoteSubgraphs(environment: Environment): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(environment)) {
    const subgraph = /^SUBGRAPH_([A-Z][A-Z0-9_]*)_URL$/.exec(name)?.[1];
    if (subgraph && value)
      found.set(subgraph.toLowerCase().replaceAll('_', '-'), address(name, value, ['http:', 'https:']));
  }
  return found;
}
