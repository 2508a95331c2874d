import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, type GraphQLFormattedError, parse } from 'graphql';
import { rememberingServer } from '../../../bench/contest/remembering-server.js';
import { type FaultyServer, openFaultyServer } from '../../../bench/faults/faulty-server.js';
import type { PlainGatewayParts } from '../../../gateway/plain-gateway.js';
import { openOn, supergraphOf } from '../plain/plain-graph.js';

/** What a client reads, and how long it waited. */
export interface FaultyAnswer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly milliseconds: number;
}

/** A plain gateway over two healthy subgraphs and one whose server may be at fault. */
export interface FaultyGraph {
  readonly server: FaultyServer;
  ask(query?: string, headers?: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<FaultyAnswer>;
  close(): Promise<void>;
}

/** Fields of all three, one of them joined to people that another found. */
export const question = '{ people { name town grade } weather faulty }';

const people = [
  { id: '1', name: 'Zhao' },
  { id: '2', name: 'Qian' },
];

const healthy = {
  people: {
    sdl: 'type Query { people: [Person!]! } type Person @key(fields: "id") { id: ID! name: String }',
    resolvers: { Query: { people: () => people } },
  },
  towns: {
    sdl: 'type Query { weather: String } type Mutation { report: String } type Person @key(fields: "id") { id: ID! town: String }',
    resolvers: {
      Query: { weather: () => 'rain' },
      Mutation: { report: () => 'reported' },
      Person: { __resolveReference: (one: object) => one, town: ({ id }: { id: string }) => `town ${id}` },
    },
  },
};

const faulty = {
  sdl: `
    type Query { faulty: String }
    type Mutation { change: String }
    type Person @key(fields: "id") { id: ID! grade: Int }
  `,
  resolvers: {
    Query: { faulty: () => 'well' },
    Mutation: { change: () => 'changed' },
    Person: { __resolveReference: (one: object) => one, grade: () => 5 },
  },
};

const federation = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';

function schemaOf({ sdl, resolvers }: { sdl: string; resolvers: object }) {
  return buildSubgraphSchema([{ typeDefs: parse(federation + sdl), resolvers: resolvers as never }]);
}

/** Opens it; `addressOf` says where the gateway believes the faulty subgraph to be. */
export async function openFaultyGraph(
  settings: Readonly<Record<string, string>> = {},
  parts: Partial<PlainGatewayParts> = {},
  addressOf: (port: number) => string = (port) => `http://127.0.0.1:${port}/faulty`,
): Promise<FaultyGraph> {
  const schema = schemaOf(faulty);
  const server = await openFaultyServer(
    async (body) => {
      const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
      return JSON.stringify(await graphql({ schema, source: query, variableValues: variables }));
    },
    { late: 700 },
  );
  const well = rememberingServer(new Map(Object.entries(healthy).map(([name, each]) => [name, schemaOf(each)])));
  well.listen(0, '127.0.0.1');
  await once(well, 'listening');
  const origin = `http://127.0.0.1:${(well.address() as AddressInfo).port}`;
  const supergraph = supergraphOf({ ...healthy, faulty }, (name) =>
    name === 'faulty' ? addressOf(server.port) : `${origin}/${name}`,
  );
  const gateway = await openOn(supergraph, settings, parts);
  return {
    server,
    ask: async (query = question, headers = {}, signal) => {
      const begun = performance.now();
      const response = await fetch(`${gateway.origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': 'en', ...headers },
        body: JSON.stringify({ query }),
        signal: signal ?? null,
      });
      const answer = (await response.json()) as Omit<FaultyAnswer, 'milliseconds'>;
      return { ...answer, milliseconds: performance.now() - begun };
    },
    close: async () => {
      await gateway.close();
      await server.close();
      well.closeAllConnections();
      well.close();
    },
  };
}
