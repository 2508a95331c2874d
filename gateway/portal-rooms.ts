import type { JSONWebKeySet } from 'jose';
import type { Database } from '../kit/data/database.js';
import type { Clock } from '../kit/module/context.js';
import type { Log } from '../kit/module/host.js';
import type { Config } from './config.js';
import { withCors } from './http/cors.js';
import { explorerPage } from './http/explorer/explorer-page.js';
import { filesRoom } from './http/files/files-room.js';
import { graphqlRoom } from './http/graphql-room.js';
import { type Checks, healthRoom } from './http/health.js';
import type { RequestIntake } from './http/request-intake.js';
import type { PortalServer, Room } from './http/server.js';
import { resourceRoom } from './http/resource-room.js';
import { signingKeysRoom } from './http/signing-keys-room.js';
import { supergraphRoom } from './http/supergraph-room.js';
import type { OpenStreams } from './http/streams/open-streams.js';
import type { PortalIdentity } from './identity/open-identity.js';
import type { Pipeline } from './pipeline.js';
import type { Graphs } from './supergraph/graphs.js';

/** What the portal's rooms stand on. */
export interface Doors {
  readonly server: PortalServer;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly graphs: Graphs;
  readonly identity: PortalIdentity;
  readonly pipeline: Pipeline;
  readonly intake: RequestIntake;
  readonly open: OpenStreams;
  /** By which subgraphs of departments know the portal. */
  readonly keys: JSONWebKeySet;
}

/** What must work before a balancer may send requests to the portal. */
export function checksOf({ server, database, graphs }: Pick<Doors, 'server' | 'database' | 'graphs'>): Checks {
  return {
    database: () => database.ping(),
    graph: async () => void graphs.current,
    open: () => (server.isDraining ? Promise.reject(new Error('The portal is closing.')) : Promise.resolve()),
  };
}

/** The rooms of the public port. */
export function roomsOf(config: Config, doors: Doors): Room[] {
  const { database, clock, graphs, identity, intake } = doors;
  const graphql = withCors(graphqlRoom({ ...doors, origins: config.corsOrigins }, config.limits), config.corsOrigins);
  const explorer = explorerPage({ issuer: identity.issuer, clientId: 'yimen-explorer', graphqlPath: '/graphql' });
  const { dataFolder } = config;
  const files = withCors(
    filesRoom({ database, clock, intake, dataFolder, modules: () => graphs.modules }),
    config.corsOrigins,
  );
  const supergraph = supergraphRoom({ intake, graph: () => graphs.current });
  const resource = resourceRoom(identity.issuer, config.proxies);
  const keys = signingKeysRoom(doors.keys);
  return [graphql, healthRoom(() => checksOf(doors)), files, supergraph, resource, keys, explorer, ...identity.rooms];
}
