import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { GraphQLError, parse } from 'graphql';
import type { Clock } from '../kit/module/context.js';
import type { Log } from '../kit/module/host.js';
import { anonymous } from '../kit/identity/caller.js';
import type { PlainConfig } from './config.js';
import { Rates } from './guard/rates.js';
import { withCors } from './http/cors.js';
import { graphqlRoom } from './http/graphql-room.js';
import { type Checks, healthRoom } from './http/health.js';
import { RequestIntake } from './http/request-intake.js';
import { PortalServer } from './http/server.js';
import { OpenStreams } from './http/streams/open-streams.js';
import type { TokenIdentity } from './identity/open-identity.js';
import { TokenWatch } from './identity/token-watch.js';
import { openDocuments } from './operation/documents.js';
import { Pipeline } from './pipeline.js';
import { WrongSetting } from './read-setting.js';
import { createRemoteSource, type RemoteSource } from './sources/remote-source.js';
import { buildGraph, type Graph } from './supergraph/graph.js';
import { subgraphAddresses } from './supergraph/subgraph-addresses.js';
import { Operators } from './telemetry/operators.js';
import { warmUp } from './warm-up/warm-up.js';

/** What a plain gateway is given beside its settings. */
export interface PlainGatewayParts {
  readonly log: Log;
  readonly clock: Clock;
  /** Draws which requests follow a progressive override; `Math.random` unless given. */
  readonly random?: () => number;
  /** Whether it answers operations that are made up before its doors open, so that the first client waits less. */
  readonly warmsUp?: boolean;
}

/** A plain gateway that serves. */
export interface PlainGateway {
  readonly origin: string;
  /** Where operators find metrics and health; null where ADMIN_PORT is not set. */
  readonly admin: string | null;
  readonly graph: Graph;
  /** How many made-up operations it has answered. */
  readonly warmedUp: number;
  /** Drains requests and closes the connections to the subgraphs. */
  close(): Promise<void>;
}

/**
 * Serves one supergraph without modules, database or accounts of its own, by the portal's own pipeline. Throws
 * WrongSetting for a file that cannot be read and for a subgraph without an address, Fault INVALID for what cannot be
 * executed.
 */
export async function openPlainGateway(config: PlainConfig, parts: PlainGatewayParts): Promise<PlainGateway> {
  const { log, clock, random = Math.random, warmsUp = false } = parts;
  const { limits, production, overrideLabels, planner } = config;
  const documents = await openDocuments(config.documents);
  const supergraphSdl = await readSupergraph(config.supergraphFile);
  const closing: (() => Promise<void>)[] = [];
  const { names } = documents;
  const operators = await Operators.open(config.telemetry, { log, service: 'yimen-gateway', names }, closing);
  const sources = openSources(supergraphSdl, config, log);
  const closeSources = async (): Promise<void> => {
    await Promise.all([...sources.values()].map((source) => source.close()));
  };
  const digest = createHash('sha256').update(supergraphSdl).digest('hex');
  const composition = { digest, supergraphSdl };
  const overriding = { isInForce: (label: string) => overrideLabels.has(label), random };
  const graph = await buildGraph(composition, [], sources, { overriding, planner: planner ?? undefined });
  const identity = await openIdentity(config, { log, clock });
  const pipeline = new Pipeline({
    graphs: { current: graph },
    clock,
    host: null,
    limits,
    introspection: config.introspection,
    documents,
    tokens: new TokenWatch((token) => identity.confirm(token), log),
    explainToAll: !production,
  });
  const intake = new RequestIntake({
    identify: (authorization) => identity.identify(authorization),
    log,
    deadline: limits.deadline,
    rates: new Rates(config.rates),
    proxies: config.proxies,
    telemetry: operators.telemetry,
  });
  const open = new OpenStreams(limits.sockets);
  const server = await PortalServer.listen(config.host, config.port);
  const checks = (): Checks => ({
    open: () => (server.isDraining ? Promise.reject(new Error('The gateway is closing.')) : Promise.resolve()),
  });
  const warmedUp = warmsUp ? await warmUp({ graph, limits, log }) : 0;
  const { corsOrigins: origins } = config;
  server.open([withCors(graphqlRoom({ pipeline, intake, open, log, origins }, limits), origins), healthRoom(checks)]);
  const installed = { times: 1, at: Date.now() };
  operators.show({ graph: () => graph, installed: () => installed, documents, open }, checks);
  return {
    origin: server.origin,
    admin: operators.origin,
    graph,
    warmedUp,
    close: async () => {
      await open.close();
      await server.close();
      await graph.validator.stop();
      graph.planner.close();
      await closeSources();
      for (const step of closing.reverse()) await step();
    },
  };
}

async function readSupergraph(file: string): Promise<string> {
  const wrong = (why: string, cause: unknown) => new WrongSetting(`SUPERGRAPH_FILE is "${file}", ${why}.`, { cause });
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw wrong(`which cannot be read (${error.code})`, error);
  });
  try {
    parse(text, { noLocation: true });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw wrong(`which is not GraphQL: ${error.message}`, error);
  }
  return text;
}

function openSources(supergraphSdl: string, config: PlainConfig, log: Log): Map<string, RemoteSource> {
  const addresses = subgraphAddresses(parse(supergraphSdl, { noLocation: true })).map(({ name, url: composed }) => {
    const setting = name.toLowerCase().replaceAll('_', '-');
    const url = config.remoteSubgraphs.get(setting) ?? composed;
    if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) throw withoutAddress(name, composed);
    return { name, url, stream: config.remoteStreams.get(setting) };
  });
  return new Map(addresses.map((address) => [address.name, createRemoteSource({ ...address, ...config.calls, log })]));
}

function withoutAddress(name: string, url: string): WrongSetting {
  const variable = `SUBGRAPH_${name.toUpperCase().replaceAll('-', '_')}_URL`;
  return new WrongSetting(`The supergraph gives the subgraph "${name}" the address "${url}"; set ${variable}.`);
}

type Identity = Pick<TokenIdentity, 'identify' | 'confirm'>;

/** Without an issuer nobody can say what a token is worth: it is not looked at and goes no further. */
async function openIdentity(config: PlainConfig, parts: PlainGatewayParts): Promise<Identity> {
  if (config.issuer === null) {
    return { identify: async () => ({ caller: anonymous, token: null }), confirm: async () => {} };
  }
  const { identityOfRealm } = await import('./identity/open-identity.js');
  const noRoles = { scopes: new Map<string, readonly string[]>(), exclusive: new Set<string>() };
  const { identify, confirm } = identityOfRealm(config, config.issuer, parts, () => noRoles);
  return {
    confirm,
    // No modules, so no roles that amount to scopes: a token's own OAuth scopes are those of the graph.
    identify: async (authorization) => {
      const { caller, token } = await identify(authorization);
      const scopes = [...caller.grants].flatMap((grant) => (grant.startsWith('scope:') ? [grant.slice(6)] : []));
      return { caller: { ...caller, scopes: new Set(scopes) }, token };
    },
  };
}
