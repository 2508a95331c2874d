import type { IncomingMessage } from 'node:http';
import { decodeJwt } from 'jose';
import { readConfig } from '../../gateway/config.js';
import { graphqlRoom } from '../../gateway/http/graphql-room.js';
import { RequestIntake } from '../../gateway/http/request-intake.js';
import { PortalServer, type Room } from '../../gateway/http/server.js';
import { OpenStreams } from '../../gateway/http/streams/open-streams.js';
import { callerFromClaims, grantTable } from '../../gateway/identity/caller-from-claims.js';
import type { Identity } from '../../gateway/identity/identify.js';
import { TokenWatch } from '../../gateway/identity/token-watch.js';
import { openDocuments } from '../../gateway/operation/documents.js';
import { Pipeline } from '../../gateway/pipeline.js';
import type { ServedGraph } from '../../gateway/supergraph/served-graph.js';
import { createLog } from '../../gateway/telemetry/log.js';
import { anonymous } from '../../kit/identity/caller.js';

/** A gateway on this machine, for whoever develops a subgraph. */
export interface LocalGateway {
  readonly origin: string;
  close(): Promise<void>;
}

/** The token that goes along with a request that brings none; null for none. */
export type OwnToken = () => Promise<string | null>;

/**
 * Serves a graph to this machine alone, by the portal's own pipeline and with its limits. Tokens are relayed and not verified:
 * whoever reads them, the services behind, does that. Throws CannotListen.
 */
export async function openLocalGateway(graphs: ServedGraph, port: number, ownToken: OwnToken): Promise<LocalGateway> {
  const { limits, documents } = readConfig({});
  const log = createLog('error');
  const server = await PortalServer.listen('127.0.0.1', port, '--port');
  const pipeline = new Pipeline({
    graphs,
    clock: { now: () => new Date() },
    host: null,
    limits,
    introspection: 'all',
    documents: await openDocuments(documents),
    tokens: new TokenWatch(async () => {}, log),
    explainToAll: true,
  });
  const intake = new RequestIntake({
    identify: (authorization) => identify(authorization, ownToken),
    log,
    deadline: limits.deadline,
    rates: null,
    proxies: 0,
  });
  const open = new OpenStreams(limits.sockets);
  server.open([forThisMachine(graphqlRoom({ pipeline, intake, open, log, origins: new Set() }, limits))]);
  return {
    origin: server.origin,
    close: async () => {
      await open.close();
      await server.close();
    },
  };
}

async function identify(authorization: string | undefined, ownToken: OwnToken): Promise<Identity> {
  const token = authorization === undefined ? await ownToken() : authorization.replace(/^bearer +/i, '');
  if (token === null) return { caller: anonymous, token: null };
  const caller = callerFromClaims(decodeJwt(token), grantTable([]));
  const scopes = [...caller.grants].flatMap((grant) => (grant.startsWith('scope:') ? [grant.slice(6)] : []));
  return { caller: { ...caller, scopes: new Set(scopes) }, token };
}

/** A page of elsewhere may have its name lead here; then it would ask with the token of whoever looks at it. */
function forThisMachine(room: Room): Room {
  return {
    accepts: (path) => room.accepts(path),
    respond: async (request, response) => {
      if (isOwn(request)) return room.respond(request, response);
      response.writeHead(403, { 'content-type': 'text/plain' }).end('This gateway serves its own machine alone.\n');
    },
  };
}

function isOwn({ headers }: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '');
}
