import type { KeyObject } from 'node:crypto';
import path from 'node:path';
import type { DatabaseLocation } from '../kit/data/open-orm.js';
import { type CallSettings, callSettings } from './call-settings.js';
import { callerSettings, type Introspection } from './caller-settings.js';
import { type ChildSettings, childSettings } from './child-settings.js';
import { type DockingSettings, dockingSettings } from './docking-settings.js';
import type { RateSettings } from './guard/rates.js';
import { type DocumentSettings, documentSettings } from './document-settings.js';
import { isLoopback } from './loopback.js';
import { overrideSettings } from './override-settings.js';
import { address, type Environment, integer, oneOf, privateKey, WrongSetting } from './read-setting.js';
import { type ReplicaSettings, replicaSettings } from './replica-settings.js';
import { type TelemetrySettings, telemetrySettings } from './telemetry-settings.js';

/** Everything that the environment decides, read once. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly production: boolean;
  readonly dataFolder: string;
  /** The counties of this installation, each in a folder of its own name. */
  readonly countyFolders: readonly string[];
  readonly database: DatabaseLocation;
  /** The Keycloak realm that issues tokens; null for the embedded issuer. */
  readonly issuer: string | null;
  readonly audience: string;
  /** Secret of the client `yimen-gateway`; null when the portal asks for no tokens of its own. */
  readonly clientSecret: string | null;
  /** Private key that signs the daily head; null for the one that the data folder keeps, outside production. */
  readonly headSigningKey: KeyObject | null;
  /** The portal's GraphQL address, for a module that is a server of its own; null when it has nothing to ask. */
  readonly portalUrl: string | null;
  /** Modules that run as servers of their own: subgraph name to GraphQL address. */
  readonly remoteSubgraphs: ReadonlyMap<string, string>;
  /** How such servers take subscriptions, where it is not GraphQL over SSE. */
  readonly remoteStreams: ReadonlyMap<string, 'sse' | 'ws'>;
  /** Labels of `@override(label:)` that are in force; those of the form `percent(n)` are drawn for instead. */
  readonly overrideLabels: ReadonlySet<string>;
  readonly limits: Limits;
  readonly documents: DocumentSettings;
  readonly rates: RateSettings;
  /** Proxies of one's own that every request comes through. */
  readonly proxies: number;
  readonly introspection: Introspection;
  /** Origins whose pages may ask this door. */
  readonly corsOrigins: ReadonlySet<string>;
  /** How subgraphs that are served elsewhere are called. */
  readonly calls: CallSettings;
  readonly replica: ReplicaSettings;
  readonly children: ChildSettings;
  readonly docking: DockingSettings;
  readonly logLevel: string;
  readonly telemetry: TelemetrySettings;
}

/** What a gateway without modules, database or accounts of its own is told by the environment. */
export interface PlainConfig extends Pick<
  Config,
  | 'host'
  | 'port'
  | 'production'
  | 'issuer'
  | 'audience'
  | 'clientSecret'
  | 'remoteSubgraphs'
  | 'remoteStreams'
  | 'overrideLabels'
  | 'limits'
  | 'calls'
  | 'documents'
  | 'rates'
  | 'proxies'
  | 'corsOrigins'
  | 'introspection'
  | 'logLevel'
  | 'telemetry'
> {
  /** The supergraph that it serves. */
  readonly supergraphFile: string;
  /** The planner that it plans with; null for the one that the machine can run. */
  readonly planner: 'native' | 'apollo' | null;
}

/** Bounds of one request; each refuses with LIMITED and names itself. */
export interface Limits {
  readonly bodyBytes: number;
  readonly depth: number;
  readonly aliases: number;
  readonly tokens: number;
  readonly directives: number;
  readonly fields: number;
  /** Requests that one body may hold; 0 for none but single ones. */
  readonly batch: number;
  /** What one operation may cost, by `@cost` and `@listSize`. */
  readonly cost: number;
  /** Items of a list of which the graph says nothing. */
  readonly listSize: number;
  /** Milliseconds until a request is given up; for a stream, until it is open, and then for the joins of each event. */
  readonly deadline: number;
  /** Streams of one WebSocket. */
  readonly streams: number;
  /** WebSockets and event streams of one caller. */
  readonly sockets: number;
  /** Milliseconds that a client may take to accept one answer of a stream. */
  readonly streamPatience: number;
}

/**
 * Reads the settings. Each is one line of the README's table; a wrong one throws WrongSetting, which names the variable,
 * its value and what it may be.
 */
export function readConfig(environment: Environment = process.env): Config {
  const production = environment['NODE_ENV'] === 'production';
  const dataFolder = path.resolve(environment['DATA_FOLDER'] ?? '.data');
  const url = environment['DATABASE_URL'];
  const issuer = environment['ISSUER'] ?? null;
  const portal = environment['PORTAL_URL'];
  if (production && issuer === null) {
    throw new WrongSetting(
      'ISSUER is not set: in production tokens come from Keycloak, so give the address of its realm.',
    );
  }
  const host = environment['HOST'] ?? '127.0.0.1';
  if (issuer === null && !isLoopback(host)) {
    throw new WrongSetting(
      `HOST is "${host}" and ISSUER is not set: the embedded issuer serves this machine alone. Set ISSUER to Keycloak's realm.`,
    );
  }
  return Object.freeze({
    ...settingsOfDoor(environment),
    dataFolder,
    children: childSettings(environment),
    docking: dockingSettings(environment),
    countyFolders: countyFolders(environment['COUNTY_FOLDER'] || 'counties/jiangyin'),
    database:
      url === undefined
        ? { kind: 'folder' as const, folder: dataFolder }
        : {
            kind: 'server' as const,
            url: address('DATABASE_URL', url, ['postgres:', 'postgresql:']),
            connections: integer(environment, 'DATABASE_CONNECTIONS', 10, 1, 200),
          },
    headSigningKey: privateKey(environment, 'HEAD_SIGNING_KEY'),
    portalUrl: portal === undefined ? null : address('PORTAL_URL', portal, ['http:', 'https:']),
  });
}

