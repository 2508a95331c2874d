import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { listen } from '../identity/issuer-server.js';

/** A subgraph beside `products`, written without kit. */
export interface Neighbour {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
  close(): Promise<void>;
}

type Resolvers = Extract<Parameters<typeof buildSubgraphSchema>[0], { resolvers?: unknown }>['resolvers'];

const usersSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
  type Query { user(email: ID!): User }
  type User @key(fields: "email") {
    email: ID!
    name: String
    totalProductsCreated: Int @shareable
    yearsOfEmployment: Int!
  }
`;

const inventorySdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3",
    import: ["@key", "@shareable", "@external", "@requires"])
  type Query { inventory(id: ID!): Inventory }
  interface Inventory @key(fields: "id") { id: ID! products: [Product!]! }
  type OpenSourceInventory implements Inventory @key(fields: "id") { id: ID! products: [Product!]! }
  type Product @key(fields: "id") {
    id: ID!
    dimensions: ProductDimension @external
    delivery: DeliveryEstimates @requires(fields: "dimensions { size weight }")
  }
  type ProductDimension @shareable { size: String weight: Float }
  type DeliveryEstimates { fastestDelivery: String }
`;

interface Measured {
  readonly dimensions: { readonly size: string; readonly weight: number };
}

const asUser = ({ email }: { email: string }) => ({
  email,
  name: 'a name that was taken over',
  // Not what `products` provides, so that a test sees which of them was asked.
  totalProductsCreated: 40,
  yearsOfEmployment: 10,
});
const openSource = { __typename: 'OpenSourceInventory', id: 'apollo-oss', products: [{ id: 'apollo-federation' }] };

const resolversOf: Readonly<Record<string, Resolvers>> = {
  users: { Query: { user: (_: unknown, key: { email: string }) => asUser(key) }, User: { __resolveReference: asUser } },
  inventory: {
    Query: { inventory: (_: unknown, { id }: { id: string }) => (id === openSource.id ? openSource : null) },
    Inventory: { __resolveReference: () => openSource },
    Product: {
      delivery: ({ dimensions: { size, weight } }: Measured) => ({ fastestDelivery: `${size} parcel of ${weight}` }),
    },
  },
};

/** Serves `users` and `inventory` on loopback, by these SDLs or by their own. */
export async function openNeighbours(sdls = { users: usersSdl, inventory: inventorySdl }): Promise<Neighbour[]> {
  return Promise.all(Object.entries(sdls).map(([name, sdl]) => openNeighbour(name, sdl)));
}

async function openNeighbour(name: string, sdl: string): Promise<Neighbour> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolversOf[name] ?? {} }]);
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { query, variables } = (await json(request)) as { query: string; variables?: Record<string, unknown> };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(await graphql({ schema, source: query, variableValues: variables })));
  };
  const server = createServer((request, response) => void respond(request, response));
  const url = `http://127.0.0.1:${await listen(server)}/`;
  return {
    name,
    url,
    sdl,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Composes `products`, with the SDL that it gives of itself, and its neighbours. */
export async function supergraphWith(products: string, neighbours: readonly Neighbour[]): Promise<string> {
  const response = await fetch(products, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  const { data } = (await response.json()) as { data: { _service: { sdl: string } } };
  const all = [{ name: 'products', url: products, sdl: data._service.sdl }, ...neighbours];
  const composed = composeServices(all.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  if (composed.errors) throw new AggregateError(composed.errors, composed.errors.join('\n'));
  return composed.supergraphSdl;
}
