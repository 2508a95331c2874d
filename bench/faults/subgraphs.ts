import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';

/** Where the subgraphs of this bench take questions. */
export const ports = { healthy: 47_330, faulty: 47_331, control: 47_332 } as const;

const federation = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';

const people = Array.from({ length: 20 }, (_, index) => ({ id: String(index), name: `Person ${index}` }));
const itself = (one: object): object => one;

const healthy = {
  people: {
    sdl: 'type Query { people(n: Int): [Person!]! } type Person @key(fields: "id") { id: ID! name: String }',
    resolvers: { Query: { people: () => people } },
  },
  towns: {
    sdl: 'type Query { weather(n: Int): String } type Person @key(fields: "id") { id: ID! town(n: Int): String }',
    resolvers: {
      Query: { weather: () => 'rain' },
      Person: { __resolveReference: itself, town: ({ id }: { id: string }) => `Town ${id}` },
    },
  },
};

const faulty = {
  sdl: 'type Query { faulty(n: Int): String } type Person @key(fields: "id") { id: ID! grade(n: Int): Int }',
  resolvers: { Query: { faulty: () => 'well' }, Person: { __resolveReference: itself, grade: () => 5 } },
};

/** Two whose addresses are at fault: no TLS where there should be, and a name that leads nowhere. */
const misplaced = {
  tls: { sdl: 'type Query { overTls(n: Int): String }', url: `https://127.0.0.1:${ports.faulty}/tls` },
  nowhere: { sdl: 'type Query { byName(n: Int): String }', url: 'http://nowhere.invalid/nowhere' },
};

/** The supergraph of two healthy subgraphs and those that may be at fault. */
export function composeFaulty(): string {
  const services = [
    ...Object.entries(healthy).map(([name, { sdl }]) => ({
      name,
      sdl,
      url: `http://127.0.0.1:${ports.healthy}/${name}`,
    })),
    { name: 'faulty', sdl: faulty.sdl, url: `http://127.0.0.1:${ports.faulty}/faulty` },
    ...Object.entries(misplaced).map(([name, each]) => ({ name, ...each })),
  ].map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(federation + sdl) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (errors) throw new AggregateError(errors, 'The subgraphs do not compose.');
  return supergraphSdl;
}

/** The healthy ones by name. */
export function healthySchemas(): Map<string, GraphQLSchema> {
  return new Map(Object.entries(healthy).map(([name, each]) => [name, schemaOf(each)]));
}

/** The one that may be at fault. */
export function faultySchema(): GraphQLSchema {
  return schemaOf(faulty);
}

function schemaOf({ sdl, resolvers }: typeof faulty | (typeof healthy)['people' | 'towns']): GraphQLSchema {
  return buildSubgraphSchema([{ typeDefs: parse(federation + sdl), resolvers }]);
}