/** Reads the settings of the plain gateway. Throws WrongSetting as `readConfig` does. */
export function readPlainConfig(environment: Environment = process.env): PlainConfig {
  const file = environment['SUPERGRAPH_FILE'] ?? '';
  if (file === '') throw new WrongSetting('SUPERGRAPH_FILE is not set: give the path of the supergraph to serve.');
  const planner = oneOf(environment, 'PLANNER', 'any', ['any', 'native', 'apollo']);
  return Object.freeze({
    ...settingsOfDoor(environment),
    supergraphFile: path.resolve(file),
    planner: planner === 'any' ? null : planner,
  });
}

/** What every door to a graph is told, whatever stands behind it. */
function settingsOfDoor(environment: Environment) {
  const issuer = environment['ISSUER'] ?? null;
  return {
    host: environment['HOST'] ?? '127.0.0.1',
    port: integer(environment, 'PORT', 4000, 0, 65_535),
    production: environment['NODE_ENV'] === 'production',
    issuer: issuer === null ? null : address('ISSUER', issuer, ['http:', 'https:']).replace(/\/$/, ''),
    audience: environment['AUDIENCE'] ?? 'yimen',
    clientSecret: environment['CLIENT_SECRET'] ?? null,
    remoteSubgraphs: remoteSubgraphs(environment),
    remoteStreams: remoteStreams(environment),
    overrideLabels: overrideSettings(environment),
    limits: Object.freeze({
      bodyBytes: integer(environment, 'LIMIT_BODY_BYTES', 1_000_000, 1_000, 100_000_000),
      depth: integer(environment, 'LIMIT_DEPTH', 30, 1, 1_000),
      aliases: integer(environment, 'LIMIT_ALIASES', 1_000, 0, 100_000),
      tokens: integer(environment, 'LIMIT_TOKENS', 20_000, 10, 1_000_000),
      directives: integer(environment, 'LIMIT_DIRECTIVES', 500, 0, 100_000),
      fields: integer(environment, 'LIMIT_FIELDS', 50_000, 10, 10_000_000),
      batch: integer(environment, 'LIMIT_BATCH', 0, 0, 1_000),
      cost: integer(environment, 'LIMIT_COST', 50_000, 1, 1_000_000_000),
      listSize: integer(environment, 'ASSUMED_LIST_SIZE', 10, 1, 100_000),
      deadline: integer(environment, 'REQUEST_DEADLINE', 30_000, 100, 600_000),
      streams: integer(environment, 'LIMIT_STREAMS', 20, 1, 10_000),
      sockets: integer(environment, 'LIMIT_SOCKETS', 50, 1, 100_000),
      streamPatience: integer(environment, 'STREAM_PATIENCE', 10_000, 10, 600_000),
    }),
    calls: callSettings(environment),
    replica: replicaSettings(environment),
    documents: documentSettings(environment),
    ...callerSettings(environment),
    telemetry: telemetrySettings(environment),
    logLevel: oneOf(environment, 'LOG_LEVEL', 'info', ['trace', 'debug', 'info', 'warn', 'error', 'silent']),
  };
}

function countyFolders(given: string): readonly string[] {
  const folders = given.split(path.delimiter).flatMap((part) => part.split(','));
  const named = folders.filter((folder) => folder.trim() !== '').map((folder) => path.resolve(folder.trim()));
  const twice = named.find((folder, index) =>
    named.slice(0, index).some((earlier) => path.basename(earlier) === path.basename(folder)),
  );
  if (twice !== undefined) {
    throw new WrongSetting(
      `COUNTY_FOLDER names two folders called "${path.basename(twice)}"; what a county has loaded is remembered by that name.`,
    );
  }
  return Object.freeze(named);
}

function remoteSubgraphs(environment: Environment): ReadonlyMap<string, string> {
  const urls = perSubgraph('URL', environment);
  return new Map(urls.map(({ subgraph, name, value }) => [subgraph, address(name, value, ['http:', 'https:'])]));
}

function remoteStreams(environment: Environment): ReadonlyMap<string, 'sse' | 'ws'> {
  const protocols = perSubgraph('STREAM', environment);
  return new Map(
    protocols.map(({ subgraph, name }) => [subgraph, oneOf(environment, name, 'sse', ['sse', 'ws'] as const)]),
  );
}

/** The settings `SUBGRAPH_<NAME>_<WHAT>` that are not empty, with the subgraph that each is about. */
function perSubgraph(what: string, environment: Environment) {
  const pattern = new RegExp(`^SUBGRAPH_([A-Z][A-Z0-9_]*)_${what}$`);
  return Object.entries(environment).flatMap(([name, value]) => {
    const subgraph = pattern.exec(name)?.[1];
    return subgraph && value ? [{ subgraph: subgraph.toLowerCase().replaceAll('_', '-'), name, value }] : [];
  });
}
