import { createServer } from 'node:http';
import { graphql } from 'graphql';
import { openFaultyServer, serverFaults } from './faulty-server.js';
import { faultySchema, ports } from './subgraphs.js';

// The subgraph that may be at fault, in a process of its own. `POST /FAULT` at the port of control sets its fault and answers
// how often it was asked since the last time; what is no fault of its own is none.
const schema = faultySchema();
const server = await openFaultyServer(
  async (body) => {
    const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
    return JSON.stringify(await graphql({ schema, source: query, variableValues: variables }));
  },
  { port: ports.faulty, late: 1_500 },
);
const control = createServer(({ url = '/' }, response) => {
  const named = decodeURIComponent(url.slice(1));
  const asked = server.requests.length;
  server.fault = serverFaults.find((each) => each === named) ?? 'none';
  response.end(JSON.stringify({ asked }));
}).listen(ports.control, '127.0.0.1');
process.once('SIGTERM', () => {
  control.closeAllConnections();
  control.close();
  void server.close();
});
