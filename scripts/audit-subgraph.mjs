// What the audits of transports ask: one subgraph with a field and a stream, and the supergraph composed of it.
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9")
  type Query { hello: String! }
  type Subscription { count(to: Int!): Int! }
`);

async function* upTo(last) {
  for (let count = 1; count <= last; count += 1) {
    yield { count };
    // A client must have time to leave between two events.
    await pause(20);
  }
}

const schema = buildSubgraphSchema([
  {
    typeDefs,
    resolvers: { Query: { hello: () => 'world' }, Subscription: { count: { subscribe: (_, { to }) => upTo(to) } } },
  },
]);

/** Serves the subgraph `counting` on loopback: queries by POST, subscriptions by graphql-transport-ws. */
export async function openCountingSubgraph() {
  const server = createServer(async (request, response) => {
    const { query, variables } = JSON.parse(Buffer.concat(await Array.fromAsync(request)).toString());
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(await graphql({ schema, source: query, variableValues: variables })));
  });
  const sockets = new WebSocketServer({ server });
  useServer({ schema }, sockets);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}/graphql`;
  const { supergraphSdl, errors } = composeServices([{ name: 'counting', url, typeDefs }]);
  if (errors) throw new AggregateError(errors, 'The subgraph of the audits does not compose.');
  return {
    supergraphSdl,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
