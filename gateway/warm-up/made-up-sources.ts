/*
 * Sources that answer what is made up, each over the way by which the graph reaches the subgraph of that name: HTTP by a server
 * on loopback that lives as long as they do, or no HTTP at all. What is HTTPS in the graph is HTTP here.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { type GraphQLSchema, parse } from 'graphql';
import { createRemoteSource } from '../sources/remote-source.js';
import type { Source } from '../sources/source.js';
import type { Graph } from '../supergraph/graph.js';
import { madeUpAnswer } from './made-up-answer.js';

/** Sources and the end of them. */
export interface MadeUpSources {
  readonly sources: ReadonlyMap<string, Source>;
  close(): Promise<void>;
}

/** Opens a source in place of each of a graph's. */
export async function openMadeUpSources({ schema, sources }: Graph): Promise<MadeUpSources> {
  const server = createServer((request, response) => {
    // What cannot be made up is a connection that breaks off, which the executor reports.
    answer(schema, request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const remote = [...sources.values()]
    .filter(({ http }) => http !== undefined)
    .map(({ name }) => createRemoteSource({ name, url: `http://127.0.0.1:${port}/` }));
  const local = [...sources.keys()].map((name): Source => ({
    name,
    fetch: async (request) => ({ data: madeUpAnswer(schema, request) }),
  }));
  return {
    sources: new Map([...local, ...remote].map((source) => [source.name, source])),
    close: async () => {
      await Promise.all(remote.map((source) => source.close()));
      server.close();
    },
  };
}

async function answer(schema: GraphQLSchema, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { query, variables } = (await json(request)) as Readonly<{ query: string; variables: Record<string, unknown> }>;
  const data = madeUpAnswer(schema, { document: parse(query, { noLocation: true }), variables });
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
}
